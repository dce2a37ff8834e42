//! What was promised to customers and is still to be kept: the one that is due first comes first.

use gloo::timers::callback::Interval;

use super::form;
use crate::desk::{Act, Event};
use crate::post::{Millis, PostKey};
use crate::protocol::{Failure, OpenPromise, Request, Response};
use crate::wasm::pages::acts::keep;
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, random_id, unexpected};
use crate::wasm::pages::clock;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// How often the list is looked at again, in milliseconds.
const AGAIN: u32 = 60_000;

#[derive(Clone)]
pub(super) enum Msg {
    Look,
    Got(Result<Vec<OpenPromise>, Failure>),
    Kept(OpenPromise),
    None(OpenPromise),
    Done(Box<Done>, Result<(), Failure>),
    Undo,
}

/// Something that was done here: what is said of it, and what takes it back.
#[derive(Clone)]
pub(super) struct Done {
    said: String,
    back: Option<Event>,
}

/// The section's state.
pub(super) struct Promises {
    /// `None`: not known yet.
    open: Option<Vec<OpenPromise>>,
    failure: Option<Failure>,
    said: (String, bool),
    /// What takes back what was done last.
    back: Option<Event>,
    busy: bool,
    now: Millis,
    _look: Interval,
}

impl Promises {
    pub(super) fn new(to: &To<Msg>) -> Self {
        look(to);
        let again = to.clone();
        Self {
            open: None,
            failure: None,
            said: (String::new(), false),
            back: None,
            busy: false,
            now: words::now(),
            _look: Interval::new(AGAIN, move || again.send(Msg::Look)),
        }
    }

    pub(super) fn is_loaded(&self) -> bool {
        self.open.is_some() || self.failure.is_some()
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        self.now = words::now();
        match msg {
            Msg::Look => look(to),
            Msg::Got(Ok(open)) => {
                self.open = Some(open);
                self.failure = None;
            }
            Msg::Got(Err(failure)) => self.failure = Some(failure),
            Msg::Kept(promise) => {
                let event = event(promise.post.clone(), self.now, kept(&promise));
                let back = Act::Undone {
                    event: event.id.clone(),
                };
                let back = self::event(promise.post, self.now, back);
                self.send(event, words::t("promises_kept_said"), Some(back), to);
            }
            Msg::None(promise) => {
                let undone = Act::Undone {
                    event: promise.event.clone(),
                };
                let undone = event(promise.post.clone(), self.now, undone);
                let back = again(promise);
                self.send(undone, words::t("promises_none_said"), Some(back), to);
            }
            Msg::Undo => {
                if let Some(mut back) = self.back.clone() {
                    // What takes something back must not seem older than it; a promise made again keeps its moment.
                    if !matches!(back.act, Act::Promised { .. }) {
                        back.at = self.now;
                    }
                    self.send(back, words::t("promises_undone"), None, to);
                }
            }
            Msg::Done(done, answer) => {
                self.busy = false;
                match answer {
                    Ok(()) => {
                        self.said = (done.said, false);
                        self.back = done.back;
                        // The button that was pressed is gone: whoever works by keys goes on from here.
                        focus(if self.back.is_some() {
                            "promise-undo"
                        } else {
                            "promises"
                        });
                        look(to);
                    }
                    Err(failure) => self.said = (words::failure(&failure), true),
                }
            }
        }
    }

    fn send(&mut self, event: Event, said: String, back: Option<Event>, to: &To<Msg>) {
        if self.busy {
            return;
        }
        self.busy = true;
        let done = Box::new(Done { said, back });
        to.later(async move { Msg::Done(done, keep(event, None).await.map(|_| ())) });
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "promises",
            &words::t("options_promises"),
            &words::t("options_promises_intro"),
        );
        if let Some(failure) = &self.failure {
            return section.add(parts::failed(&words::failure(failure)));
        }
        let open = self.open.as_deref().unwrap_or_default();
        let none = self.open.is_some() && open.is_empty();
        let undo = self.back.is_some().then(|| {
            button("")
                .key("undo")
                .attr("id", "promise-undo")
                .add(icon(Icon::Undo))
                .text(words::t("promises_undo"))
                .click(to, Msg::Undo)
        });
        section
            .maybe(none.then(|| p("hint", &words::t("promises_no_open"))))
            .maybe((!open.is_empty()).then(|| {
                el("ul")
                    .class("cards promises")
                    .all(open.iter().map(|promise| self.item(promise, to)))
            }))
            .add(
                div("row")
                    .key("last")
                    .add(form::said(&self.said.0, self.said.1))
                    .maybe(undo),
            )
    }

    fn item(&self, promise: &OpenPromise, to: &To<Msg>) -> El {
        let overdue = promise.due < self.now;
        let away = clock::away(promise.due, self.now);
        let due = if overdue {
            span("lacking", "")
                .add(icon(Icon::Warning))
                .text(words::with("promises_overdue", &[&away]))
        } else {
            span("due", &words::with("promises_due", &[&away]))
        };
        let link = promise.url.as_deref().map(|url| {
            el("a")
                .link(url)
                .text(words::t("promises_post"))
                .attr("aria-label", named("promises_post_named", promise))
        });
        let made = words::with("promises_made", &[&words::ago(promise.at, self.now)]);
        let kept = button("")
            .attr("aria-label", named("promises_kept_named", promise))
            .add(icon(Icon::Check))
            .text(words::t("promises_kept"))
            .click(to, Msg::Kept(promise.clone()));
        let none = button("quiet")
            .attr("aria-label", named("promises_none_named", promise))
            .add(icon(Icon::Close))
            .text(words::t("promises_none"))
            .click(to, Msg::None(promise.clone()));
        el("li")
            .class("card pad promise")
            .key(&*promise.event)
            .add(
                div("row")
                    .add(due)
                    .add(span("hint", &words::moment(promise.due))),
            )
            .add(el("q").theirs(&promise.words))
            .add(div("row").add(span("hint", &made)).maybe(link))
            .add(div("row").add(kept).add(none))
    }
}

fn named(key: &str, promise: &OpenPromise) -> String {
    words::with(key, &[&promise.words])
}

fn kept(promise: &OpenPromise) -> Act {
    let event = promise.event.clone();
    Act::PromiseKept { event }
}

fn event(post: PostKey, at: Millis, act: Act) -> Event {
    Event {
        id: random_id(),
        post,
        at,
        act,
    }
}

/// The promise made once more, at its own moment: what was taken back stays so, whatever takes that back.
fn again(promise: OpenPromise) -> Event {
    let act = Act::Promised {
        what: promise.what,
        words: promise.words,
        due: promise.due,
    };
    event(promise.post, promise.at, act)
}

fn look(to: &To<Msg>) {
    to.later(async {
        Msg::Got(match ask(Request::Promises).await {
            Ok(Response::Promises { promises }) => Ok(promises),
            Ok(other) => unexpected(other),
            Err(failure) => Err(failure),
        })
    });
}
