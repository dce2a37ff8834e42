//! The options: brands, articles, replies, topics, privacy. One page, in sections; a new team is led through the first two.

use super::app::{self, Page, To, document};
use super::chrome::{self, Command};
use super::parts::{Icon, icon};
use super::view::{El, div, el, p, span};
use super::words;

mod about;
mod articles;
mod brands;
mod brands_view;
mod files;
mod form;
mod guard;
mod import;
mod learnt;
mod learnt_view;
mod nicknames;
mod replies;
mod replies_view;
mod second;
mod topics;
mod topics_view;
mod tryout;

use articles::Articles;
use brands::Brands;
use guard::Guard;
use learnt::Learnt;
use replies::Replies;
use second::SecondLook;
use topics::Topics;

/// Draws the options.
pub(super) fn start() {
    let _ = app::run(Options::new);
}

enum Msg {
    Brands(brands::Msg),
    Learnt(learnt::Msg),
    Articles(articles::Msg),
    Replies(replies::Msg),
    Topics(topics::Msg),
    Second(second::Msg),
    Commands(Vec<Command>),
}

/// The page's state.
struct Options {
    brands: Brands,
    learnt: Learnt,
    articles: Articles,
    replies: Replies,
    topics: Topics,
    second: SecondLook,
    commands: Vec<Command>,
    guard: Guard,
    /// Whether the page was scrolled to the section that its address names.
    arrived: bool,
}

impl Options {
    fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Commands(chrome::commands().await) });
        Self {
            brands: Brands::new(&to.map(Msg::Brands)),
            learnt: Learnt::default(),
            articles: Articles::new(&to.map(Msg::Articles)),
            replies: Replies::new(&to.map(Msg::Replies)),
            topics: Topics::new(&to.map(Msg::Topics)),
            second: SecondLook::new(&to.map(Msg::Second)),
            commands: Vec::new(),
            guard: Guard::new(),
            arrived: false,
        }
    }

    /// Scrolls to the section of the address once everything above it is there.
    fn arrive(&mut self) {
        let loaded = self.brands.saved.is_some() && self.articles.library.is_some();
        if self.arrived || !loaded {
            return;
        }
        self.arrived = true;
        wasm_bindgen_futures::spawn_local(async {
            let hash = web_sys::window().and_then(|window| window.location().hash().ok());
            let section = hash
                .as_deref()
                .and_then(|hash| hash.strip_prefix('#'))
                .and_then(|id| document()?.get_element_by_id(id));
            if let Some(section) = section {
                section.scroll_into_view();
            }
        });
    }

    fn has_brand(&self) -> Option<bool> {
        let saved = self.brands.saved.as_ref()?;
        Some(!saved.brands.is_empty())
    }

    fn has_articles(&self) -> Option<bool> {
        Some(self.articles.library.as_ref()?.is_some())
    }

    /// The steps of the set-up, until both are done.
    fn checklist(&self) -> Option<El> {
        let (brand, articles) = (self.has_brand()?, self.has_articles()?);
        if brand && articles {
            return None;
        }
        let first_run = !brand && !articles;
        let (title, intro) = if first_run {
            ("options_welcome", "options_welcome_intro")
        } else {
            ("options_nearly", "options_nearly_intro")
        };
        Some(
            el("section")
                .class("welcome")
                .key("welcome")
                .attr("aria-labelledby", "welcome")
                .add(el("h2").attr("id", "welcome").text(words::t(title)))
                .add(p("intro", &words::t(intro)))
                .add(
                    el("ol")
                        .class("steps-list")
                        .add(step(brand, "#brands", "options_step_brand"))
                        .add(step(articles, "#articles", "options_step_articles"))
                        .add(step(false, "#try-text", "options_step_try")),
                ),
        )
    }
}

fn step(done: bool, address: &str, key: &str) -> El {
    let words = words::t(key);
    if done {
        el("li")
            .class("done")
            .add(icon(Icon::Check))
            .add(span("", &words))
            .add(span("hidden", &words::t("options_step_done")))
    } else {
        el("li").add(el("a").attr("href", address).text(words))
    }
}

impl Page for Options {
    type Msg = Msg;

    fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Brands(msg) => {
                self.brands.update(msg, &to.map(Msg::Brands));
                let saved = self.brands.saved.as_ref();
                self.learnt.follow(saved, &to.map(Msg::Learnt));
            }
            Msg::Learnt(msg) => self.learnt.update(msg, &to.map(Msg::Learnt)),
            Msg::Articles(msg) => self.articles.update(msg, &to.map(Msg::Articles)),
            Msg::Replies(msg) => self.replies.update(msg, &to.map(Msg::Replies)),
            Msg::Topics(msg) => self.topics.update(msg, &to.map(Msg::Topics)),
            Msg::Second(msg) => self.second.update(msg, &to.map(Msg::Second)),
            Msg::Commands(commands) => self.commands = commands,
        }
        self.guard.set(
            self.brands.is_changed()
                || self.replies.is_changed()
                || self.topics.is_changed()
                || self.articles.is_importing(),
        );
        self.arrive();
    }

    fn view(&self, to: &To<Msg>) -> El {
        let link =
            |id: &str, key: &str, changed: bool| {
                el("li").add(
                    el("a")
                        .attr("href", format!("#{id}"))
                        .text(words::t(key))
                        .maybe(changed.then(|| {
                            span("unsaved", "•").attr("title", words::t("options_unsaved"))
                        })),
                )
            };
        let nav = el("nav")
            .attr("aria-label", words::t("options_sections"))
            .add(
                el("ul")
                    .add(link("brands", "options_brands", self.brands.is_changed()))
                    .add(link("learnt", "options_learnt", false))
                    .add(link("articles", "options_articles", false))
                    .add(link(
                        "replies",
                        "options_replies",
                        self.replies.is_changed(),
                    ))
                    .add(link("topics", "options_topics", self.topics.is_changed()))
                    .add(link("second", "options_second", false))
                    .add(link("about", "options_about", false)),
            );
        div("options")
            .add(
                el("header")
                    .add(el("h1").text(words::t("options_title")))
                    .add(nav),
            )
            .add(
                el("main")
                    .maybe(self.checklist())
                    .add(self.brands.view(&to.map(Msg::Brands)))
                    .add(self.learnt.view(&to.map(Msg::Learnt)))
                    .add(self.articles.view(&to.map(Msg::Articles)))
                    .add(self.replies.view(&to.map(Msg::Replies)))
                    .add(self.topics.view(&to.map(Msg::Topics)))
                    .add(self.second.view(&to.map(Msg::Second)))
                    .add(about::view(&self.commands)),
            )
    }
}
