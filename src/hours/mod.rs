//! Opening hours: when somebody is there, in the time zone of those who are.
//!
//! A lead types them ([`Typed`], [`Hours::read`]) or brings holidays from a calendar file ([`ical::read`]); a
//! [`Calendar`] answers when they are open, and how long something takes if only open time counts.
//!
//! An interval belongs to the day on which it begins and may end on the next. It begins and ends when the clock of its
//! zone first shows that time or a later one: in the night in which an hour is left out nothing is lost but that hour,
//! and in the night in which an hour comes twice nothing opens twice.
//!
//! ```
//! use handrail::hours::{Hours, Typed};
//! use handrail::text::moment::parse;
//! let typed = Typed {
//!     zone: "Europe/London".into(),
//!     week: "Mon-Fri 9-17".into(),
//!     special: "2026-12-25 closed Christmas Day".into(),
//! };
//! let (hours, problems) = Hours::read(&typed);
//! assert!(problems.is_empty());
//! let calendar = hours.calendar();
//! let thursday = parse("2026-12-24T16:30Z").unwrap();
//! assert!(calendar.is_open(thursday));
//! // Half an hour is left; Christmas is a Friday.
//! assert_eq!(calendar.add_open_time(thursday, 3_600_000), parse("2026-12-28T09:30Z"));
//! ```

mod calendar;
mod due;
pub mod ical;
mod lines;
mod special;
mod times;
mod typed;
mod words;
mod zone;

use serde::{Deserialize, Serialize};

pub use calendar::Calendar;
pub use due::{When, due};
pub use lines::{Line, hours_text};
pub use special::special_text;
pub use times::times_text;
pub use typed::{Typed, week_text};
pub use zone::{Change, Rule, Zone, names};

use crate::text::moment::days;

/// Minutes after a day's midnight, as the clock shows them.
pub type Minute = u16;

/// The minutes of a day.
pub const DAY: Minute = 1_440;

/// Open from one time to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Interval {
    /// Below [`DAY`].
    pub from: Minute,
    /// Later than `from`, by a day at most: above [`DAY`] it is a time of the next day.
    pub to: Minute,
}

/// A date, or the same day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// `None` for every year.
    pub year: Option<u16>,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

/// A date that is not as its weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Special {
    /// Which.
    pub date: Date,
    /// In order; none where it is closed.
    pub open: Vec<Interval>,
    /// Such as "New Year"; may be empty.
    pub name: String,
}

/// When somebody is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// The time zone's IANA name.
    pub zone: String,
    /// From Monday to Sunday, each in order; none where it is closed.
    pub week: [Vec<Interval>; 7],
    /// Dates that are not as their weekday. Of two for one date, one for that very year counts first.
    pub special: Vec<Special>,
}

impl Date {
    /// The date of a day, counted from 1970-01-01.
    #[must_use]
    pub fn of(day: i64) -> Self {
        let (year, month, day) = crate::text::moment::civil(day);
        Self {
            year: u16::try_from(year).ok(),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// The day, counted from 1970-01-01; `None` for a date of every year.
    #[must_use]
    pub fn day(self) -> Option<i64> {
        let year = i64::from(self.year?);
        Some(days(year, self.month.into(), self.day.into()))
    }

    /// Whether there is such a date.
    #[must_use]
    pub fn exists(self) -> bool {
        // Every year has it, if a leap year has.
        let year = self.year.unwrap_or(2_000);
        let date = Self {
            year: Some(year),
            ..self
        };
        (1..=12).contains(&self.month) && date.day().is_some_and(|day| Self::of(day) == date)
    }
}

impl Hours {
    /// Whether there are dates of some year, and all of them are past: new holidays are to be entered.
    #[must_use]
    pub fn is_outdated(&self, now: crate::post::Millis) -> bool {
        let last = self.special.iter().filter_map(|one| one.date.day()).max();
        last.is_some_and(|last| last < now.div_euclid(86_400_000) - 1)
    }

    /// Prepared for questions.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self)
    }
}
