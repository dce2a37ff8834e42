//! Imports from the web, which the background does: whether it may contact the servers, how it goes, how it ended; and
//! the look at where articles' addresses lead.

use super::{Bases, Msg, Said, imported_words};
use crate::protocol::{BaseState, Failure, ImportProgress, ImportReport};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{
    check_links, fetch_discard, fetch_start, fetch_state, fetch_stop, may_contact,
};
use crate::wasm::pages::told::Told;
use crate::wasm::pages::words;

/// The import from the web; there is one at a time.
pub(super) struct Web {
    /// `None` while there is none.
    pub(super) progress: Option<ImportProgress>,
    /// The base whose servers may not be contacted: the person said no.
    pub(super) refused: Option<String>,
}

impl Web {
    /// Asks once how it stands; what comes later is told.
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Stands(fetch_state().await) });
        Self {
            progress: None,
            refused: None,
        }
    }

    /// How the import of this base stands.
    pub(super) fn of(&self, id: &str) -> Option<&ImportProgress> {
        self.progress
            .as_ref()
            .filter(|progress| progress.base == id)
    }

    /// Whether an import goes on.
    pub(super) fn is_busy(&self) -> bool {
        self.progress
            .as_ref()
            .is_some_and(|progress| !progress.stopped)
    }
}

impl Bases {
    /// Begins with the click itself: later the browser would no longer ask.
    pub(super) fn ask_to_contact(&mut self, id: String, to: &To<Msg>) {
        if self.web.is_busy() {
            return self.say_bad(&id, words::t("bases_fetch_busy"));
        }
        let Some(state) = self.find(&id) else { return };
        let may = may_contact(&state.hosts);
        self.web.refused = None;
        to.later(async move { Msg::Allowed(id, may.await) });
    }

    pub(super) fn allowed(&mut self, id: String, allowed: bool, to: &To<Msg>) {
        if !allowed {
            self.web.refused = Some(id);
            self.said = Said::default();
            return;
        }
        let Some(state) = self.find(&id) else { return };
        let base = state.base.clone();
        self.say(&id, "bases_fetch_starting");
        to.later(async move { Msg::Turned(id, fetch_start(base).await) });
    }

    pub(super) fn stop(&mut self, to: &To<Msg>) {
        let Some(progress) = &self.web.progress else {
            return;
        };
        let id = progress.base.clone();
        self.say(&id, "options_cancelling");
        to.later(async move { Msg::Turned(id, fetch_stop().await) });
    }

    /// What came of an import that was stopped is thrown away; the articles that were there before stay.
    pub(super) fn discard(&mut self, to: &To<Msg>) {
        let Some(progress) = self.web.progress.take() else {
            return;
        };
        self.say(&progress.base, "bases_discarded");
        to.later(async move { Msg::Turned(progress.base, fetch_discard().await) });
    }

    pub(super) fn hear(&mut self, told: Told, to: &To<Msg>) {
        match told {
            Told::Fetch {
                progress: Some(progress),
                ..
            } => {
                if self.said.about == progress.base {
                    self.said = Said::default();
                }
                self.web.progress = Some(progress);
            }
            Told::Fetch {
                progress: None,
                report,
                failure,
            } => {
                let ended = self.web.progress.take();
                let id = ended.map(|progress| progress.base).unwrap_or_default();
                self.fetched(&id, report.as_ref(), failure.as_ref());
                self.reload(to);
            }
            Told::Reading { base, read } => {
                if let Some(state) = self.find_mut(&base) {
                    state.read = read;
                }
            }
            Told::Links { base, done, all } if done < all => self.links = Some((base, done, all)),
            Told::Links { base, .. } => {
                self.links = None;
                self.say(&base, "bases_links_checked");
                self.reload(to);
            }
            Told::Desk {} | Told::Managed {} => {}
        }
    }

    fn fetched(&mut self, id: &str, report: Option<&ImportReport>, failure: Option<&Failure>) {
        match (report, failure) {
            (_, Some(failure)) => self.say_bad(id, words::failure(failure)),
            (Some(report), None) => {
                self.said = Said {
                    about: id.to_owned(),
                    words: imported_words(report),
                    bad: false,
                };
            }
            (None, None) => self.say(id, "options_import_nothing"),
        }
    }

    fn find_mut(&mut self, id: &str) -> Option<&mut BaseState> {
        let mut bases = self.bases.iter_mut().flatten();
        bases.find(|state| state.base.id == id)
    }

    /// As for an import: the browser asks only while the click lasts.
    pub(super) fn ask_to_check(&mut self, id: String, to: &To<Msg>) {
        let Some(state) = self.find(&id) else { return };
        let mut hosts = state.hosts.clone();
        hosts.extend(origin(&state.base.base_url));
        self.web.refused = None;
        if hosts.is_empty() {
            return self.may_check(id, true, to);
        }
        let may = may_contact(&hosts);
        to.later(async move { Msg::MayCheck(id, may.await) });
    }

    pub(super) fn may_check(&mut self, id: String, allowed: bool, to: &To<Msg>) {
        if !allowed {
            self.web.refused = Some(id);
            return;
        }
        self.say(&id, "bases_links_starting");
        to.later(async move {
            let asked = check_links(id.clone()).await;
            Msg::LinksAsked(id, asked)
        });
    }
}

/// Scheme, name and port of an address.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let web = matches!(scheme, "https" | "http") && !host.is_empty();
    web.then(|| format!("{scheme}://{host}"))
}
