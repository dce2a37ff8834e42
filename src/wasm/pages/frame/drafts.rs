//! The drafts: each shows exactly what will be put into the reply box.

use super::{Frame, Msg, Placing};
use crate::reply::Draft;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{Icon, icon, icon_button, kbd};
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

/// The section of drafts.
pub(super) fn draw(frame: &Frame, drafts: &[Draft], to: &To<Msg>) -> El {
    let section = el("section")
        .class("drafts")
        .attr("aria-labelledby", "drafts")
        .add(el("h2").attr("id", "drafts").text(words::t("frame_drafts")));
    if drafts.is_empty() {
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
    section.add(el("ol").class("cards").all(list))
}

fn card(frame: &Frame, at: usize, draft: &Draft, to: &To<Msg>) -> El {
    let key = (at + 1).to_string();
    let title = format!("draft-{key}");
    let asked = matches!(&frame.placing, Placing::Asked(text) | Placing::Occupied(text) if *text == draft.text);
    let place = button("place")
        .attr("aria-keyshortcuts", &*key)
        .attr("aria-describedby", &*title)
        .add(icon(Icon::Place))
        .text(words::t("frame_place"))
        .click(to, Msg::Place(at));
    let copy = icon_button(Icon::Copy, &words::t("pages_copy"))
        .attr("aria-describedby", &*title)
        .click(to, Msg::Copy(draft.text.clone()));
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
                        .add(kbd(&key))
                        .add(el("bdi").text(&draft.name)),
                )
                .add(div("row").add(place).add(copy)),
        )
        .add(el("p").class("draft-text").theirs(&draft.text))
}
