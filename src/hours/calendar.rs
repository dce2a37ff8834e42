//! What follows from opening hours: open or not, when next, and how much open time lies between two moments.

use std::collections::BTreeMap;

use crate::hours::{Date, Hours, Interval, Zone};
use crate::post::Millis;

const MINUTE: Millis = 60_000;
const DAY: i64 = 1_440;

/// How far ahead the next opening or closing is looked for, in days: whatever happens, it happens within a year.
const AHEAD: i64 = 400;
/// How far open time is added up, in days: some ten years.
const FURTHEST: i64 = 3_700;

/// Days before today on which an interval may begin that is open now: the day before, and where the clock is set back
/// at midnight it shows the day before that.
const BEFORE: i64 = 2;
/// Days after today on which such an interval may begin.
const AROUND: i64 = 1;
/// No moment lies further from 1970, in minutes: two hundred thousand years.
const BOUND: i64 = 100_000_000_000;

/// Opening hours prepared for questions. Where the zone is not known, its clock is Greenwich's.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: Zone,
    week: [Vec<Interval>; 7],
    /// By date, that of every year too.
    special: BTreeMap<Date, Vec<Interval>>,
}

/// Open from one moment to another, in minutes since 1970.
type Piece = (i64, i64);

impl Calendar {
    pub(super) fn new(hours: &Hours) -> Self {
        let mut special = BTreeMap::new();
        for one in &hours.special {
            special.entry(one.date).or_insert_with(|| one.open.clone());
        }
        Self {
            zone: Zone::named(&hours.zone).unwrap_or_default(),
            week: hours.week.clone(),
            special,
        }
    }

    /// How the place keeps time.
    #[must_use]
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Whether it is open at a moment.
    #[must_use]
    pub fn is_open(&self, at: Millis) -> bool {
        let minute = at.div_euclid(MINUTE);
        let mut pieces = self.pieces(minute, AROUND);
        pieces.any(|(from, to)| from <= minute && minute < to)
    }

    /// The first moment from `at` on at which it is open: `at` itself where it is. `None` where it is not within a year.
    #[must_use]
    pub fn next_open(&self, at: Millis) -> Option<Millis> {
        let (from, _) = self.pieces(at.div_euclid(MINUTE), AHEAD).next()?;
        Some(at.max(from.saturating_mul(MINUTE)))
    }

    /// The first moment after `at` at which it closes. `None` where it does not within a year, because it is never open
    /// or always.
    #[must_use]
    pub fn next_close(&self, at: Millis) -> Option<Millis> {
        let minute = at.div_euclid(MINUTE);
        let mut pieces = self.pieces(minute, AHEAD);
        let (_, mut end) = pieces.next()?;
        for (from, to) in pieces {
            if from > end {
                return Some(end.saturating_mul(MINUTE));
            }
            end = to;
        }
        // What is still open on the last day that was looked at.
        let beyond = self.day_of(minute) + AHEAD;
        (self.day_of(end) < beyond).then(|| end.saturating_mul(MINUTE))
    }

    /// How long it is open between two moments, in milliseconds; nothing where the second is the earlier. What lies more
    /// than ten years after the first does not count.
    #[must_use]
    pub fn open_time_between(&self, from: Millis, to: Millis) -> Millis {
        let minute = from.div_euclid(MINUTE);
        let pieces = self.pieces(minute, FURTHEST);
        let pieces = pieces.map(|(open, close)| {
            let open = open.saturating_mul(MINUTE).max(from);
            (open, close.saturating_mul(MINUTE).min(to))
        });
        let inside = pieces.take_while(|(open, _)| *open < to);
        inside.map(|(open, close)| (close - open).max(0)).sum()
    }

    /// The first moment by which it was open for so long since `at`: `at` itself for nothing. `None` where that takes
    /// more than ten years, as it does if it never opens.
    #[must_use]
    pub fn add_open_time(&self, at: Millis, span: Millis) -> Option<Millis> {
        if span <= 0 {
            return Some(at);
        }
        let mut left = span;
        for (open, close) in self.pieces(at.div_euclid(MINUTE), FURTHEST) {
            let open = open.saturating_mul(MINUTE).max(at);
            let close = close.saturating_mul(MINUTE);
            let length = (close - open).max(0);
            if left <= length {
                return Some(open + left);
            }
            left -= length;
        }
        None
    }

    /// The last moment of a day, counted from 1970-01-01, at which it closes after having opened on that day.
    #[must_use]
    #[inline(never)]
    pub fn closing(&self, day: i64) -> Option<Millis> {
        let last = self.open_on(day).iter().map(|interval| interval.to).max()?;
        let clock = day * DAY + i64::from(last);
        Some(self.zone.moment(clock).saturating_mul(MINUTE))
    }

    /// The day that the place's calendar shows at a moment, counted from 1970-01-01.
    fn day_of(&self, minute: i64) -> i64 {
        self.zone.clock(minute).div_euclid(DAY)
    }

    /// The intervals that begin on a day.
    fn open_on(&self, day: i64) -> &[Interval] {
        let date = Date::of(day);
        let every = Date { year: None, ..date };
        let special = self.special.get(&date).or_else(|| self.special.get(&every));
        // 1970-01-01 was a Thursday.
        let weekday = usize::try_from((day + 3).rem_euclid(7)).unwrap_or_default();
        let usual = self.week.get(weekday);
        special.or(usual).map(Vec::as_slice).unwrap_or_default()
    }

    /// When it is open from `since` on, for so many days: in order, none over another; the first may have begun before.
    fn pieces(&self, since: i64, for_days: i64) -> Pieces<'_> {
        // Bounded, so that nothing overflows.
        let since = since.clamp(-BOUND, BOUND);
        let today = self.day_of(since);
        Pieces {
            calendar: self,
            since,
            day: today - BEFORE,
            last: today + for_days,
            next: 0,
            end: i64::MIN,
        }
    }
}

/// See [`Calendar::pieces`].
struct Pieces<'a> {
    calendar: &'a Calendar,
    since: i64,
    /// The day that is read, and the last one that is.
    day: i64,
    last: i64,
    /// Which of its intervals comes next.
    next: usize,
    /// Where the latest piece so far ends.
    end: i64,
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    // Asked from five places, and large.
    #[inline(never)]
    fn next(&mut self) -> Option<Piece> {
        while self.day <= self.last {
            let Some(interval) = self.calendar.open_on(self.day).get(self.next) else {
                self.day += 1;
                self.next = 0;
                continue;
            };
            self.next += 1;
            let zone = &self.calendar.zone;
            let moment = |minute: u16| zone.moment(self.day * DAY + i64::from(minute));
            let (from, to) = (moment(interval.from), moment(interval.to));
            let from = from.max(self.end);
            self.end = self.end.max(to);
            if from < to && self.since < to {
                return Some((from, to));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;
