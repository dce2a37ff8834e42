//! The keys of the page's commands: which there are, other ones for them, and none at all.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::form;
use crate::chord::{Refused, allow};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::keys::{self, Changed, Shipped, pressed};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// What happens in the section.
#[derive(Clone)]
pub(super) enum Msg {
    /// What is kept.
    Is(Changed),
    Turn,
    /// The next chord is to be this command's.
    Listen(String),
    Heard(Heard),
    /// No chord for this command.
    Without(String),
    /// The chord that comes with Handrail.
    Default(String),
    Defaults,
}

/// What was pressed while a chord was waited for.
#[derive(Clone)]
pub(super) enum Heard {
    Chord(String),
    Refused(Refused),
    /// Escape, or the focus goes on.
    Nothing,
}

/// The section.
pub(super) struct Keyboard {
    shipped: Shipped,
    changed: Changed,
    /// The command whose chord is waited for.
    listening: Option<(String, EventListener)>,
    /// Of which command the last chord was refused, and why.
    refused: Option<(String, String)>,
    /// For the ear: what was done.
    said: String,
}

impl Keyboard {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Is(Changed::kept().await) });
        Self {
            shipped: Shipped::read(),
            changed: Changed::default(),
            listening: None,
            refused: None,
            said: String::new(),
        }
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Is(changed) => self.changed = changed,
            Msg::Turn => self.keep(to, |changed, _| changed.off = !changed.off),
            Msg::Listen(command) => self.listen(command, to),
            Msg::Heard(heard) => self.heard(heard, to),
            Msg::Without(command) => {
                self.say("options_keyboard_without", &command, "");
                self.keep(to, |changed, _| {
                    changed.keys.insert(command, String::new());
                });
            }
            Msg::Default(command) => self.default_of(&command, to),
            Msg::Defaults => {
                self.said = words::t("options_keyboard_defaults_done");
                self.refused = None;
                self.keep(to, |changed, _| changed.keys.clear());
            }
        }
    }

    fn bound(&self) -> Vec<(String, String)> {
        self.changed.bound(&self.shipped)
    }

    fn say(&mut self, key: &str, command: &str, chord: &str) {
        self.refused = None;
        self.said = words::with(key, &[&keys::name(command), chord]);
    }

    /// Where it cannot be kept, all stays as it is kept.
    fn keep(&self, to: &To<Msg>, change: impl FnOnce(&mut Changed, &Shipped)) {
        let mut changed = self.changed.clone();
        change(&mut changed, &self.shipped);
        to.later(async move {
            let _ = changed.keep().await;
            Msg::Is(Changed::kept().await)
        });
    }

    fn listen(&mut self, command: String, to: &To<Msg>) {
        self.refused = None;
        self.said = words::with("options_keyboard_press", &[&keys::name(&command)]);
        let (bound, browser) = (self.bound(), self.shipped.browser.clone());
        let (own, to) = (command.clone(), to.clone());
        let listener = web_sys::window().map(|window| {
            let options = EventListenerOptions {
                phase: gloo::events::EventListenerPhase::Capture,
                passive: false,
            };
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                let heard = match event.key().as_str() {
                    "Tab" => return to.send(Msg::Heard(Heard::Nothing)),
                    "Shift" | "Control" | "Alt" | "AltGraph" | "Meta" | "OS" | "CapsLock" => return,
                    "Escape" => Heard::Nothing,
                    _ => match pressed(event, |press| allow(press, &own, &bound, &browser)) {
                        Ok(chord) => Heard::Chord(chord),
                        Err(refused) => Heard::Refused(refused),
                    },
                };
                event.prevent_default();
                event.stop_propagation();
                to.send(Msg::Heard(heard));
            })
        });
        self.listening = listener.map(|listener| (command, listener));
    }

    fn heard(&mut self, heard: Heard, to: &To<Msg>) {
        match heard {
            Heard::Nothing => {
                self.listening = None;
                self.said = String::new();
            }
            // Another can be pressed at once.
            Heard::Refused(refused) => {
                if let Some((command, _)) = &self.listening {
                    self.said = String::new();
                    self.refused = Some((command.clone(), why(&refused)));
                }
            }
            Heard::Chord(chord) => {
                let Some((command, _)) = self.listening.take() else {
                    return;
                };
                self.say("options_keyboard_done", &command, &chord);
                self.keep(to, |changed, shipped| {
                    let own = shipped.commands.contains(&(command.clone(), chord.clone()));
                    if own {
                        changed.keys.remove(&command);
                    } else {
                        changed.keys.insert(command, chord);
                    }
                });
            }
        }
    }

    /// Unless another command has it by now.
    fn default_of(&mut self, command: &str, to: &To<Msg>) {
        let find = |(name, chord): &(String, String)| (name == command).then(|| chord.clone());
        let Some(chord) = self.shipped.commands.iter().find_map(find) else {
            return;
        };
        let bound = self.bound();
        if let Some((other, _)) = bound
            .iter()
            .find(|(other, has)| other != command && *has == chord)
        {
            let refused = Refused::Taken(other.clone());
            self.refused = Some((command.to_owned(), why(&refused)));
            return;
        }
        self.say("options_keyboard_done", command, &chord);
        focus(format!("keys-{command}"));
        self.keep(to, |changed, _| {
            changed.keys.remove(command);
        });
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let rows = self
            .bound()
            .into_iter()
            .map(|(command, chord)| self.row(&command, &chord, to));
        form::section(
            "keyboard",
            &words::t("options_keyboard"),
            &words::t("options_keyboard_intro"),
        )
        .add(
            div("row").add(
                form::switch(
                    !self.changed.off,
                    &words::t("options_keyboard_switch"),
                    to,
                    Msg::Turn,
                )
                .attr("id", "keyboard-switch"),
            ),
        )
        .add(el("ul").class("commands").all(rows))
        // Always there: only a live region that stays is heard when it changes.
        .add(
            p("hint", &self.said)
                .attr("role", "status")
                .attr("id", "keyboard-said"),
        )
        .maybe((!self.changed.keys.is_empty()).then(|| {
            div("row").add(
                button("quiet")
                    .text(words::t("options_keyboard_defaults"))
                    .click(to, Msg::Defaults),
            )
        }))
        .add(p("hint", &words::t("options_keyboard_browser")))
    }

    fn row(&self, command: &str, chord: &str, to: &To<Msg>) -> El {
        let name = keys::name(command);
        let listening = self
            .listening
            .as_ref()
            .is_some_and(|(one, _)| one == command);
        let refused = self.refused.as_ref().filter(|(one, _)| one == command);
        let named = |key: &str| words::with(key, &[&name]);
        let words_now = if listening {
            "options_keyboard_listening"
        } else {
            "options_keyboard_change"
        };
        let change = button(if listening { "primary" } else { "" })
            .attr("id", format!("keys-{command}"))
            .attr(
                "aria-label",
                named(if listening {
                    "options_keyboard_press"
                } else {
                    "options_keyboard_change_of"
                }),
            )
            .text(words::t(words_now));
        let change = if listening {
            change.click(to, Msg::Heard(Heard::Nothing))
        } else {
            change.click(to, Msg::Listen(command.to_owned()))
        };
        let changed = self.changed.keys.contains_key(command);
        let default = changed.then(|| {
            button("quiet")
                .key("default")
                .attr("aria-label", named("options_keyboard_default_of"))
                .text(words::t("options_keyboard_default"))
                .click(to, Msg::Default(command.to_owned()))
        });
        let without = (!chord.is_empty()).then(|| {
            button("quiet")
                .key("without")
                .attr("aria-label", named("options_keyboard_none_of"))
                .text(words::t("options_keyboard_none"))
                .click(to, Msg::Without(command.to_owned()))
        });
        el("li")
            .key(command)
            .attr("data-command", command)
            .add(span("command", &name))
            .add(keys::shown(chord))
            .add(div("row").add(change).maybe(without).maybe(default))
            .maybe(refused.map(|(_, why)| p("refused", why).attr("role", "alert")))
    }
}

fn why(refused: &Refused) -> String {
    match refused {
        Refused::Bare => words::t("options_keyboard_bare"),
        Refused::Browser => words::t("options_keyboard_reserved"),
        Refused::Site(site) => words::with("options_keyboard_site", &[site]),
        Refused::Taken(other) => words::with("options_keyboard_taken", &[&keys::name(other)]),
    }
}
