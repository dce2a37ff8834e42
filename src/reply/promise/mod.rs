//! Commitments in what is sent: "we'll call you today", "I'll have this sorted by Friday".
//!
//! A commitment says that somebody of ours will do something. What a customer may do ("you can call us today"), what
//! only might be ("if you call tomorrow") and how things are ("refunds take five days") are none.
//!
//! ```
//! use handrail::reply::promise::{What, When, promises};
//! let text = "Sorry, Maya. We'll call you today.";
//! let found = promises(text);
//! assert_eq!((found[0].what, found[0].when), (What::Call, When::Today));
//! assert_eq!(found[0].span.slice(text), "We'll call you today");
//! assert!(promises("You can call us today.").is_empty());
//! ```

mod when;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use crate::hours::When;

use super::phrase::{END, Words};
use crate::post::Millis;
use crate::span::Span;

/// A day in milliseconds.
pub(super) const DAY: Millis = 24 * 60 * 60 * 1_000;

/// A commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Its words, with the time if one is said.
    pub span: Span,
    /// What was promised.
    pub what: What,
    /// Until when.
    pub when: When,
    /// Whether the customer has to do something first ("DM us and we'll check"): nothing is owed before.
    pub waits: bool,
}

/// What was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A call.
    Call,
    /// An answer, news, any message.
    Write,
    /// That something works again or is put right.
    Fix,
    /// That somebody looks into it.
    Check,
    /// That something is sent.
    Send,
    /// Money back.
    Refund,
    /// Anything else.
    Other,
}

/// Whether `when` is a day or more after `now`. Days are counted in UTC; what is said for tomorrow is no day away.
#[must_use]
pub fn is_late(when: When, now: Millis) -> bool {
    let today = now.div_euclid(DAY);
    // 1 January 1970 was a Thursday.
    let weekday = (today + 3).rem_euclid(7);
    match when {
        When::Within(span) => span >= DAY,
        // Today would be called so: the same day is the next week's.
        When::Weekday(day) => (i64::from(day) - weekday).rem_euclid(7) != 1,
        When::EndOfWeek => weekday < 3,
        When::NextWeek => true,
        When::Date { day, month } => !is_near(day, month, today),
        When::Today
        | When::Tonight
        | When::Tomorrow
        | When::EndOfDay
        | When::At { .. }
        | When::Soon => false,
    }
}

/// Whether a date is today or tomorrow, `today` in days since 1970.
fn is_near(day: u8, month: u8, today: i64) -> bool {
    [today, today + 1].iter().any(|&near| {
        let date = crate::text::moment::date(near * DAY);
        let mut parts = date.split('-').skip(1).map(str::parse::<u8>);
        let (of_month, of_day) = (
            parts.next().and_then(Result::ok),
            parts.next().and_then(Result::ok),
        );
        of_day == Some(day) && (month == 0 || of_month == Some(month))
    })
}

/// The commitments in a text, in their order.
#[must_use]
pub fn promises(text: &str) -> Vec<Promise> {
    in_words(&Words::new(text))
}

/// The same for a text whose words are known.
pub(super) fn in_words(words: &Words) -> Vec<Promise> {
    let mut found = Vec::new();
    for sentence in words.sentences() {
        let mut at = sentence.start;
        let mut floor = at;
        while at < sentence.end {
            let Some((what, said)) = words::commitment(words, at, &sentence) else {
                at += 1;
                continue;
            };
            // The time belongs to the nearest commitment: up to the next one, or from the one before.
            let next = (said.end..sentence.end)
                .find(|&next| words::commitment(words, next, &sentence).is_some());
            let end = next.unwrap_or(sentence.end);
            let time =
                when::find(words, said.start..end).or_else(|| when::find(words, floor..said.start));
            let (when, place) = time.unwrap_or((When::Soon, said.clone()));
            let whole = said.start.min(place.start)..said.end.max(place.end);
            floor = whole.end;
            found.push(Promise {
                span: words.span(whole),
                what,
                when,
                waits: words::waits(words, &said, &sentence),
            });
            at = said.end.max(at + 1);
        }
    }
    found
}

/// Places that say how long answers take without saying who gives them, with the time.
pub(super) fn delays(words: &Words) -> Vec<(When, Span)> {
    let places = words::DELAYS.iter().flat_map(|phrase| words.all(phrase));
    let timed = |place: Range<usize>| {
        let end = (place.end..).find(|&at| words.get(at) == END)?;
        let (when, time) = when::find_bare(words, place.start..end)?;
        Some((when, words.span(place.start..time.end.max(place.end))))
    };
    places.filter_map(timed).collect()
}

#[cfg(test)]
mod tests;
