//! The times of one day, as they are typed: `8-12, 13:30-18:00`, `9am-5pm`, `closed`, `24h`.

use crate::hours::typed::day;
use crate::hours::words::{Token, Words};
use crate::hours::{DAY, Interval, Minute};
use crate::problem::Problem;

/// The most intervals of a day.
const MOST: usize = 8;
/// An interval past midnight that is longer than this is more likely a "5" that means the afternoon.
const NIGHT: Minute = 16 * 60;

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
        // In order. There are few, and sorting is large.
        let one = interval(words)?;
        let before = open.partition_point(|other| *other < one);
        open.insert(before, one);
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
    apart(open, at)
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
        return fault("late", message);
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

/// The intervals, if none lies over another and there are not too many.
fn apart(open: Vec<Interval>, at: usize) -> Result<Vec<Interval>, Fault> {
    let fault = |code, message| Err(Fault { at, code, message });
    if open.len() > MOST {
        return fault(
            "intervals",
            "A day has more than eight intervals. Join some.",
        );
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
