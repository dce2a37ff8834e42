//! The best articles for the post, or those for the agent's own words.

use super::{Frame, Msg};
use crate::protocol::{Assist, Suggestion};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
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
    let section = section.add(search(frame, to));
    match &frame.search.found {
        Some((query, found)) => section.add(results(query, found.as_deref(), to)),
        None if assist.articles.is_empty() => section.add(p("hint", &words::t("frame_no_answer"))),
        None => section.add(list(&assist.articles, to)),
    }
}

fn search(frame: &Frame, to: &To<Msg>) -> El {
    let enter = to.clone();
    let field = el("input")
        .attr("type", "search")
        .attr("id", "search")
        .attr("aria-label", words::t("frame_search"))
        .attr("placeholder", words::t("frame_search"))
        .attr("aria-keyshortcuts", "/")
        .attr("autocomplete", "off")
        .attr("dir", "auto")
        .value(&*frame.search.words)
        .input(to, Msg::SearchTyped);
    el("form")
        .class("search")
        .attr("role", "search")
        .on("submit", move |event| {
            event.prevent_default();
            enter.send(Msg::SearchNow);
        })
        .add(icon(Icon::Search))
        .add(field)
        .add(
            el("button")
                .attr("type", "submit")
                .text(words::t("frame_search_now")),
        )
}

fn results(
    query: &str,
    found: Result<&[Suggestion], &crate::protocol::Failure>,
    to: &To<Msg>,
) -> El {
    let back = button("quiet")
        .text(words::t("frame_search_end"))
        .click(to, Msg::SearchEnd);
    let section = div("found").attr("role", "status");
    let section = match found {
        Err(failure) => section.add(parts::failed(&words::failure(failure))),
        Ok([]) => section.add(p("hint", &words::with("frame_found_nothing", &[query]))),
        Ok(articles) => section
            .add(p("hint", &words::count("frame_found", articles.len())))
            .add(list(articles, to)),
    };
    section.add(div("row").add(back))
}

/// The first is open; the others are a line each until wanted.
fn list(articles: &[Suggestion], to: &To<Msg>) -> El {
    let articles = articles
        .iter()
        .enumerate()
        .map(|(at, article)| card(at == 0, article, to));
    el("ol").class("cards").all(articles)
}

fn card(open: bool, article: &Suggestion, to: &To<Msg>) -> El {
    let date = article
        .updated
        .as_deref()
        .map(|updated| span("age", &words::with("frame_updated", &[updated])));
    let place = (!article.breadcrumb.is_empty()).then(|| {
        el("p")
            .class("breadcrumb")
            .theirs(article.breadcrumb.join(" › "))
    });
    let passage = parts::marked(el("p").class("passage"), &article.passage, &article.matches);
    let mut actions = div("row");
    match article.url.as_deref().filter(|url| !url.is_empty()) {
        Some(url) => {
            actions = actions
                .add(
                    button("")
                        .add(icon(Icon::Copy))
                        .text(words::t("frame_copy_link"))
                        .click(to, Msg::Copy(url.to_owned())),
                )
                .add(
                    el("a")
                        .class("button")
                        .link(url)
                        .add(icon(Icon::Open))
                        .text(words::t("pages_open")),
                );
        }
        None => actions = actions.add(span("hint", &words::t("frame_no_link"))),
    }
    el("li")
        .class("card article")
        .key(article.article.clone())
        .add(
            el("details")
                .flag("open", open)
                .add(el("summary").add(el("h3").theirs(&article.title)))
                .maybe(place)
                .add(passage)
                .add(actions.maybe(date)),
        )
}
