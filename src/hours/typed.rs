//! Hours as a lead types them, and back.
//!
//! A week is `Mon-Fri 8:00-12:00, 13:30-18:00; Sat 9-13`: days, then times; a semicolon or a new line before other days.
//! Times may be of twelve hours (`9am-5pm`), a day may be `closed`, and `24/7` is always. Days that are not named are
//! closed; times without days are for every day.

use serde::{Deserialize, Serialize};

use crate::hours::special::read_special;
use crate::hours::times::{Fault, times, times_text};
use crate::hours::words::{Token, Words};
use crate::hours::{DAY, Hours, Interval, Zone};
use crate::problem::Problem;

/// Hours as they are typed, and kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(default)]
pub struct Typed {
    /// The time zone's IANA name, such as `Europe/London`.
    pub zone: String,
    /// `Mon-Fri 9-17; Sat 9-13`
    pub week: String,
    /// Dates that are not as their weekday, one a line: `2026-12-25 closed Christmas Day`, `12-31 9-13`.
    pub special: String,
}

/// The longest week, in bytes.
const LONGEST: usize = 2_000;
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const FULL: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

type Week = [Vec<Interval>; 7];

impl Hours {
    /// Reads what was typed. What cannot be read is left out and named by `zone`, `week:LINE:COLUMN` or
    /// `special:LINE:COLUMN`.
    #[must_use]
    pub fn read(typed: &Typed) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let zone = typed.zone.trim();
        if Zone::named(zone).is_none() {
            problems.push(Problem::error(
                "hours.zone",
                "zone",
                "This time zone is not known. Choose one such as Europe/London.",
            ));
        }
        let (week, faults) = read_week(&typed.week);
        problems.extend(
            faults
                .iter()
                .map(|fault| fault.problem("week", &typed.week)),
        );
        let (special, faults) = read_special(&typed.special);
        problems.extend(
            faults
                .iter()
                .map(|fault| fault.problem("special", &typed.special)),
        );
        let zone = zone.to_owned();
        let hours = Self {
            zone,
            week,
            special,
        };
        (hours, problems)
    }
}

fn read_week(text: &str) -> (Week, Vec<Fault>) {
    let mut week = Week::default();
    let mut named = [false; 7];
    let mut faults = Vec::new();
    let fault = |at, code, message| Fault { at, code, message };
    if text.len() > LONGEST {
        let message = "This is too long for the hours of a week. Write days and times alone.";
        return (week, vec![fault(0, "long", message)]);
    }
    let mut words = Words::new(text);
    while words.peek().is_some() {
        if words.accept(&Token::End) {
            continue;
        }
        let at = words.at();
        match entry(&mut words) {
            Ok((days, open)) => {
                for day in days {
                    let Some((week, named)) = week.get_mut(day).zip(named.get_mut(day)) else {
                        continue;
                    };
                    if *named {
                        let message = "A day is there twice. Write all times of a day behind it, with commas between them.";
                        faults.push(fault(at, "twice", message));
                        break;
                    }
                    *named = true;
                    week.clone_from(&open);
                }
            }
            Err(fault) => {
                faults.push(fault);
                words.skip_entry();
            }
        }
    }
    if faults.is_empty() && named == [false; 7] {
        let message = "Type the hours, such as “Mon-Fri 9-17”, or 24/7.";
        faults.push(fault(0, "empty", message));
    }
    (week, faults)
}

/// Days, and their times.
fn entry(words: &mut Words<'_>) -> Result<(Vec<usize>, Vec<Interval>), Fault> {
    let mut days = days(words)?;
    if days.is_empty() {
        days = (0..7).collect();
    }
    let open = times(words)?;
    let at = words.at();
    // "Mon-Fri 9-17, Sat 9-13": a comma before another day will do.
    let next_day = words.peek().and_then(|token| day(&token)).is_some();
    match words.peek() {
        None => Ok((days, open)),
        Some(_) if next_day || words.accept(&Token::End) => Ok((days, open)),
        Some(_) => Err(Fault {
            at,
            code: "rest",
            message: "This is neither a time nor a day. Write such as “Mon-Fri 9-12, 13-17; Sat 9-13”.",
        }),
    }
}

/// The days that an entry begins with, each once.
fn days(words: &mut Words<'_>) -> Result<Vec<usize>, Fault> {
    let mut days = Vec::new();
    let add = |days: &mut Vec<usize>, day| {
        if !days.contains(&day) {
            days.push(day);
        }
    };
    loop {
        let at = words.at();
        words.accept_word(&["on", "every", "each"]);
        let Some(found) = words.peek().and_then(|token| day(&token)) else {
            return Ok(days);
        };
        words.next();
        match (found, words.clone().next()) {
            (Named::Day(from), Some(Token::Dash)) => {
                words.next();
                let to = words.next().and_then(|token| day(&token));
                let Some(Named::Day(to)) = to else {
                    return Err(Fault {
                        at,
                        code: "days",
                        message: "The last of these days is missing. Write such as “Mon-Fri”.",
                    });
                };
                let length = (to + 7 - from) % 7;
                (from..=from + length).for_each(|day| add(&mut days, day % 7));
            }
            (Named::Day(from), _) => add(&mut days, from),
            (Named::Days(from, to), _) => (from..=to).for_each(|day| add(&mut days, day)),
        }
        words.accept(&Token::Comma);
    }
}

pub(super) enum Named {
    Day(usize),
    Days(usize, usize),
}

/// The day, or days, of this name.
pub(super) fn day(token: &Token) -> Option<Named> {
    let Token::Word(word) = token else {
        return None;
    };
    match word.as_str() {
        "daily" | "day" | "days" | "everyday" => return Some(Named::Days(0, 6)),
        "weekdays" | "weekday" => return Some(Named::Days(0, 4)),
        "weekend" | "weekends" => return Some(Named::Days(5, 6)),
        _ => {}
    }
    let single = word.strip_suffix('s').filter(|word| word.len() > 5);
    let word = single.unwrap_or(word);
    // Two letters are enough to tell them apart.
    let found = FULL.iter().position(|day| day.starts_with(word));
    found.filter(|_| word.len() >= 2).map(Named::Day)
}

/// A week as it is typed.
#[must_use]
pub fn week_text(week: &[Vec<Interval>; 7]) -> String {
    let always = [Interval { from: 0, to: DAY }];
    if week.iter().all(|open| *open == always) {
        return "24/7".to_owned();
    }
    let hours = Hours {
        week: week.clone(),
        ..Hours::default()
    };
    let mut parts = Vec::new();
    let day = |day: u8| DAYS.get(usize::from(day)).copied().unwrap_or_default();
    for line in super::hours_text(&hours) {
        if line.open.is_empty() {
            continue;
        }
        let days = if line.from == line.to {
            day(line.from).to_owned()
        } else {
            format!("{}-{}", day(line.from), day(line.to))
        };
        parts.push(format!("{days} {}", times_text(&line.open)));
    }
    if parts.is_empty() {
        return "closed".to_owned();
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests;
