//! Times of day: "5pm", "9am to 5.30pm", "17:00", "17 Uhr", "17h30", "noon".

use super::amount::connector;
use super::fact::{Clock, Edge};
use super::lex::Pieces;

/// The words that a time of day may begin with.
pub(super) const STARTS: &[&str] = &[
    "noon/midday/mittag/midi/mediodia",
    "midnight/mitternacht/minuit/medianoche",
];

const DAY: u16 = 24 * 60;

/// Whether the clock's half is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
    /// Of 24 hours, and said to be a time.
    Whole,
    /// A bare number.
    None,
}

/// The time of day at `at`, and the piece after it.
pub(super) fn clock(pieces: &Pieces, at: usize) -> Option<(Clock, usize)> {
    if let (Some("24"), "/", Some("7")) = (
        pieces.digits(at),
        pieces.text(at + 1),
        pieces.digits(at + 2),
    ) {
        return Some((
            Clock {
                low: 0,
                high: DAY,
                edge: Edge::Any,
            },
            at + 3,
        ));
    }
    let (first, half, end) = time(pieces, at)?;
    let range = connector(pieces, at, end).and_then(|next| time(pieces, next));
    if let Some((second, other, end)) = range
        && other != Half::None
    {
        let low = match (half, other) {
            (Half::None, Half::Am | Half::Pm) if first < second % (12 * 60) => {
                in_half(first, other)
            }
            (Half::None, _) => first,
            _ => in_half(first, half),
        };
        let high = in_half(second, other);
        // "22:00 to 2:00" goes past midnight.
        let high = if high <= low { high + DAY } else { high };
        return Some((
            Clock {
                low,
                high,
                edge: Edge::Any,
            },
            end,
        ));
    }
    let minute = in_half(first, half);
    (half != Half::None).then(|| {
        (
            Clock {
                low: minute,
                high: minute,
                edge: edge(pieces, at),
            },
            end,
        )
    })
}

/// Minutes as they are said, with their half, and the piece after.
fn time(pieces: &Pieces, at: usize) -> Option<(u16, Half, usize)> {
    match pieces.text(at) {
        "noon" | "midday" | "mittag" | "midi" | "mediodia" => {
            return Some((12 * 60, Half::Whole, at + 1));
        }
        "midnight" | "mitternacht" | "minuit" | "medianoche" => {
            return Some((0, Half::Whole, at + 1));
        }
        _ => {}
    }
    let digits = pieces.digits(at)?;
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, ""));
    if hour.len() > 2 || !(minute.is_empty() || minute.len() == 2) {
        return None;
    }
    let hour: u16 = hour.parse().ok().filter(|hour| *hour <= 24)?;
    let mut minutes: u16 = if minute.is_empty() {
        0
    } else {
        minute.parse().ok()?
    };
    let (half, mut end) = half(pieces, at + 1);
    // "17h30"
    if half == Half::Whole
        && minute.is_empty()
        && pieces.text(at + 1) == "h"
        && pieces.joined(end)
        && let Some(more) = pieces.digits(end).filter(|more| more.len() == 2)
    {
        (minutes, end) = (more.parse().ok()?, end + 1);
    }
    let half = if half == Half::None && digits.contains(':') {
        Half::Whole
    } else {
        half
    };
    // "24 h" is a length of time, "at 5" may be anything.
    let whole = half == Half::Whole
        && pieces.text(at + 1) == "h"
        && !pieces
            .text(end - 1)
            .starts_with(|c: char| c.is_ascii_digit());
    let told = matches!(
        pieces.before(at, 1),
        "a" | "des" | "de" | "jusqu'a" | "avant" | "vers" | "las" | "-"
    );
    let fits =
        minutes < 60 && (!whole || told) && (hour <= 12 || !matches!(half, Half::Am | Half::Pm));
    fits.then_some((hour * 60 + minutes, half, end))
}

fn half(pieces: &Pieces, at: usize) -> (Half, usize) {
    let dotted = pieces.text(at + 1) == "." && pieces.text(at + 2) == "m";
    match pieces.text(at) {
        "am" => (Half::Am, at + 1),
        "pm" => (Half::Pm, at + 1),
        "a" if dotted => (Half::Am, at + 3 + usize::from(pieces.text(at + 3) == ".")),
        "p" if dotted => (Half::Pm, at + 3 + usize::from(pieces.text(at + 3) == ".")),
        "uhr" | "h" | "o'clock" => (Half::Whole, at + 1),
        _ => (Half::None, at),
    }
}

fn in_half(minutes: u16, half: Half) -> u16 {
    match half {
        Half::Pm if minutes < 12 * 60 => minutes + 12 * 60,
        Half::Am if minutes >= 12 * 60 => minutes - 12 * 60,
        _ => minutes,
    }
}

fn edge(pieces: &Pieces, at: usize) -> Edge {
    match pieces.before(at, 1) {
        "until" | "till" | "til" | "by" | "before" | "to" | "bis" | "vor" | "avant" | "hasta"
        | "jusqu'a" => Edge::Until,
        "from" | "after" | "since" | "ab" | "von" | "des" | "desde" => Edge::From,
        "at" if matches!(
            pieces.before(at, 2),
            "close" | "closes" | "closing" | "ends" | "end" | "shuts"
        ) =>
        {
            Edge::Until
        }
        "at" if matches!(
            pieces.before(at, 2),
            "open" | "opens" | "opening" | "starts" | "start"
        ) =>
        {
            Edge::From
        }
        _ => Edge::Any,
    }
}
