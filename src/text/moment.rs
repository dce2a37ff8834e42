//! Moments as sites and files write them.

use crate::post::Millis;

/// `2024-10-04T03:02:18.000Z` as milliseconds since 1970; a time zone may stand as `+02:00`. The part of a second may
/// be missing, the time zone may not.
#[must_use]
pub fn parse(text: &str) -> Option<Millis> {
    let (date, clock) = text.split_once(['T', ' '])?;
    let (clock, offset) = zone(clock)?;
    let mut date = date.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (date.next()?.ok()?, date.next()?.ok()?, date.next()?.ok()?);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut clock = clock.splitn(3, ':').map(str::parse::<i64>);
    let (hour, minute) = (clock.next()?.ok()?, clock.next()?.ok()?);
    let second = clock.next().map_or(Some(0), Result::ok)?;
    let millis: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    let fits = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..=24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..=60).contains(&second);
    if !fits {
        return None;
    }
    let days = days(year, month, day);
    Some(((days * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1_000 + millis)
}

/// The clock without its time zone, and the zone's minutes east of Greenwich.
fn zone(clock: &str) -> Option<(&str, i64)> {
    if let Some(clock) = clock.strip_suffix('Z') {
        return Some((clock, 0));
    }
    let at = clock.rfind(['+', '-'])?;
    let (clock, zone) = clock.split_at_checked(at)?;
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    let east = hours * 60 + minutes;
    let fits = (0..=14).contains(&hours) && (0..60).contains(&minutes);
    fits.then_some((clock, if zone.starts_with('-') { -east } else { east }))
}

/// The day of a moment, in the time zone of Greenwich: `2024-10-04`.
#[must_use]
pub fn date(moment: Millis) -> String {
    let (year, month, day) = civil(moment.div_euclid(86_400_000));
    format!("{year:04}-{month:02}-{day:02}")
}

/// The days from 1970-01-01 to a date of the Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", days from civil). A day past the month's end counts on into the next month.
#[must_use]
pub const fn days(year: i64, month: i64, day: i64) -> i64 {
    let (y, m) = if month <= 2 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let era = y.div_euclid(400);
    let year_of_era = y - era * 400;
    let day_of_year = (153 * m + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date, as year, month and day, that is so many days from 1970-01-01 (civil from days, by the same author).
#[must_use]
pub const fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let m = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    (year_of_era + era * 400 + (month <= 2) as i64, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_the_time_to_the_millisecond() {
        for (text, expected) in [
            ("1970-01-01T00:00:00.000Z", 0),
            ("2024-10-04T03:02:18.000Z", 1_728_010_938_000),
            ("2024-02-29T23:59:59.5Z", 1_709_251_199_500),
            ("2024-10-04T05:02:18+02:00", 1_728_010_938_000),
            ("2024-10-03 22:32:18-04:30", 1_728_010_938_000),
            ("2024-10-04T03:02Z", 1_728_010_920_000),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
        for bad in [
            "",
            "yesterday",
            "2024-13-01T00:00:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:61:00Z",
            "2024-01-01T00:00:00+99:00",
            "9-9-9T9Z",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_day_is_read_as_it_was_written(days in 0i64..2_900_000) {
            let moment = days * 86_400_000;
            prop_assert_eq!(parse(&format!("{}T00:00Z", date(moment + 86_399_999))), Some(moment));
        }

        #[test]
        fn any_text_is_a_moment_or_none(text in "[0-9TZ:.+ -]{0,30}|\\PC{0,30}") {
            let _ = parse(&text);
        }
    }
}
