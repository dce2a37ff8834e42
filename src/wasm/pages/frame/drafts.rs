//! The drafts: each shows exactly what will be put into the reply box.

use super::find_reply::{self, Find};
use super::place::Of;
use super::{Assisted, Frame, Msg, prompts};
use crate::protocol::Assist;
use crate::reply::Draft;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{Icon, icon, icon_button, kbd};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// So many have a key.
const KEYS: usize = 3;

impl Frame {
    /// The drafts on the screen: those that were searched for, or else the post's own.
    pub(super) fn drafts(&self) -> &[Draft] {
        match (self.found_replies(), &self.assist) {
            (Some(found), _) => found,
            (None, Assisted::Ready(assist)) => &assist.drafts,
            (None, _) => &[],
        }
    }
}

/// The button of a draft that puts it into the reply, for the focus.
pub(super) fn place_id(at: usize) -> String {
    format!("place-{at}")
}

/// The section of drafts.
pub(super) fn draw(frame: &Frame, assist: &Assist, to: &To<Msg>) -> El {
    let search = button("quiet")
        .attr("aria-keyshortcuts", "/")
        .attr(
            "aria-expanded",
            if frame.finding.is_some() {
                "true"
            } else {
                "false"
            },
        )
        .add(icon(Icon::Search))
        .text(words::t("frame_find_reply"))
        .add(kbd("/"))
        .click(to, Msg::Find(Find::Open));
    let section = el("section")
        .class("drafts")
        .key("drafts")
        .attr("aria-labelledby", "drafts")
        .add(
            div("head")
                .add(el("h2").attr("id", "drafts").text(words::t("frame_drafts")))
                .add(search),
        )
        .maybe(find_reply::draw(frame, to));
    let drafts = frame.drafts();
    if drafts.is_empty() && frame.found_replies().is_none() && assist.drafts.is_empty() {
        let options = el("a")
            .class("button")
            .own_link("options.html#replies")
            .text(words::t("frame_open_replies"));
        return section
            .add(p("hint", &words::t("frame_no_drafts")))
            .add(div("row").add(options));
    }
    let list = drafts
        .iter()
        .enumerate()
        .map(|(at, draft)| card(frame, at, draft, to));
    section.add(el("ol").class("cards").key("cards").all(list))
}

fn card(frame: &Frame, at: usize, draft: &Draft, to: &To<Msg>) -> El {
    let key = (at < KEYS).then(|| (at + 1).to_string());
    let title = format!("draft-{}", at + 1);
    let asked = frame.placing.as_ref().is_some_and(
        |placing| matches!(&placing.of, Of::Draft { playbook, .. } if *playbook == draft.template),
    );
    let place = button("place")
        .attr("id", place_id(at))
        .attr("aria-describedby", &*title)
        .add(icon(Icon::Place))
        .text(words::t(if draft.fields.is_empty() {
            "frame_place"
        } else {
            "frame_fill_in"
        }))
        .click(to, Msg::Place(at));
    let place = match &key {
        Some(key) => place.attr("aria-keyshortcuts", &**key),
        None => place,
    };
    let copy = draft.fields.is_empty().then(|| {
        icon_button(Icon::Copy, &words::t("pages_copy"))
            .attr("aria-describedby", &*title)
            .click(to, Msg::CopyDraft(at))
    });
    let text = prompts::text_so_far(frame, draft);
    let text = text.as_ref().unwrap_or(&draft.text);
    el("li")
        .class(if asked {
            "card draft asked"
        } else {
            "card draft"
        })
        .key(draft.template.clone())
        .add(
            div("head")
                .add(
                    el("h3")
                        .attr("id", &*title)
                        .maybe(key.map(|key| kbd(&key)))
                        .add(el("bdi").text(&draft.name)),
                )
                .add(div("row").add(place).maybe(copy)),
        )
        .maybe(about(draft))
        .add(el("p").class("draft-text").theirs(text))
        .maybe(prompts::draw(frame, draft, to))
}

/// What an agent should know of the draft before using it: its language, and whose it is.
fn about(draft: &Draft) -> Option<El> {
    let language = draft.other_language.then(|| {
        let name = words::language(&draft.lang);
        span("lang other", "")
            .add(icon(Icon::Warning))
            .text(words::with("frame_draft_in", &[&name]))
    });
    let own = draft
        .personal
        .then(|| span("lang", &words::t("frame_draft_own")));
    (language.is_some() || own.is_some()).then(|| div("about-article").maybe(language).maybe(own))
}
