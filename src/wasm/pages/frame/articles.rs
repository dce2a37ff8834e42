//! The best articles for the post, or those for the agent's own words.

use super::use_article::{Use, address};
use super::{Frame, Msg, article_card};
use crate::protocol::{Assist, Suggestion};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, is_checked, p, span};
use crate::wasm::pages::words;

/// The section of articles.
pub(super) fn draw(frame: &Frame, assist: &Assist, to: &To<Msg>) -> El {
    let section = el("section")
        .class("articles")
        .attr("aria-labelledby", "articles")
        .add(
            el("h2")
                .attr("id", "articles")
                .text(words::t("frame_articles")),
        );
    if !assist.has_articles {
        let import = el("a")
            .class("button")
            .own_link("options.html#articles")
            .text(words::t("frame_import"));
        return section
            .add(p("hint", &words::t("frame_no_articles")))
            .add(div("row").add(import));
    }
    let section = section
        .add(search(frame, to))
        .add(better(frame))
        .maybe(flagged(frame, to));
    match &frame.search.found {
        Some((query, found)) => section.add(results(frame, query, found.as_deref(), to)),
        None if assist.articles.is_empty() => section.add(p("hint", &words::t("frame_no_answer"))),
        None => section.add(list(frame, &assist.articles, to)),
    }
}

/// That other articles came to the top while one was looking. Always there: only a live region that stays is heard.
fn better(frame: &Frame) -> El {
    let words = if frame.better {
        words::t("frame_better")
    } else {
        String::new()
    };
    p("hint better", &words)
        .key("better")
        .attr("role", "status")
        .attr("aria-live", "polite")
}

/// The article that was flagged here, with the way back.
fn flagged(frame: &Frame, to: &To<Msg>) -> Option<El> {
    let flagged = frame.flagged.as_ref()?;
    let undo = Use::TakeBack(flagged.article.clone(), flagged.event.clone());
    Some(
        div("row flagged")
            .key("flagged")
            .add(icon(Icon::Warning))
            .add(
                span("hint", &words::t("frame_flagged"))
                    .text(" ")
                    .add(el("q").theirs(&flagged.title)),
            )
            .add(
                button("quiet")
                    .add(icon(Icon::Undo))
                    .text(words::t("frame_undo"))
                    .attr(
                        "aria-label",
                        words::with("frame_undo_flag", &[&flagged.title]),
                    )
                    .click(to, Msg::Use(undo)),
            ),
    )
}

fn search(frame: &Frame, to: &To<Msg>) -> El {
    let enter = to.clone();
    let field = el("input")
        .attr("type", "search")
        .attr("id", "search")
        .attr("aria-label", words::t("frame_search"))
        .attr("placeholder", words::t("frame_search"))
        .attr("aria-keyshortcuts", "A")
        .attr("autocomplete", "off")
        .attr("dir", "auto")
        .value(&*frame.search.words)
        .input(to, Msg::SearchTyped);
    let ticked = to.clone();
    let with_post = el("label")
        .class("tick")
        .add(
            el("input")
                .attr("type", "checkbox")
                .attr("id", "search-with-post")
                .checked(frame.with_post())
                .on("change", move |event| {
                    ticked.send(Msg::SearchWithPost(is_checked(event)));
                }),
        )
        .add(span("", &words::t("frame_search_with_post")));
    el("form")
        .class("search-form")
        .attr("role", "search")
        .attr("aria-label", words::t("frame_search"))
        .on("submit", move |event| {
            event.prevent_default();
            enter.send(Msg::SearchNow);
        })
        .add(
            div("search").add(icon(Icon::Search)).add(field).add(
                el("button")
                    .attr("type", "submit")
                    .text(words::t("frame_search_now")),
            ),
        )
        .add(with_post)
}

fn results(
    frame: &Frame,
    query: &str,
    found: Result<&[Suggestion], &crate::protocol::Failure>,
    to: &To<Msg>,
) -> El {
    let back = button("quiet")
        .text(words::t("frame_search_end"))
        .click(to, Msg::SearchEnd);
    let status = div("").attr("role", "status").key("said");
    let section = div("found");
    let section = match found {
        Err(failure) => section.add(parts::failed(&words::failure(failure))),
        Ok([]) => section.add(status.add(p("hint", &words::with("frame_found_nothing", &[query])))),
        Ok(articles) => section
            .add(status.add(p("hint", &words::count("frame_found", articles.len()))))
            .add(list(frame, articles, to)),
    };
    section.add(div("row").add(back))
}

/// The first is open; the others are a line each until wanted.
fn list(frame: &Frame, articles: &[Suggestion], to: &To<Msg>) -> El {
    // The keys L and C are for the first article that has a link.
    let keyed = articles
        .iter()
        .position(|article| address(article).is_some());
    let cards = articles
        .iter()
        .enumerate()
        .map(|(at, article)| article_card::draw(frame, (at == 0, keyed == Some(at)), article, to));
    el("ol").class("cards").all(cards)
}
