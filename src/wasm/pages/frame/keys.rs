//! Keys of the frame, one letter each. They work only while the frame has the focus, and never while typing.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

use super::use_article::{Use, Way};
use super::{Find, Frame, Msg, Prompt, Rewrite, Step, Written};
use crate::triage::Intent;
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::keys::{REPEATED, pressed};

/// The command of the page that the press is for. Held down, only steps go on.
pub(super) fn command(event: &KeyboardEvent, bound: &[(String, String)]) -> Option<Msg> {
    if event.is_composing() {
        return None;
    }
    let name = pressed(event, |press| press.find(bound).map(str::to_owned))?;
    Some(if event.repeat() && !REPEATED.contains(&name.as_str()) {
        Msg::Noted
    } else {
        Msg::Command(name)
    })
}

/// The key, if it is meant for the frame.
pub(super) fn meant(event: &KeyboardEvent) -> Option<String> {
    if event.ctrl_key()
        || event.alt_key()
        || event.meta_key()
        || event.is_composing()
        || event.repeat()
    {
        return None;
    }
    let key = event.key();
    let typing = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| {
            let ticks = element
                .dyn_ref::<HtmlInputElement>()
                .is_some_and(|field| field.type_() == "checkbox");
            !ticks && matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        });
    if typing {
        return (key == "Escape").then(|| "Escape in a field".to_owned());
    }
    let known = [
        "1", "2", "3", "l", "c", "h", "m", "n", "t", "x", "u", "j", "k", "/", "a", "r", "y", "?",
        "Escape",
    ];
    let key = if key.len() == 1 {
        key.to_lowercase()
    } else {
        key
    };
    known.contains(&key.as_str()).then_some(key)
}

impl Frame {
    pub(super) fn press(&mut self, key: &str, to: &To<Msg>) {
        match key {
            "1" => to.send(Msg::Place(0)),
            "2" => to.send(Msg::Place(1)),
            "3" => to.send(Msg::Place(2)),
            "l" => to.send(Msg::Use(Use::First(Way::Insert))),
            "c" => to.send(Msg::Use(Use::First(Way::Copy))),
            "h" => to.send(Msg::Handle),
            "m" => to.send(Msg::Claim),
            "n" => {
                if let Some(intent) = self.commonest_other() {
                    to.send(Msg::Correct(intent));
                }
            }
            "t" => to.send(Msg::Topics),
            "x" => to.send(Msg::NotUs),
            "u" => to.send(Msg::Undo),
            "j" => to.send(Msg::Step(Step::Next)),
            "k" => to.send(Msg::Step(Step::Previous)),
            "/" => to.send(Msg::Find(Find::Open)),
            "a" => focus("search"),
            "r" => to.send(Msg::Rewrite(Rewrite::Menu)),
            "y" => to.send(Msg::Written(Written::Release)),
            "?" => to.send(Msg::Help),
            "Escape" if self.help => to.send(Msg::Help),
            "Escape" | "Escape in a field" if self.rewriting.is_waiting() => {
                to.send(Msg::Rewrite(Rewrite::Cancel));
            }
            "Escape" | "Escape in a field" if self.rewriting.open => {
                to.send(Msg::Rewrite(Rewrite::Keep));
            }
            "Escape" | "Escape in a field" if self.prompting().is_some() => {
                to.send(Msg::Prompt(Prompt::Leave));
            }
            "Escape" | "Escape in a field" if self.finding.is_some() => {
                to.send(Msg::Find(Find::End));
            }
            "Escape in a field" if self.flagging.is_some() => to.send(Msg::Use(Use::LeaveFlag)),
            "Escape in a field" => {
                focus("frame");
                to.send(Msg::SearchEnd);
            }
            _ => to.send(Msg::Close),
        }
    }

    /// What the key N makes of the post: always the same, so that the fingers learn it.
    pub(super) fn commonest_other(&self) -> Option<Intent> {
        let mark = self.mark()?;
        Some(match mark.intent {
            Intent::Complaint => Intent::Other,
            Intent::Question | Intent::Suggestion | Intent::Praise | Intent::Other => {
                Intent::Complaint
            }
        })
    }
}
