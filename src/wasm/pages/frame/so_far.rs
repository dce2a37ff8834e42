//! What was said to the customer so far: by us, by them, by others. An answer by the brand is told first of all, for
//! nobody should get two.

use super::{Frame, Msg};
use crate::post::Millis;
use crate::protocol::{Assist, SaidBefore};
use crate::reply::check::Speaker;
use crate::team::Over;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::{clock, words};

/// A text of more letters or lines is folded to two lines: the frame is narrow.
const LETTERS: usize = 90;
const LINES: usize = 2;

/// That the brand has answered already; nothing where it has not.
pub(super) fn answered(frame: &Frame, assist: &Assist) -> Option<El> {
    let answer = assist.thread.get(assist.answered?)?;
    let by = match answer.handle.as_str() {
        "" => words::t("frame_answered_here"),
        handle => words::with("frame_answered_by", &[&format!("@{handle}")]),
    };
    let line = p("", "").theirs(by);
    let line = match answer.at {
        Some(at) => line.text(" ").add(when(at, frame.now)),
        None => line,
    };
    Some(
        div("notice answered")
            .key("answered")
            .attr("role", "note")
            .add(icon(Icon::Warning))
            .add(line),
    )
}

/// That a colleague sees to the post, or has handled it; nothing where nobody does.
pub(super) fn colleague(frame: &Frame, assist: &Assist, to: &To<Msg>) -> Option<El> {
    let state = &assist.mark.as_ref()?.state;
    let (name, key, at) = match (&state.owner, &state.handled_by) {
        (_, Some(name)) => (name, "frame_handled_by", state.handled.as_ref()?.1),
        (Some(owner), None) if !owner.mine => (&owner.name, "frame_theirs", owner.at),
        _ => return None,
    };
    let line = p("", "").theirs(words::with(key, &[name])).text(" ");
    Some(
        div("notice answered")
            .key("colleague")
            .attr("role", "note")
            .add(icon(Icon::Warning))
            .add(line.add(when(at, frame.now)))
            .maybe(state.handled.is_none().then(|| take_over(to))),
    )
}

/// Takes the post from the colleague who has it: the reason is the press, and the colleague is told.
fn take_over(to: &To<Msg>) -> El {
    let reasons = Over::ALL.into_iter().map(|over| {
        button("quiet")
            .key(over.name())
            .text(words::t(&format!("desk_over_{}", over.name())))
            .click(to, Msg::TakeOver(over))
    });
    el("details")
        .class("take-over")
        .key("take-over")
        .add(el("summary").text(words::t("frame_take_over")))
        .add(
            div("row")
                .attr("role", "group")
                .attr("aria-label", words::t("desk_ask_why"))
                .all(reasons),
        )
}

fn when(at: Millis, now: Millis) -> El {
    let soon = now - at < 60_000;
    let words = if soon {
        words::t("pages_just_now")
    } else {
        clock::away(at.min(now), now)
    };
    span("", &words).attr("title", words::moment(at))
}

/// The thread, folded; nothing where nothing was said.
pub(super) fn draw(frame: &Frame, assist: &Assist) -> Option<El> {
    if assist.thread.is_empty() {
        return None;
    }
    let said = assist.thread.iter();
    let title = el("h2")
        .attr("id", "so-far")
        .text(words::t("frame_so_far"))
        .text(" ")
        .add(span("points", &words::whole(assist.thread.len())));
    Some(
        el("section")
            .class("so-far")
            .key("so-far")
            .attr("aria-labelledby", "so-far")
            .add(
                el("details")
                    .add(el("summary").add(title))
                    .add(el("ol").all(said.map(|one| item(frame, one)))),
            ),
    )
}

fn item(frame: &Frame, said: &SaidBefore) -> El {
    let (class, who) = match said.who {
        Speaker::Us => ("ours", Some("frame_said_us")),
        Speaker::Customer => ("", Some("frame_said_customer")),
        Speaker::Another => ("", None),
    };
    let handle = match said.handle.as_str() {
        "" => span("handle", &words::t("frame_said_here")),
        handle => el("bdi").class("handle").text(format!("@{handle}")),
    };
    let head = div("head")
        .add(
            el("span")
                .maybe(who.map(|who| el("strong").text(words::t(who)).text(" ")))
                .add(handle),
        )
        .maybe(
            said.at
                .map(|at| span("age", &words::ago(at, frame.now)).attr("title", words::moment(at))),
        );
    el("li").class(class).add(head).add(text(&said.text))
}

/// Two lines, and the whole where somebody wants it.
fn text(text: &str) -> El {
    let long = text.chars().count() > LETTERS || text.lines().count() > LINES;
    if !long {
        return el("p").class("draft-text").theirs(text);
    }
    el("details").add(
        el("summary")
            .add(el("span").class("draft-text clamp").theirs(text))
            .add(icon(Icon::Down)),
    )
}
