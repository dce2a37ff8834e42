//! How what was learnt looks.

use super::learnt::{Brand, Learnt, Msg, Offer, of_brand, undone};
use super::{files, form};
use crate::desk::{Act, Correction};
use crate::site;
use crate::triage::Intent;
use crate::triage::learning::Lesson;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

impl Learnt {
    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "learnt",
            &words::t("options_learnt"),
            &words::t("options_learnt_intro"),
        );
        if self.brands.is_empty() {
            return section.add(p("hint", &words::t("learnt_no_brand")));
        }
        let brands = self.brands.iter().enumerate();
        section.add(div("cards").all(brands.map(|(at, brand)| brand.card(at, to))))
    }
}

impl Brand {
    fn card(&self, at: usize, to: &To<Msg>) -> El {
        let title = format!("learnt-{at}");
        el("article")
            .class("card pad learnt")
            .key(title.clone())
            .attr("aria-labelledby", &*title)
            .add(
                div("head")
                    .add(el("h3").attr("id", &*title).theirs(&self.name))
                    .add(self.files(at, to)),
            )
            .all(self.stand().into_iter().map(|words| p("hint", &words)))
            .maybe(self.offer.as_ref().map(|offer| offered(at, offer, to)))
            .maybe(self.asking.then(|| {
                let forget = Act::Forgotten {
                    brand: self.name.clone(),
                };
                form::question(
                    to,
                    &words::with("learnt_forget_ask", &[&self.name]),
                    (
                        &words::t("learnt_forget"),
                        of_brand(at, &self.name, forget, "learnt_forgot"),
                    ),
                    Msg::KeepAfterAll(at),
                )
            }))
            .maybe(self.newest(at, to))
            .add(div("row").add(form::said(&self.said.0, self.said.1)))
    }

    /// How much there is, and what of it does not count.
    fn stand(&self) -> Vec<String> {
        let lessons = &self.lessons;
        let mut lines = vec![match lessons.count {
            0 => words::t("learnt_none"),
            count => words::count("learnt_count", count),
        }];
        if lessons.stale > 0 {
            lines.push(words::count("learnt_stale", lessons.stale));
        }
        if lessons.beyond > 0 {
            lines.push(words::count("learnt_beyond", lessons.beyond));
        }
        if let Some((_, at)) = &lessons.forgotten {
            lines.push(words::with("learnt_forgotten", &[&words::moment(*at)]));
        }
        lines
    }

    fn files(&self, at: usize, to: &To<Msg>) -> El {
        let picked = to.clone();
        let field = el("input")
            .attr("accept", ".jsonl,.json,.txt")
            .on("change", move |event| {
                picked.send(Msg::Picked(at, files::chosen(event)));
            });
        let about = |words: El| words.attr("aria-describedby", format!("learnt-{at}"));
        let some = self.lessons.count > 0;
        let export = some.then(|| {
            about(button("quiet"))
                .key("export")
                .text(words::t("learnt_export"))
                .click(to, Msg::Export(at))
        });
        let forget = some.then(|| {
            about(button("quiet"))
                .key("forget")
                .add(icon(Icon::Remove))
                .text(words::t("learnt_forget"))
                .click(to, Msg::AskForget(at))
        });
        let back = self.lessons.forgotten.as_ref().map(|(event, _)| {
            about(button("quiet"))
                .key("back")
                .add(icon(Icon::Undo))
                .text(words::t("learnt_remember"))
                .click(
                    to,
                    of_brand(at, &self.name, undone(event), "learnt_remembered"),
                )
        });
        div("row")
            .maybe(back)
            .maybe(export)
            .add(files::chooser("button quiet", field).text(words::t("learnt_import")))
            .maybe(forget)
    }

    fn newest(&self, at: usize, to: &To<Msg>) -> Option<El> {
        let events = &self.lessons.newest;
        (!events.is_empty()).then(|| {
            el("details")
                .add(el("summary").text(words::count("learnt_newest", events.len())))
                .add(
                    el("ol")
                        .class("lessons")
                        .all(events.iter().map(|event| line(at, event, to))),
                )
        })
    }
}

/// One correction: when, what, its post, and the way back.
fn line(at: usize, correction: &Correction, to: &To<Msg>) -> El {
    let when = words::moment(correction.at);
    let post = site::address(&correction.post).map(|address| {
        el("a")
            .link(&address)
            .text(words::t("learnt_post"))
            .attr("aria-label", words::with("learnt_post_of", &[&when]))
    });
    let undo = button("quiet")
        .attr("aria-label", words::with("learnt_undo_of", &[&when]))
        .add(icon(Icon::Undo))
        .text(words::t("frame_undo"))
        .click(
            to,
            Msg::Do(
                at,
                correction.post.clone(),
                undone(&correction.id),
                "learnt_undone",
            ),
        );
    el("li")
        .key(correction.id.clone())
        .add(span("age", &when))
        .add(what(correction))
        .maybe(post)
        .add(undo)
}

/// What was said, beside what Handrail had thought.
fn what(correction: &Correction) -> El {
    match correction.says.split_once(':') {
        Some(("intent", said)) => {
            let all = Intent::ALL.into_iter();
            let said = all.clone().find(|intent| intent.name() == said);
            let logs = Lesson::from(correction.lesson.clone()).model;
            let thought = all.zip(logs).max_by_key(|(_, log)| *log);
            let [said, thought] = [said, thought.map(|(intent, _)| intent)]
                .map(|intent| words::intent(intent.unwrap_or(Intent::Other)));
            span("", &words::with("learnt_intent", &[&said, &thought]))
        }
        Some(("topic", topics)) => {
            let topic = topics.split(':').next().unwrap_or_default();
            span("", &words::t("learnt_topic"))
                .text(" ")
                .add(el("q").theirs(topic))
        }
        _ => span("", &words::t("learnt_not_us")),
    }
}

/// What a file holds, before it is taken.
fn offered(at: usize, offer: &Offer, to: &To<Msg>) -> El {
    let question = words::with(
        "learnt_offer",
        &[
            &words::count("learnt_new", offer.new),
            &words::count("learnt_known", offer.known),
        ],
    );
    let from = offer.from.as_ref();
    let from = from.map(|from| {
        el("p")
            .text(words::t("learnt_from"))
            .text(" ")
            .add(el("q").theirs(from))
    });
    div("notice ask")
        .key("offer")
        .attr("role", "alertdialog")
        .attr("aria-label", &*question)
        .add(p("", &question))
        .maybe(from)
        .add(
            div("row")
                .add(
                    button("primary")
                        .attr("id", "take")
                        .text(words::t("learnt_take"))
                        .click(to, Msg::Take(at)),
                )
                .add(
                    button("")
                        .text(words::t("pages_cancel"))
                        .click(to, Msg::Leave(at)),
                ),
        )
}
