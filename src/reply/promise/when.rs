//! Times as people say them.

use std::ops::Range;

use super::{DAY, When};
use crate::post::Millis;
use crate::reply::phrase::Words;

const HOUR: Millis = 60 * 60 * 1_000;
const MINUTE: Millis = 60 * 1_000;

/// Fixed words for a time; of two that begin together the longer stands first.
const TIMES: &[(&str, When)] = &[
    ("within/inside/in the ?next hour", When::Within(HOUR)),
    ("end of next week", When::NextWeek),
    ("this time next week", When::NextWeek),
    ("next week", When::NextWeek),
    (
        "monday/tuesday/wednesday/thursday/friday week",
        When::NextWeek,
    ),
    ("end of ?the ?this ?working week", When::EndOfWeek),
    ("eow", When::EndOfWeek),
    ("this week", When::EndOfWeek),
    ("end of ?the ?business ?working day/today", When::EndOfDay),
    ("close of business/play", When::EndOfDay),
    ("eod/cob", When::EndOfDay),
    ("tomorrow", When::Tomorrow),
    ("tonight", When::Tonight),
    ("this evening", When::Tonight),
    ("today", When::Today),
    ("this afternoon/morning", When::Today),
    ("proxima semana", When::NextWeek),
    ("semana que viene", When::NextWeek),
    ("semana proxima", When::NextWeek),
    ("esta semana", When::EndOfWeek),
    ("esta noche", When::Tonight),
    ("esta tarde/manana", When::Today),
    ("por la manana", When::Today),
    ("manana", When::Tomorrow),
    ("hoy", When::Today),
    ("semaine prochaine", When::NextWeek),
    ("fin de ?la semaine", When::EndOfWeek),
    ("cette semaine", When::EndOfWeek),
    ("fin de ?la journee", When::EndOfDay),
    ("ce soir", When::Tonight),
    ("demain", When::Tomorrow),
    ("aujourd'hui", When::Today),
    ("cet apres-midi", When::Today),
    ("nachste/nachster/kommende/kommender woche", When::NextWeek),
    ("ende der woche", When::EndOfWeek),
    ("diese/dieser woche", When::EndOfWeek),
    ("ende des tages", When::EndOfDay),
    ("heute abend", When::Tonight),
    ("heute", When::Today),
    ("morgen", When::Tomorrow),
];

/// Names of the days from Monday on.
const WEEKDAYS: [&str; 7] = [
    "monday/mon/lunes/lundi/montag",
    "tuesday/tue/tues/martes/mardi/dienstag",
    "wednesday/miercoles/mercredi/mittwoch",
    "thursday/thu/thur/thurs/jueves/jeudi/donnerstag",
    "friday/fri/viernes/vendredi/freitag",
    "saturday/sabado/samedi/samstag",
    "sunday/domingo/dimanche/sonntag",
];

/// Names of the months.
const MONTHS: [&str; 12] = [
    "january/jan/enero/janvier/januar",
    "february/feb/febrero/fevrier/februar",
    "march/mar/marzo/mars/marz",
    "april/apr/abril/avril",
    "may/mayo/mai",
    "june/jun/junio/juin/juni",
    "july/jul/julio/juillet/juli",
    "august/aug/agosto/aout",
    "september/sep/sept/septiembre/septembre",
    "october/oct/octubre/octobre/oktober",
    "november/nov/noviembre/novembre",
    "december/dec/diciembre/decembre/dezember",
];

/// Words before a number of hours or days that make it a time from now.
const BEFORE: &[&str] = &[
    "within/inside/in/under ?about ?around ?roughly ?at ?the ?most",
    "in/within/over/for/during the next/coming/following",
    "?in less/no/not more/later/longer/than ?than",
    "up to",
    "after/over ?about",
    "allow ?us ?about",
    "give us/me ?about",
    "en/dentro/antes ?de",
    "en un plazo ?maximo ?de",
    "en los/las proximos/proximas",
    "dans les prochains/prochaines",
    "sous/dans/avant/endeans ?les",
    "dans un delai ?maximum ?de",
    "d' ici ?a",
    "ici ?a",
    "en moins de",
    "innerhalb/binnen/in/nach ?von ?der ?den ?nachsten ?kommenden",
];

/// Words for units, each in milliseconds.
const UNITS: &[(&str, Millis)] = &[
    ("minute/minutes/min/mins/minutos/minuto/minuten", MINUTE),
    (
        "hour/hours/hr/hrs/h/hora/horas/heure/heures/stunde/stunden/std",
        HOUR,
    ),
    (
        "day/days/day's/days'/d/dia/dias/jour/jours/tag/tage/tagen/werktag/werktage/werktagen/arbeitstage/arbeitstagen",
        DAY,
    ),
    (
        "week/weeks/wk/wks/semana/semanas/semaine/semaines/woche/wochen",
        7 * DAY,
    ),
    ("fortnight", 14 * DAY),
    ("month/months/mes/meses/mois/monat/monate/monaten", 30 * DAY),
];

/// Words that may stand between a number and its unit.
const BETWEEN: &str = "working/business/full/more/short/calendar/of/clear/or/so/other";

/// Numbers written out.
const NUMBERS: &[(&str, i64)] = &[
    ("a/an/one/un/una/une/ein/eine/einem/einer/einen", 1),
    ("two/couple/dos/deux/zwei", 2),
    ("three/few/tres/trois/drei/paar/quelques/unos/pocos", 3),
    ("four/cuatro/quatre/vier", 4),
    ("five/several/cinco/cinq/funf", 5),
    ("six/seis/sechs", 6),
    ("seven/siete/sept/sieben", 7),
    ("eight/ocho/huit/acht", 8),
    ("nine/nueve/neuf/neun", 9),
    ("ten/diez/dix/zehn", 10),
    ("twelve/doce/douze/zwolf", 12),
    ("fourteen/catorce/quatorze/vierzehn", 14),
];

/// The first time said in `range`. One of "today" and "by 5pm" together is the clock's.
pub(super) fn find(words: &Words, range: Range<usize>) -> Option<(When, Range<usize>)> {
    let times = |range: Range<usize>| range.clone().find_map(|at| one(words, at, range.end));
    let (when, place) = times(range.clone())?;
    let day = matches!(when, When::Today | When::Tonight);
    if day && let Some((clock @ When::At { .. }, other)) = times(place.end..range.end) {
        return Some((clock, place.start..other.end));
    }
    let at = matches!(when, When::At { .. });
    match times(place.end..range.end) {
        // "by 5pm tomorrow"
        Some((day, other)) if at && other.start == place.end => Some(match day {
            When::Today | When::Tonight => (when, place.start..other.end),
            _ => (day, place.start..other.end),
        }),
        _ => Some((when, place)),
    }
}

/// As [`find`], where a number of days needs no word before it.
pub(super) fn find_bare(words: &Words, range: Range<usize>) -> Option<(When, Range<usize>)> {
    let bare = |at: usize| {
        let (span, end) = length(words, at)?;
        (end <= range.end).then_some((When::Within(span), at..end))
    };
    find(words, range.clone()).or_else(|| range.clone().find_map(bare))
}

fn one(words: &Words, at: usize, end: usize) -> Option<(When, Range<usize>)> {
    let fits = |(when, to): (When, usize)| (to <= end).then_some((when, at..to));
    within(words, at)
        .or_else(|| fixed(words, at))
        .or_else(|| date(words, at))
        .or_else(|| weekday(words, at))
        .or_else(|| clock(words, at))
        .and_then(fits)
}

fn fixed(words: &Words, at: usize) -> Option<(When, usize)> {
    let find = |(phrase, when): &(&str, When)| Some((*when, words.at(at, phrase)?));
    TIMES.iter().find_map(find)
}

/// "within 48 hours", "in the next few days", "ten days from now".
fn within(words: &Words, at: usize) -> Option<(When, usize)> {
    let after = BEFORE.iter().find_map(|before| {
        let from = words.at(at, before)?;
        let (span, to) = length(words, from).or_else(|| next_days(words, from))?;
        Some((When::Within(span), to))
    });
    let alone = || {
        let (span, to) = length(words, at)?;
        let to = words
            .at(to, "from now")
            .or_else(|| words.at(to, "at ?the most/latest"))?;
        Some((When::Within(span), to))
    };
    after.or_else(alone)
}

/// "in the next days", of which nobody knows how many: three.
fn next_days(words: &Words, at: usize) -> Option<(Millis, usize)> {
    let before = at.checked_sub(1)?;
    words.at(
        before,
        "next/coming/following/proximos/proximas/prochains/nachsten/kommenden",
    )?;
    let end = words.at(at, "days/dias/jours/tagen")?;
    Some((3 * DAY, end))
}

/// A number and its unit, in milliseconds: "48 hours", "two or three days", "a day or two", "24-48hrs".
pub(super) fn length(words: &Words, at: usize) -> Option<(Millis, usize)> {
    let at = words.at(at, "half an").map_or(at, |end| end - 1);
    if let Some(end) = words.at(at, "overnight") {
        return Some((DAY / 2, end));
    }
    let at = words
        .at(at, "the/los/las/les/den ?next/proximos/prochains/nachsten")
        .unwrap_or(at);
    if let Some(end) = words.at(at, "a/un/une couple/few/paar") {
        return unit_after(words, end - 1);
    }
    unit_after(words, at)
}

fn unit_after(words: &Words, at: usize) -> Option<(Millis, usize)> {
    let (mut count, mut end, mut unit) = number(words, at)?;
    if unit.is_none()
        && let Some(next) = words.at(end, "to/or/and/bis/oder/ou/o/a")
        && let Some((more, to, with)) = number(words, next)
        && more > count
    {
        (count, end, unit) = (more, to, with);
    }
    if unit.is_none() {
        for _ in 0..2 {
            end = words.at(end, BETWEEN).unwrap_or(end);
        }
        let find = |&(phrase, span): &(&str, Millis)| Some((span, words.at(end, phrase)?));
        let (span, to) = UNITS.iter().find_map(find)?;
        (unit, end) = (Some(span), to);
    }
    let unit = unit?;
    if words.at(end, "ago/before/old/earlier").is_some() {
        return None;
    }
    // "a day or two", "a week at most"
    if let Some(next) = words.at(end, "or/oder/ou/o")
        && let Some((more, to, None)) = number(words, next)
    {
        (count, end) = (count.max(more), to);
    }
    end = words
        .at(end, "'s ?time")
        .or_else(|| words.at(end, "time"))
        .unwrap_or(end);
    Some((count.saturating_mul(unit), end))
}

/// A number, where it ends, and the unit if it is written with it ("48hrs"). Of "24-48" the later one.
fn number(words: &Words, at: usize) -> Option<(i64, usize, Option<Millis>)> {
    let word = words.get(at);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let last = word.split(['-', '/']).next_back().unwrap_or(word);
        let digits = last
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(last.len());
        let (count, unit) = last.split_at_checked(digits)?;
        let count: i64 = count.parse().ok().filter(|count| *count < 1_000)?;
        let known = UNITS
            .iter()
            .find(|(names, _)| names.split('/').any(|name| name == unit));
        return match (unit, known) {
            ("", _) => Some((count, at + 1, None)),
            (_, Some((_, span))) => Some((count, at + 1, Some(*span))),
            _ => None,
        };
    }
    // "one-two", "two-three"
    let last = word.rsplit('-').next().unwrap_or(word);
    let of =
        |(names, count): &(&str, i64)| names.split('/').any(|name| name == last).then_some(*count);
    NUMBERS
        .iter()
        .find_map(of)
        .map(|count| (count, at + 1, None))
}

fn weekday(words: &Words, at: usize) -> Option<(When, usize)> {
    let from = words
        .at(
            at,
            "by/on/before/until/this/next/el/al/este/avant/am/bis/ab/come ?the ?this ?next ?coming",
        )
        .unwrap_or(at);
    let days = (0u8..).zip(WEEKDAYS);
    let mut found =
        days.filter_map(|(day, names)| Some((When::Weekday(day), words.at(from, names)?)));
    found.next()
}

/// "3 May", "May 3rd", "the 3rd of May", "by the 28th".
fn date(words: &Words, at: usize) -> Option<(When, usize)> {
    let from = words
        .at(at, "?by/on/before/until/am/bis/el/le the/el/le/zum")
        .unwrap_or(at);
    let month = |at: usize| {
        (1u8..)
            .zip(MONTHS)
            .find_map(|(month, names)| Some((month, words.at(at, names)?)))
    };
    if let Some((day, ordinal)) = day_of(words.get(from)) {
        let next = words.at(from + 1, "of/de").unwrap_or(from + 1);
        if let Some((month, end)) = month(next) {
            return Some((When::Date { day, month }, end));
        }
        // A bare number is a day only with "the" before it and an ending: "the 28th".
        let named = from > at && ordinal;
        return named.then_some((When::Date { day, month: 0 }, from + 1));
    }
    let from = words.at(at, "by/on/before/until").unwrap_or(at);
    let (month, end) = month(from)?;
    let (day, _) = day_of(words.get(end))?;
    Some((When::Date { day, month }, end + 1))
}

fn day_of(word: &str) -> Option<(u8, bool)> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let ending = word.get(digits.len()..)?;
    let day: u8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    let ordinal = matches!(ending, "st" | "nd" | "rd" | "th");
    (ordinal || ending.is_empty()).then_some((day, ordinal))
}

/// "by 5pm", "at 14:30", "before noon", "bis 18 Uhr".
fn clock(words: &Words, at: usize) -> Option<(When, usize)> {
    let from = words.at(
        at,
        "by/at/before/until/til/around/bis/um/gegen/avant/vers/antes/a ?about ?de ?les/las/la ?las",
    )?;
    if let Some(end) = words.at(from, "noon/midday/mediodia/midi/mittag") {
        return Some((
            When::At {
                hour: 12,
                minute: 0,
            },
            end,
        ));
    }
    let word = words.get(from);
    let digits = word
        .find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.')
        .unwrap_or(word.len());
    let (number, ending) = word.split_at_checked(digits)?;
    let (hour, minute) = number.split_once([':', '.']).unwrap_or((number, "0"));
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    let half = match ending {
        "" => words.at(from + 1, "am/pm/a.m/p.m/uhr/h/heures/o'clock"),
        "am" | "pm" | "h" => Some(from + 1),
        _ => return None,
    };
    let after = if ending.is_empty() {
        words.get(from + 1)
    } else {
        ending
    };
    let hour = if after.starts_with('p') && hour < 12 {
        hour + 12
    } else {
        hour
    };
    let end = half.or_else(|| number.contains(':').then_some(from + 1))?;
    (hour < 24 && minute < 60).then_some((When::At { hour, minute }, end))
}
