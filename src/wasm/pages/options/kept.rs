//! A setting that is typed, checked while it is typed, and kept whole or not at all: what such sections share.

use gloo::timers::callback::Timeout;

use super::form::SaveBar;
use crate::problem::Problem;
use crate::protocol::{Failure, Request, Response};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::ask;
use crate::wasm::pages::view::El;
use crate::wasm::pages::words;

/// How long a person pauses before what is typed is checked, in milliseconds.
const PAUSE: u32 = 200;

/// What is kept, as it is typed.
pub(super) trait Setting: Clone + Default + 'static {
    /// What else the engine says of it.
    type More: Clone + Default + 'static;
    /// Key of what is said once it is kept.
    const SAVED: &'static str;
    /// Key of the words on the button.
    const SAVE: &'static str;

    /// Asks for what is kept.
    fn load() -> Request;
    /// Who says what is wrong with it.
    fn check(&self) -> Check;
    /// Has it kept.
    fn save(&self) -> Request;
    /// Reads the answer to all of these.
    fn read(response: Response) -> Result<Answer<Self>, Failure>;
    /// Whether both come to the same, however they are typed.
    fn is_same(&self, other: &Self) -> bool;
}

/// Who says what is wrong.
pub(super) enum Check {
    /// The engine.
    Ask(Request),
    /// Nobody needs to be asked.
    Found(Vec<Problem>),
}

/// What the engine says.
#[derive(Clone)]
pub(super) struct Answer<T: Setting> {
    pub(super) value: T,
    pub(super) problems: Vec<Problem>,
    pub(super) saved: bool,
    pub(super) more: T::More,
}

type Answered<T> = Result<Answer<T>, Failure>;

#[derive(Clone)]
pub(super) enum Msg<T: Setting> {
    Got(Answered<T>),
    Check,
    Checked(u32, Answered<T>),
    Save,
    Saved(u32, Answered<T>),
    Discard,
}

/// The setting's state.
pub(super) struct Kept<T: Setting> {
    pub(super) typed: T,
    /// What the engine has; `None`: not known yet.
    saved: Option<T>,
    pub(super) problems: Vec<Problem>,
    pub(super) more: T::More,
    pub(super) said: (String, bool),
    /// It could not be loaded.
    pub(super) failure: Option<Failure>,
    saving: bool,
    /// Grows with every change.
    version: u32,
    wait: Option<Timeout>,
}

impl<T: Setting> Kept<T> {
    pub(super) fn new(to: &To<Msg<T>>) -> Self {
        to.later(async { Msg::Got(send(T::load()).await) });
        Self {
            typed: T::default(),
            saved: None,
            problems: Vec::new(),
            more: T::More::default(),
            said: (String::new(), false),
            failure: None,
            saving: false,
            version: 0,
            wait: None,
        }
    }

    /// Whether it is known how it stands, or that this cannot be known.
    pub(super) fn is_loaded(&self) -> bool {
        self.saved.is_some() || self.failure.is_some()
    }

    /// What is kept; `None`: not known.
    pub(super) const fn saved(&self) -> Option<&T> {
        self.saved.as_ref()
    }

    /// Whether something typed is not saved.
    pub(super) fn is_changed(&self) -> bool {
        self.saved
            .as_ref()
            .is_some_and(|saved| !saved.is_same(&self.typed))
    }

    /// Whether it cannot be saved.
    fn is_wrong(&self) -> bool {
        self.problems.iter().any(|problem| problem.fatal)
    }

    /// Changes what is typed; it is checked once the person pauses.
    pub(super) fn edit(&mut self, to: &To<Msg<T>>, change: impl FnOnce(&mut T)) {
        change(&mut self.typed);
        self.said = (String::new(), false);
        self.version += 1;
        let to = to.clone();
        self.wait = Some(Timeout::new(PAUSE, move || to.send(Msg::Check)));
    }

    pub(super) fn update(&mut self, msg: Msg<T>, to: &To<Msg<T>>) {
        match msg {
            Msg::Got(Ok(got)) => self.take(got),
            Msg::Got(Err(failure)) => self.failure = Some(failure),
            Msg::Check => self.check(to),
            Msg::Checked(version, Ok(checked)) => {
                if version == self.version {
                    self.problems = checked.problems;
                    self.more = checked.more;
                }
            }
            Msg::Checked(_, Err(failure)) => self.said = (words::failure(&failure), true),
            Msg::Save => self.save(to),
            Msg::Saved(version, answer) => self.kept(version, answer),
            Msg::Discard => {
                self.typed = self.saved.clone().unwrap_or_default();
                self.version += 1;
                self.said = (words::t("options_discarded"), false);
                self.check(to);
            }
        }
    }

    /// Shows what is kept.
    pub(super) fn take(&mut self, got: Answer<T>) {
        self.typed = got.value.clone();
        self.saved = Some(got.value);
        self.problems = got.problems;
        self.more = got.more;
        self.version += 1;
    }

    fn check(&mut self, to: &To<Msg<T>>) {
        let version = self.version;
        match self.typed.check() {
            Check::Ask(request) => {
                to.later(async move { Msg::Checked(version, send(request).await) });
            }
            Check::Found(problems) => self.problems = problems,
        }
    }

    fn save(&mut self, to: &To<Msg<T>>) {
        if self.saving {
            return;
        }
        self.saving = true;
        self.said = (words::t("options_saving"), false);
        let (version, request) = (self.version, self.typed.save());
        to.later(async move { Msg::Saved(version, send(request).await) });
    }

    fn kept(&mut self, version: u32, answer: Answered<T>) {
        self.saving = false;
        match answer {
            Ok(answer) if answer.saved && version == self.version => {
                self.take(answer);
                self.said = (words::t(T::SAVED), false);
            }
            // Typed on meanwhile: that stays.
            Ok(answer) if answer.saved => self.saved = Some(answer.value),
            Ok(answer) => {
                self.problems = answer.problems;
                self.said = (words::t("options_not_saved"), true);
            }
            Err(failure) => self.said = (words::failure(&failure), true),
        }
    }

    /// The buttons that keep it, and what happened last.
    pub(super) fn bar(&self, to: &To<Msg<T>>) -> El {
        SaveBar {
            changed: self.is_changed(),
            wrong: self.is_wrong(),
            saving: self.saving,
            said: &self.said,
            save: T::SAVE,
        }
        .view(to, Msg::Save, Msg::Discard, Vec::new())
    }
}

/// Asks the engine.
pub(super) async fn send<T: Setting>(request: Request) -> Answered<T> {
    T::read(ask(request).await?)
}
