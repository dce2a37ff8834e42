use super::*;
use crate::hours::{Special, Typed};
use crate::text::moment::parse;
use proptest::prelude::*;

fn at(text: &str) -> Millis {
    parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn calendar(zone: &str, week: &str, special: &str) -> Calendar {
    let typed = Typed {
        zone: zone.into(),
        week: week.into(),
        special: special.into(),
    };
    let (hours, problems) = Hours::read(&typed);
    assert_eq!(problems, []);
    hours.calendar()
}

const HOUR: Millis = 3_600_000;

#[test]
fn clocks_of_open_time_end_where_people_expect() {
    let nine = calendar("Etc/UTC", "Mon-Fri 9-17", "");
    let eight = calendar("Etc/UTC", "Mon-Fri 8-18", "");
    let split = calendar("Etc/UTC", "Mon-Fri 8-12, 13:30-18", "");
    for (calendar, from, minutes, to) in [
        // Friday, 24 July 2026.
        (&nine, "2026-07-24T16:30Z", 60, "2026-07-27T09:30Z"),
        (&nine, "2026-07-24T16:45Z", 30, "2026-07-27T09:15Z"),
        (&eight, "2026-07-27T17:00Z", 240, "2026-07-28T11:00Z"),
        (&eight, "2026-07-27T17:00Z", 180, "2026-07-28T10:00Z"),
        (&split, "2026-07-27T11:30Z", 60, "2026-07-27T14:00Z"),
        (&split, "2026-07-27T12:45Z", 15, "2026-07-27T13:45Z"),
        // What fits in exactly ends at closing, not at the next opening.
        (&nine, "2026-07-24T16:00Z", 60, "2026-07-24T17:00Z"),
        (&nine, "2026-07-25T10:00Z", 0, "2026-07-25T10:00Z"),
    ] {
        let (from, to) = (at(from), at(to));
        let span = minutes * MINUTE;
        assert_eq!(calendar.add_open_time(from, span), Some(to));
        assert_eq!(calendar.open_time_between(from, to), span);
        assert_eq!(calendar.open_time_between(to, from), 0);
    }
}

#[test]
fn next_opening_and_closing() {
    let calendar = calendar(
        "Europe/London",
        "Mon-Fri 8-12, 13:30-18; Sat 9-13",
        "2026-12-24 9-12 Christmas Eve\n2026-12-25 closed\n01-01 closed",
    );
    for (now, opens, closes) in [
        (
            "2026-12-23T09:00Z",
            "2026-12-23T09:00Z",
            "2026-12-23T12:00Z",
        ),
        (
            "2026-12-23T12:00Z",
            "2026-12-23T13:30Z",
            "2026-12-23T18:00Z",
        ),
        (
            "2026-12-23T18:00Z",
            "2026-12-24T09:00Z",
            "2026-12-24T12:00Z",
        ),
        (
            "2026-12-24T12:00Z",
            "2026-12-26T09:00Z",
            "2026-12-26T13:00Z",
        ),
        (
            "2026-12-31T18:00Z",
            "2027-01-02T09:00Z",
            "2027-01-02T13:00Z",
        ),
        // Summer time.
        (
            "2026-07-27T06:59:59.999Z",
            "2026-07-27T07:00Z",
            "2026-07-27T11:00Z",
        ),
    ] {
        let now = at(now);
        assert_eq!(calendar.next_open(now), Some(at(opens)));
        assert_eq!(calendar.next_close(now), Some(at(closes)));
        assert_eq!(calendar.is_open(now), at(opens) == now);
    }
}

#[test]
fn nights_belong_to_the_day_on_which_they_begin() {
    let calendar = calendar(
        "Etc/UTC",
        "Fri, Sat 22:00-2:00; Sun 1-5",
        "2026-07-25 closed",
    );
    // Friday's night runs on into the closed Saturday; the rest of Saturday is closed.
    assert!(calendar.is_open(at("2026-07-25T01:59Z")));
    assert!(!calendar.is_open(at("2026-07-25T22:30Z")));
    // On the next weekend Saturday's night runs into Sunday's own hours: open until five.
    let night = at("2026-08-01T23:00Z");
    assert_eq!(calendar.next_close(night), Some(at("2026-08-02T05:00Z")));
    let span = calendar.open_time_between(night, at("2026-08-02T12:00Z"));
    assert_eq!(span, 6 * HOUR);
}

#[test]
fn always_never_closes_and_never_never_opens() {
    let always = calendar("America/New_York", "24/7", "");
    let never = calendar("America/New_York", "closed", "");
    let now = at("2026-10-31T12:00Z");
    assert_eq!(
        (always.next_open(now), always.next_close(now)),
        (Some(now), None)
    );
    assert_eq!((never.next_open(now), never.next_close(now)), (None, None));
    assert_eq!(never.add_open_time(now, 1), None);
    // Over both changes of the clock an hour is an hour.
    let year = 365 * 24 * HOUR;
    assert_eq!(always.open_time_between(now, now + year), year);
    assert_eq!(always.add_open_time(now, year), Some(now + year));
    let but_once = calendar("America/New_York", "24/7", "2026-12-25 closed");
    assert_eq!(but_once.next_close(now), Some(at("2026-12-25T05:00Z")));
}

#[test]
fn the_hour_that_is_left_out_and_the_one_that_comes_twice() {
    // In Berlin 2:00 to 3:00 is left out on 29 March 2026 and comes twice on 25 October 2026.
    let spring = at("2026-03-29T00:00Z");
    let autumn = at("2026-10-25T00:00Z");
    for (week, spring_span, autumn_span) in [
        ("0-6", 5, 7),
        ("2-3", 0, 2),
        ("1-2", 1, 1),
        ("3-6", 3, 3),
        ("2-6", 3, 5),
        ("0-2:30", 2, 2),
    ] {
        let calendar = calendar("Europe/Berlin", week, "");
        let day = |from: Millis| calendar.open_time_between(from - 3 * HOUR, from + 8 * HOUR);
        assert_eq!(day(spring) / HOUR, spring_span, "{week}");
        assert_eq!(day(autumn) / HOUR, autumn_span, "{week}");
    }
    // Closes when the clock first shows half past two, and does not open again when it shows that it is earlier.
    let calendar = calendar("Europe/Berlin", "0-2:30", "");
    assert_eq!(calendar.next_close(autumn), Some(autumn + HOUR / 2));
    assert!(!calendar.is_open(autumn + HOUR + HOUR / 4));
}

#[test]
fn a_zone_that_sets_its_clock_back_at_midnight() {
    // Havana's clock goes from 1:00 back to midnight on 1 November 2026; Beirut's from midnight back to 23:00.
    for (zone, midnight) in [
        ("America/Havana", "2026-11-01T04:00Z"),
        ("Asia/Beirut", "2026-10-24T20:00Z"),
    ] {
        let calendar = calendar(zone, "22:00-24:00", "");
        let midnight = at(midnight);
        let open = calendar.open_time_between(midnight - 6 * HOUR, midnight + 12 * HOUR);
        assert!(open == 2 * HOUR || open == 3 * HOUR, "{zone} {open}");
    }
}

#[test]
fn moments_out_of_reach_are_survived() {
    let calendar = calendar("Europe/Lisbon", "Mon-Fri 9-17", "");
    for at in [i64::MIN, i64::MIN / 2, -1, i64::MAX / 2, i64::MAX] {
        let _ = (
            calendar.is_open(at),
            calendar.next_open(at),
            calendar.next_close(at),
        );
        let _ = calendar.add_open_time(at, i64::MAX);
        assert!(calendar.open_time_between(at, i64::MAX) >= 0);
        assert!(calendar.open_time_between(i64::MIN, at) >= 0);
    }
}

/// The naive model: goes through the minutes one by one and watches the clock; what it showed once counts.
struct Naive<'a> {
    hours: &'a Hours,
    zone: Zone,
}

impl Naive<'_> {
    /// For each minute of `from..to`, whether it is open.
    fn minutes(&self, from: i64, to: i64) -> Vec<bool> {
        let mut latest = i64::MIN;
        let mut open = Vec::new();
        // A day earlier, so that the latest time that was shown is known.
        for minute in from - DAY..to {
            latest = latest.max(self.zone.clock(minute));
            if minute >= from {
                open.push(self.shows_open(latest));
            }
        }
        open
    }

    fn shows_open(&self, clock: i64) -> bool {
        let (day, minute) = (clock.div_euclid(DAY), clock.rem_euclid(DAY));
        let within = |day: i64, minute: i64| {
            let date = Date::of(day);
            let own = |special: &&Special| special.date == date;
            let every = |special: &&Special| special.date == Date { year: None, ..date };
            let special = self.hours.special.iter();
            let special = special.clone().find(own).or(special.clone().find(every));
            let weekday = (day + 3).rem_euclid(7) as usize;
            let open = special.map_or(&self.hours.week[weekday], |special| &special.open);
            open.iter()
                .any(|open| i64::from(open.from) <= minute && minute < i64::from(open.to))
        };
        within(day, minute) || within(day - 1, minute + DAY)
    }
}

fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    let interval = (0u16..48, 1u16..=48).prop_map(|(from, length)| Interval {
        from: from * 30,
        to: (from + length) * 30,
    });
    prop::collection::vec(interval, 0..3).prop_map(|mut open| {
        open.sort_unstable();
        open
    })
}

fn hours() -> impl Strategy<Value = (Hours, i64)> {
    // A place, and a day in whose nights its clock changes, or an ordinary one.
    let place = prop::sample::select(vec![
        ("Europe/Berlin", 20_541), // 2026-03-29
        ("Europe/Berlin", 20_751), // 2026-10-25
        ("America/New_York", 20_758),
        ("America/New_York", 20_520),
        ("America/Havana", 20_758),
        ("Asia/Beirut", 20_750),
        ("Australia/Lord_Howe", 20_547),
        ("Australia/Lord_Howe", 20_730),
        ("Antarctica/Troll", 20_541),
        ("Antarctica/Troll", 20_751),
        ("Asia/Kolkata", 20_500),
        ("Pacific/Apia", 18_500),
        ("Africa/Casablanca", 20_500),
    ]);
    let special = (-2i64..4, any::<bool>(), intervals());
    let week = prop::array::uniform7(intervals());
    (place, week, prop::collection::vec(special, 0..3)).prop_map(|((zone, day), week, special)| {
        let special = special.into_iter().map(|(ahead, every, open)| {
            let date = Date::of(day + ahead);
            let year = date.year.filter(|_| !every);
            Special {
                date: Date { year, ..date },
                open,
                name: String::new(),
            }
        });
        let hours = Hours {
            zone: zone.to_owned(),
            week,
            special: special.collect(),
        };
        (hours, day * DAY)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_minute_is_as_the_naive_model_says((hours, begin) in hours(), offset in 0i64..720, span in 1i64..3_000) {
        let calendar = hours.calendar();
        let from = begin - DAY + offset;
        let naive = Naive { hours: &hours, zone: calendar.zone().clone() };
        let open = naive.minutes(from, from + 5 * DAY);
        for (minute, open) in (from..).zip(&open).step_by(7) {
            prop_assert_eq!(calendar.is_open(minute * MINUTE + 59_999), *open, "{}", minute);
        }
        let count = |open: &[bool]| open.iter().filter(|open| **open).count() as i64 * MINUTE;
        let first = (span as usize).min(open.len());
        prop_assert_eq!(calendar.open_time_between(from * MINUTE, (from + span) * MINUTE), count(&open[..first]));
        // The next change, if there is one in these days.
        let find = |wanted: bool, since: usize| open[since..].iter().position(|open| *open == wanted).map(|at| at + since);
        let opens = find(true, 0);
        if let Some(opens) = opens {
            prop_assert_eq!(calendar.next_open(from * MINUTE), Some((from + opens as i64) * MINUTE));
            if let Some(closes) = find(false, opens) {
                prop_assert_eq!(calendar.next_close(from * MINUTE), Some((from + closes as i64) * MINUTE));
            }
        }
        // Adding gives the first moment by which so much was open.
        let wanted = span % 600 + 1;
        let mut left = wanted;
        let reached = open.iter().position(|open| { left -= i64::from(*open); left == 0 });
        if let Some(reached) = reached {
            prop_assert_eq!(calendar.add_open_time(from * MINUTE, wanted * MINUTE), Some((from + reached as i64 + 1) * MINUTE));
        }
    }
}

/// Every change of every zone's clock within ten years, once where several zones make the same.
fn changes() -> Vec<(String, i64)> {
    let (begin, end) = ("2025-01-01T00:00Z", at("2035-01-01T00:00Z"));
    let begin = jiff::Timestamp::from_millisecond(at(begin)).unwrap();
    let mut known = std::collections::BTreeSet::new();
    let mut changes = Vec::new();
    for name in crate::hours::names() {
        let zone = Zone::named(&name).unwrap();
        let theirs = jiff::tz::TimeZone::get(&name).unwrap();
        let moments = theirs
            .following(begin)
            .map(|change| change.timestamp().as_millisecond());
        for moment in moments.take_while(|moment| *moment < end) {
            let minute = moment / MINUTE;
            if known.insert((minute, zone.offset(minute - 1), zone.offset(minute))) {
                changes.push((name.clone(), minute));
            }
        }
    }
    changes
}

#[test]
fn every_change_of_every_zone_in_ten_years_is_as_the_naive_model_says() {
    let changes = changes();
    assert!(changes.len() > 300, "{}", changes.len());
    // A split day, and a night over midnight.
    let week = "Mon-Sun 00:15-03:45, 8-12, 13:30-18, 22-25";
    for (name, change) in changes {
        let hours = Hours::read(&Typed {
            zone: name.clone(),
            week: week.into(),
            special: String::new(),
        });
        let hours = hours.0;
        let calendar = hours.calendar();
        let zone = calendar.zone().clone();
        let naive = Naive {
            hours: &hours,
            zone,
        };
        let (from, to) = (change - DAY / 2, change + DAY / 2);
        let open = naive.minutes(from, to + DAY);
        let mut passed = 0;
        for (minute, open) in (from..to).zip(&open) {
            assert_eq!(calendar.is_open(minute * MINUTE), *open, "{name} {minute}");
            passed += i64::from(*open) * MINUTE;
            if minute % 97 == 0 {
                let counted = calendar.open_time_between(from * MINUTE, (minute + 1) * MINUTE);
                assert_eq!(counted, passed, "{name} {minute}");
            }
        }
        // A target of two hours, set at every half hour of that day.
        for since in (0..(to - from) as usize).step_by(30) {
            let mut left = 120;
            let reached = open[since..].iter().position(|open| {
                left -= i64::from(*open);
                left == 0
            });
            let reached = reached.map(|after| (from + (since + after) as i64 + 1) * MINUTE);
            let due = calendar.add_open_time((from + since as i64) * MINUTE, 120 * MINUTE);
            assert_eq!(due, reached, "{name} {change} {since}");
        }
    }
}
