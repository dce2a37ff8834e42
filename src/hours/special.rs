//! Dates that are not as their weekday, as a lead types them, and back: one a line, `2026-12-25 closed Christmas Day`.
//!
//! A date may be of every year (`12-25`) or one of several in a row (`2026-12-24 to 2026-12-31`), and a month may be
//! named (`25 Dec 2026`). What follows it are times as in a week, or `closed`, which goes without saying; then a name.

use crate::hours::times::{Fault, times, times_text};
use crate::hours::words::{Token, Words};
use crate::hours::{Date, Special};

/// The longest list, in bytes.
const LONGEST: usize = 100_000;
/// The most dates.
pub(super) const MOST: usize = 1_000;
/// The most days in a row.
pub(super) const IN_A_ROW: i64 = 60;
/// The longest name, in letters.
pub(super) const NAME: usize = 80;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a list; what cannot be read is left out.
pub(super) fn read_special(text: &str) -> (Vec<Special>, Vec<Fault>) {
    let (mut special, mut faults) = (Vec::new(), Vec::new());
    let fault = |at, code, message| Fault { at, code, message };
    if text.len() > LONGEST {
        let message = "The list of holidays is too long. Remove those that are past.";
        return (special, vec![fault(0, "special", message)]);
    }
    let mut begin = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if !content.is_empty() && !content.starts_with('#') {
            match entry(content) {
                Ok(found) => special.extend(found),
                Err(found) => {
                    let at = begin + line.len() - line.trim_start().len() + found.at;
                    faults.push(Fault { at, ..found });
                }
            }
        }
        if special.len() > MOST {
            special.truncate(MOST);
            let message = "There are more than 1,000 dates. Remove those that are past.";
            faults.push(fault(begin, "many", message));
            break;
        }
        begin += line.len();
    }
    (special, faults)
}

/// Dates as they are typed, one a line.
#[must_use]
pub fn special_text(special: &[Special]) -> String {
    let lines = special.iter().map(|special| {
        let Date { year, month, day } = special.date;
        let year = year.map(|year| format!("{year:04}-")).unwrap_or_default();
        let times = times_text(&special.open);
        format!("{year}{month:02}-{day:02} {times} {}", special.name)
            .trim_end()
            .to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// One line.
fn entry(line: &str) -> Result<Vec<Special>, Fault> {
    let fault = |at, code, message| Err(Fault { at, code, message });
    let (first, rest) = date(line, 0)?;
    let mut dates = vec![first];
    let mut rest = rest;
    if let Some(after) = range(rest) {
        let at = line.len() - after.len();
        let (last, after) = date(after, at)?;
        let (Some(from), Some(to)) = (first.day(), last.day()) else {
            let message = "Days in a row need their year. Write such as 2026-12-24 to 2026-12-31.";
            return fault(at, "year", message);
        };
        if to < from || to - from >= IN_A_ROW {
            let message = "The last of these days must follow the first, by 60 days at most.";
            return fault(at, "row", message);
        }
        dates = (from..=to).map(Date::of).collect();
        rest = after;
    }
    let at = line.len() - rest.len();
    let mut words = Words::new(rest);
    let has_times = matches!(words.peek(), Some(Token::Time(..)))
        || words
            .clone()
            .accept_word(&["closed", "off", "noon", "midnight", "all", "always"]);
    let open = if has_times {
        times(&mut words).map_err(|found| Fault {
            at: at + found.at,
            ..found
        })?
    } else {
        Vec::new()
    };
    let name = name(words.rest());
    let special = dates.into_iter().map(|date| Special {
        date,
        open: open.clone(),
        name: name.clone(),
    });
    Ok(special.collect())
}

/// A name in one line, not too long.
pub(super) fn name(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = text.chars().map(plain).take(NAME * 4).collect();
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches([',', ':', '-', '–', ';', ' ']);
    name.chars()
        .take(NAME)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// What follows `to` or `..`, if a date does.
fn range(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let signs = ["..", "to ", "until ", "-", "–", "—"];
    let after = signs.iter().find_map(|sign| rest.strip_prefix(sign))?;
    let after = after.trim_start();
    date(after, 0).is_ok().then_some(after)
}

/// The date that a text begins with, and what follows it.
fn date(text: &str, at: usize) -> Result<(Date, &str), Fault> {
    let found = numbers(text).or_else(|| named(text));
    match found {
        Some((date, rest)) if date.exists() => Ok((date, rest)),
        Some(_) => Err(Fault {
            at,
            code: "calendar",
            message: "There is no such date. Write year, month and day, such as 2026-12-25.",
        }),
        None => Err(Fault {
            at,
            code: "date",
            message: "This line does not begin with a date. Write such as 2026-12-25, or 12-25 for every year.",
        }),
    }
}

/// `2026-12-25`, `12-25`
fn numbers(text: &str) -> Option<(Date, &str)> {
    let (first, rest) = digits(text)?;
    let (second, rest) = digits(rest.strip_prefix('-')?)?;
    if first.len() <= 2 {
        let month = first.parse().ok()?;
        return made(None, month, second, rest);
    }
    let (day, rest) = digits(rest.strip_prefix('-')?)?;
    let year = (first.len() == 4).then(|| first.parse().ok()).flatten()?;
    made(Some(year), second.parse().ok()?, day, rest)
}

/// `25 Dec 2026`, `Dec 25`, `25. December`
fn named(text: &str) -> Option<(Date, &str)> {
    let (day, month, rest) = match digits(text) {
        Some((day, rest)) => {
            let (month, rest) = month(rest.trim_start_matches(['.', ' ']))?;
            (day, month, rest)
        }
        None => {
            let (month, rest) = month(text)?;
            let (day, rest) = digits(rest.trim_start())?;
            (day, month, rest)
        }
    };
    let year = digits(rest.trim_start_matches([',', ' '])).filter(|(year, _)| year.len() == 4);
    match year {
        // "25 Dec 0900-1300" names no year.
        Some((year, after)) if !after.starts_with(['-', ':', '–']) => {
            made(Some(year.parse().ok()?), month, day, after)
        }
        _ => made(None, month, day, rest),
    }
}

fn made<'a>(year: Option<u16>, month: u8, day: &str, rest: &'a str) -> Option<(Date, &'a str)> {
    let day = (day.len() <= 2).then(|| day.parse().ok()).flatten()?;
    // A time may not be glued to it.
    let apart = !rest.starts_with(|c: char| c.is_alphanumeric());
    apart.then_some((Date { year, month, day }, rest))
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(length).filter(|_| length > 0)
}

fn month(text: &str) -> Option<(u8, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at_checked(length).filter(|_| length >= 3)?;
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| month.starts_with(&word))?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    Some((u8::try_from(at + 1).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_as_leads_type_them() {
        for (text, expected) in [
            (
                "2026-12-25 closed Christmas Day",
                "2026-12-25 closed Christmas Day",
            ),
            ("12-25", "12-25 closed"),
            (
                "2026-12-24 9-13 Christmas Eve",
                "2026-12-24 9:00-13:00 Christmas Eve",
            ),
            (
                "2026-12-24: 9am-1pm, 2-4pm",
                "2026-12-24 9:00-13:00, 14:00-16:00",
            ),
            (
                "25 Dec 2026 Christmas Day",
                "2026-12-25 closed Christmas Day",
            ),
            ("25. December: Christmas Day", "12-25 closed Christmas Day"),
            (
                "Dec 25, 2026 closed - Christmas Day",
                "2026-12-25 closed Christmas Day",
            ),
            ("1 Jan 0900-1300", "01-01 9:00-13:00"),
            ("2026-12-31 24h Sale", "2026-12-31 0:00-24:00 Sale"),
            ("# a note\n\n 2026-01-01 closed", "2026-01-01 closed"),
            (
                "2026-12-30 to 2027-01-01 closed Holidays",
                "2026-12-30 closed Holidays\n2026-12-31 closed Holidays\n2027-01-01 closed Holidays",
            ),
            (
                "2026-12-30..2026-12-31 closed",
                "2026-12-30 closed\n2026-12-31 closed",
            ),
        ] {
            let (special, faults) = read_special(text);
            assert_eq!(
                (special_text(&special).as_str(), faults),
                (expected, vec![]),
                "{text}"
            );
            assert_eq!(read_special(expected), (special, vec![]));
        }
    }

    #[test]
    fn faults_name_their_place() {
        for (text, code, at) in [
            ("Christmas", "date", 0),
            ("12/25 closed", "date", 0),
            ("2026-02-29 closed", "calendar", 0),
            ("2026-13-01 closed", "calendar", 0),
            ("02-30", "calendar", 0),
            ("12-24 to 12-26 closed", "year", 9),
            ("2026-12-24 to 2026-12-20", "row", 14),
            ("2026-01-01 to 2026-12-31", "row", 14),
            ("2026-12-24 9- Eve", "time", 14),
            ("12-25\n 12-32", "calendar", 7),
        ] {
            let (_, faults) = read_special(text);
            let found: Vec<_> = faults.iter().map(|fault| (fault.code, fault.at)).collect();
            assert_eq!(found, [(code, at)], "{text}");
        }
        let many = "12-25\n".repeat(1_200);
        let (special, faults) = read_special(&many);
        assert_eq!((special.len(), faults.len()), (MOST, 1));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_named(text in "(([0-9]{1,4}-){1,2}[0-9]{1,2}|[0-9]{1,2} [A-Za-z]{3,8}|\\PC{0,8})( (to|closed|9-17|[0-9]{4}|\\PC{0,8})){0,3}") {
            let (special, faults) = read_special(&text);
            for fault in faults {
                prop_assert!(text.is_char_boundary(fault.at));
            }
            prop_assert!(special.iter().all(|one| one.date.exists()));
            let (again, faults) = read_special(&special_text(&special));
            prop_assert_eq!((again, faults), (special, vec![]));
        }
    }
}
