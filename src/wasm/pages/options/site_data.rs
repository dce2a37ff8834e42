//! Where sites' tables come from besides the package, what came of it, and the way back.

use gloo::timers::callback::Timeout;

use crate::problem::Problem;
use crate::protocol::Failure;
use crate::site::update::Source;
use crate::text::address;
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{SiteDataAsked, SiteDataState, may_contact, site_data};
use crate::wasm::pages::words;

/// How long a person pauses before what is typed is checked, in milliseconds.
const PAUSE: u32 = 200;

type Answered = Result<SiteDataState, Failure>;

#[derive(Clone)]
pub(super) enum Msg {
    Got(Answered),
    Url(String),
    Key(String),
    Checked,
    Save,
    /// Whether the person lets Handrail contact the server.
    May(bool),
    Saved(Source, Answered),
    Discard,
    Fetch,
    Back,
    /// What came of either.
    Done(&'static str, Answered),
}

/// The section's state.
pub(super) struct SiteData {
    pub(super) typed: Source,
    /// `None`: not known yet.
    pub(super) state: Option<SiteDataState>,
    pub(super) failure: Option<Failure>,
    pub(super) problems: Vec<Problem>,
    pub(super) said: (String, bool),
    /// Something is on its way.
    pub(super) busy: bool,
    wait: Option<Timeout>,
}

impl SiteData {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Got(site_data(SiteDataAsked::State).await) });
        Self {
            typed: Source::default(),
            state: None,
            failure: None,
            problems: Vec::new(),
            said: Default::default(),
            busy: false,
            wait: None,
        }
    }

    /// Whether it is known how it stands, or that this cannot be known.
    pub(super) fn is_loaded(&self) -> bool {
        self.state.is_some() || self.failure.is_some()
    }

    fn saved(&self) -> Option<Source> {
        let state = self.state.as_ref()?;
        Some(Source {
            url: state.url.clone(),
            key: state.key.clone(),
        })
    }

    /// Whether something typed is not saved.
    pub(super) fn is_changed(&self) -> bool {
        self.saved()
            .is_some_and(|saved| saved != self.typed.trimmed())
    }

    /// The server that is asked, by what is kept.
    pub(super) fn host(&self) -> Option<String> {
        address::host(&self.state.as_ref()?.url).map(str::to_owned)
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Got(Ok(state)) => {
                self.state = Some(state);
                self.typed = self.saved().unwrap_or_default();
            }
            Msg::Got(Err(failure)) => self.failure = Some(failure),
            Msg::Url(typed) => self.edit(to, |source| source.url = typed),
            Msg::Key(typed) => self.edit(to, |source| source.key = typed),
            Msg::Checked => self.problems = self.typed.check(),
            Msg::Save => self.save(to),
            Msg::May(true) => self.keep(to),
            Msg::May(false) => self.said = (words::t("rewrite_not_allowed"), true),
            Msg::Saved(source, Ok(state)) => {
                self.done("site_data_saved", Ok(state));
                // Once there is an address, the first file is asked for at once.
                if !source.url.is_empty() {
                    self.fetch(to);
                }
            }
            Msg::Saved(_, Err(failure)) => self.done("", Err(failure)),
            Msg::Discard => {
                self.typed = self.saved().unwrap_or_default();
                self.problems = Vec::new();
                self.said = (words::t("options_discarded"), false);
            }
            Msg::Fetch => self.fetch(to),
            Msg::Back => {
                self.busy = true;
                to.later(async {
                    Msg::Done("site_data_gone_back", site_data(SiteDataAsked::Back).await)
                });
            }
            Msg::Done(said, answer) => self.done(said, answer),
        }
    }

    fn edit(&mut self, to: &To<Msg>, change: impl FnOnce(&mut Source)) {
        change(&mut self.typed);
        self.said = Default::default();
        let to = to.clone();
        self.wait = Some(Timeout::new(PAUSE, move || to.send(Msg::Checked)));
    }

    /// The browser asks the person only while the click lasts, so it is asked before anything is kept.
    fn save(&mut self, to: &To<Msg>) {
        let source = self.typed.trimmed();
        self.problems = source.check();
        if !self.problems.is_empty() {
            self.said = (words::t("options_not_saved"), true);
            return;
        }
        match address::host(&source.url) {
            Some(host) => {
                let may = may_contact(&[host.to_owned()]);
                to.later(async move { Msg::May(may.await) });
            }
            None => self.keep(to),
        }
    }

    fn keep(&mut self, to: &To<Msg>) {
        self.busy = true;
        self.said = (words::t("options_saving"), false);
        let source = self.typed.trimmed();
        to.later(async move {
            let Source { url, key } = source.clone();
            Msg::Saved(source, site_data(SiteDataAsked::Save { url, key }).await)
        });
    }

    fn fetch(&mut self, to: &To<Msg>) {
        self.busy = true;
        self.said = (words::t("site_data_asking"), false);
        to.later(async { Msg::Done("site_data_asked", site_data(SiteDataAsked::Check).await) });
    }

    fn done(&mut self, said: &'static str, answer: Answered) {
        self.busy = false;
        match answer {
            Ok(state) => {
                let bad = said == "site_data_asked"
                    && state
                        .last
                        .as_ref()
                        .is_some_and(|last| !last.problems.is_empty());
                let said = if bad { "site_data_kept_last" } else { said };
                self.said = (words::t(said), bad);
                self.state = Some(state);
            }
            Err(failure) => self.said = (words::failure(&failure), true),
        }
    }
}
