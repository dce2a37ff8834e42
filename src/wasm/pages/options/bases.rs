//! The knowledge bases: set up, imported from files here or from the web in the background, looked through, removed.

use std::cell::Cell;
use std::rc::Rc;

use super::files::Picked;
use super::import::{self, Ended, Import};
use super::synonyms::{self, Synonyms};
use crate::brand::Profile;
use crate::problem::Problem;
use crate::protocol::{Base, BaseState, Failure, ImportProgress, ImportReport, Request, Response};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, random_id, unexpected};
use crate::wasm::pages::told::{Hearing, Told};
use crate::wasm::pages::words;

mod card;
mod edit;
mod edit_view;
mod listing;
mod view;
mod web;

use edit::{Edit, Kind};
use listing::Listing;
use web::Web;

/// The bases, and what is wrong with the one that was to be kept.
type Answer = Result<(Vec<BaseState>, Vec<Problem>), Failure>;

#[derive(Clone)]
pub(super) enum Msg {
    Got(Answer),
    Told(Told),
    BaseUrl(String),
    Over(bool),
    /// Files for a base, or for one that fits or is made for them.
    Picked(Option<String>, Vec<Picked>),
    Reading(usize, usize),
    Imported(String, Result<Option<Ended>, Failure>),
    Cancel,
    Update(String),
    Allowed(String, bool),
    Stop,
    Discard,
    /// It began, or stopped, or did not.
    Turned(String, Result<(), Failure>),
    Stands(Result<Option<ImportProgress>, Failure>),
    CheckLinks(String),
    MayCheck(String, bool),
    LinksAsked(String, Result<(), Failure>),
    New(Kind),
    Change(String),
    Edit(edit::Msg),
    AskRemove(String),
    KeepAfterAll,
    Remove(String),
    Removed(Answer),
    List(String),
    Listing(listing::Msg),
    Synonyms(synonyms::Msg),
}

/// An import of files on its way.
struct Running {
    cancelled: Rc<Cell<bool>>,
    done: usize,
    all: usize,
}

/// What happened last, and to which base (empty: to none of them).
#[derive(Default)]
struct Said {
    about: String,
    words: String,
    bad: bool,
}

/// The section's state.
pub(super) struct Bases {
    /// What the engine has; `None`: not known yet.
    bases: Option<Vec<BaseState>>,
    brands: Vec<String>,
    edit: Option<Edit>,
    running: Option<Running>,
    /// What the last import of files left out, as far as only the page knows it.
    ended: Option<Ended>,
    web: Web,
    /// The base whose addresses are looked at, how many are, of how many.
    links: Option<(String, usize, usize)>,
    listing: Option<Listing>,
    asking: Option<String>,
    base_url: String,
    over: bool,
    said: Said,
    failure: Option<Failure>,
    synonyms: Synonyms,
    _hearing: Hearing,
}

impl Bases {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Got(bases(Request::Bases).await) });
        let told = to.clone();
        Self {
            bases: None,
            brands: Vec::new(),
            edit: None,
            running: None,
            ended: None,
            web: Web::new(to),
            links: None,
            listing: None,
            asking: None,
            base_url: String::new(),
            over: false,
            said: Said::default(),
            failure: None,
            synonyms: Synonyms::new(&to.map(Msg::Synonyms)),
            _hearing: Hearing::new(move |message| told.send(Msg::Told(message))),
        }
    }

    pub(super) fn is_importing(&self) -> bool {
        self.running.is_some()
    }

    pub(super) fn is_changed(&self) -> bool {
        self.edit.is_some() || self.synonyms.is_changed()
    }

    pub(super) fn is_loaded(&self) -> bool {
        self.bases.is_some()
    }

    /// Whether there is any article; `None` while that is not known.
    pub(super) fn has_articles(&self) -> Option<bool> {
        let bases = self.bases.as_ref()?;
        Some(bases.iter().any(|state| state.articles > 0))
    }

    /// The brands that a base can be for.
    pub(super) fn follow(&mut self, profile: Option<&Profile>) {
        let brands = profile.map(|profile| profile.brands.as_slice());
        let names = brands.unwrap_or_default().iter();
        self.brands = names.map(|brand| brand.name.clone()).collect();
    }

    fn find(&self, id: &str) -> Option<&BaseState> {
        let mut bases = self.bases.iter().flatten();
        bases.find(|state| state.base.id == id)
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Got(Ok((bases, _))) => self.bases = Some(bases),
            Msg::Got(Err(failure)) => self.failure = Some(failure),
            Msg::Told(told) => self.hear(told, to),
            Msg::BaseUrl(typed) => self.base_url = typed,
            Msg::Over(over) => self.over = over,
            Msg::Picked(into, picked) => self.import(into.as_deref(), picked, to),
            Msg::Reading(done, all) => {
                if let Some(running) = &mut self.running {
                    (running.done, running.all) = (done, all);
                }
            }
            Msg::Imported(id, ended) => self.imported(&id, ended, to),
            Msg::Cancel => {
                if let Some(running) = &self.running {
                    running.cancelled.set(true);
                }
                self.say("", "options_cancelling");
            }
            Msg::Update(id) => self.ask_to_contact(id, to),
            Msg::Allowed(id, allowed) => self.allowed(id, allowed, to),
            Msg::Discard => self.discard(to),
            Msg::Stop => self.stop(to),
            Msg::Turned(_, Ok(())) => {}
            Msg::Turned(id, Err(failure)) => self.say_bad(&id, words::failure(&failure)),
            Msg::Stands(Ok(progress)) => self.web.progress = progress,
            // Nobody asked for it: it is told again with the next step.
            Msg::Stands(Err(_)) => {}
            Msg::CheckLinks(id) => self.ask_to_check(id, to),
            Msg::MayCheck(id, allowed) => self.may_check(id, allowed, to),
            Msg::LinksAsked(_, Ok(())) => {}
            Msg::LinksAsked(id, Err(failure)) => {
                self.links = None;
                self.say_bad(&id, words::failure(&failure));
            }
            Msg::New(kind) => {
                self.edit = Some(Edit::new(kind));
                focus("base-name");
            }
            Msg::Change(id) => {
                self.edit = self.find(&id).map(|state| Edit::of(&state.base));
                focus("base-name");
            }
            Msg::Edit(msg) => self.edited(msg, to),
            Msg::AskRemove(id) => {
                self.asking = Some(id);
                focus("yes");
            }
            Msg::KeepAfterAll => self.asking = None,
            Msg::Remove(id) => {
                self.asking = None;
                to.later(async { Msg::Removed(bases(Request::RemoveBase { id }).await) });
            }
            Msg::Removed(Ok((bases, _))) => {
                self.bases = Some(bases);
                self.ended = None;
                self.say("", "bases_removed");
                focus("articles");
            }
            Msg::Removed(Err(failure)) => self.say_bad("", words::failure(&failure)),
            Msg::List(id) => {
                let shown = self
                    .listing
                    .take()
                    .is_some_and(|listing| listing.base == id);
                if !shown {
                    self.listing = Some(Listing::new(id, &to.map(Msg::Listing)));
                }
            }
            Msg::Listing(msg) => {
                if let Some(listing) = &mut self.listing {
                    listing.update(msg, &to.map(Msg::Listing));
                }
            }
            Msg::Synonyms(msg) => self.synonyms.update(msg, &to.map(Msg::Synonyms)),
        }
    }

    fn say(&mut self, about: &str, key: &str) {
        self.said = Said {
            about: about.to_owned(),
            words: words::t(key),
            bad: false,
        };
    }

    fn say_bad(&mut self, about: &str, words: String) {
        self.said = Said {
            about: about.to_owned(),
            words,
            bad: true,
        };
    }

    fn reload(&self, to: &To<Msg>) {
        to.later(async { Msg::Got(bases(Request::Bases).await) });
        if let Some(listing) = &self.listing {
            listing.reload(&to.map(Msg::Listing));
        }
    }

    fn import(&mut self, into: Option<&str>, picked: Vec<Picked>, to: &To<Msg>) {
        self.over = false;
        if picked.is_empty() || self.running.is_some() {
            return;
        }
        let known = into.and_then(|id| self.find(id));
        let (base, new) = match known {
            Some(state) => (state.base.clone(), false),
            None => self.base_for(&picked),
        };
        let cancelled = Rc::new(Cell::new(false));
        self.running = Some(Running {
            cancelled: Rc::clone(&cancelled),
            done: 0,
            all: picked.len(),
        });
        self.ended = None;
        self.failure = None;
        self.say("", "options_importing");
        let import = Import {
            base,
            new,
            picked,
            cancelled,
        };
        to.later(import.run(to.clone()));
    }

    /// The base of the same name and kind, or a new one: a first import is one step.
    fn base_for(&self, picked: &[Picked]) -> (Base, bool) {
        let source = import::source_for(picked);
        let name = import::name_of(picked);
        let mut bases = self.bases.iter().flatten().map(|state| &state.base);
        let same = bases
            .find(|base| Some(&base.name) == name.as_ref() && base.source.kind() == source.kind());
        if let Some(same) = same {
            return (same.clone(), false);
        }
        let base = Base {
            id: random_id(),
            name: name.unwrap_or_else(|| import::unnamed(picked.len())),
            brands: Vec::new(),
            source,
            base_url: self.base_url.trim().to_owned(),
            lang: String::new(),
            campaign: String::new(),
        };
        (base, true)
    }

    fn imported(&mut self, id: &str, ended: Result<Option<Ended>, Failure>, to: &To<Msg>) {
        self.running = None;
        match ended {
            Ok(Some(ended)) => {
                match &ended.report {
                    Some(report) => {
                        self.said = Said {
                            words: imported_words(report),
                            about: String::new(),
                            bad: false,
                        };
                    }
                    None => self.say_bad("", words::t("options_import_nothing")),
                }
                self.ended = Some(ended);
            }
            Ok(None) => self.say("", "options_import_cancelled"),
            Err(failure) => {
                self.say_bad("", words::t("options_import_failed"));
                self.failure = Some(failure);
            }
        }
        if self
            .listing
            .as_ref()
            .is_some_and(|listing| listing.base != id)
        {
            self.listing = None;
        }
        self.reload(to);
    }

    fn edited(&mut self, msg: edit::Msg, to: &To<Msg>) {
        match msg {
            edit::Msg::Leave => {
                self.edit = None;
                focus("articles");
            }
            edit::Msg::Saved(Ok((bases, problems))) => {
                let Some(edit) = &mut self.edit else { return };
                self.bases = Some(bases);
                if edit.kept(problems) {
                    let id = edit.id.clone();
                    let key = if edit.new {
                        "bases_saved_new"
                    } else {
                        "bases_saved"
                    };
                    self.edit = None;
                    self.say(&id, key);
                    focus(format!("base-{id}"));
                }
            }
            msg => {
                if let Some(edit) = &mut self.edit {
                    edit.update(msg, &to.map(Msg::Edit));
                }
            }
        }
    }
}

/// "Imported: 3 new, 2 changed, 115 as they were, 1 gone."
fn imported_words(report: &ImportReport) -> String {
    words::with("bases_imported", &[&changes(report)])
}

/// "3 new, 2 changed, 115 as they were, 1 gone".
fn changes(report: &ImportReport) -> String {
    let numbers = [report.new, report.changed, report.same, report.gone].map(words::whole);
    words::with("bases_changes", &numbers.each_ref().map(String::as_str))
}

async fn bases(request: Request) -> Answer {
    match ask(request).await? {
        Response::Bases { bases, problems } => Ok((bases, problems)),
        other => unexpected(other),
    }
}
