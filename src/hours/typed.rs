//! Hours as a lead types them, and back.
//!
//! A week is `Mon-Fri 8:00-12:00, 13:30-18:00; Sat 9-13`: days, then times; a semicolon or a new line before other days.
//! Times may be of twelve hours (`9am-5pm`), a day may be `closed`, and `24/7` is always. Days that are not named are
//! closed; times without days are for every day.

use serde::{Deserialize, Serialize};

use crate::hours::special::read_special;
use crate::hours::words::{Token, Words};
use crate::hours::{DAY, Hours, Interval, Minute, Zone};
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
/// The most intervals of a day.
pub(super) const MOST: usize = 8;
/// An interval past midnight that is longer than this is more likely a "5" that means the afternoon.
const NIGHT: Minute = 16 * 60;

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

/// Why a piece cannot be read, and where it begins, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) code: &'static str,
    pub(super) message: &'static str,
}

impl Fault {
    /// Names its place as `FIELD:LINE:COLUMN`, both from 1; columns are letters.
    pub(super) fn problem(&self, field: &str, text: &str) -> Problem {
        let before = text.get(..self.at).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        Problem::error(
            &format!("hours.{}", self.code),
            format!("{field}:{line}:{column}"),
            self.message,
        )
    }
}

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
                days.extend((from..=from + length).map(|day| day % 7));
            }
            (Named::Day(from), _) => days.push(from),
            (Named::Days(from, to), _) => days.extend(from..=to),
        }
        days.sort_unstable();
        days.dedup();
        words.accept(&Token::Comma);
    }
}

enum Named {
    Day(usize),
    Days(usize, usize),
}

fn day(token: &Token) -> Option<Named> {
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

/// The times of a day: none for `closed`.
pub(super) fn times(words: &mut Words<'_>) -> Result<Vec<Interval>, Fault> {
    let at = words.at();
    if words.accept_word(&["closed", "off"]) {
        return Ok(Vec::new());
    }
    if whole_day(words) {
        return Ok(vec![Interval { from: 0, to: DAY }]);
    }
    let mut open = Vec::new();
    loop {
        open.push(interval(words)?);
        let mut ahead = words.clone();
        let comma = ahead.accept(&Token::Comma);
        if comma && ahead.peek().and_then(|token| day(&token)).is_some() {
            *words = ahead;
            break;
        }
        // Without a comma it may be a name that begins with a number.
        let is_time = is_time(&ahead) && (comma || interval(&mut ahead.clone()).is_ok());
        if !is_time {
            break;
        }
        *words = ahead;
    }
    in_order(open, at)
}

fn is_time(words: &Words<'_>) -> bool {
    matches!(words.peek(), Some(Token::Time(..)))
        || words.clone().accept_word(&["noon", "midday", "midnight"])
}

/// `24/7`, `24h`, `24 hours`, `all day`.
fn whole_day(words: &mut Words<'_>) -> bool {
    let mut ahead = words.clone();
    let whole = if ahead.accept_word(&["always"]) {
        true
    } else if ahead.accept_word(&["all", "around", "round"]) {
        ahead.accept_word(&["day"])
            || (ahead.accept_word(&["the"]) && ahead.accept_word(&["clock"]))
    } else {
        ahead.accept(&Token::Time(24, 0))
            && (ahead.accept_word(&["h", "hrs", "hours"])
                || (ahead.accept(&Token::Comma) && ahead.accept(&Token::Time(7, 0))))
    };
    if whole {
        *words = ahead;
    }
    whole
}

/// A time of the clock, and which half of the day it is in where that was said.
#[derive(Clone, Copy)]
struct Clock {
    minute: Minute,
    /// The hour is from 1 to 12, so that `am` or `pm` may be meant.
    either: bool,
    said: bool,
}

impl Clock {
    /// Twelve hours on or back.
    const fn other_half(self) -> Minute {
        (self.minute + DAY / 2) % DAY
    }
}

/// `9-17`, `9am-5pm`, `22:00-2:00`.
fn interval(words: &mut Words<'_>) -> Result<Interval, Fault> {
    let at = words.at();
    let fault = |at, code, message| Fault { at, code, message };
    let from = clock(words)?;
    if !words.accept(&Token::Dash) {
        let message = "The time of closing is missing. Write such as 9-17 or 9am-5pm.";
        return Err(fault(words.at(), "end", message));
    }
    let to = clock(words)?;
    let (mut first, mut last) = (from.minute, to.minute);
    // "9-5pm", "9am-5": the half that was not said is the one that fits.
    if to.said && from.either && !from.said {
        let afternoon = |minute: Minute| minute >= DAY / 2;
        let hour = first % (DAY / 2);
        first = if afternoon(last) {
            hour + DAY / 2
        } else {
            hour
        };
        if first >= last {
            first = (first + DAY / 2) % DAY;
        }
    } else if from.said && to.either && !to.said && last <= first {
        let other = to.other_half();
        last = if other > first { other } else { last };
    }
    if first >= DAY {
        let message = "Nothing opens at 24:00. Write 0:00, on the next day.";
        return Err(fault(at, "midnight", message));
    }
    if first == last {
        let message = "It would close when it opens. Write 0-24 for the whole day, or closed.";
        return Err(fault(at, "nothing", message));
    }
    if last < first {
        last += DAY;
        if last - first > NIGHT && !from.said && !to.said {
            let message = "This would be open through the night. Write such as 9-17 or 9am-5pm.";
            return Err(fault(at, "night", message));
        }
    }
    Ok(Interval {
        from: first,
        to: last,
    })
}

fn clock(words: &mut Words<'_>) -> Result<Clock, Fault> {
    let at = words.at();
    let fault = |code, message| Err(Fault { at, code, message });
    for (name, minute) in [("noon", DAY / 2), ("midday", DAY / 2), ("midnight", 0)] {
        if words.accept_word(&[name]) {
            return Ok(Clock {
                minute,
                either: false,
                said: true,
            });
        }
    }
    let Some(Token::Time(hour, minute)) = words.peek() else {
        let message = "A time is missing here. Write such as 9, 9:30, 17:00 or 5pm.";
        return fault("time", message);
    };
    words.next();
    let either = (1..=12).contains(&hour);
    let morning = words.accept_word(&["am", "a"]);
    let said = morning || words.accept_word(&["pm", "p"]);
    if said && !either {
        let message = "There is no such time with am or pm. Write such as 9am, 12:30pm or 17:00.";
        return fault("half", message);
    }
    if hour == 24 && minute > 0 {
        let message = "The day ends at 24:00. Write such as 0:30, which is on the next day.";
        return fault("time", message);
    }
    let hour = match (said, morning) {
        (false, _) => hour,
        (true, true) => hour % 12,
        (true, false) => hour % 12 + 12,
    };
    Ok(Clock {
        minute: hour * 60 + minute,
        either,
        said,
    })
}

/// The intervals in order, if none lies over another and there are not too many.
fn in_order(mut open: Vec<Interval>, at: usize) -> Result<Vec<Interval>, Fault> {
    let fault = |code, message| Err(Fault { at, code, message });
    open.sort_unstable();
    if open.len() > MOST {
        return fault("many", "A day has more than eight intervals. Join some.");
    }
    let mut next = open.iter().skip(1);
    if open
        .iter()
        .any(|one| next.next().is_some_and(|next| next.from < one.to))
    {
        let message = "Two of these times lie over each other. Write them as one.";
        return fault("overlap", message);
    }
    Ok(open)
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

/// The times of a day as they are typed.
#[must_use]
pub fn times_text(open: &[Interval]) -> String {
    if open.is_empty() {
        return "closed".to_owned();
    }
    let times = open.iter().map(|interval| {
        let over = interval.to > DAY;
        let to = if over { interval.to - DAY } else { interval.to };
        if over && interval.to - interval.from > NIGHT {
            format!("{}-{}", of_twelve(interval.from), of_twelve(to))
        } else {
            let time = |minute: Minute| format!("{}:{:02}", minute / 60, minute % 60);
            format!("{}-{}", time(interval.from), time(to))
        }
    });
    times.collect::<Vec<_>>().join(", ")
}

/// `9:00am`: so a long night is not taken for a slip.
fn of_twelve(minute: Minute) -> String {
    let (hour, half) = match minute / 60 {
        hour @ 0..12 => (hour, "am"),
        hour => (hour - 12, "pm"),
    };
    let hour = if hour == 0 { 12 } else { hour };
    format!("{hour}:{:02}{half}", minute % 60)
}

#[cfg(test)]
mod tests;
