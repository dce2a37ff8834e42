//! Words on the screen, from the catalogue of the person's language (`_locales`).

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::chrome::{get_message, ui_language};
use crate::post::Millis;
use crate::problem::Problem;
use crate::protocol::Failure;
use crate::triage::Intent;

/// The words of a key.
pub(super) fn t(key: &str) -> String {
    with(key, &[])
}

/// The words of a key, with `$1`, `$2` … filled in.
pub(super) fn with(key: &str, parts: &[&str]) -> String {
    let words = get_message(key, parts.iter().map(|&part| part.to_owned()).collect());
    if words.is_empty() {
        key.to_owned()
    } else {
        words
    }
}

/// The words of a key for a number: `KEY_one`, `KEY_other` and what else the language has; `$1` is the number.
pub(super) fn count(key: &str, number: usize) -> String {
    count_with(key, number, &[])
}

/// The same, with `$2`, `$3` … filled in.
pub(super) fn count_with(key: &str, number: usize, more: &[&str]) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of things on a screen")]
    let value = number as f64;
    let rules = Intl::PluralRules::new(&locale(), &Object::new());
    let form = String::from(rules.select(value));
    let shown = self::number(value);
    let mut parts = vec![shown];
    parts.extend(more.iter().map(|&part| part.to_owned()));
    let words = get_message(&format!("{key}_{form}"), parts.clone());
    if words.is_empty() {
        let other = get_message(&format!("{key}_other"), parts);
        if other.is_empty() {
            key.to_owned()
        } else {
            other
        }
    } else {
        words
    }
}

/// The words of a key, or else these (of the engine, in English).
fn or(key: &str, english: &str) -> String {
    let words = get_message(key, Vec::new());
    if words.is_empty() {
        english.to_owned()
    } else {
        words
    }
}

/// What kind of sign decided.
pub(super) fn why(code: &str, english: &str) -> String {
    or(&format!("why_{}", key_of(code)), english)
}

/// The name of a topic: one that comes with Handrail has words, a team's own is as the lead wrote it.
pub(super) fn topic(code: &str, name: &str) -> String {
    or(&format!("topic_{}", key_of(code)), name)
}

/// The name of a language, by its code (`de`, `pt-BR`).
pub(super) fn language(code: &str) -> String {
    let plain = code.split(['-', '_']).next().unwrap_or_default();
    or(&format!("lang_{}", plain.to_ascii_lowercase()), code)
}

/// What is wrong and what to do. A message with particulars (a name, a line) says more than the catalogue can.
pub(super) fn failure(failure: &Failure) -> String {
    or(
        &format!("error_{}", key_of(&failure.code)),
        &failure.message,
    )
}

/// What is wrong with something that a person gave us.
pub(super) fn problem(problem: &Problem) -> String {
    or(
        &format!("problem_{}", key_of(&problem.code)),
        &problem.message,
    )
}

/// The name of an intent.
pub(super) fn intent(intent: Intent) -> String {
    t(&format!("pages_intent_{}", intent.name()))
}

/// A code as part of a key.
fn key_of(code: &str) -> String {
    code.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect()
}

/// A number as the language writes it.
pub(super) fn number(value: f64) -> String {
    let format = Intl::NumberFormat::new(&locale(), &Object::new());
    format
        .format()
        .call1(&JsValue::UNDEFINED, &value.into())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| value.to_string())
}

/// A count as the language writes it.
pub(super) fn whole(count: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of things on a screen")]
    let value = count as f64;
    number(value)
}

/// A moment for other programs: `2026-05-04T09:00:00.000Z`.
#[cfg(feature = "options")]
pub(super) fn exact(at: Millis) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a date in milliseconds fits")]
    let date = Date::new(&JsValue::from_f64(at as f64));
    date.to_iso_string().into()
}

/// A day and a time of day.
pub(super) fn moment(at: Millis) -> String {
    let options = options(&[("dateStyle", "medium"), ("timeStyle", "short")]);
    #[expect(clippy::cast_precision_loss, reason = "a date in milliseconds fits")]
    let date = Date::new(&JsValue::from_f64(at as f64));
    Intl::DateTimeFormat::new(&locale(), &options)
        .format()
        .call1(&JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// How long ago something was: "5 min. ago".
pub(super) fn ago(at: Millis, now: Millis) -> String {
    const UNITS: [(i64, &str); 4] = [
        (86_400_000, "day"),
        (3_600_000, "hour"),
        (60_000, "minute"),
        (1_000, "second"),
    ];
    let past = (now - at).max(0);
    if past < 60_000 {
        return t("pages_just_now");
    }
    let (size, unit) = UNITS
        .into_iter()
        .find(|(size, _)| past >= *size)
        .unwrap_or((1_000, "second"));
    let options = options(&[("style", "narrow")]);
    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    let value = -((past / size) as f64);
    String::from(Intl::RelativeTimeFormat::new(&locale(), &options).format(value, unit))
}

/// The time by this machine's clock.
pub(super) fn now() -> Millis {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a date in milliseconds fits"
    )]
    let now = Date::now() as Millis;
    now
}

/// The day so many days from today by this machine's clock, as a field for days takes it: `2026-12-24`.
pub(super) fn day_ahead(days: u32) -> String {
    let date = Date::new_0();
    date.set_date(date.get_date().saturating_add(days));
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    format!("{year:04}-{month:02}-{day:02}")
}

pub(super) fn locale() -> Array {
    Array::of1(&ui_language().into())
}

pub(super) fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}
