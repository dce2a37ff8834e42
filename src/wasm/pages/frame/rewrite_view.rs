//! How the rewriting of a reply looks: the wishes, the wait, the difference with what the checks say of it.

use super::rewrite::{Proposal, Rewrite, Stage, Waiting};
use super::{Frame, Msg, reply_view};
use crate::reply::rewrite::{Rewriter, Wish};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon, icon_button, kbd};
use crate::wasm::pages::rewriter::{PATIENCE, changes};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// The part of "Your reply" that rewrites it; none while nobody does.
pub(super) fn draw(frame: &Frame, to: &To<Msg>) -> Option<El> {
    let rewriting = &frame.rewriting;
    if !rewriting.is_on() {
        return None;
    }
    let menu = button("quiet")
        .attr("id", "rewrite")
        .attr("aria-keyshortcuts", "R")
        .attr(
            "aria-expanded",
            if rewriting.open { "true" } else { "false" },
        )
        .text(words::t("rewrite_menu"))
        .add(kbd("R"))
        .click(to, Msg::Rewrite(Rewrite::Menu));
    let stage = match &rewriting.stage {
        Stage::Nothing => None,
        Stage::Waiting(waiting) => Some(wait(waiting, to)),
        Stage::Failed(why) => Some(parts::failed(why).key("failed")),
        Stage::Shown(proposal) => Some(shown(frame, proposal, to)),
    };
    let part = div("rewriting").key("rewriting").add(div("row").add(menu));
    Some(
        part.maybe(rewriting.open.then(|| wishes(frame, to)))
            .maybe(stage),
    )
}

fn wishes(frame: &Frame, to: &To<Msg>) -> El {
    let long = frame.reply.checked.as_ref();
    let long = long.is_some_and(|(_, checked)| checked.over_from.is_some());
    let offered = Wish::ALL
        .into_iter()
        .filter(|wish| *wish != Wish::Fit || long);
    let chips = offered.map(|wish| {
        button("chip")
            .attr("id", format!("rewrite-{}", wish.code()))
            .text(words::t(&format!("rewrite_wish_{}", wish.code())))
            .click(to, Msg::Rewrite(Rewrite::Wish(wish)))
    });
    let goes = match frame.rewriting.by() {
        Rewriter::Endpoint => {
            let key = if frame.rewriting.sends_post() {
                "rewrite_goes_with_post"
            } else {
                "rewrite_goes"
            };
            words::with(key, &[frame.rewriting.host()])
        }
        Rewriter::Browser | Rewriter::Off => words::t("rewrite_stays"),
    };
    div("wishes")
        .key("wishes")
        .attr("role", "group")
        .attr("aria-label", words::t("rewrite_wishes"))
        .add(div("verdicts").all(chips))
        .maybe(article(frame, to))
        .add(p("hint", &goes))
}

/// Which article the new reply may rest on: one, or none.
fn article(frame: &Frame, to: &To<Msg>) -> Option<El> {
    let articles = frame.shown();
    if articles.is_empty() {
        return None;
    }
    let chosen = frame.rewrite_article().map(|article| &article.article);
    let option = |value: String, name: &str, on: bool| {
        el("option")
            .attr("value", value)
            .flag("selected", on)
            .theirs(name)
    };
    let none = option(
        "none".into(),
        &words::t("rewrite_no_article"),
        chosen.is_none(),
    );
    let options = articles.iter().enumerate().map(|(at, article)| {
        let on = chosen == Some(&article.article);
        option(at.to_string(), &article.title, on)
    });
    let value = articles.iter().position(|one| chosen == Some(&one.article));
    let value = value.map_or("none".into(), |at| at.to_string());
    Some(
        el("label")
            .class("rests-on")
            .add(span("", &words::t("rewrite_article")))
            .add(
                el("select")
                    .attr("id", "rewrite-article")
                    .add(none)
                    .all(options)
                    .value(value)
                    .input(to, |at| Msg::Rewrite(Rewrite::Article(at))),
            ),
    )
}

fn wait(waiting: &Waiting, to: &To<Msg>) -> El {
    let seconds = waiting.seconds.min(PATIENCE);
    let number = |seconds: u32| words::number(f64::from(seconds));
    div("row waits")
        .key("waits")
        .add(
            el("progress")
                .attr("max", PATIENCE.to_string())
                .attr("value", seconds.to_string())
                .attr("aria-label", words::t("rewrite_waiting")),
        )
        .add(span(
            "hint",
            &words::with("rewrite_seconds", &[&number(seconds), &number(PATIENCE)]),
        ))
        .add(
            button("")
                .attr("id", "rewrite-cancel")
                .text(words::t("pages_cancel"))
                .click(to, Msg::Rewrite(Rewrite::Cancel)),
        )
}

fn shown(frame: &Frame, proposal: &Proposal, to: &To<Msg>) -> El {
    let part = div("proposal")
        .key("proposal")
        .attr("id", "rewritten")
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr("aria-labelledby", "rewritten-title")
        .add(
            div("head")
                .add(
                    el("h3")
                        .attr("id", "rewritten-title")
                        .text(words::t("rewrite_new")),
                )
                .maybe(match &proposal.checked {
                    Some(Ok(checked)) => Some(reply_view::count(checked)),
                    _ => None,
                }),
        )
        .add(changes(&proposal.draft, &proposal.text));
    let part = match &proposal.checked {
        None => part.add(p("hint", &words::t("frame_reply_checking"))),
        Some(Err(failure)) => part.add(parts::failed(&words::failure(failure))),
        Some(Ok(checked)) => part
            .add(reply_view::findings(checked, None))
            .maybe(reply_view::supported(checked)),
    };
    let changed = proposal.draft != frame.reply.text;
    part.maybe(changed.then(|| p("hint", &words::t("rewrite_changed_since"))))
        .add(
            div("row")
                .add(
                    button("primary")
                        .add(icon(Icon::Place))
                        .text(words::t("rewrite_use"))
                        .click(to, Msg::Rewrite(Rewrite::Use)),
                )
                .add(
                    button("")
                        .text(words::t("rewrite_keep"))
                        .click(to, Msg::Rewrite(Rewrite::Keep)),
                )
                .add(
                    icon_button(Icon::Copy, &words::t("rewrite_copy"))
                        .click(to, Msg::Rewrite(Rewrite::Copy)),
                ),
        )
}
