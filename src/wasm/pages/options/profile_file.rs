//! The whole set-up as one file: given, and taken after a look at what is in it.

use std::collections::BTreeSet;

use super::files::{self, Picked};
use super::form;
use crate::problem::Problem;
use crate::protocol::{Failure, Part, PartRead, Request, Response, SetupAnswer, SetupAsked};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::offer;
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, button, div, el, is_checked, p};
use crate::wasm::pages::words;

/// The largest file that is read, in bytes.
const LARGEST: f64 = 4e6;

type Answered = Result<SetupAnswer, Failure>;

#[derive(Clone)]
pub(super) enum Msg {
    Export,
    Exported(Answered),
    Picked(Vec<Picked>),
    /// A file's text; `None` if it cannot be read.
    Opened(Option<String>),
    Read(Answered),
    Choose(Part, bool),
    Take,
    Taken(Answered),
    Back,
    WentBack(Answered),
    Cancel,
}

/// A file that was opened.
struct Opened {
    text: String,
    parts: Vec<PartRead>,
    problems: Vec<Problem>,
}

/// The section's state.
#[derive(Default)]
pub(super) struct ProfileFile {
    opened: Option<Opened>,
    chosen: BTreeSet<Part>,
    /// The parts that were taken last, as they were before.
    before: Option<String>,
    said: (String, bool),
}

impl ProfileFile {
    /// Whether what the other sections show is no longer what is kept.
    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) -> bool {
        match msg {
            Msg::Export => to.later(async { Msg::Exported(send(SetupAsked::Export).await) }),
            Msg::Exported(Ok(SetupAnswer::File { text })) => {
                offer::file("handrail-profile.json", &text);
                self.said = (words::t("setup_exported"), false);
            }
            Msg::Picked(picked) => to.later(async { Msg::Opened(open(picked).await) }),
            Msg::Opened(None) => self.said = (words::t("setup_unread"), true),
            Msg::Opened(Some(text)) => self.open(text, to),
            Msg::Read(Ok(SetupAnswer::Read { parts, problems })) => self.show(parts, problems),
            Msg::Choose(part, true) => {
                self.chosen.insert(part);
            }
            Msg::Choose(part, false) => {
                self.chosen.remove(&part);
            }
            Msg::Take => self.take(to),
            Msg::Taken(Ok(SetupAnswer::Taken { parts, before })) => {
                self.opened = None;
                self.before = Some(before);
                self.said = (words::count("setup_taken", parts), false);
                focus("setup-back");
                return true;
            }
            // Nothing was kept: what is wrong stands beside each part.
            Msg::Taken(Ok(SetupAnswer::Read { parts, problems })) => {
                self.show(parts, problems);
                self.said = (words::t("options_not_saved"), true);
            }
            Msg::Back => self.go_back(to),
            Msg::WentBack(Ok(SetupAnswer::Taken { .. })) => {
                self.before = None;
                self.said = (words::t("setup_went_back"), false);
                focus("setup-title");
                return true;
            }
            Msg::Cancel => {
                self.opened = None;
                self.said = Default::default();
            }
            Msg::Exported(Err(failure))
            | Msg::Read(Err(failure))
            | Msg::Taken(Err(failure))
            | Msg::WentBack(Err(failure)) => self.said = (words::failure(&failure), true),
            Msg::Exported(_) | Msg::Read(_) | Msg::Taken(_) | Msg::WentBack(_) => {}
        }
        false
    }

    fn open(&mut self, text: String, to: &To<Msg>) {
        self.said = Default::default();
        let file = text.clone();
        self.opened = Some(Opened {
            text,
            parts: Vec::new(),
            problems: Vec::new(),
        });
        to.later(async { Msg::Read(send(SetupAsked::Check { file }).await) });
    }

    fn show(&mut self, parts: Vec<PartRead>, problems: Vec<Problem>) {
        let Some(opened) = &mut self.opened else {
            return;
        };
        let can = parts.iter().filter(|part| can_take(part) && !part.same);
        self.chosen = can.map(|part| part.part).collect();
        (opened.parts, opened.problems) = (parts, problems);
        focus("setup-opened");
    }

    fn take(&self, to: &To<Msg>) {
        if let Some(opened) = &self.opened {
            let asked = SetupAsked::Take {
                file: opened.text.clone(),
                parts: self.chosen.iter().copied().collect(),
                back: false,
            };
            to.later(async { Msg::Taken(send(asked).await) });
        }
    }

    fn go_back(&self, to: &To<Msg>) {
        if let Some(file) = self.before.clone() {
            let asked = SetupAsked::Take {
                file,
                parts: Part::ALL.to_vec(),
                back: true,
            };
            to.later(async { Msg::WentBack(send(asked).await) });
        }
    }

    pub(super) fn view(&self, unsaved: bool, to: &To<Msg>) -> El {
        let picked = to.clone();
        let field = el("input")
            .attr("id", "setup-file")
            .attr("accept", ".json,application/json")
            .on("change", move |event| {
                picked.send(Msg::Picked(files::chosen(event)));
            });
        let export = button("")
            .text(words::t("setup_export"))
            .click(to, Msg::Export);
        let back = self.before.as_ref().map(|_| {
            button("")
                .attr("id", "setup-back")
                .text(words::t("setup_back"))
                .click(to, Msg::Back)
        });
        form::section("setup", &words::t("setup_title"), &words::t("setup_intro"))
            .add(
                div("row")
                    .add(export)
                    .add(files::chooser("button", field).text(words::t("setup_import"))),
            )
            .maybe(
                self.opened
                    .as_ref()
                    .map(|opened| self.opened(opened, unsaved, to)),
            )
            .add(
                div("row")
                    .key("said")
                    .maybe(back)
                    .add(form::said(&self.said.0, self.said.1)),
            )
    }

    fn opened(&self, opened: &Opened, unsaved: bool, to: &To<Msg>) -> El {
        let card = div("card")
            .key("opened")
            .attr("id", "setup-opened")
            .attr("tabindex", "-1")
            .attr("role", "group")
            .attr("aria-label", words::t("setup_opened"));
        let cancel = button("")
            .text(words::t("pages_cancel"))
            .click(to, Msg::Cancel);
        if !opened.problems.is_empty() {
            return card
                .maybe(parts::problems(opened.problems.iter()))
                .add(div("row").add(cancel));
        }
        let take = button("primary")
            .flag("disabled", self.chosen.is_empty())
            .text(words::t("setup_take"))
            .click(to, Msg::Take);
        card.add(el("h3").text(words::t("setup_opened")))
            .add(p("hint", &words::t("setup_opened_hint")))
            .maybe(unsaved.then(|| p("hint warn-line", &words::t("setup_unsaved"))))
            .add(
                el("ul")
                    .class("choices")
                    .all(opened.parts.iter().map(|part| self.part(part, to))),
            )
            .add(div("row").add(take).add(cancel))
    }

    fn part(&self, read: &PartRead, to: &To<Msg>) -> El {
        let (part, to) = (read.part, to.clone());
        let tick = el("input")
            .attr("type", "checkbox")
            .checked(self.chosen.contains(&part))
            .flag("disabled", !can_take(read))
            .on("change", move |event| {
                to.send(Msg::Choose(part, is_checked(event)));
            });
        let about = if read.locked {
            words::t("managed_locked_short")
        } else if read.same {
            words::t("setup_same")
        } else {
            match (read.entries, read.kept) {
                (Some(new), Some(old)) => {
                    words::with("setup_entries", &[&words::whole(new), &words::whole(old)])
                }
                _ => words::t("setup_other"),
            }
        };
        el("li")
            .key(part.name())
            .add(
                el("label")
                    .add(tick)
                    .text(words::t(&format!("setup_part_{}", part.name())))
                    .text(" "),
            )
            .add(p("hint", &about))
            .maybe(parts::problems(read.problems.iter()))
    }
}

/// Whether it could be kept.
fn can_take(read: &PartRead) -> bool {
    !read.locked && read.problems.iter().all(|problem| !problem.fatal)
}

async fn open(picked: Vec<Picked>) -> Option<String> {
    let picked = picked.into_iter().next()?;
    if picked.file.size() > LARGEST {
        return None;
    }
    files::text(&picked.file).await
}

async fn send(asked: SetupAsked) -> Answered {
    match ask(Request::Setup { asked }).await? {
        Response::Setup { answer } => Ok(answer),
        other => unexpected(other),
    }
}
