//! The desk's keys: one letter each, while nothing is typed into.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::deeds::Deed;
use super::form::{self, Form};
use super::{Desk, Msg, detail, row};
use crate::wasm::pages::app::{self, To, document};
use crate::wasm::pages::parts::kbd;
use crate::wasm::pages::view::{El, div, el, p, span};
use crate::wasm::pages::words;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Next,
    Previous,
    Take,
    Handled,
    Escalate,
    Waiting,
    Snooze,
    NoReply,
    Note,
    Undo,
    Post,
    Apart,
    Search,
    Help,
    Escape,
}

/// The keys as they are listed: what is pressed, what it does, and the words for it.
const KEYS: [(&str, Key, &str); 14] = [
    ("j", Key::Next, "desk_key_next"),
    ("k", Key::Previous, "desk_key_previous"),
    ("m", Key::Take, "desk_key_take"),
    ("h", Key::Handled, "desk_key_handled"),
    ("e", Key::Escalate, "desk_key_escalate"),
    ("w", Key::Waiting, "desk_key_waiting"),
    ("z", Key::Snooze, "desk_key_snooze"),
    ("r", Key::NoReply, "desk_key_no_reply"),
    ("n", Key::Note, "desk_key_note"),
    ("u", Key::Undo, "desk_key_undo"),
    ("o", Key::Post, "desk_key_post"),
    ("a", Key::Apart, "desk_key_apart"),
    ("/", Key::Search, "desk_key_search"),
    ("?", Key::Help, "desk_key_help"),
];

/// Hears the keys while the document lives.
pub(super) fn listen(to: &To<Msg>) -> Option<EventListener> {
    let (document, to) = (document()?, to.clone());
    let options = EventListenerOptions::enable_prevent_default();
    let hear = move |event: &Event| {
        let key = event.dyn_ref::<KeyboardEvent>().and_then(key_of);
        if let Some(key) = key {
            // The same press must not be typed into what it leads to.
            event.prevent_default();
            to.send(Msg::Key(key));
        }
    };
    Some(EventListener::new_with_options(
        &document, "keydown", options, hear,
    ))
}

fn key_of(event: &KeyboardEvent) -> Option<Key> {
    let held = event.ctrl_key() || event.alt_key() || event.meta_key();
    if held || event.default_prevented() || event.is_composing() {
        return None;
    }
    let key = event.key();
    if key == "Escape" {
        return Some(Key::Escape);
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let inside = |selector: &str| {
        target
            .as_ref()
            .is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
    };
    if inside("input, textarea, select") {
        return None;
    }
    match key.as_str() {
        "ArrowDown" if inside(".queue li") => return Some(Key::Next),
        "ArrowUp" if inside(".queue li") => return Some(Key::Previous),
        _ => {}
    }
    let pressed = key.to_lowercase();
    let found = KEYS.iter().find(|(name, ..)| *name == pressed)?;
    // A key that is held down goes through the rows and does nothing else twice.
    let walks = matches!(found.1, Key::Next | Key::Previous);
    (walks || !event.repeat()).then_some(found.1)
}

impl Desk {
    pub(super) fn press(&mut self, key: Key, to: &To<Msg>) {
        if key == Key::Escape {
            self.escape(to);
            return;
        }
        if self.keys_off || self.hand_over.is_some() {
            return;
        }
        match key {
            Key::Next => self.walk(true, to),
            Key::Previous => self.walk(false, to),
            Key::Take => {
                let take = self.current().map(detail::take);
                to.send(take.unwrap_or(Msg::Do(Deed::Claim)));
            }
            Key::Handled => self.act(Deed::Handled, to),
            Key::Waiting => self.act(Deed::Waiting, to),
            Key::NoReply => self.act(Deed::NoReply, to),
            Key::Escalate => self.ask(Some(Form::Escalate(String::new())), to),
            Key::Snooze => self.ask(Some(form::snooze()), to),
            Key::Note => self.ask(Some(Form::Note(String::new())), to),
            Key::Undo => self.log.undo(to),
            Key::Post => {
                if let Some(url) = self.current().and_then(row::address) {
                    to.send(Msg::Post(url));
                }
            }
            Key::Apart => {
                let alone = self.current().is_none_or(|row| row.post == row.case);
                let post = self.current().map(|row| row.post.clone());
                match post.filter(|_| !alone) {
                    Some(post) => self.act(Deed::Apart(post), to),
                    None => self.log.say(words::t("desk_no_apart"), false),
                }
            }
            Key::Search => app::focus("search"),
            Key::Help => to.send(Msg::Help),
            Key::Escape => {}
        }
    }

    /// Closes what was opened last.
    fn escape(&mut self, to: &To<Msg>) {
        if self.form.is_some() {
            to.send(Msg::Ask(None));
        } else if self.help {
            to.send(Msg::Help);
        } else if self.hand_over.is_some() {
            to.send(Msg::HandOver(false));
        } else if self.opened.is_some() {
            self.close();
        } else {
            let first = self.looking.rows().first().map(|row| row::id(&row.case));
            app::focus(first.unwrap_or_else(|| "queue".to_owned()));
        }
    }

    /// Goes to the row after or before the one at hand; where a case is open, that row's opens.
    fn walk(&mut self, forth: bool, to: &To<Msg>) {
        let rows = self.looking.rows();
        let place = match &self.at {
            None => 0,
            Some((case, before)) => match (self.looking.place(case), forth) {
                (Some(place), true) => place + 1,
                (Some(place), false) => place.saturating_sub(1),
                // It has left the list: the one in its place is the next.
                (None, true) => *before,
                (None, false) => before.saturating_sub(1),
            },
        };
        let Some(row) = rows.get(place).cloned() else {
            self.log.say(words::t("desk_no_more"), false);
            return;
        };
        if self.opened.is_some() {
            self.open(&row, to);
        } else {
            self.at = Some((row.case.clone(), place));
            app::focus(row::id(&row.case));
        }
    }
}

/// The list of keys.
pub(super) fn view(off: bool) -> El {
    let keys = KEYS.iter().map(|(key, _, words)| {
        el("div").add(el("dt").text(words::t(words))).add(
            el("dd")
                .add(kbd(&key.to_uppercase()))
                .add(span("hidden", key)),
        )
    });
    div("help card")
        .key("help")
        .attr("role", "region")
        .attr("aria-labelledby", "keys-title")
        .add(
            el("h2")
                .attr("id", "keys-title")
                .attr("tabindex", "-1")
                .text(words::t("desk_keys")),
        )
        .maybe(off.then(|| p("hint", &words::t("desk_keys_off"))))
        .add(el("dl").class("pairs").all(keys))
        .add(p("hint", &words::t("desk_keys_more")))
}
