//! What is kept of people: for how long, and how it is removed for good.

use super::form;
use super::held::{self, Held};
use crate::desk::Retention as Keep;
use crate::post::Millis;
use crate::protocol::{DeskAnswer, DeskAsked, Erased, Failure, Request, Response};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

/// A day.
const DAY: Millis = 86_400_000;

/// What happens in the section.
#[derive(Clone)]
pub(super) enum Msg {
    Kept(Result<Keep, Failure>),
    Days(String),
    Save,
    Handle(String),
    Older(String),
    Held(held::Msg),
    /// Asks how much would be removed.
    Count(Erased),
    Counted(Erased, Result<usize, Failure>),
    Erase,
    Cancel,
    Erased(Result<usize, Failure>),
}

/// The section.
pub(super) struct Retention {
    kept: Option<Keep>,
    days: String,
    handle: String,
    /// Days, as typed: what is older can be erased.
    older: String,
    held: Held,
    /// What is about to be removed, and how many cases that are.
    asked: Option<(Erased, usize)>,
    said: (String, bool),
}

impl Retention {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Kept(keep(DeskAsked::Retention).await) });
        Self {
            kept: None,
            days: String::new(),
            handle: String::new(),
            older: "30".to_owned(),
            held: Held::default(),
            asked: None,
            said: (String::new(), false),
        }
    }

    /// Whether something is typed that is not kept.
    pub(super) fn is_changed(&self) -> bool {
        self.kept
            .is_some_and(|kept| self.typed() != Some(kept.days))
    }

    /// The days, if they are a number that can be kept.
    fn typed(&self) -> Option<u16> {
        let days = self.days.trim().parse().ok();
        days.filter(|days| *days <= Keep::MOST)
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Kept(Ok(kept)) => {
                if self.kept.is_some() {
                    self.said = (words::t("retention_saved"), false);
                }
                self.kept = Some(kept);
                self.days = kept.days.to_string();
            }
            Msg::Days(days) => {
                self.days = days;
                self.said = (String::new(), false);
            }
            Msg::Save => {
                if let Some(days) = self.typed() {
                    let asked = DeskAsked::SaveRetention {
                        keep: Keep { days, swept: 0 },
                    };
                    to.later(async { Msg::Kept(self::keep(asked).await) });
                }
            }
            Msg::Handle(handle) => self.handle = handle,
            Msg::Older(days) => self.older = days,
            Msg::Held(msg) => self.held.update(msg, &to.map(Msg::Held)),
            Msg::Count(what) => {
                let asked = what.clone();
                to.later(async { Msg::Counted(asked, erase(what, false).await) });
            }
            Msg::Counted(_, Ok(0)) => self.said = (words::t("retention_nothing"), true),
            Msg::Counted(what, Ok(cases)) => {
                self.said = (String::new(), false);
                self.asked = Some((what, cases));
                focus("yes");
            }
            Msg::Erase => {
                if let Some((what, _)) = self.asked.take() {
                    to.later(async { Msg::Erased(erase(what, true).await) });
                }
            }
            Msg::Cancel => self.asked = None,
            Msg::Erased(Ok(cases)) => {
                self.handle.clear();
                self.said = (words::count("retention_erased", cases), false);
                focus("retention-title");
            }
            Msg::Kept(Err(failure)) | Msg::Counted(_, Err(failure)) | Msg::Erased(Err(failure)) => {
                self.said = (words::failure(&failure), true);
            }
        }
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let days = el("input")
            .attr("type", "number")
            .attr("min", "0")
            .attr("max", Keep::MOST.to_string())
            .value(&*self.days)
            .input(to, Msg::Days);
        let wrong = self.kept.is_some() && self.typed().is_none();
        let wrong = wrong.then(|| {
            el("li")
                .class("fatal")
                .text(words::t("retention_days_wrong"))
        });
        let bar = form::SaveBar {
            changed: self.is_changed(),
            wrong: self.typed().is_none(),
            saving: false,
            said: &self.said,
            save: "rewrite_save",
        };
        let discard = Msg::Days(
            self.kept
                .map(|kept| kept.days.to_string())
                .unwrap_or_default(),
        );
        form::section(
            "retention",
            &words::t("retention_title"),
            &words::t("retention_intro"),
        )
        .add(form::field_with(
            "retention-days",
            &words::t("retention_days"),
            &words::t("retention_days_hint"),
            days,
            wrong.is_some(),
            wrong.into_iter().collect(),
        ))
        .add(bar.view(to, Msg::Save, discard, Vec::new()))
        .add(self.held.view(&to.map(Msg::Held)))
        .add(self.erasing(to))
    }

    fn erasing(&self, to: &To<Msg>) -> El {
        let handle = self.handle.trim().to_owned();
        let nobody = handle.trim_start_matches('@').is_empty();
        let of = button("danger")
            .flag("disabled", nobody)
            .text(words::t("retention_erase_author"))
            .click(to, Msg::Count(Erased::Author { handle }));
        let days: Option<u16> = self.older.trim().parse().ok();
        let before = words::now() - Millis::from(days.unwrap_or_default()) * DAY;
        let old = button("danger")
            .flag("disabled", days.is_none())
            .text(words::t("retention_erase_older"))
            .click(to, Msg::Count(Erased::Before { at: before }));
        let older = el("input")
            .attr("type", "number")
            .attr("min", "0")
            .value(&*self.older)
            .input(to, Msg::Older);
        let all = button("danger")
            .text(words::t("retention_erase_all"))
            .click(to, Msg::Count(Erased::All));
        let question = self.asked.as_ref().map(|(_, cases)| {
            let words = words::count("retention_sure", *cases);
            let yes = words::t("retention_erase");
            form::question(to, &words, (&yes, Msg::Erase), Msg::Cancel)
        });
        div("erasing")
            .key("erasing")
            .add(el("h3").text(words::t("retention_erase_title")))
            .add(p("hint", &words::t("retention_erase_hint")))
            .add(form::field(
                "retention-handle",
                &words::t("retention_handle"),
                "",
                form::line(&self.handle, to, Msg::Handle),
                &[],
            ))
            .add(div("row").key("of").add(of))
            .add(form::field(
                "retention-older",
                &words::t("retention_older"),
                &words::t("retention_older_hint"),
                older,
                &[],
            ))
            .add(div("row").key("old").add(old))
            .add(div("row").key("all").add(all))
            .maybe(question)
    }
}

async fn keep(asked: DeskAsked) -> Result<Keep, Failure> {
    match ask(Request::Desk { asked }).await? {
        Response::Desk {
            answer: DeskAnswer::Retention { keep },
        } => Ok(keep),
        other => unexpected(other),
    }
}

/// How many cases are, or would be, removed.
async fn erase(what: Erased, now: bool) -> Result<usize, Failure> {
    let asked = DeskAsked::Erase { what, now };
    match ask(Request::Desk { asked }).await? {
        Response::Desk {
            answer: DeskAnswer::Erased { cases, .. },
        } => Ok(cases),
        other => unexpected(other),
    }
}
