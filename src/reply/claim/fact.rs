//! What is stated in a sentence: amounts, times, dates, days, numbers to call, names of buttons and ways to them.

use std::collections::HashSet;
use std::ops::Range;

use super::lex::{Kind, Pieces};
use super::{amount, clock, date, number, place};
use crate::span::Span;

/// One thing stated.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    /// Where it stands in the text.
    pub(super) span: Span,
    /// The same as pieces.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) value: Value,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// So much of something.
    Amount(Amount),
    /// A time of day or a stretch of it, in minutes from midnight.
    Clock(Clock),
    /// Days of the week: bit 0 is Monday.
    Days(u8),
    /// A day of the year.
    Date(Date),
    /// A number to call or to text, as digits.
    Phone(String),
    /// A mail address, folded.
    Email(String),
    /// A way through menus, folded, outermost first.
    Path(Vec<String>),
    /// A name in quotes, folded.
    Button(String),
    /// The number of a step that is named ("step 3") or stands before it ("3. Press Reset").
    Step(u32),
}

/// What is counted or measured.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unit {
    /// Money, by its sign; empty where something is free.
    Money(&'static str),
    /// Something with units of its own, brought to one: time in minutes, data in megabytes, speed in megabits a second.
    Of(&'static str),
    /// Things, by the stem of their name.
    Count(String),
}

/// How an amount is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// Just so.
    Exact,
    /// "up to", "within"
    Most,
    /// "at least", "from"
    Least,
    /// "about"
    About,
}

/// An amount, or a range of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) unit: Unit,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) bound: Bound,
    /// Whether days of work are meant.
    pub(super) working: bool,
    /// Per what ("month"), where that is said.
    pub(super) per: Option<&'static str>,
}

/// A time of day, or a stretch of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) low: u16,
    pub(super) high: u16,
    pub(super) edge: Edge,
}

/// Which end of a stretch a single time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Any,
    From,
    Until,
}

/// A day of the year; 0 is what is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) day: u32,
    pub(super) month: u32,
    pub(super) year: u32,
    /// Whether day and month may be the other way round ("03/05/2026").
    pub(super) either: bool,
}

impl Date {
    /// A day that is plainly told; 0 is what is not said.
    pub(super) const fn new(day: u32, month: u32, year: u32) -> Self {
        Self {
            day,
            month,
            year,
            either: false,
        }
    }
}

impl Value {
    /// Whether this is a time of some kind: what a promise is made for.
    pub(super) fn is_time(&self) -> bool {
        match self {
            Self::Amount(amount) => amount.unit == Unit::Of("time"),
            Self::Clock(_) | Self::Days(_) | Self::Date(_) => true,
            _ => false,
        }
    }

    /// Whether it tells which of several things is meant ("the 100 Mbps plan"), so that its words count as such.
    pub(super) fn names(&self) -> bool {
        match self {
            Self::Amount(amount) => !matches!(amount.unit, Unit::Money(_) | Unit::Of("time")),
            Self::Path(_) | Self::Button(_) => true,
            _ => false,
        }
    }

    /// Whether two values could be said of the same thing.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Amount(a), Self::Amount(b)) => match (&a.unit, &b.unit) {
                (Unit::Money(_), Unit::Money(_)) => true,
                (a, b) => a == b,
            },
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

/// The words that a fact may begin with: all others need no closer look.
#[derive(Debug)]
pub(super) struct Starts(HashSet<&'static str>);

impl Starts {
    pub(super) fn new() -> Self {
        let tables = [
            number::starts(),
            date::starts(),
            amount::starts(),
            clock::STARTS.to_vec(),
            vec!["step", "schritt", "etape", "paso"],
        ];
        Self(
            tables
                .iter()
                .flatten()
                .flat_map(|names| names.split('/'))
                .collect(),
        )
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word) || word.contains('-')
    }
}

/// The facts of a sentence, in their order; none overlaps another.
pub(super) fn facts(pieces: &Pieces, sentence: &Range<usize>, starts: &Starts) -> Vec<Fact> {
    let mut found: Vec<Fact> = Vec::new();
    let mut push = |value: Value, range: Range<usize>| {
        found.push(Fact {
            span: pieces.span(range.clone()),
            range,
            value,
        });
    };
    let paths = place::paths(pieces, sentence);
    let begins = |at: usize| {
        pieces.get(at).is_some_and(|piece| {
            piece.kind != Kind::Word || pieces.joined(at + 1) || starts.has(&piece.text)
        })
    };
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some((path, range)) = paths.iter().find(|(_, range)| range.start == at) {
            push(Value::Path(path.clone()), range.clone());
            at = range.end.max(at + 1);
            continue;
        }
        let Some((value, range)) = Some(at)
            .filter(|at| begins(*at))
            .and_then(|at| one(pieces, at, sentence))
        else {
            at += 1;
            continue;
        };
        at = range.end.max(at + 1);
        if let Some(value) = value {
            push(value, range);
        }
    }
    found
}

/// What begins at `at`: a fact, or pieces that look like one and are none.
fn one(
    pieces: &Pieces,
    at: usize,
    sentence: &Range<usize>,
) -> Option<(Option<Value>, Range<usize>)> {
    let fits = |end: usize| end <= sentence.end;
    let (value, range) = place::email(pieces, at)
        .map(|(text, range)| (Value::Email(text), range))
        .or_else(|| place::button(pieces, at, sentence))
        .or_else(|| place::phone(pieces, at))
        .or_else(|| clock::clock(pieces, at).map(|(clock, end)| (Value::Clock(clock), at..end)))
        .or_else(|| date::date(pieces, at).map(|(date, end)| (Value::Date(date), at..end)))
        .or_else(|| step(pieces, at))
        .or_else(|| date::days(pieces, at).map(|(days, end)| (Value::Days(days), at..end)))
        .or_else(|| {
            amount::amount(pieces, at).map(|(amount, end)| (Value::Amount(amount), at..end))
        })?;
    let passed = place::is_aside(pieces, &value, &range);
    fits(range.end).then(|| ((!passed).then_some(value), range))
}

/// "step 3", "3. Press Reset", "3) Press Reset".
fn step(pieces: &Pieces, at: usize) -> Option<(Value, Range<usize>)> {
    let named = matches!(pieces.text(at), "step" | "schritt" | "etape" | "paso");
    let number = if named { at + 1 } else { at };
    let digits = pieces
        .digits(number)
        .filter(|digits| digits.len() <= 2)?
        .parse()
        .ok()?;
    let listed = pieces.get(at).is_some_and(|piece| piece.first)
        && matches!(pieces.text(at + 1), "." | ")")
        && pieces
            .get(at + 2)
            .is_some_and(|piece| piece.kind == Kind::Word);
    (named || listed).then_some((Value::Step(digits), at..number + 1))
}
