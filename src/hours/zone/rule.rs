//! What holds every year: one offset, or two that change on days such as "the last Sunday in March".

use crate::text::moment::{civil, days};

/// When in a year an offset changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// From 1.
    pub month: i64,
    /// Which of the month's weekdays of that name: from 1; 5 is the last.
    pub week: i64,
    /// 0 is Sunday.
    pub weekday: i64,
    /// Minutes after that day's midnight, by the clock before the change; may be below zero or more than a day.
    pub minute: i64,
}

impl Change {
    /// What the clock shows when it is changed in that year.
    fn clock(&self, year: i64) -> i64 {
        let first = days(year, self.month, 1);
        // 1970-01-01 was a Thursday.
        let weekday = (first + 4).rem_euclid(7);
        let mut day = first + (self.weekday - weekday).rem_euclid(7) + 7 * (self.week - 1);
        let next = days(year, self.month + 1, 1);
        while day >= next {
            day -= 7;
        }
        day * 1_440 + self.minute
    }

    /// `3.5.0/120`: month, week, weekday, minute.
    fn read(text: &str) -> Option<Self> {
        let (day, minute) = text.split_once('/')?;
        let mut day = day.split('.').map(str::parse);
        Some(Self {
            month: day.next()?.ok().filter(|month| (1..=12).contains(month))?,
            week: day.next()?.ok().filter(|week| (1..=5).contains(week))?,
            weekday: day.next()?.ok().filter(|day| (0..=6).contains(day))?,
            minute: minute.parse().ok()?,
        })
    }
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            month,
            week,
            weekday,
            minute,
        } = self;
        write!(f, "{month}.{week}.{weekday}/{minute}")
    }
}

/// What holds every year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Minutes east of Greenwich.
    pub standard: i64,
    /// The other offset, when it begins and when it ends.
    pub summer: Option<(i64, Change, Change)>,
}

impl Rule {
    /// `60`, or `60 120 3.5.0/120 10.5.0/180`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split_ascii_whitespace();
        let standard = parts.next()?.parse().ok()?;
        let summer = match parts.next() {
            Some(offset) => {
                let (begin, end) = (Change::read(parts.next()?)?, Change::read(parts.next()?)?);
                Some((offset.parse().ok()?, begin, end))
            }
            None => None,
        };
        Some(Self { standard, summer })
    }

    /// The offset at a moment.
    pub(super) fn offset(&self, moment: i64) -> i64 {
        let changes = self.of_years_about(moment, moment);
        let before = changes.iter().rev().find(|(at, _)| *at <= moment);
        before.map_or(self.standard, |(_, offset)| *offset)
    }

    /// Every change after `from` and until `to`, and some more, in order.
    pub(super) fn changes(&self, from: i64, to: i64) -> Vec<(i64, i64)> {
        self.of_years_about(from, to)
    }

    /// The changes from the year before the one to the year after the other.
    fn of_years_about(&self, from: i64, to: i64) -> Vec<(i64, i64)> {
        let Some((offset, begin, end)) = &self.summer else {
            return Vec::new();
        };
        let year = |moment: i64| civil(moment.div_euclid(1_440)).0;
        let mut changes = Vec::new();
        for year in year(from) - 1..=year(to) + 1 {
            let begins = (begin.clock(year) - self.standard, *offset);
            let ends = (end.clock(year) - offset, self.standard);
            // In the south the year begins in summer.
            changes.extend(if begins < ends {
                [begins, ends]
            } else {
                [ends, begins]
            });
        }
        changes
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.standard)?;
        match &self.summer {
            Some((offset, begin, end)) => write!(f, " {offset} {begin} {end}"),
            None => Ok(()),
        }
    }
}
