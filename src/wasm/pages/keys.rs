//! The page's commands and their chords: what comes with Handrail, and what the person has changed.

use std::collections::BTreeMap;

use js_sys::JSON;
use serde::{Deserialize, Serialize};
use web_sys::KeyboardEvent;

use super::chrome::{plain, read};
use super::storage::{keep, kept};
use super::view::{El, el, span};
use super::words;
use crate::chord::Press;
use crate::protocol::Failure;

/// The commands that go on while their keys are held down.
pub(super) const REPEATED: [&str; 2] = ["next", "previous"];

/// The name it is kept under; `content/keys.ts` knows it too.
const KEY: &str = "keys";

/// What comes with Handrail; the content script reads the same file.
const FILE: &str = include_str!("../../../extension/shared/keys.json");

/// The file.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Shipped {
    /// Commands and their chords.
    pub(super) commands: Vec<(String, String)>,
    /// The frame's own keys and the words for them.
    pub(super) frame: Vec<(String, String)>,
    /// What is held, and the keys that browsers take with that.
    pub(super) browser: Vec<(String, String)>,
}

impl Shipped {
    pub(super) fn read() -> Self {
        JSON::parse(FILE).ok().and_then(read).unwrap_or_default()
    }
}

/// What the person has changed.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Changed {
    /// No chord does anything.
    pub(super) off: bool,
    /// The chord of a command; empty where it is to have none.
    pub(super) keys: BTreeMap<String, String>,
}

impl Changed {
    /// The commands in their order, each with its chord.
    pub(super) fn bound(&self, shipped: &Shipped) -> Vec<(String, String)> {
        let chord = |(name, chord): &(String, String)| {
            let chord = self.keys.get(name).unwrap_or(chord);
            (name.clone(), chord.clone())
        };
        shipped.commands.iter().map(chord).collect()
    }

    pub(super) async fn kept() -> Self {
        kept(KEY).await.and_then(read).unwrap_or_default()
    }

    pub(super) async fn keep(&self) -> Result<(), Failure> {
        keep(KEY, &plain(self)?).await;
        Ok(())
    }
}

/// Asks something of a press.
pub(super) fn pressed<T>(event: &KeyboardEvent, ask: impl FnOnce(&Press) -> T) -> T {
    let (key, code) = (event.key(), event.code());
    ask(&Press {
        key: &key,
        code: &code,
        ctrl: event.ctrl_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
        meta: event.meta_key(),
        graph: event.get_modifier_state("AltGraph"),
    })
}

/// The words for a command.
pub(super) fn name(command: &str) -> String {
    words::t(&format!("command_{command}"))
}

/// A chord, for the eye and the ear; or that there is none.
pub(super) fn shown(chord: &str) -> El {
    if chord.is_empty() {
        span("hint", &words::t("panel_no_key"))
    } else {
        el("kbd").text(chord)
    }
}

/// The commands and their chords, as a list.
pub(super) fn list(bound: &[(String, String)]) -> El {
    el("dl")
        .class("pairs")
        .all(bound.iter().map(|(command, chord)| {
            el("div")
                .key(command.clone())
                .add(el("dt").text(name(command)))
                .add(el("dd").add(shown(chord)))
        }))
}
