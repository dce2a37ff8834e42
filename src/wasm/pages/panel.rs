//! The toolbar's panel: whether Handrail works on this tab, what was promised, what is left to set up, the shortcuts.

use gloo::timers::callback::Interval;
use serde::{Deserialize, Serialize};

use super::app::{self, Page, To};
use super::chrome::{self, ask, unexpected};
use super::keys::{self, Changed, Shipped};
use super::offer;
use super::parts::{self, Icon, icon};
use super::view::{El, button, div, el, p};
use super::words;
use crate::protocol::{Failure, Request, Response};

mod desk;
mod filter;
mod server;

/// Draws the panel.
pub(super) fn start() {
    let _ = app::run(Panel::new);
}

/// How the content script of the tab in front is.
#[derive(Clone, Deserialize)]
struct Health {
    posts: usize,
    marked: usize,
    open: usize,
    handled: usize,
    /// What the site's table names and the page lacks.
    #[serde(default)]
    missing: Vec<String>,
    level: Level,
    #[serde(default)]
    engine: Engine,
    /// The same in words.
    message: Option<String>,
    /// The server, where anybody may run one of the site.
    server: Option<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Level {
    Green,
    Amber,
    Red,
}

#[derive(Clone, Copy, Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Engine {
    #[default]
    Ready,
    Off,
    Crashed,
}

/// What is set up.
#[derive(Clone)]
struct SetUp {
    brands: usize,
    articles: usize,
    ways: usize,
}

/// How many promises are still to be kept, and how many of them are overdue.
#[derive(Clone, Copy, Default)]
struct Promised {
    open: usize,
    overdue: usize,
}

#[derive(Clone)]
enum Msg {
    Look,
    Health(Option<Health>),
    Address(Option<String>),
    Begin(String),
    End(String),
    Server(server::Done),
    Structure,
    Drawn(Option<String>),
    SetUp(Result<SetUp, Failure>),
    Promised(Promised),
    Keys(Changed),
    /// Which posts the page is to show in full.
    Filter(&'static str),
    Options,
    Desk,
    Window(Option<i32>),
    NoDesk,
    Opened,
}

/// The panel's state; what is not known yet is `None`.
struct Panel {
    health: Option<Option<Health>>,
    set_up: Option<Result<SetUp, Failure>>,
    promised: Promised,
    keys: Option<Changed>,
    filter: Option<&'static str>,
    desk: desk::Way,
    /// The server of the tab in front, where it could be one.
    host: Option<String>,
    server: server::Done,
    _look: Interval,
}

impl Panel {
    fn new(to: &To<Msg>) -> Self {
        to.send(Msg::Look);
        to.later(async { Msg::Keys(Changed::kept().await) });
        to.later(async { Msg::Filter(filter::kept().await) });
        to.later(async { Msg::Window(desk::window().await) });
        to.later(async { Msg::Address(chrome::address_in_front().await) });
        to.later(async {
            Msg::SetUp(match ask(Request::Status).await {
                Ok(Response::Status {
                    brands,
                    articles,
                    ways,
                    ..
                }) => Ok(SetUp {
                    brands,
                    articles,
                    ways,
                }),
                Ok(other) => unexpected(other),
                Err(failure) => Err(failure),
            })
        });
        to.later(async { Msg::Promised(promised().await) });
        let look = to.clone();
        Self {
            health: None,
            set_up: None,
            promised: Promised::default(),
            keys: None,
            filter: None,
            desk: desk::Way::default(),
            host: None,
            server: server::Done::Nothing,
            // The numbers change while the panel is open; it closes as soon as the person clicks elsewhere.
            _look: Interval::new(2_000, move || look.send(Msg::Look)),
        }
    }
}

/// What the content script of a tab is asked for.
#[derive(Serialize)]
struct Ask {
    to: &'static str,
    kind: &'static str,
}

impl Ask {
    const fn content(kind: &'static str) -> Self {
        Self {
            to: "content",
            kind,
        }
    }
}

impl Page for Panel {
    type Msg = Msg;

    fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Look => {
                to.later(async { Msg::Health(chrome::ask_tab(&Ask::content("health")).await) });
            }
            Msg::Health(health) => self.health = Some(health),
            Msg::Address(address) => self.host = address.as_deref().and_then(server::of),
            Msg::Begin(host) => server::begin(host, to),
            Msg::End(host) => server::end(host, to),
            Msg::Server(done) => self.server = done,
            Msg::Structure => {
                to.later(async { Msg::Drawn(chrome::ask_tab(&Ask::content("skeleton")).await) });
            }
            Msg::Drawn(text) => {
                if let Some(text) = text {
                    offer::file("handrail-page-structure.json", &text);
                }
            }
            Msg::SetUp(set_up) => self.set_up = Some(set_up),
            Msg::Promised(promised) => self.promised = promised,
            Msg::Keys(keys) => self.keys = Some(keys),
            Msg::Filter(filter) => self.filter = Some(filter),
            Msg::Options => to.later(async {
                chrome::open_options().await;
                Msg::Opened
            }),
            Msg::Desk => self.desk.open(to),
            Msg::Window(window) => self.desk = desk::Way::of(window),
            Msg::NoDesk => self.desk.failed = true,
            Msg::Opened => {
                if let Some(window) = web_sys::window() {
                    let _ = window.close();
                }
            }
        }
    }

    fn view(&self, to: &To<Msg>) -> El {
        let options = button("")
            .text(words::t("panel_options"))
            .click(to, Msg::Options);
        el("main")
            .class("panel")
            .add(el("h1").text("Handrail"))
            .maybe(self.health.as_ref().map(|health| match health {
                Some(health) => works(health).maybe(structure(health, to)),
                None => server::offer(self.host.as_deref(), &self.server, to),
            }))
            .maybe(self.set_up.as_ref().and_then(|set_up| match set_up {
                Ok(set_up) => left_to_do(set_up),
                Err(failure) => Some(parts::failed(&words::failure(failure))),
            }))
            .maybe(self.promised.view())
            .maybe(self.filter(to))
            .maybe(self.shortcuts())
            .maybe(
                self.health
                    .as_ref()
                    .and_then(|health| health.as_ref()?.server.as_deref())
                    .map(|host| server::leave(host, &self.server, to)),
            )
            // The same one, whatever comes above it: it may have the focus.
            .add(div("row").key("ways").add(self.desk.view(to)).add(options))
    }
}

/// Where they cannot be asked for, what is said of the set-up says so.
async fn promised() -> Promised {
    match ask(Request::Promises).await {
        Ok(Response::Promises { promises }) => Promised {
            open: promises.len(),
            overdue: promises.iter().filter(|promise| promise.overdue).count(),
        },
        _ => Promised::default(),
    }
}

impl Promised {
    /// What is still to be kept, with the way to the list; nothing where nothing is.
    fn view(self) -> Option<El> {
        let overdue = (self.overdue > 0).then(|| {
            el("p")
                .class("level bad")
                .add(icon(Icon::Warning))
                .text(words::count("panel_promises_overdue", self.overdue))
        });
        let list = el("a")
            .own_link("options.html#promises")
            .text(words::count("panel_promises", self.open));
        (self.open > 0).then(|| {
            el("section")
                .attr("aria-labelledby", "promised")
                .add(
                    el("h2")
                        .attr("id", "promised")
                        .text(words::t("panel_promised")),
                )
                .maybe(overdue)
                .add(el("p").class("steps-left").add(list))
        })
    }
}

impl Panel {
    /// Where there is a page that it counts for.
    fn filter(&self, to: &To<Msg>) -> Option<El> {
        self.health.as_ref()?.as_ref()?;
        Some(filter::view(self.filter?, to))
    }

    fn shortcuts(&self) -> Option<El> {
        let changed = self.keys.as_ref()?;
        let off = p("hint", &words::t("panel_keys_off"));
        let list = if changed.off {
            off
        } else {
            keys::list(&changed.bound(&Shipped::read()))
        };
        let change = el("a")
            .own_link("options.html#keyboard")
            .text(words::t("panel_keys_change"));
        Some(
            el("section")
                .attr("aria-labelledby", "keys")
                .add(el("h2").attr("id", "keys").text(words::t("panel_keys")))
                .add(list)
                .add(el("p").class("steps-left").add(change)),
        )
    }
}

/// Where the page has changed: its structure, for whoever mends that.
fn structure(health: &Health, to: &To<Msg>) -> Option<El> {
    let changed = health.engine == Engine::Ready && health.level != Level::Green;
    changed.then(|| {
        el("section")
            .attr("aria-label", words::t("panel_structure"))
            .add(p("hint", &words::t("panel_structure_what")))
            .add(
                div("row").add(
                    button("quiet")
                        .text(words::t("panel_structure"))
                        .click(to, Msg::Structure),
                ),
            )
    })
}

/// How the page is read, in words and numbers.
fn works(health: &Health) -> El {
    let (class, words) = match (health.engine, health.level) {
        (Engine::Off, _) => ("bad", "pages_off_what"),
        (Engine::Crashed, _) => ("bad", "panel_crashed"),
        (Engine::Ready, Level::Green) => ("good", "panel_green"),
        (Engine::Ready, Level::Amber) => ("warn", "panel_amber"),
        (Engine::Ready, Level::Red) => ("bad", "panel_red"),
    };
    let which = if class == "good" {
        Icon::Check
    } else {
        Icon::Warning
    };
    // The message names what is missing; without one we do.
    let missing = (health.message.is_none() && !health.missing.is_empty()).then(|| {
        p(
            "hint",
            &words::with("panel_missing", &[&health.missing.join(", ")]),
        )
    });
    let whom = (health.engine == Engine::Off).then(|| p("hint", &words::t("pages_off_whom")));
    let number = |key, number: usize| {
        #[expect(clippy::cast_precision_loss, reason = "counts of posts on a screen")]
        let shown = words::number(number as f64);
        el("div")
            .add(el("dt").text(words::t(key)))
            .add(el("dd").text(shown))
    };
    el("section")
        .attr("aria-label", words::t("panel_tab"))
        .add(
            div(&format!("level {class}"))
                .attr("role", "status")
                .add(icon(which))
                .add(match health.message.as_deref() {
                    Some(message) if !message.is_empty() => p("", message),
                    _ => p("", &words::t(words)),
                }),
        )
        .maybe(missing)
        .maybe(whom)
        .add(
            el("dl")
                .class("numbers")
                .add(number("panel_open", health.open))
                .add(number("panel_handled", health.handled))
                .add(number("panel_marked", health.marked))
                .add(number("panel_posts", health.posts)),
        )
}

/// The steps of the set-up that are missing.
fn left_to_do(set_up: &SetUp) -> Option<El> {
    let step = |done: bool, words: &str, address: &str| {
        (!done).then(|| el("li").add(el("a").own_link(address).text(words::t(words))))
    };
    let brand = step(set_up.brands > 0, "panel_do_brand", "options.html#brands");
    let articles = step(
        set_up.articles > 0,
        "panel_do_articles",
        "options.html#articles",
    );
    let way = step(set_up.ways > 0, "panel_do_way", "options.html#hours");
    (brand.is_some() || articles.is_some() || way.is_some()).then(|| {
        let steps = el("ul").class("steps-left");
        div("notice")
            .add(el("h2").text(words::t("panel_do")))
            .add(steps.maybe(brand).maybe(articles).maybe(way))
    })
}
