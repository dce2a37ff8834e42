//! Dates and lengths as a calendar file writes them, and what an event leaves of a day.

use crate::hours::{DAY, Date, Interval};
use crate::text::moment::days;

/// The day, the minute after midnight where there is one, and whether it is Greenwich's.
pub(super) fn date_time(text: &str) -> Option<(i64, Option<i64>, bool)> {
    let number = |text: &str, from: usize, to: usize| -> Option<i64> {
        let digits = text.get(from..to)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| plain)
    };
    let (date, time) = text
        .split_once('T')
        .map_or((text, None), |(date, time)| (date, Some(time)));
    let (year, month, day) = (
        number(date, 0, 4)?,
        number(date, 4, 6)?,
        number(date, 6, 8)?,
    );
    let exists = Date {
        year: u16::try_from(year).ok(),
        month: u8::try_from(month).ok()?,
        day: u8::try_from(day).ok()?,
    };
    if date.len() != 8 || year < 1_600 || !exists.exists() {
        return None;
    }
    let day = days(year, month, day);
    let Some(time) = time else {
        return Some((day, None, false));
    };
    let (time, greenwich) = match time.strip_suffix('Z') {
        Some(time) => (time, true),
        None => (time, false),
    };
    let (hour, minute) = (number(time, 0, 2)?, number(time, 2, 4)?);
    let fits = hour < 24 && minute < 60;
    fits.then_some((day, Some(hour * 60 + minute), greenwich))
}

/// `P1D`, `P2W`
pub(super) fn whole_days(text: &str) -> Option<i64> {
    let text = text.strip_prefix('P')?;
    if let Some(weeks) = text.strip_suffix('W') {
        return weeks.parse::<i64>().ok()?.checked_mul(7);
    }
    text.strip_suffix('D')?.parse().ok()
}

/// What is left of intervals when one is taken out.
pub(super) fn without(open: &[Interval], taken: Interval) -> Vec<Interval> {
    let mut left = Vec::new();
    for one in open {
        let before = Interval {
            from: one.from,
            to: one.to.min(taken.from),
        };
        let after = Interval {
            from: one.from.max(taken.to),
            to: one.to,
        };
        left.extend(
            [before, after]
                .into_iter()
                .filter(|part| part.from < part.to && part.from < DAY),
        );
    }
    left
}
