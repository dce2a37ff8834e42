//! Units by name, and what an amount may be for each of.

use super::fact::Unit;
use super::lex::Pieces;

const DAY: f64 = 24.0 * 60.0;
/// A month is a twelfth of a year of 365.25 days.
pub(super) const MONTH: f64 = 30.4375 * DAY;

/// Signs and names of money, by sign.
pub(super) const MONEY: &[(&str, &str)] = &[
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
fn measured(word: &str) -> Option<(&'static str, f64)> {
    Some(match word {
        "second" | "seconds" | "sec" | "secs" | "sekunde" | "sekunden" | "seconde" | "secondes" | "segundo" | "segundos" => ("time", 1.0 / 60.0),
        "minute" | "minutes" | "min" | "mins" | "minuten" | "minuto" | "minutos" => ("time", 1.0),
        "hour" | "hours" | "hr" | "hrs" | "stunde" | "stunden" | "std" | "heure" | "heures" | "hora" | "horas" => ("time", 60.0),
        "day" | "days" | "tag" | "tage" | "tagen" | "jour" | "jours" | "dia" | "dias" | "werktag" | "werktage" | "werktagen" | "arbeitstage" | "arbeitstagen" => ("time", DAY),
        "week" | "weeks" | "wk" | "wks" | "woche" | "wochen" | "semaine" | "semaines" | "semana" | "semanas" => ("time", 7.0 * DAY),
        "fortnight" => ("time", 14.0 * DAY),
        "month" | "months" | "mth" | "mths" | "monat" | "monate" | "monaten" | "mois" | "mes" | "meses" => ("time", MONTH),
        "year" | "years" | "yr" | "yrs" | "jahr" | "jahre" | "jahren" | "an" | "ans" | "annee" | "annees" | "ano" | "anos" => ("time", 12.0 * MONTH),
        "%" | "percent" | "prozent" | "pct" => ("share", 1.0),
        "kbps" | "kbit" => ("speed", 0.001),
        "mbps" | "mbit" | "megabits" | "megabit" => ("speed", 1.0),
        "gbps" | "gbit" | "gigabits" | "gigabit" => ("speed", 1000.0),
        "kb" => ("data", 0.001),
        "mb" | "megabytes" | "megabyte" | "mo" => ("data", 1.0),
        "gb" | "gig" | "gigs" | "gigabyte" | "gigabytes" | "gib" | "go" => ("data", 1000.0),
        "tb" | "terabyte" | "terabytes" | "to" => ("data", 1_000_000.0),
        "mm" | "millimetres" | "millimeters" => ("length", 0.001),
        "cm" | "centimetres" | "centimeters" => ("length", 0.01),
        "metre" | "metres" | "meter" | "meters" => ("length", 1.0),
        "km" | "kilometres" | "kilometers" | "kilometer" => ("length", 1000.0),
        "mile" | "miles" => ("length", 1609.0),
        "inch" | "inches" => ("length", 0.0254),
        "feet" | "ft" => ("length", 0.3048),
        "kg" | "kilo" | "kilos" | "kilograms" | "kilogramm" => ("weight", 1.0),
        "gram" | "grams" | "gramm" => ("weight", 0.001),
        "lb" | "lbs" => ("weight", 0.4536),
        "litre" | "litres" | "liter" | "liters" => ("volume", 1.0),
        "ml" => ("volume", 0.001),
        "watt" | "watts" => ("power", 1.0),
        "kw" => ("power", 1000.0),
        "volt" | "volts" => ("voltage", 1.0),
        "kwh" => ("energy", 1.0),
        "pixel" | "pixels" | "px" => ("pixels", 1.0),
        _ => return None,
    })
}

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
/// Words that make days into days of work.
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
pub(super) fn named<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    let find = |&(names, value): &(&str, T)| is_one(names, word).then_some(value);
    if word.is_empty() {
        None
    } else {
        table.iter().find_map(find)
    }
}

pub(super) fn is_one(names: &str, word: &str) -> bool {
    // By hand: a search for the marks costs more than the short names between them.
    let (mut rest, word) = (names.as_bytes(), word.as_bytes());
    loop {
        if rest.first() == word.first()
            && let Some(after) = rest.strip_prefix(word)
            && matches!(after.first(), None | Some(b'/'))
        {
            return true;
        }
        match rest.iter().position(|byte| *byte == b'/') {
            Some(at) => rest = rest.get(at + 1..).unwrap_or_default(),
            None => return false,
        }
    }
}

/// The unit at `at`, its size, the piece after it, and whether days of work are meant.
pub(super) fn unit_at(
    pieces: &Pieces,
    at: usize,
    digits: bool,
) -> Option<(Unit, f64, usize, bool)> {
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
    // "500g" is a weight, "4G" is none.
    let joined = pieces.joined(at) && digits && !pieces.get(at).is_some_and(|piece| piece.capital);
    let find = |&(names, what, factor): &(&str, &'static str, f64)| {
        is_one(names, word).then_some((what, factor))
    };
    let (what, factor) =
        measured(word).or_else(|| JOINED.iter().filter(|_| joined).find_map(find))?;
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
pub(super) fn per(pieces: &Pieces, at: usize) -> (Option<&'static str>, usize) {
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
