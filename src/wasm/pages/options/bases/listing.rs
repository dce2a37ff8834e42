//! The articles of a knowledge base: searched, and those that agents flagged given back.

use gloo::timers::callback::Timeout;

use super::super::form;
use crate::desk::{Act, Event, article_key};
use crate::protocol::{ArticleLine, ArticleRef, Failure, Request, Response};
use crate::wasm::pages::acts::keep;
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{ask, random_id, unexpected};
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::standing;
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// Some of the articles, and how many there are in all.
type Lines = (Vec<ArticleLine>, usize);

#[derive(Clone)]
pub(in crate::wasm::pages::options) enum Msg {
    Typed(String),
    Find,
    Got(u32, Result<Lines, Failure>),
    Unflag(ArticleRef, String),
    Unflagged(Result<(), Failure>),
}

/// The list's state.
pub(super) struct Listing {
    pub(super) base: String,
    query: String,
    lines: Option<Result<Lines, Failure>>,
    said: (String, bool),
    /// Counts questions: the answer to an older one is dropped.
    asked: u32,
    wait: Option<Timeout>,
}

impl Listing {
    pub(super) fn new(base: String, to: &To<Msg>) -> Self {
        let listing = Self {
            base,
            query: String::new(),
            lines: None,
            said: (String::new(), false),
            asked: 0,
            wait: None,
        };
        listing.reload(to);
        listing
    }

    pub(super) fn reload(&self, to: &To<Msg>) {
        let number = self.asked;
        let (id, query) = (self.base.clone(), self.query.trim().to_owned());
        to.later(async move {
            let answer = match ask(Request::BaseArticles { id, query }).await {
                Ok(Response::BaseArticles { articles, all }) => Ok((articles, all)),
                Ok(other) => unexpected(other),
                Err(failure) => Err(failure),
            };
            Msg::Got(number, answer)
        });
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Typed(typed) => {
                self.query = typed;
                self.asked += 1;
                let to = to.clone();
                self.wait = Some(Timeout::new(200, move || to.send(Msg::Find)));
            }
            Msg::Find => self.reload(to),
            Msg::Got(number, answer) => {
                if number == self.asked {
                    self.lines = Some(answer);
                }
            }
            Msg::Unflag(article, event) => {
                let event = Event {
                    id: random_id(),
                    post: article_key(&article),
                    at: words::now(),
                    act: Act::Undone { event },
                };
                to.later(async move { Msg::Unflagged(keep(event, None).await.map(drop)) });
            }
            Msg::Unflagged(Ok(())) => {
                self.said = (words::t("bases_unflagged"), false);
                self.reload(to);
            }
            Msg::Unflagged(Err(failure)) => self.said = (words::failure(&failure), true),
        }
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let field = el("input")
            .attr("type", "search")
            .attr("id", "base-search")
            .attr("autocomplete", "off")
            .attr("dir", "auto")
            .value(&*self.query)
            .input(to, Msg::Typed);
        let list = match &self.lines {
            None => p("hint", &words::t("bases_articles_wait")),
            Some(Err(failure)) => parts::failed(&words::failure(failure)),
            Some(Ok((lines, _))) if lines.is_empty() => p("hint", &words::t("bases_articles_none")),
            Some(Ok((lines, _))) => el("ol")
                .class("article-lines")
                .all(lines.iter().map(|article| line(article, to))),
        };
        let shown = match &self.lines {
            Some(Ok((lines, all))) if lines.len() < *all => {
                words::count_with("bases_articles_first", lines.len(), &[&words::whole(*all)])
            }
            Some(Ok((lines, _))) if !lines.is_empty() => {
                words::count("options_articles_count", lines.len())
            }
            _ => String::new(),
        };
        div("listing")
            .key("listing")
            .add(
                div("field")
                    .add(
                        el("label")
                            .attr("for", "base-search")
                            .text(words::t("bases_articles_search")),
                    )
                    .add(field),
            )
            .add(p("hint", &shown).key("shown").attr("role", "status"))
            .add(list)
            .add(form::said(&self.said.0, self.said.1))
    }
}

fn line(article: &ArticleLine, to: &To<Msg>) -> El {
    let title = match article.url.as_deref().filter(|url| !url.is_empty()) {
        Some(url) => el("a").link(url).theirs(&article.title),
        None => el("span").theirs(&article.title),
    };
    let updated = article
        .updated
        .as_deref()
        .map(|updated| span("age", &words::with("frame_updated", &[updated])));
    let langs: Vec<String> = article
        .langs
        .iter()
        .filter(|lang| !lang.is_empty())
        .map(|lang| words::language(lang))
        .collect();
    let langs = (!langs.is_empty()).then(|| span("hint", &langs.join(", ")));
    let unflag = article.standing.flag.as_ref().map(|(event, _)| {
        button("quiet")
            .attr(
                "aria-label",
                words::with("bases_unflag_of", &[&article.title]),
            )
            .add(icon(Icon::Undo))
            .text(words::t("bases_unflag"))
            .click(to, Msg::Unflag(article.article.clone(), event.clone()))
    });
    el("li")
        .key(article.article.group.clone())
        .add(title)
        .maybe(langs)
        .maybe(updated)
        .maybe(standing::list(&article.standing))
        .maybe(unflag)
}
