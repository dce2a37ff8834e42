//! What the organisation has set up: said where it holds, and where it is locked, not to be changed.

use super::form;
use crate::problem::Problem;
use crate::protocol::{Failure, Part, Request, Response, SetupAnswer, SetupAsked};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::parts;
use crate::wasm::pages::told::{Hearing, Told};
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

#[derive(Clone)]
pub(super) enum Msg {
    Got(Result<SetupAnswer, Failure>),
    /// It is other now than what the page shows.
    Changed,
    /// The page is to show it, whatever was typed.
    Show,
}

/// What it has set up.
#[derive(Default)]
pub(super) struct Managed {
    locked: Vec<Part>,
    preset: Vec<Part>,
    problems: Vec<Problem>,
    /// Whether it is other now than what the page shows.
    changed: bool,
    _told: Option<Hearing>,
}

impl Managed {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Got(load().await) });
        let told = to.clone();
        Self {
            _told: Some(Hearing::new(move |what| {
                if matches!(what, Told::Managed {}) {
                    // Later: what hears may be dropped by what it hears.
                    told.later(async { Msg::Changed });
                }
            })),
            ..Self::default()
        }
    }

    /// Whether everything is to be asked for anew: not while something is typed that nobody has saved.
    pub(super) fn update(&mut self, msg: Msg, unsaved: bool) -> bool {
        match msg {
            Msg::Got(Ok(SetupAnswer::Managed {
                locked,
                preset,
                problems,
            })) => {
                self.locked = locked;
                self.preset = preset;
                self.problems = problems;
            }
            // Where it cannot be asked for, the engine still refuses what is locked.
            Msg::Got(_) => {}
            Msg::Changed => {
                self.changed = unsaved;
                return !unsaved;
            }
            Msg::Show => return true,
        }
        false
    }

    /// Says that it is other now than what the page shows.
    pub(super) fn news(&self, to: &To<Msg>) -> Option<El> {
        self.changed.then(|| {
            div("notice")
                .key("managed-news")
                .attr("role", "status")
                .add(p("", &words::t("managed_news")))
                .add(
                    button("")
                        .text(words::t("managed_show"))
                        .click(to, Msg::Show),
                )
        })
    }

    /// A section that is about this part alone: where it is locked, nothing in it can be typed.
    pub(super) fn around(&self, part: Part, section: El) -> El {
        let locked = self.locked.contains(&part);
        let Some(said) = self.said(part) else {
            return section;
        };
        // By another key: a locked section is drawn anew.
        let (around, key) = if locked {
            (el("fieldset").flag("disabled", true), "locked")
        } else {
            (el("div"), "managed")
        };
        around
            .class("managed")
            .key(format!("{key}-{}", part.name()))
            .add(said)
            .add(section)
    }

    /// The same for one that has other things in it, too: the engine refuses what is locked.
    pub(super) fn above(&self, parts: &[Part], section: El) -> El {
        let said: Vec<El> = parts.iter().filter_map(|part| self.said(*part)).collect();
        if said.is_empty() {
            return section;
        }
        let name = parts.first().map_or("", |part| part.name());
        div("managed")
            .key(format!("managed-{name}"))
            .all(said)
            .add(section)
    }

    fn said(&self, part: Part) -> Option<El> {
        let name = words::t(&format!("setup_part_{}", part.name()));
        let words = if self.locked.contains(&part) {
            words::with("managed_locked", &[&name])
        } else if self.preset.contains(&part) {
            words::with("managed_preset", &[&name])
        } else {
            return None;
        };
        Some(
            div("notice")
                .key(format!("said-{}", part.name()))
                .add(p("", &words)),
        )
    }

    /// What is wrong with what the organisation says; for whoever looks after it.
    pub(super) fn faults(&self) -> Option<El> {
        (!self.problems.is_empty()).then(|| {
            form::section(
                "managed",
                &words::t("managed_title"),
                &words::t("managed_faults"),
            )
            .maybe(parts::problems(self.problems.iter()))
        })
    }
}

async fn load() -> Result<SetupAnswer, Failure> {
    let asked = SetupAsked::Managed;
    match ask(Request::Setup { asked }).await? {
        Response::Setup { answer } => Ok(answer),
        other => unexpected(other),
    }
}
