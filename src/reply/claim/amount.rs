//! Amounts: money, shares, lengths of time, data, speed, and things that are counted.

use super::fact::{Amount, Bound, Unit};
use super::lex::{Kind, Pieces};
use super::number::{is_doubtful, number};

const DAY: f64 = 24.0 * 60.0;
/// A month is a twelfth of a year of 365.25 days.
pub(super) const MONTH: f64 = 30.4375 * DAY;

/// Signs and names of money, by sign.
const MONEY: &[(&str, &str)] = &[
    ("£/gbp/pound/pounds/quid/libras", "£"),
    ("€/eur/euro/euros", "€"),
    ("$/usd/dollar/dollars/us$/dolares", "$"),
    ("chf/franken", "chf"),
    ("¥/yen/jpy", "¥"),
    ("₹/inr/rupees", "₹"),
];
/// Hundredths of it.
const PENCE: &[(&str, &str)] = &[("p/pence", "£"), ("cent/cents/centimes/centimos", "")];

/// Names of units, what they measure, and how many of the smallest they are.
#[rustfmt::skip]
const UNITS: &[(&str, &str, f64)] = &[
    ("second/seconds/sec/secs/sekunde/sekunden/seconde/secondes/segundo/segundos", "time", 1.0 / 60.0),
    ("minute/minutes/min/mins/minuten/minuto/minutos", "time", 1.0),
    ("hour/hours/hr/hrs/stunde/stunden/std/heure/heures/hora/horas", "time", 60.0),
    ("day/days/tag/tage/tagen/jour/jours/dia/dias/werktag/werktage/werktagen/arbeitstage/arbeitstagen", "time", DAY),
    ("week/weeks/wk/wks/woche/wochen/semaine/semaines/semana/semanas", "time", 7.0 * DAY),
    ("fortnight", "time", 14.0 * DAY),
    ("month/months/mth/mths/monat/monate/monaten/mois/mes/meses", "time", MONTH),
    ("year/years/yr/yrs/jahr/jahre/jahren/an/ans/annee/annees/ano/anos", "time", 12.0 * MONTH),
    ("%/percent/prozent/pct", "share", 1.0),
    ("kbps/kbit", "speed", 0.001), ("mbps/mbit/megabits/megabit", "speed", 1.0), ("gbps/gbit/gigabits/gigabit", "speed", 1000.0),
    ("kb", "data", 0.001), ("mb/megabytes/megabyte/mo", "data", 1.0),
    ("gb/gig/gigs/gigabyte/gigabytes/gib/go", "data", 1000.0), ("tb/terabyte/terabytes/to", "data", 1_000_000.0),
    ("mm/millimetres/millimeters", "length", 0.001), ("cm/centimetres/centimeters", "length", 0.01),
    ("metre/metres/meter/meters", "length", 1.0), ("km/kilometres/kilometers/kilometer", "length", 1000.0),
    ("mile/miles", "length", 1609.0), ("inch/inches", "length", 0.0254), ("feet/ft", "length", 0.3048),
    ("kg/kilo/kilos/kilograms/kilogramm", "weight", 1.0), ("gram/grams/gramm", "weight", 0.001), ("lb/lbs", "weight", 0.4536),
    ("litre/litres/liter/liters", "volume", 1.0), ("ml", "volume", 0.001),
    ("watt/watts", "power", 1.0), ("kw", "power", 1000.0), ("volt/volts", "voltage", 1.0), ("kwh", "energy", 1.0),
    ("pixel/pixels/px", "pixels", 1.0),
];
/// Units that are read only where they stand at the number: "24h", "500g".
const JOINED: &[(&str, &str, f64)] = &[
    ("h", "time", 60.0),
    ("s", "time", 1.0 / 60.0),
    ("d", "time", DAY),
    ("g", "weight", 0.001),
    ("w", "power", 1.0),
];
/// Units that are words of another language too: read only after digits.
const SHORT: &[&str] = &["an", "mo", "go", "to", "mes", "dia", "p", "cent"];
/// Units that are words unless they are written with a capital: the octets of French.
const CAPITAL: &[&str] = &["mo", "go", "to"];
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
const WORKING: &[&str] = &[
    "working",
    "business",
    "work",
    "ouvres",
    "ouvrables",
    "habiles",
    "laborables",
    "werktag",
    "werktage",
    "werktagen",
    "arbeitstage",
    "arbeitstagen",
];
/// What an amount may be for each.
const PER: &[(&str, &str)] = &[
    ("second/s", "second"),
    ("minute/min", "minute"),
    ("hour/hr/stunde/heure/hora", "hour"),
    ("day/tag/jour/dia", "day"),
    ("week/wk/woche/semaine/semana", "week"),
    ("month/mth/mo/monat/mois/mes", "month"),
    ("year/yr/annum/jahr/an/ano", "year"),
    ("person/passenger", "person"),
    ("item/order/parcel", "item"),
    ("device", "device"),
    ("user/account/line", "account"),
    ("gb", "gb"),
];
const PER_ALONE: &[(&str, &str)] = &[
    ("monthly/monatlich", "month"),
    ("pcm", "month"),
    ("weekly", "week"),
    ("yearly/annually/jahrlich", "year"),
    ("daily", "day"),
    ("hourly", "hour"),
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

fn named<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    let find = |&(names, value): &(&str, T)| is_one(names, word).then_some(value);
    if word.is_empty() {
        None
    } else {
        table.iter().find_map(find)
    }
}

fn is_one(names: &str, word: &str) -> bool {
    names.split('/').any(|name| name == word)
}

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

/// The unit at `at`, its size, the piece after it, and whether days of work are meant.
fn unit_at(pieces: &Pieces, at: usize, digits: bool) -> Option<(Unit, f64, usize, bool)> {
    let mut at = at;
    let mut working = false;
    if pieces.text(at) == "-" && pieces.joined(at) && pieces.joined(at + 1) {
        at += 1;
    }
    for _ in 0..2 {
        let word = pieces.text(at);
        let is_work = WORKING.contains(&word)
            && pieces
                .get(at + 1)
                .is_some_and(|next| is_one("day/days/hour/hours", &next.text));
        working |= is_work;
        at += usize::from(
            is_work
                || matches!(
                    word,
                    "full" | "calendar" | "consecutive" | "whole" | "clear" | "more"
                ),
        );
    }
    let word = pieces.text(at);
    if SHORT.contains(&word) && !digits
        || CAPITAL.contains(&word) && !pieces.get(at).is_some_and(|piece| piece.capital)
    {
        return None;
    }
    if let Some(sign) = named(MONEY, word) {
        return Some((Unit::Money(sign), 1.0, at + 1, false));
    }
    if let Some(sign) = named(PENCE, word)
        && (word != "p" || pieces.joined(at))
        && !matches!(pieces.before(at, 1), "per" | "pour" | "por")
    {
        return Some((Unit::Money(sign), 0.01, at + 1, false));
    }
    if matches!(word, "per" | "pour" | "por") && is_one("cent/ciento", pieces.text(at + 1)) {
        return Some((Unit::Of("share"), 1.0, at + 2, false));
    }
    let joined = pieces.joined(at) && digits;
    let find = |&(names, what, factor): &(&str, &'static str, f64)| {
        is_one(names, word).then_some((what, factor))
    };
    let (what, factor) = UNITS
        .iter()
        .find_map(find)
        .or_else(|| JOINED.iter().filter(|_| joined).find_map(find))?;
    // "Mb/s", "GB per second"
    let second =
        matches!(pieces.text(at + 1), "/" | "per") && is_one("s/sec/second", pieces.text(at + 2));
    if second && what == "data" {
        return Some((Unit::Of("speed"), factor, at + 3, false));
    }
    let mut end = at + 1 + if second && what == "speed" { 2 } else { 0 };
    if what == "time" && WORKING.contains(&pieces.text(end)) {
        (working, end) = (true, end + 1);
    }
    Some((
        Unit::Of(what),
        factor,
        end,
        working || WORKING.contains(&word),
    ))
}

/// "/month", "a month", "per month", "pro Monat", "monthly".
fn per(pieces: &Pieces, at: usize) -> (Option<&'static str>, usize) {
    if let Some(per) = named(PER_ALONE, pieces.text(at)) {
        return (Some(per), at + 1);
    }
    let mut next = at;
    if matches!(
        pieces.text(at),
        "/" | "a" | "an" | "per" | "each" | "every" | "pro" | "par" | "por" | "al" | "im"
    ) {
        next += 1;
    }
    match named(PER, pieces.text(next)).filter(|_| next > at) {
        Some(per) => (Some(per), next + 1),
        None => (None, at),
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
