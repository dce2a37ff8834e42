//! Days of the week and of the year.

use super::fact::Date;
use super::lex::{Kind, Pieces};

/// Names of the days from Monday on.
const WEEKDAYS: [&str; 7] = [
    "monday/mondays/mon/montag/montags/lundi/lunes",
    "tuesday/tuesdays/tue/tues/dienstag/dienstags/mardi/martes",
    "wednesday/wednesdays/wed/mittwoch/mittwochs/mercredi/miercoles",
    "thursday/thursdays/thu/thur/thurs/donnerstag/donnerstags/jeudi/jueves",
    "friday/fridays/fri/freitag/freitags/vendredi/viernes",
    "saturday/saturdays/sat/samstag/samstags/samedi/sabado",
    "sunday/sundays/sun/sonntag/sonntags/dimanche/domingo",
];

/// Names of the months.
pub(super) const MONTHS: [&str; 12] = [
    "january/jan/januar/janvier/enero",
    "february/feb/februar/fevrier/febrero",
    "march/mar/marz/mars/marzo",
    "april/apr/avril/abril",
    "may/mai/mayo",
    "june/jun/juni/juin/junio",
    "july/jul/juli/juillet/julio",
    "august/aug/aout/agosto",
    "september/sep/sept/septembre/septiembre",
    "october/oct/oktober/octobre/octubre",
    "november/nov/novembre/noviembre",
    "december/dec/dezember/decembre/diciembre",
];

/// Whether the word is one of these names, parted by `/`.
pub(super) fn named(word: &str, names: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', '!', '?']);
    super::unit::is_one(names, word)
}

/// Days of the week at `at` (bit 0 is Monday), and the piece after them: "Monday to Friday", "Saturdays", "weekends".
pub(super) fn days(pieces: &Pieces, at: usize) -> Option<(u8, usize)> {
    if matches!(
        pieces.before(at, 1),
        "nice" | "great" | "good" | "happy" | "lovely" | "wonderful" | "last" | "black"
    ) {
        return None;
    }
    let (mut days, mut end) = some_days(pieces, at)?;
    loop {
        let dot = usize::from(pieces.text(end) == ".");
        let joint = end + dot;
        let range = matches!(
            pieces.text(joint),
            "-" | "to" | "through" | "until" | "bis" | "au" | "a"
        );
        let list = matches!(
            pieces.text(joint),
            "," | "and" | "or" | "&" | "und" | "et" | "y"
        );
        let Some((more, next)) = some_days(pieces, joint + 1).filter(|_| range || list) else {
            return Some((days, end));
        };
        days |= more;
        if range {
            let (first, last) = (7 - days.leading_zeros().min(7), days.trailing_zeros());
            days = (last..=first.min(6)).fold(0, |all, day| all | (1 << day));
        }
        end = next;
    }
}

fn some_days(pieces: &Pieces, at: usize) -> Option<(u8, usize)> {
    let piece = pieces.get(at).filter(|piece| piece.kind == Kind::Word)?;
    match piece.text.as_str() {
        "weekday" | "weekdays" | "werktags" => return Some((0b001_1111, at + 1)),
        "weekend" | "weekends" | "wochenende" => return Some((0b110_0000, at + 1)),
        _ => {}
    }
    let short = piece.text.len() <= 5
        && !matches!(piece.text.as_str(), "lundi" | "mardi" | "jeudi" | "lunes");
    let day = WEEKDAYS
        .iter()
        .position(|names| named(&piece.text, names))?;
    (!short || piece.capital).then_some((1 << day, at + 1))
}

fn month(pieces: &Pieces, at: usize) -> Option<u32> {
    let piece = pieces.get(at).filter(|piece| piece.kind == Kind::Word)?;
    let found = MONTHS.iter().position(|names| named(&piece.text, names))?;
    u32::try_from(found + 1).ok()
}

fn day(pieces: &Pieces, at: usize) -> Option<u32> {
    let digits = pieces.digits(at)?.trim_end_matches('.');
    let day = digits.parse().ok()?;
    (digits.len() <= 2 && (1..=31).contains(&day)).then_some(day)
}

fn year(pieces: &Pieces, at: usize) -> Option<(u32, usize)> {
    let skip = usize::from(matches!(pieces.text(at), "," | "de" | "del"));
    let digits = pieces
        .digits(at + skip)
        .filter(|digits| digits.len() == 4)?;
    let year = digits.parse().ok()?;
    (1990..2100)
        .contains(&year)
        .then_some((year, at + skip + 1))
}

/// The date at `at`, and the piece after it.
pub(super) fn date(pieces: &Pieces, at: usize) -> Option<(Date, usize)> {
    in_digits(pieces, at)
        .or_else(|| day_first(pieces, at))
        .or_else(|| month_first(pieces, at))
}

/// "3 May", "3rd of May 2026", "3. Mai", "3 de mayo de 2026".
fn day_first(pieces: &Pieces, at: usize) -> Option<(Date, usize)> {
    let day = day(pieces, at)?;
    let mut next = at + 1;
    if pieces.joined(next)
        && matches!(
            pieces.text(next),
            "st" | "nd" | "rd" | "th" | "er" | "." | "º"
        )
    {
        next += 1;
    }
    next += usize::from(matches!(pieces.text(next), "of" | "de"));
    let month = month(pieces, next)?;
    let (year, end) = year(pieces, next + 1).unwrap_or((0, next + 1));
    Some((Date::new(day, month, year), end))
}

/// "May 3rd, 2026", "May 2026".
fn month_first(pieces: &Pieces, at: usize) -> Option<(Date, usize)> {
    // "may" and "mar" are words of other kinds too, where no day stands before them.
    let month = month(pieces, at).filter(|_| {
        pieces
            .get(at)
            .is_some_and(|piece| piece.capital || piece.text.len() > 4)
    })?;
    if let Some((year, end)) = year(pieces, at + 1) {
        return Some((Date::new(0, month, year), end));
    }
    let day = day(pieces, at + 1)?;
    let mut end = at + 2;
    end += usize::from(pieces.joined(end) && matches!(pieces.text(end), "st" | "nd" | "rd" | "th"));
    let (year, end) = year(pieces, end).unwrap_or((0, end));
    Some((Date::new(day, month, year), end))
}

/// "2026-05-03", "03.05.2026", "3/5/26".
fn in_digits(pieces: &Pieces, at: usize) -> Option<(Date, usize)> {
    let whole = pieces.digits(at)?;
    let dotted: Vec<u32> = whole
        .split('.')
        .map_while(|part| part.parse().ok())
        .collect();
    if let ([day, month, year], true) = (dotted.as_slice(), whole.matches('.').count() == 2) {
        return built(*day, *month, *year, false).map(|date| (date, at + 1));
    }
    let sign = pieces.text(at + 1);
    let same = matches!(sign, "/" | "-") && pieces.text(at + 3) == sign && pieces.joined(at + 3);
    let part = |at: usize| {
        pieces
            .digits(at)
            .and_then(|digits| digits.parse::<u32>().ok())
    };
    let (first, second, third) = (part(at)?, part(at + 2)?, part(at + 4)?);
    let date = if whole.len() == 4 {
        built(third, second, first, false)
    } else {
        built(first, second, third, sign == "/")
    };
    date.filter(|_| same).map(|date| (date, at + 5))
}

fn built(day: u32, month: u32, year: u32, either: bool) -> Option<Date> {
    let year = if year < 100 { year + 2000 } else { year };
    let (day, month, either) = if month > 12 {
        (month, day, false)
    } else {
        (day, month, either && day <= 12)
    };
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && (1990..2100).contains(&year);
    fits.then_some(Date {
        either,
        ..Date::new(day, month, year)
    })
}

/// The words that a date or a day may begin with, parted by `/`.
pub(super) fn starts() -> Vec<&'static str> {
    let groups = ["weekday/weekdays/werktags/weekend/weekends/wochenende"];
    WEEKDAYS.into_iter().chain(MONTHS).chain(groups).collect()
}
