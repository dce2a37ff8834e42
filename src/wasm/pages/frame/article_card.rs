//! One article: what of it answers, whether it can be trusted, and what to do with it.

use super::use_article::{Flagging, Use, Way, address};
use super::{Frame, Msg};
use crate::protocol::{Standing, Suggestion};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon, kbd};
use crate::wasm::pages::standing;
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// A card in the list of articles: whether it is open, and whether the keys are for it.
pub(super) fn draw(
    frame: &Frame,
    (open, keyed): (bool, bool),
    article: &Suggestion,
    to: &To<Msg>,
) -> El {
    let flagging = frame
        .flagging
        .as_ref()
        .filter(|flagging| flagging.article == article.article);
    let place = (!article.breadcrumb.is_empty()).then(|| {
        el("p")
            .class("breadcrumb")
            .theirs(article.breadcrumb.join(" › "))
    });
    let passage = parts::long(el("p").class("passage"), &article.passage);
    let passage = parts::marked(passage, &article.passage, &article.matches);
    let suspect = article.standing.flag.is_some() || article.standing.dead.is_some();
    let class = if suspect {
        "card article suspect"
    } else {
        "card article"
    };
    el("li")
        .class(class)
        .key(format!(
            "{}:{}",
            article.article.base, article.article.group
        ))
        .add(
            el("details")
                .flag("open", open || flagging.is_some())
                .add(title(article, suspect))
                .add(
                    div("article-body")
                        .maybe(facts(article))
                        .maybe(place)
                        .add(passage)
                        .maybe(standing::list(&article.standing))
                        .add(links(article, keyed, to))
                        .add(verdicts(frame, article, to))
                        .maybe(flagging.map(|flagging| flag_form(flagging, to))),
                ),
        )
}

/// The title; a warning shows beside it while the card is closed too.
fn title(article: &Suggestion, suspect: bool) -> El {
    let warning = suspect.then(|| {
        span("suspect-word", "")
            .add(icon(Icon::Warning))
            .text(words::t("frame_suspect"))
    });
    el("summary")
        .add(el("h3").theirs(&article.title))
        .text(" ")
        .maybe(warning)
}

/// Where it comes from, its date, its language.
fn facts(article: &Suggestion) -> Option<El> {
    let source = article
        .source
        .as_deref()
        .map(|source| el("bdi").class("source").text(source));
    let date = article
        .updated
        .as_deref()
        .map(|updated| span("age", &words::with("frame_updated", &[updated])));
    let language = (!article.lang.is_empty()).then(|| {
        let name = words::language(&article.lang);
        if article.other_language {
            span("lang other", "")
                .add(icon(Icon::Warning))
                .text(words::with("frame_only_in", &[&name]))
        } else {
            span("lang", &name)
        }
    });
    (source.is_some() || date.is_some() || language.is_some()).then(|| {
        div("about-article")
            .maybe(source)
            .maybe(language)
            .maybe(date)
    })
}

/// The link, into the reply or onto the clipboard.
fn links(article: &Suggestion, keyed: bool, to: &To<Msg>) -> El {
    if address(article).is_none() {
        return p("hint", &words::t("frame_no_link"));
    }
    let act = |class: &str, which, key: &str, (name, of): (&str, &str), way| {
        // Said with its article; the eye sees which that is.
        let action = button(class)
            .add(icon(which))
            .add(span("hidden", &words::with(of, &[&article.title])))
            .add(span("", &words::t(name)).attr("aria-hidden", "true"));
        let action = if keyed {
            action.attr("aria-keyshortcuts", key).add(kbd(key))
        } else {
            action
        };
        action.click(to, Msg::Use(Use::Link(article.article.clone(), way)))
    };
    let insert = ("frame_insert_link", "frame_insert_link_of");
    let copy = ("frame_copy_link", "frame_copy_link_of");
    let open = article.url.as_deref().filter(|url| !url.is_empty());
    div("row")
        .add(act("place", Icon::Place, "L", insert, Way::Insert))
        .add(act("", Icon::Copy, "C", copy, Way::Copy))
        .maybe(open.map(|url| {
            el("a")
                .class("button")
                .link(url)
                .attr(
                    "aria-label",
                    words::with("frame_open_of", &[&article.title]),
                )
                .add(icon(Icon::Open))
                .text(words::t("pages_open"))
        }))
}

/// What the agent says of the article.
fn verdicts(frame: &Frame, article: &Suggestion, to: &To<Msg>) -> El {
    let chip = |which, words: String, what| {
        button("chip")
            .attr("aria-label", format!("{words}: {}", article.title))
            .add(icon(which))
            .text(words)
            .click(to, Msg::Use(what))
    };
    let back = |event: &str| Use::TakeBack(article.article.clone(), event.to_owned());
    let Standing { flag, pinned, .. } = &article.standing;
    let flag = match flag {
        Some((event, _)) => chip(Icon::Undo, words::t("frame_unflag"), back(event)),
        None => chip(
            Icon::Warning,
            words::t("frame_flag"),
            Use::AskFlag(article.article.clone()),
        ),
    };
    let pin = match (pinned, frame.first_topic()) {
        (Some((event, _)), _) => Some(chip(Icon::Undo, words::t("frame_unpin"), back(event))),
        (None, Some(topic)) => {
            let name = words::topic(&topic.code, &topic.name);
            Some(chip(
                Icon::Pin,
                words::with("frame_pin", &[&name]),
                Use::Pin(article.article.clone()),
            ))
        }
        (None, None) => None,
    };
    div("verdicts").maybe(pin).add(flag)
}

/// What is wrong with it, in the agent's words.
fn flag_form(flagging: &Flagging, to: &To<Msg>) -> El {
    let submit = to.clone();
    let field = el("input")
        .attr("type", "text")
        .attr("id", "flag-note")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("maxlength", "280")
        .value(&*flagging.note)
        .input(to, |typed| Msg::Use(Use::FlagNote(typed)));
    el("form")
        .class("flag-form")
        .key("flag-form")
        .on("submit", move |event| {
            event.prevent_default();
            submit.send(Msg::Use(Use::Flag));
        })
        .add(
            el("label")
                .attr("for", "flag-note")
                .text(words::t("frame_flag_note")),
        )
        .add(field)
        .add(
            div("row")
                .add(
                    el("button")
                        .attr("type", "submit")
                        .class("primary")
                        .text(words::t("frame_flag_now")),
                )
                .add(
                    button("")
                        .text(words::t("pages_cancel"))
                        .click(to, Msg::Use(Use::LeaveFlag)),
                ),
        )
}
