//! Times in words: how long, how much is left, how late.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Function, Intl};
use wasm_bindgen::JsValue;

use crate::desk::{Clock, ClockLevel};
use crate::post::Millis;
use crate::wasm::pages::parts::{Icon, icon};
use crate::wasm::pages::view::{El, span};
use crate::wasm::pages::words::{self, locale, options};

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const DAY: Millis = 24 * HOUR;

/// How long, in two units at most: "1 hr 20 min".
pub(super) fn long(time: Millis) -> String {
    let time = time.max(0);
    let (first, second) = if time >= DAY {
        ((DAY, "day"), (HOUR, "hour"))
    } else {
        ((HOUR, "hour"), (MINUTE, "minute"))
    };
    let (much, rest) = (time / first.0, time % first.0 / second.0);
    match (much, rest) {
        (0, rest) => unit(rest, second.1),
        (much, 0) => unit(much, first.1),
        (much, rest) => format!("{} {}", unit(much, first.1), unit(rest, second.1)),
    }
}

thread_local! {
    /// What writes numbers of a unit: browsers take longer to make one than to draw a row.
    static FORMATS: RefCell<BTreeMap<&'static str, Function>> = const { RefCell::new(BTreeMap::new()) };
}

fn unit(number: Millis, unit: &'static str) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    let value = number as f64;
    let words = FORMATS.with_borrow_mut(|formats| {
        let format = formats.entry(unit).or_insert_with(|| {
            let options = options(&[("style", "unit"), ("unit", unit), ("unitDisplay", "short")]);
            Intl::NumberFormat::new(&locale(), &options).format()
        });
        format.call1(&JsValue::UNDEFINED, &value.into()).ok()
    });
    words
        .and_then(|words| words.as_string())
        .unwrap_or_default()
}

/// How a clock stands, in words.
pub(super) fn standing(clock: &Clock, now: Millis) -> String {
    if clock.paused {
        return words::t("desk_clock_paused");
    }
    let Some(due) = clock.due else {
        return words::t("desk_clock_closed");
    };
    let (key, time) = match clock.level(now) {
        ClockLevel::Fine => ("desk_clock_left", due - now),
        ClockLevel::Warn => ("desk_clock_only", due - now),
        ClockLevel::Breach => ("desk_clock_late", now - due),
        // Open time may not be over yet: what is red is the wait.
        ClockLevel::Red => ("desk_clock_red", now - clock.since),
    };
    words::with(key, &[&long(time)])
}

/// A clock with its icon, as a row has it.
pub(super) fn clock(clock: &Clock, level: ClockLevel, now: Millis) -> El {
    span(&format!("clock {}", class(level)), "")
        .add(icon(sign(level)))
        .text(standing(clock, now))
}

/// The class of a level.
pub(super) const fn class(level: ClockLevel) -> &'static str {
    match level {
        ClockLevel::Fine => "fine",
        ClockLevel::Warn => "soon",
        ClockLevel::Breach => "late",
        ClockLevel::Red => "red",
    }
}

const fn sign(level: ClockLevel) -> Icon {
    match level {
        ClockLevel::Fine | ClockLevel::Warn => Icon::Clock,
        ClockLevel::Breach | ClockLevel::Red => Icon::Warning,
    }
}
