//! The brand profile: typed, checked while typing, kept whole or not at all.

use gloo::timers::callback::Timeout;

use super::files::{self, Picked};
use super::nicknames::{self, Choice, Nicknames};
use super::tryout::{self, Tryout};
use crate::brand::{Brand, Decision, Profile};
use crate::problem::Problem;
use crate::protocol::{Failure, Request, Response};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::{offer, words};

/// A brand as typed: lists are one entry a line.
#[derive(Clone, Default)]
pub(super) struct Form {
    pub(super) name: String,
    pub(super) lists: [String; LISTS.len()],
}

/// The lists of a brand, in the order of [`Form::lists`]; each is a field of the profile.
pub(super) const LISTS: [&str; 7] = [
    "handles",
    "names",
    "nicknames",
    "exclude",
    "ambiguous",
    "certain",
    "trade",
];

#[derive(Clone)]
pub(super) enum Msg {
    Got(Result<(Profile, Vec<Problem>), Failure>),
    Name(usize, String),
    List(usize, usize, String),
    Add,
    Remove(usize),
    Check,
    Checked(u32, Result<Vec<Problem>, Failure>),
    Save,
    Saved(Profile, Result<(bool, Vec<Problem>), Failure>),
    Discard,
    UndoSave,
    Export,
    Picked(Vec<Picked>),
    Imported(Result<Profile, String>),
    Try(tryout::Msg),
    Nicknames(nicknames::Msg),
}

/// The section's state.
pub(super) struct Brands {
    pub(super) forms: Vec<Form>,
    /// What the engine has.
    pub(super) saved: Option<Profile>,
    /// What it had before the last save of this visit.
    pub(super) before: Option<Profile>,
    pub(super) problems: Vec<Problem>,
    pub(super) saving: bool,
    pub(super) said: (String, bool),
    pub(super) failure: Option<Failure>,
    pub(super) tryout: Tryout,
    pub(super) nicknames: Nicknames,
    checked: u32,
    wait: Option<Timeout>,
}

impl Brands {
    /// Whether a post was tried.
    pub(super) const fn is_tried(&self) -> bool {
        self.tryout.is_tried()
    }

    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async {
            Msg::Got(match ask(Request::Profile).await {
                Ok(Response::Profile {
                    profile, problems, ..
                }) => Ok((profile, problems)),
                Ok(other) => unexpected(other),
                Err(failure) => Err(failure),
            })
        });
        Self {
            forms: Vec::new(),
            saved: None,
            before: None,
            problems: Vec::new(),
            saving: false,
            said: (String::new(), false),
            failure: None,
            tryout: Tryout::default(),
            nicknames: Nicknames::new(&to.map(Msg::Nicknames)),
            checked: 0,
            wait: None,
        }
    }

    /// Whether something typed is not saved.
    pub(super) fn is_changed(&self) -> bool {
        self.saved
            .as_ref()
            .is_some_and(|saved| *saved != self.profile())
    }

    /// Whether the profile cannot be saved.
    pub(super) fn is_wrong(&self) -> bool {
        self.problems.iter().any(|problem| problem.fatal)
    }

    /// The profile as typed. A form that nobody has filled in is no brand.
    pub(super) fn profile(&self) -> Profile {
        let brands = self.forms.iter().filter(|form| !form.is_blank());
        Profile {
            brands: brands.map(Form::brand).collect(),
        }
    }

    /// Where in the profile a form's brand is.
    pub(super) fn index(&self, form: usize) -> Option<usize> {
        let blank = self.forms.get(form)?.is_blank();
        let before = self.forms.iter().take(form);
        (!blank).then(|| before.filter(|form| !form.is_blank()).count())
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Got(Ok((profile, problems))) => {
                self.fill(&profile);
                self.saved = Some(profile);
                self.problems = problems;
            }
            Msg::Got(Err(failure)) => self.failure = Some(failure),
            Msg::Name(at, name) => {
                if let Some(form) = self.forms.get_mut(at) {
                    form.name = name;
                }
                self.typed(to);
            }
            Msg::List(at, list, typed) => {
                let form = self.forms.get_mut(at);
                if let Some(field) = form.and_then(|form| form.lists.get_mut(list)) {
                    *field = typed;
                }
                self.typed(to);
            }
            Msg::Add => {
                self.forms.push(Form::default());
                self.typed(to);
            }
            Msg::Remove(at) => {
                if at < self.forms.len() {
                    self.forms.remove(at);
                }
                self.say("options_brand_removed", false);
                self.typed(to);
            }
            Msg::Check => self.check(to),
            Msg::Checked(number, Ok(problems)) => {
                if number == self.checked {
                    self.problems = problems;
                }
            }
            Msg::Checked(_, Err(failure)) => self.said = (words::failure(&failure), true),
            Msg::Save => self.save(self.profile(), to),
            Msg::Saved(profile, answer) => self.kept(profile, answer),
            Msg::Discard => {
                if let Some(saved) = self.saved.clone() {
                    self.fill(&saved);
                }
                self.say("options_discarded", false);
                self.check(to);
            }
            Msg::UndoSave => {
                if let Some(before) = self.before.take() {
                    self.fill(&before);
                    self.save(before, to);
                }
            }
            Msg::Export => {
                offer::file("handrail-brands.toml", &self.profile().to_toml());
                self.say("options_exported", false);
            }
            Msg::Picked(picked) => {
                if let Some(picked) = picked.into_iter().next() {
                    to.later(async move {
                        let text = files::text(&picked.file).await.unwrap_or_default();
                        let read = Profile::from_toml(&text);
                        Msg::Imported(read.map_err(|problem| problem.message))
                    });
                }
            }
            Msg::Imported(Ok(profile)) => {
                self.fill(&profile);
                self.say("options_imported_profile", false);
                self.typed(to);
            }
            Msg::Imported(Err(why)) => {
                self.said = (words::with("options_import_profile_failed", &[&why]), true);
            }
            Msg::Try(msg) => self.tryout.update(msg, &to.map(Msg::Try)),
            Msg::Nicknames(msg) => {
                if let Some((choice, profile)) = self.nicknames.update(msg, &to.map(Msg::Nicknames))
                {
                    self.decided(&choice, profile);
                }
            }
        }
    }

    /// The engine changed the nicknames of a brand: what is typed follows, and nothing else of it changes.
    fn decided(&mut self, choice: &Choice, profile: Profile) {
        self.saved = Some(profile);
        for form in self
            .forms
            .iter_mut()
            .filter(|form| form.name.trim() == choice.brand)
        {
            let [_, _, nicknames, ..] = &mut form.lists;
            let mut lines: Vec<&str> = nicknames
                .lines()
                .filter(|line| line.trim() != choice.form)
                .collect();
            if choice.decision == Decision::Added {
                lines.push(&choice.form);
            }
            *nicknames = lines.join("\n");
        }
    }

    fn fill(&mut self, profile: &Profile) {
        self.forms = profile.brands.iter().map(Form::of).collect();
        if self.forms.is_empty() {
            self.forms.push(Form::default());
        }
    }

    fn say(&mut self, key: &str, bad: bool) {
        self.said = (words::t(key), bad);
    }

    /// Checks once the person pauses.
    fn typed(&mut self, to: &To<Msg>) {
        self.checked += 1;
        let to = to.clone();
        self.wait = Some(Timeout::new(200, move || to.send(Msg::Check)));
    }

    fn check(&mut self, to: &To<Msg>) {
        self.checked += 1;
        let number = self.checked;
        let request = Request::CheckProfile {
            profile: self.profile(),
        };
        to.later(async move {
            let answer = match ask(request).await {
                Ok(Response::Profile { problems, .. }) => Ok(problems),
                Ok(other) => unexpected(other),
                Err(failure) => Err(failure),
            };
            Msg::Checked(number, answer)
        });
    }

    fn save(&mut self, profile: Profile, to: &To<Msg>) {
        if self.saving {
            return;
        }
        self.saving = true;
        self.say("options_saving", false);
        to.later(async move {
            let request = Request::SaveProfile {
                profile: profile.clone(),
            };
            let answer = match ask(request).await {
                Ok(Response::Profile {
                    saved, problems, ..
                }) => Ok((saved, problems)),
                Ok(other) => unexpected(other),
                Err(failure) => Err(failure),
            };
            Msg::Saved(profile, answer)
        });
    }

    fn kept(&mut self, profile: Profile, answer: Result<(bool, Vec<Problem>), Failure>) {
        self.saving = false;
        match answer {
            Ok((true, problems)) => {
                self.before = self
                    .saved
                    .replace(profile)
                    .filter(|before| Some(before) != self.saved.as_ref());
                self.problems = problems;
                self.say("options_saved_brands", false);
            }
            Ok((false, problems)) => {
                self.problems = problems;
                self.say("options_not_saved", true);
                focus("brands");
            }
            Err(failure) => self.said = (words::failure(&failure), true),
        }
    }
}

impl Form {
    fn of(brand: &Brand) -> Self {
        let lists = [
            &brand.handles,
            &brand.names,
            &brand.nicknames,
            &brand.exclude,
            &brand.ambiguous,
            &brand.certain,
            &brand.trade,
        ];
        Self {
            name: brand.name.clone(),
            lists: lists.map(|list| list.join("\n")),
        }
    }

    fn is_blank(&self) -> bool {
        self.name.trim().is_empty() && self.lists.iter().all(|list| list.trim().is_empty())
    }

    fn brand(&self) -> Brand {
        let [
            handles,
            names,
            nicknames,
            exclude,
            ambiguous,
            certain,
            trade,
        ] = self.lists.each_ref().map(|list| {
            let lines = list.lines().map(str::trim);
            lines
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect()
        });
        Brand {
            name: self.name.trim().to_owned(),
            handles,
            names,
            nicknames,
            exclude,
            ambiguous,
            certain,
            trade,
        }
    }
}
