//! The part of the queue that is shown, and asking for it: one question at a time, and only a few times a second.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::{asked, row};
use crate::desk::List;
use crate::post::PostKey;
use crate::protocol::{CaseRow, DeskAnswer, DeskAsked, Failure, Queue, QueueAsked};
use crate::wasm::pages::app::{To, document, focus};
use crate::wasm::pages::chrome::failure;

/// So many rows more are asked for when the end comes into view.
const MORE: usize = 50;
/// At most so many rows are drawn; those after them are another part.
const MOST: usize = 100;
/// Between two questions, in milliseconds.
const PAUSE: u32 = 250;
/// So near to the end more is asked for, in pixels.
const NEAR: i32 = 600;

#[derive(Clone)]
pub(super) enum Msg {
    List(List),
    Brand(String),
    Topic(String),
    Search(String),
    /// Neither words nor filters.
    Clear,
    /// The end is in view, or the person says so.
    More,
    /// The part after this, or before it.
    Part(bool),
    Got(List, Result<Box<Queue>, Failure>),
    Rested,
}

/// What is shown of the queue.
#[derive(Default)]
pub(super) struct Looking {
    pub(super) part: QueueAsked,
    /// `None`: not known yet.
    pub(super) queue: Option<Box<Queue>>,
    pub(super) failure: Option<Failure>,
    /// While a question is out, or was just answered.
    busy: bool,
    /// What was asked for meanwhile is asked then.
    again: bool,
    rest: Option<Timeout>,
    /// The rows on the screen are another list's, until its own are here.
    pub(super) turning: bool,
}

impl Looking {
    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::List(list) => self.turn(list),
            Msg::Brand(brand) => {
                self.part.brand = brand;
                self.begin();
            }
            Msg::Topic(topic) => {
                self.part.topic = topic;
                self.begin();
            }
            Msg::Search(search) => {
                self.part.search = search;
                self.begin();
            }
            Msg::Clear => {
                self.part = QueueAsked {
                    list: self.part.list,
                    ..QueueAsked::default()
                };
                self.begin();
            }
            Msg::More if !self.has_more() => return,
            Msg::More => self.part.most = self.part.most.saturating_add(MORE).min(MOST),
            Msg::Part(after) => {
                let from = self.part.from;
                self.part.from = if after {
                    from + MOST
                } else {
                    from.saturating_sub(MOST)
                };
                self.part.most = MOST;
                // The button that was pressed may be gone, and reading begins at the top.
                focus("queue");
            }
            Msg::Got(list, answer) => return self.got(list, answer, to),
            Msg::Rested => {
                self.busy = false;
                if !self.again {
                    return;
                }
            }
        }
        self.look(to);
    }

    /// The lists that there are; those of a team only where there is one.
    pub(super) fn lists(&self) -> Vec<List> {
        match &self.queue {
            Some(queue) => queue.lists.iter().map(|count| count.list).collect(),
            None => List::ALL
                .into_iter()
                .filter(|list| *list != List::Colleagues)
                .collect(),
        }
    }

    pub(super) fn turn(&mut self, list: List) {
        self.part.list = list;
        self.turning = true;
        self.begin();
    }

    fn begin(&mut self) {
        self.part.from = 0;
        self.part.most = MORE;
    }

    pub(super) fn look(&mut self, to: &To<Msg>) {
        if self.busy {
            self.again = true;
            return;
        }
        self.busy = true;
        self.again = false;
        self.part.most = self.part.most.max(MORE);
        let part = self.part.clone();
        to.later(async move {
            let list = part.list;
            let answer = match asked(DeskAsked::Queue { part }).await {
                Ok(DeskAnswer::Queue { queue }) => Ok(queue),
                Ok(_) => Err(failure("pages.version", "")),
                Err(failure) => Err(failure),
            };
            Msg::Got(list, answer)
        });
    }

    fn got(&mut self, list: List, answer: Result<Box<Queue>, Failure>, to: &To<Msg>) {
        match answer {
            // Another list was chosen since; its rows come with the next answer.
            Ok(_) if list != self.part.list => {}
            Ok(queue) => {
                self.queue = Some(queue);
                self.failure = None;
                self.turning = false;
            }
            Err(failure) => self.failure = Some(failure),
        }
        let to = to.clone();
        self.rest = Some(Timeout::new(PAUSE, move || to.send(Msg::Rested)));
    }

    pub(super) fn rows(&self) -> &[CaseRow] {
        self.queue.as_ref().map_or(&[], |queue| &queue.rows)
    }

    pub(super) fn row(&self, case: &str) -> Option<&CaseRow> {
        self.rows().iter().find(|row| row.case == case)
    }

    pub(super) fn place(&self, case: &str) -> Option<usize> {
        self.rows().iter().position(|row| row.case == case)
    }

    /// Whether more rows can be drawn below these.
    pub(super) fn has_more(&self) -> bool {
        let total = self.queue.as_ref().map_or(0, |queue| queue.total);
        self.part.most < MOST && self.part.from + self.rows().len() < total
    }

    /// Whether there are parts before and after this one.
    pub(super) fn parts(&self) -> (bool, bool) {
        let total = self.queue.as_ref().map_or(0, |queue| queue.total);
        let after = self.part.most >= MOST && self.part.from + self.rows().len() < total;
        (self.part.from > 0, after)
    }

    /// Whether words or filters leave something out.
    pub(super) fn is_narrow(&self) -> bool {
        let QueueAsked {
            brand,
            topic,
            search,
            ..
        } = &self.part;
        !(brand.is_empty() && topic.is_empty() && search.trim().is_empty())
    }

    /// Where the row at hand has left the list, the one in its place is at hand; if it had the focus, that one gets it.
    pub(super) fn keep(&self, at: &mut Option<(PostKey, usize)>) {
        let Some((case, place)) = at else { return };
        if let Some(now) = self.place(case) {
            *place = now;
            return;
        }
        let last = self.rows().len().saturating_sub(1);
        *at =
            (self.rows().get((*place).min(last))).map(|row| (row.case.clone(), (*place).min(last)));
        focus_if_lost(
            at.as_ref()
                .map_or_else(|| "queue".to_owned(), |(case, _)| row::id(case)),
        );
    }
}

/// Gives the focus to an element, if what had it is gone once the page is drawn.
pub(super) fn focus_if_lost(id: String) {
    spawn_local(async move {
        let lost = document().is_some_and(|document| {
            let active = document.active_element();
            active.is_none_or(|active| active.tag_name() == "BODY")
        });
        if lost {
            focus(id);
        }
    });
}

/// Asks for more when the end of the page comes into view.
pub(super) fn at_the_end(to: &To<Msg>) -> Option<EventListener> {
    let (window, to) = (web_sys::window()?, to.clone());
    Some(EventListener::new(&window.clone(), "scroll", move |_| {
        let root = document().and_then(|document| document.document_element());
        let left = root.map(|root| root.scroll_height() - root.scroll_top() - root.client_height());
        if left.is_some_and(|left| left < NEAR) {
            to.send(Msg::More);
        }
    }))
}
