//! Holidays from a calendar file (iCalendar, RFC 5545): what a lead exports from another program, or downloads.
//!
//! Read are events with their days, names and yearly repetition; nothing else of the format. An event of whole days closes
//! these; one with times closes those hours, unless its name begins with "open": then it is open at those hours alone.
//!
//! ```
//! use handrail::hours::{Hours, ical, special_text};
//! let file = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Christmas Day\nDTSTART;VALUE=DATE:20251225\n\
//!             RRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n";
//! let (special, problems) = ical::read(file, &Hours::default(), 2026);
//! assert_eq!(special_text(&special), "12-25 closed Christmas Day");
//! assert!(problems.is_empty());
//! ```

mod dates;
mod lines;
mod repeat;

use std::collections::BTreeMap;

use dates::{date_time, whole_days, without};
use lines::{Line, lines};
use repeat::Repeat;

use crate::hours::special::{self, name};
use crate::hours::{DAY, Date, Hours, Interval, Minute, Special, Zone};
use crate::problem::Problem;

/// The largest file, in bytes.
const LARGEST: usize = 4_000_000;
/// The most problems that are named.
const MOST_PROBLEMS: usize = 50;
/// How many years an event is repeated for that does not fall on one date every year.
const YEARS: i64 = 5;

/// One end of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    /// Days since 1970.
    day: i64,
    /// Minutes after midnight; `None` for a whole day.
    minute: Option<i64>,
}

/// An event as far as it was read.
#[derive(Debug, Default)]
struct Event {
    /// The line that it begins at, from 1.
    line: usize,
    start: Option<Moment>,
    end: Option<Moment>,
    /// Whole days, where no end is named.
    length: Option<i64>,
    summary: String,
    repeat: Option<Repeat>,
    /// Days on which it does not take place.
    except: Vec<i64>,
    cancelled: bool,
}

/// The dates of a calendar file from a year on, sorted, and what could not be read, by `LINE`. `hours` says what is left
/// of a day of which an event takes some hours, and in which time zone.
#[must_use]
pub fn read(file: &str, hours: &Hours, from_year: u16) -> (Vec<Special>, Vec<Problem>) {
    let mut reading = Reading {
        hours,
        zone: Zone::named(&hours.zone).unwrap_or_default(),
        from_year: i64::from(from_year),
        found: BTreeMap::new(),
        problems: Vec::new(),
    };
    reading.file(file);
    let special = reading.found.into_values().collect();
    (special, reading.problems)
}

struct Reading<'a> {
    hours: &'a Hours,
    zone: Zone,
    from_year: i64,
    /// By date.
    found: BTreeMap<Date, Special>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn file(&mut self, file: &str) {
        let file = file.trim_start_matches('\u{feff}');
        if file.len() > LARGEST {
            return self.fatal(
                "large",
                "This calendar is larger than 4 MB. Export the holidays alone.",
            );
        }
        let head = lines(file).next();
        if !head.is_some_and(|line| line.is("BEGIN", "VCALENDAR")) {
            return self.fatal("none", "This is no calendar file. Export the holidays as iCal (.ics) and choose that file.");
        }
        let mut event: Option<Event> = None;
        // Parts of an event, such as alarms, have fields of the same names.
        let mut inside = 0_usize;
        for line in lines(file) {
            match &mut event {
                None if line.is("BEGIN", "VEVENT") => {
                    event = Some(Event {
                        line: line.number,
                        ..Event::default()
                    });
                }
                None => {}
                Some(_) if line.is("BEGIN", "VEVENT") => {
                    self.fault(
                        "open",
                        line.number,
                        "An event begins inside another. The one before it was left out.",
                    );
                    event = None;
                    inside = 0;
                }
                Some(_) if line.name == "BEGIN" => inside += 1,
                Some(open) if line.is("END", "VEVENT") => {
                    let done = std::mem::take(open);
                    event = None;
                    inside = 0;
                    self.event(&done);
                }
                Some(_) if line.name == "END" => inside = inside.saturating_sub(1),
                Some(open) if inside == 0 => self.field(open, &line),
                Some(_) => {}
            }
            if self.found.len() > special::MOST {
                self.found.pop_last();
                return self.fault(
                    "many",
                    line.number,
                    "There are more than 1,000 dates. Export the holidays alone.",
                );
            }
        }
        if let Some(open) = event {
            self.fault(
                "cut",
                open.line,
                "This event does not end: the file is cut off. Export it again.",
            );
        }
        if self.found.is_empty() && self.problems.is_empty() {
            self.fault(
                "empty",
                1,
                "There is no event in this calendar that is still to come. Export a newer one.",
            );
        }
    }

    fn field(&mut self, event: &mut Event, line: &Line) {
        match line.name.as_str() {
            "DTSTART" => event.start = self.moment(line, &line.value),
            "DTEND" => event.end = self.moment(line, &line.value),
            "DURATION" => event.length = whole_days(&line.value),
            "SUMMARY" => event.summary = name(&line.text()),
            "STATUS" => event.cancelled = line.value.eq_ignore_ascii_case("CANCELLED"),
            "EXDATE" => {
                let dates = line.value.split(',').take(400);
                let found = dates.filter_map(|date| self.moment(line, date));
                let found: Vec<i64> = found.map(|moment| moment.day).collect();
                event.except.extend(found);
            }
            "RRULE" => match Repeat::read(&line.value) {
                Some(repeat) => event.repeat = Some(repeat),
                None => self.fault(
                    "repeat",
                    line.number,
                    "This way of repeating is not read, only every year. Its first date was taken; add the others by hand.",
                ),
            },
            _ => {}
        }
    }

    /// `20261225`, `20261225T090000`, `20261225T090000Z`: in the time zone of the hours.
    fn moment(&mut self, line: &Line, value: &str) -> Option<Moment> {
        let Some((day, minute, greenwich)) = date_time(value.trim()) else {
            self.fault(
                "date",
                line.number,
                "This date cannot be read. It was left out; add it by hand.",
            );
            return None;
        };
        let Some(minute) = minute else {
            return Some(Moment { day, minute: None });
        };
        let clock = day * i64::from(DAY) + minute;
        let zone = match line.zone() {
            _ if greenwich => Some(Zone::default()),
            Some(name) => Zone::named(name),
            None => None,
        };
        // Without a zone that is known it is the place's own clock.
        let clock = zone.map_or(clock, |zone| self.zone.clock(zone.moment(clock)));
        Some(Moment {
            day: clock.div_euclid(DAY.into()),
            minute: Some(clock.rem_euclid(DAY.into())),
        })
    }

    fn event(&mut self, event: &Event) {
        if event.cancelled {
            return;
        }
        let Some(start) = event.start else {
            let known = self.problems.iter().any(|problem| {
                let line: Option<usize> = problem.path.parse().ok();
                line.is_some_and(|line| line >= event.line)
            });
            if !known {
                self.fault(
                    "undated",
                    event.line,
                    "This event has no date. It was left out; add it by hand.",
                );
            }
            return;
        };
        let length = event.days(start);
        if !(1..=special::IN_A_ROW).contains(&length) {
            let message = "This event ends before it begins, or lasts longer than 60 days. It was left out; add it by hand.";
            return self.fault("length", event.line, message);
        }
        for first in event.begins(start, self.from_year) {
            match first {
                Begin::EveryYear => {
                    for ahead in 0..length {
                        let date = Date::of(start.day + ahead);
                        self.close(Date { year: None, ..date }, event, start, ahead, length);
                    }
                }
                Begin::On(day) => {
                    for ahead in 0..length {
                        self.close(Date::of(day + ahead), event, start, ahead, length);
                    }
                }
            }
        }
    }

    /// What an event leaves of the `ahead`th of its days.
    fn close(&mut self, date: Date, event: &Event, start: Moment, ahead: i64, length: i64) {
        if date
            .year
            .is_some_and(|year| i64::from(year) < self.from_year)
        {
            return;
        }
        let minute = |minute: i64| Minute::try_from(minute).unwrap_or(DAY).min(DAY);
        let from = start.minute.filter(|_| ahead == 0).map_or(0, minute);
        let to = event.end.and_then(|end| end.minute);
        let to = to.filter(|to| ahead + 1 == length && *to > 0);
        let to = to.map_or(DAY, minute);
        let taken = Interval { from, to };
        let whole = start.minute.is_none() || taken == Interval { from: 0, to: DAY };
        let opens = !whole && event.summary.to_ascii_lowercase().starts_with("open");
        let open = if opens {
            vec![taken]
        } else if whole {
            Vec::new()
        } else {
            without(self.usual(date), taken)
        };
        let special = Special {
            date,
            open,
            name: event.summary.clone(),
        };
        // Of two events on one day the one that closes more counts.
        let kept = self.found.entry(date).or_insert_with(|| special.clone());
        if special.open.is_empty() && !kept.open.is_empty() {
            *kept = special;
        }
    }

    /// The hours of a date's weekday.
    fn usual(&self, date: Date) -> &[Interval] {
        let day = date.day().unwrap_or_default();
        let weekday = usize::try_from((day + 3).rem_euclid(7)).unwrap_or_default();
        self.hours
            .week
            .get(weekday)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    fn fatal(&mut self, code: &str, message: &str) {
        let code = format!("hours.ical.{code}");
        self.problems.push(Problem::error(&code, "", message));
    }

    fn fault(&mut self, code: &str, line: usize, message: &str) {
        if self.problems.len() < MOST_PROBLEMS {
            let code = format!("hours.ical.{code}");
            let problem = Problem::warning(&code, line.to_string(), message);
            self.problems.push(problem);
        }
    }
}

/// When an event begins.
enum Begin {
    On(i64),
    /// On the date of its first time.
    EveryYear,
}

impl Event {
    /// The number of days that it touches.
    fn days(&self, start: Moment) -> i64 {
        match self.end {
            Some(Moment { day, minute: None }) if day == start.day => 1,
            // An end of whole days is the day after, and so is one at midnight.
            Some(Moment {
                day,
                minute: None | Some(0),
            }) => day - start.day,
            Some(end) if end.day == start.day && end.minute <= start.minute => 0,
            Some(end) => end.day - start.day + 1,
            None => self.length.unwrap_or(1),
        }
    }

    /// Its first days from a year on.
    fn begins(&self, start: Moment, from_year: i64) -> Vec<Begin> {
        let Some(repeat) = &self.repeat else {
            return vec![Begin::On(start.day)];
        };
        let plain = start.minute.is_none() && self.except.is_empty();
        if plain && repeat.is_one_date_for_good() {
            return vec![Begin::EveryYear];
        }
        let days = repeat.days(start.day, from_year, from_year + YEARS);
        let days = days.into_iter().filter(|day| !self.except.contains(day));
        days.map(Begin::On).collect()
    }
}

#[cfg(test)]
mod tests;
