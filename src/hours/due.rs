//! When a promise falls due: what "today", "by Friday" and "within two hours" mean at the moment of saying it.

use serde::{Deserialize, Serialize};

use crate::hours::{Calendar, Zone};
use crate::post::Millis;
use crate::text::moment::{civil, days};

const MINUTE: Millis = 60_000;
const DAY: i64 = 1_440;

/// What "soon" is: the time within which most customers expect to hear.
const SOON: Millis = 2 * 60 * MINUTE;

/// A time that was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// "within two hours": so many milliseconds after.
    Within(Millis),
    /// "today"
    Today,
    /// "tonight"
    Tonight,
    /// "tomorrow"
    Tomorrow,
    /// "by Friday": 0 is Monday.
    Weekday(u8),
    /// "by the end of the day", "by close of business".
    EndOfDay,
    /// "this week"
    EndOfWeek,
    /// "next week"
    NextWeek,
    /// "by the 5th of May"
    Date {
        /// From 1.
        day: u8,
        /// From 1; 0 where only the day is said ("by the 28th").
        month: u8,
    },
    /// "at 15:00"
    At {
        /// From 0.
        hour: u8,
        /// From 0.
        minute: u8,
    },
    /// "soon", "shortly"
    Soon,
}

/// When a promise of `when`, made at the moment `sent`, is due for the customer in `zone`: the last moment at which it is
/// still kept. A day ends when it closes, where the hours are known, it opens on that day and has not closed yet; else at
/// midnight. A weekday is the next one, and today's until today has ended. A date of this year that is past is next
/// year's.
#[must_use]
pub fn due(when: When, sent: Millis, hours: Option<&Calendar>, zone: &Zone) -> Millis {
    let promise = Promise { sent, hours, zone };
    let clock = zone.clock(sent.div_euclid(MINUTE));
    let today = clock.div_euclid(DAY);
    // 1970-01-01 was a Thursday.
    let weekday = (today + 3).rem_euclid(7);
    match when {
        When::Within(span) => sent.saturating_add(span.max(0)),
        When::Soon => {
            let open = hours.and_then(|hours| hours.add_open_time(sent, SOON));
            open.unwrap_or(sent.saturating_add(SOON))
        }
        When::Today | When::EndOfDay => promise.end_of(today),
        When::Tonight => promise.midnight_after(today),
        When::Tomorrow => promise.end_of(today + 1),
        When::Weekday(wanted) => {
            let ahead = (i64::from(wanted.min(6)) - weekday).rem_euclid(7);
            let over = ahead == 0 && promise.closing(today).is_none() && hours.is_some();
            promise.end_of(today + if over { 7 } else { ahead })
        }
        When::EndOfWeek => promise.end_of_week(today - weekday),
        When::NextWeek => promise.end_of_week(today - weekday + 7),
        When::Date { day, month } => promise.end_of(next_date(today, day, month)),
        When::At { hour, minute } => {
            let time = i64::from(hour) * 60 + i64::from(minute);
            let moment = |day: i64| zone.moment(day * DAY + time).saturating_mul(MINUTE);
            let first = moment(today);
            if first > sent {
                first
            } else {
                moment(today + 1)
            }
        }
    }
}

/// What all promises need to know.
struct Promise<'a> {
    sent: Millis,
    hours: Option<&'a Calendar>,
    zone: &'a Zone,
}

impl Promise<'_> {
    /// When it closes on a day, if that is still ahead.
    fn closing(&self, day: i64) -> Option<Millis> {
        let closing = self.hours?.closing(day);
        closing.filter(|closing| *closing > self.sent)
    }

    fn midnight_after(&self, day: i64) -> Millis {
        let clock = (day + 1) * DAY;
        self.zone.moment(clock).saturating_mul(MINUTE)
    }

    fn end_of(&self, day: i64) -> Millis {
        self.closing(day)
            .unwrap_or_else(|| self.midnight_after(day))
    }

    /// The last closing of the week that begins on that Monday. Where no hours are known, or nothing opens any more, Friday's
    /// end, or Sunday's if that is past.
    fn end_of_week(&self, monday: i64) -> Millis {
        let mut days = (monday..monday + 7).rev();
        let closing = days.find_map(|day| self.closing(day));
        let friday = self.midnight_after(monday + 4);
        closing.unwrap_or(if friday > self.sent && self.hours.is_none() {
            friday
        } else {
            self.midnight_after(monday + 6)
        })
    }
}

/// The next day of that date, today included. A day that the month does not have is its last.
fn next_date(today: i64, day: u8, month: u8) -> i64 {
    if month == 0 {
        return next_day(today, day);
    }
    let month = i64::from(month.clamp(1, 12));
    let of_year = |year: i64| {
        let last = days(year, month + 1, 1) - 1;
        let first = days(year, month, 1);
        (first + i64::from(day.clamp(1, 31)) - 1).min(last)
    };
    let (year, ..) = civil(today);
    let this = of_year(year);
    if this >= today {
        this
    } else {
        of_year(year + 1)
    }
}

/// The next day of that number, of this month or a later one that has it.
fn next_day(today: i64, day: u8) -> i64 {
    let ahead = (today..today + 62).find(|&at| civil(at).2 == i64::from(day.clamp(1, 31)));
    ahead.unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::{Hours, Typed};
    use crate::text::moment::parse;
    use proptest::prelude::*;

    fn at(text: &str) -> Millis {
        parse(text).unwrap()
    }

    fn calendar() -> Calendar {
        let typed = Typed {
            zone: "Europe/Berlin".into(),
            week: "Mon-Fri 8-18; Sat 9-13".into(),
            special: "2026-12-25 closed".into(),
        };
        Hours::read(&typed).0.calendar()
    }

    #[test]
    fn a_promise_is_due_when_the_customer_thinks_it_is() {
        let calendar = calendar();
        // Wednesday, 2026-07-22, 10:00 in Berlin, unless said otherwise.
        let sent = "2026-07-22T10:00+02:00";
        for (when, sent, with_hours, without) in [
            (
                When::Within(7_200_000),
                sent,
                "2026-07-22T12:00+02:00",
                "2026-07-22T12:00+02:00",
            ),
            (
                When::Today,
                sent,
                "2026-07-22T18:00+02:00",
                "2026-07-23T00:00+02:00",
            ),
            (
                When::EndOfDay,
                sent,
                "2026-07-22T18:00+02:00",
                "2026-07-23T00:00+02:00",
            ),
            (
                When::Tonight,
                sent,
                "2026-07-23T00:00+02:00",
                "2026-07-23T00:00+02:00",
            ),
            (
                When::Tomorrow,
                sent,
                "2026-07-23T18:00+02:00",
                "2026-07-24T00:00+02:00",
            ),
            (
                When::Weekday(4),
                sent,
                "2026-07-24T18:00+02:00",
                "2026-07-25T00:00+02:00",
            ),
            (
                When::Weekday(0),
                sent,
                "2026-07-27T18:00+02:00",
                "2026-07-28T00:00+02:00",
            ),
            (
                When::Weekday(2),
                sent,
                "2026-07-22T18:00+02:00",
                "2026-07-23T00:00+02:00",
            ),
            (
                When::EndOfWeek,
                sent,
                "2026-07-25T13:00+02:00",
                "2026-07-25T00:00+02:00",
            ),
            (
                When::NextWeek,
                sent,
                "2026-08-01T13:00+02:00",
                "2026-08-01T00:00+02:00",
            ),
            (
                When::Date { day: 1, month: 8 },
                sent,
                "2026-08-01T13:00+02:00",
                "2026-08-02T00:00+02:00",
            ),
            (
                When::Date { day: 1, month: 7 },
                sent,
                "2027-07-01T18:00+02:00",
                "2027-07-02T00:00+02:00",
            ),
            (
                When::Date { day: 31, month: 9 },
                sent,
                "2026-09-30T18:00+02:00",
                "2026-10-01T00:00+02:00",
            ),
            (
                When::At {
                    hour: 15,
                    minute: 30,
                },
                sent,
                "2026-07-22T15:30+02:00",
                "2026-07-22T15:30+02:00",
            ),
            (
                When::At { hour: 9, minute: 0 },
                sent,
                "2026-07-23T09:00+02:00",
                "2026-07-23T09:00+02:00",
            ),
            (
                When::Soon,
                sent,
                "2026-07-22T12:00+02:00",
                "2026-07-22T12:00+02:00",
            ),
            // After closing, and over a holiday.
            (
                When::Today,
                "2026-07-22T19:00+02:00",
                "2026-07-23T00:00+02:00",
                "2026-07-23T00:00+02:00",
            ),
            (
                When::Weekday(2),
                "2026-07-22T19:00+02:00",
                "2026-07-29T18:00+02:00",
                "2026-07-23T00:00+02:00",
            ),
            (
                When::Soon,
                "2026-12-24T17:00+01:00",
                "2026-12-26T10:00+01:00",
                "2026-12-24T19:00+01:00",
            ),
            (
                When::Tomorrow,
                "2026-12-24T17:00+01:00",
                "2026-12-26T00:00+01:00",
                "2026-12-26T00:00+01:00",
            ),
            (
                When::EndOfWeek,
                "2026-07-25T14:00+02:00",
                "2026-07-27T00:00+02:00",
                "2026-07-27T00:00+02:00",
            ),
            // The day is the customer's, not Greenwich's: it is half past midnight there.
            (
                When::Today,
                "2026-07-21T22:30Z",
                "2026-07-22T18:00+02:00",
                "2026-07-23T00:00+02:00",
            ),
            // The clock is set back on that Sunday.
            (
                When::Tomorrow,
                "2026-10-24T12:00+02:00",
                "2026-10-26T00:00+01:00",
                "2026-10-26T00:00+01:00",
            ),
        ] {
            let found = due(when, at(sent), Some(&calendar), calendar.zone());
            assert_eq!(found, at(with_hours), "{when:?} {sent}");
            let found = due(when, at(sent), None, calendar.zone());
            assert_eq!(found, at(without), "{when:?} {sent} without hours");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_due_before_it_is_said(sent in 1_577_836_800_000i64..2_600_000_000_000, kind in 0u8..11, a in any::<u8>(), b in any::<u8>()) {
            let when = match kind {
                0 => When::Within(i64::from(a) * 1_000),
                1 => When::Today,
                2 => When::Tonight,
                3 => When::Tomorrow,
                4 => When::Weekday(a),
                5 => When::EndOfDay,
                6 => When::EndOfWeek,
                7 => When::NextWeek,
                8 => When::Date { day: a, month: b },
                9 => When::At { hour: a % 24, minute: b % 60 },
                _ => When::Soon,
            };
            let calendar = calendar();
            for hours in [None, Some(&calendar)] {
                let due = due(when, sent, hours, calendar.zone());
                prop_assert!(due >= sent, "{when:?} {sent} {due}");
                prop_assert!(due - sent <= 367 * 86_400_000);
            }
        }
    }
}
