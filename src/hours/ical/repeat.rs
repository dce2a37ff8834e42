//! Events that come back every year: on one date, or on a weekday such as the fourth Thursday in November.

use crate::hours::ical::dates::date_time;
use crate::text::moment::{civil, days};

/// `FREQ=YEARLY` with what holidays need of the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Repeat {
    /// Every so many years; 0 is 1.
    every: i64,
    /// How many times in all.
    count: Option<usize>,
    /// The last day on which it may begin.
    until: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    /// Which of the weekdays of that month, below zero from its end; and the weekday, 0 is Monday.
    weekday: Option<(i64, i64)>,
}

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl Repeat {
    /// Reads a rule; `None` where it is of another kind.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut repeat = Self::default();
        let mut yearly = false;
        for part in text.split(';') {
            let (name, value) = part.split_once('=')?;
            let value = value.trim();
            let number = || value.parse::<i64>().ok();
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => yearly = value.eq_ignore_ascii_case("YEARLY"),
                "INTERVAL" => repeat.every = number().filter(|every| (1..=100).contains(every))?,
                "COUNT" => repeat.count = Some(value.parse().ok()?),
                "UNTIL" => repeat.until = Some(date_time(value)?.0),
                "BYMONTH" => {
                    repeat.month = Some(number().filter(|month| (1..=12).contains(month))?);
                }
                "BYMONTHDAY" => repeat.day = Some(number().filter(|day| (1..=31).contains(day))?),
                "BYDAY" => {
                    let at = value.len().checked_sub(2)?;
                    let (which, day) = value.split_at_checked(at)?;
                    let day = WEEKDAYS
                        .iter()
                        .position(|one| one.eq_ignore_ascii_case(day))?;
                    let which = which.parse::<i64>().ok()?;
                    let fits = which != 0 && which.abs() <= 5;
                    repeat.weekday = fits.then_some((which, i64::try_from(day).ok()?));
                    repeat.weekday?;
                }
                // When a week begins changes nothing here.
                "WKST" => {}
                _ => return None,
            }
        }
        // The second Monday of a whole year is no holiday.
        let whole = repeat.weekday.is_none() || repeat.month.is_some();
        (yearly && whole).then_some(repeat)
    }

    /// Whether it is the same date every year, without an end.
    pub(super) fn is_one_date_for_good(&self) -> bool {
        let plain = Self {
            every: self.every,
            month: self.month,
            day: self.day,
            ..Self::default()
        };
        *self == plain && self.every <= 1
    }

    /// The days on which it begins, from one year until another, if its first is that day.
    pub(super) fn days(&self, first: i64, from: i64, until: i64) -> Vec<i64> {
        let (begin, month, day) = civil(first);
        let every = self.every.max(1);
        let month = self.month.unwrap_or(month);
        let mut found = Vec::new();
        let mut times = 0;
        let mut year = begin;
        // Bounded by the file's dates: years from 1600.
        while year <= until && self.count.is_none_or(|count| times < count) {
            let on = self.day_of(year, month, day).filter(|on| *on >= first);
            year += every;
            let Some(on) = on else { continue };
            if self.until.is_some_and(|until| on > until) {
                break;
            }
            times += 1;
            if civil(on).0 >= from {
                found.push(on);
            }
        }
        found
    }

    /// Its day in a year, where that has one.
    fn day_of(&self, year: i64, month: i64, day: i64) -> Option<i64> {
        let (first, next) = (days(year, month, 1), days(year, month + 1, 1));
        let on = match self.weekday {
            // 1970-01-01 was a Thursday.
            Some((which, weekday)) if which > 0 => {
                first + (weekday - (first + 3)).rem_euclid(7) + 7 * (which - 1)
            }
            Some((which, weekday)) => {
                let last = next - 1;
                last - (last + 3 - weekday).rem_euclid(7) + 7 * (which + 1)
            }
            None => first + self.day.unwrap_or(day) - 1,
        };
        (first <= on && on < next).then_some(on)
    }
}
