//! Amounts: money, shares, lengths of time, data, speed, and things that are counted.

use super::fact::{Amount, Bound, Unit};
use super::lex::{Kind, Pieces};
use super::number::{is_doubtful, number};
use super::unit::{MONEY, named, per, unit_at};

/// Words between a number and its unit.
const BETWEEN: &[&str] = &[
    "full",
    "calendar",
    "consecutive",
    "whole",
    "clear",
    "short",
    "more",
    "extra",
    "additional",
    "further",
    "other",
    "different",
    "separate",
    "new",
    "simultaneous",
    "wrong",
    "failed",
    "free",
    "unused",
    "remaining",
];
/// Nouns that are counted everywhere and say nothing.
const VAGUE: &[&str] = &[
    "things", "thing", "ways", "way", "times", "time", "moment", "people", "reasons", "points",
    "great", "digits", "and", "for", "the", "you", "your", "our", "are", "was", "has", "will",
    "who", "uhr", "per", "each", "more", "less", "than", "with", "from", "und", "oder", "les",
    "des", "der", "die", "das", "los", "las", "del", "que", "for", "but", "not", "out", "off",
    "stars", "now", "then", "when", "after", "before", "until", "can", "may", "through", "pm",
    "am", "or", "of",
];

/// The amount that begins at `at`, and the piece after it.
pub(super) fn amount(pieces: &Pieces, at: usize) -> Option<(Amount, usize)> {
    let (mut amount, end) = money_first(pieces, at)
        .or_else(|| free(pieces, at))
        .or_else(|| half(pieces, at))
        .or_else(|| counted(pieces, at))?;
    amount.bound = bound(pieces, at);
    let (per, end) = per(pieces, end);
    amount.per = per;
    Some((amount, end))
}

fn plain(unit: Unit, low: f64, high: f64, working: bool) -> Amount {
    Amount {
        unit,
        low: low.min(high),
        high: high.max(low),
        bound: Bound::Exact,
        working,
        per: None,
    }
}

/// "£12.50", "EUR 5", "$5-$10".
fn money_first(pieces: &Pieces, at: usize) -> Option<(Amount, usize)> {
    let sign = pieces.text(at);
    if !(pieces.get(at)?.kind == Kind::Sign || matches!(sign, "gbp" | "eur" | "usd" | "chf")) {
        return None;
    }
    let unit = named(MONEY, sign)?;
    pieces.digits(at + 1)?;
    let (low, end) = number(pieces, at + 1)?;
    let next = connector(pieces, at, end).map(|next| next + usize::from(pieces.text(next) == sign));
    let upper = next.and_then(|next| {
        pieces.digits(next)?;
        number(pieces, next).filter(|(high, _)| *high > low)
    });
    // "between £5 and 10 days" is no range of money.
    let upper = upper
        .filter(|&(_, end)| pieces.text(end - 2) == sign || unit_at(pieces, end, true).is_none());
    let (high, end) = upper.unwrap_or((low, end));
    Some((plain(Unit::Money(unit), low, high, false), end))
}

/// What costs nothing.
fn free(pieces: &Pieces, at: usize) -> Option<(Amount, usize)> {
    if !matches!(
        pieces.text(at),
        "free" | "kostenlos" | "gratuit" | "gratuite" | "gratis"
    ) {
        return None;
    }
    let charge = pieces.text(at + 1) == "of" && pieces.text(at + 2) == "charge";
    let is = matches!(
        pieces.before(at, 1),
        "is" | "are" | "always" | "completely" | "ist" | "sind" | "est" | "sont" | "es" | "son"
    );
    let last = pieces.get(at + 1).is_none_or(|next| {
        next.kind != Kind::Word
            || matches!(
                next.text.as_str(),
                "for" | "on" | "within" | "if" | "and" | "with"
            )
    });
    let end = if charge { at + 3 } else { at + 1 };
    (charge || (is && last)).then(|| (plain(Unit::Money(""), 0.0, 0.0, false), end))
}

/// "half an hour"
fn half(pieces: &Pieces, at: usize) -> Option<(Amount, usize)> {
    let article = pieces.text(at) == "half" && matches!(pieces.text(at + 1), "a" | "an");
    let (unit, factor, end, _) = unit_at(pieces, at + 2, false).filter(|_| article)?;
    Some((plain(unit, factor / 2.0, factor / 2.0, false), end))
}

/// "five working days", "10-14 days", "3 devices", "20 %", "12 euros", "a week".
fn counted(pieces: &Pieces, at: usize) -> Option<(Amount, usize)> {
    let (low, mut end) = number(pieces, at).or_else(|| single(pieces, at))?;
    let digits = pieces.digits(at).is_some();
    if digits && is_name(pieces, at) {
        return None;
    }
    let mut high = low;
    let (mut unit, mut factor, mut working) = (None, 1.0, false);
    if let Some(found) = unit_at(pieces, end, digits) {
        (unit, factor, end, working) = (Some(found.0), found.1, found.2, found.3);
    }
    let next = connector(pieces, at, end).and_then(|next| number(pieces, next));
    if let Some((more, after)) = next
        && let Some(found) = unit_at(pieces, after, pieces.digits(after - 1).is_some())
        && unit.as_ref().is_none_or(|unit| *unit == found.0)
    {
        let first = if unit.is_some() { factor } else { found.1 };
        let upper = more * found.1;
        // "24 to 48 hours"; "a day or two" has its unit before.
        if upper > low * first {
            (high, end, working) = (upper, found.2, working || found.3);
            return Some((plain(found.0, low * first, high, working), end));
        }
    }
    if unit.is_some()
        && matches!(pieces.text(end), "or" | "oder" | "ou" | "o")
        && let Some((more, after)) = number(pieces, end + 1)
        && more == low + 1.0
        && unit_at(pieces, after, true).is_none()
    {
        (high, end) = (more, after);
    }
    if let Some(unit) = unit {
        let (more, end) = smaller(pieces, &unit, factor, end);
        return Some((
            plain(unit, low * factor + more, high * factor + more, working),
            end,
        ));
    }
    things(pieces, at, low, end)
}

/// "1 hour 30 minutes", "1h30": what is added in a smaller unit.
fn smaller(pieces: &Pieces, unit: &Unit, factor: f64, end: usize) -> (f64, usize) {
    let next = if pieces.text(end) == "and" {
        end + 1
    } else {
        end
    };
    let added = || {
        let (count, after) = number(pieces, next)?;
        let (other, other_factor, end, _) = unit_at(pieces, after, true)?;
        (other == *unit && *unit == Unit::Of("time") && other_factor < factor)
            .then_some((count * other_factor, end))
    };
    added().unwrap_or((0.0, end))
}

/// "a week" after words that make it a length of time.
fn single(pieces: &Pieces, at: usize) -> Option<(f64, usize)> {
    let article = matches!(pieces.text(at), "a" | "an");
    let lasts = matches!(
        pieces.before(at, 1),
        "within"
            | "in"
            | "takes"
            | "take"
            | "least"
            | "to"
            | "about"
            | "than"
            | "every"
            | "after"
            | "lasts"
            | "under"
            | "around"
            | "for"
    );
    let unit = unit_at(pieces, at + 1, false)?;
    (article && lasts && unit.0 == Unit::Of("time")).then_some((1.0, at + 1))
}

/// Things that are counted: the noun after the number.
fn things(pieces: &Pieces, at: usize, low: f64, end: usize) -> Option<(Amount, usize)> {
    let word = pieces.text(at);
    if is_doubtful(word)
        && !(word == "one"
            && matches!(
                pieces.before(at, 1),
                "only" | "just" | "of" | "to" | "than" | "maximum"
            ))
    {
        return None;
    }
    let next = connector(pieces, at, end)
        .and_then(|next| number(pieces, next))
        .filter(|(more, _)| *more > low);
    let (high, end) = next.unwrap_or((low, end));
    let end = if BETWEEN.contains(&pieces.text(end)) {
        end + 1
    } else {
        end
    };
    let noun = pieces.get(end).filter(|piece| piece.kind == Kind::Word)?;
    let ordinal = pieces.joined(end);
    if ordinal
        || noun.text.len() < 3
        || VAGUE.contains(&noun.text.as_str())
        || number(pieces, end).is_some()
    {
        return None;
    }
    let stem = crate::knowledge::terms(&noun.text, "").into_iter().next()?;
    Some((plain(Unit::Count(stem), low, high, false), end + 1))
}

/// Whether the number belongs to a name: "Windows 11", "iPhone 15".
fn is_name(pieces: &Pieces, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| pieces.get(before)) else {
        return false;
    };
    const NAMES: &[&str] = &[
        "windows", "android", "ios", "iphone", "galaxy", "channel", "page", "option", "version",
        "section", "article", "number", "line", "route", "gate", "terminal", "zone", "level",
        "step", "room",
    ];
    NAMES.contains(&before.text.as_str())
        || before.text == "#"
        || (before.text == "-"
            && before.joined
            && pieces.joined(at)
            && at
                .checked_sub(2)
                .and_then(|at| pieces.get(at))
                .is_some_and(|piece| piece.kind == Kind::Word))
}

/// The piece after a word or mark that joins a range.
pub(super) fn connector(pieces: &Pieces, start: usize, at: usize) -> Option<usize> {
    let both = matches!(pieces.before(start, 1), "between" | "zwischen" | "entre");
    match pieces.text(at) {
        "-" | "to" | "bis" | "a" | "or" | "oder" | "ou" | "o" | "until" | "till" | "through"
        | "hasta" => Some(at + 1),
        "and" | "und" | "et" | "y" | "&" if both => Some(at + 1),
        _ => None,
    }
}

/// What the words before an amount make of it.
fn bound(pieces: &Pieces, at: usize) -> Bound {
    let mut back = [
        pieces.before(at, 1),
        pieces.before(at, 2),
        pieces.before(at, 3),
    ];
    if matches!(back[0], "the" | "a" | "of" | "next") {
        back = [back[1], back[2], ""];
    }
    match back {
        ["to", "up", _]
        | ["than", "more" | "longer" | "later", "no" | "not"]
        | ["most", "at", _] => Bound::Most,
        [
            "within" | "maximum" | "max" | "under" | "below" | "inside" | "binnen" | "innerhalb"
            | "sous" | "hochstens" | "bis",
            ..,
        ] => Bound::Most,
        ["than", "less" | "fewer", _] | ["zu", "bis", _] | ["a", "jusqu", _] => Bound::Most,
        ["least", "at", _] | ["than", "more" | "longer", _] => Bound::Least,
        [
            "minimum" | "from" | "over" | "above" | "mindestens" | "ab",
            ..,
        ] => Bound::Least,
        [
            "about" | "around" | "approximately" | "roughly" | "nearly" | "almost" | "approx"
            | "circa" | "ca" | "etwa" | "ungefahr" | "environ" | "unos",
            ..,
        ] => Bound::About,
        _ => Bound::Exact,
    }
}

/// The words that an amount may begin with, beside numbers, parted by `/`.
pub(super) fn starts() -> Vec<&'static str> {
    vec![
        "gbp/eur/usd/chf",
        "free/kostenlos/gratuit/gratuite/gratis",
        "a/an/half",
    ]
}
