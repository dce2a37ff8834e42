//! Times as a lead types them: `30 min`, `2 h`, `1 d 4 h`.

use crate::post::Millis;

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const DAY: Millis = 24 * HOUR;
/// The longest time that is read, in milliseconds: a year.
const LONGEST: Millis = 366 * DAY;

/// Reads a time; a number alone is minutes. `None` where it is none.
#[must_use]
pub fn read_time(typed: &str) -> Option<Millis> {
    let typed = typed.trim().to_lowercase();
    let mut rest = typed.as_str();
    let mut sum: Millis = 0;
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = rest.split_at_checked(digits)?;
        let number: Millis = number.parse().ok()?;
        let after = after.trim_start();
        let letters = after.len() - after.trim_start_matches(char::is_alphabetic).len();
        let (unit, after) = after.split_at_checked(letters)?;
        let unit = match unit {
            "m" | "min" | "mins" | "minute" | "minutes" => MINUTE,
            "" if sum == 0 && after.is_empty() => MINUTE,
            "h" | "hr" | "hrs" | "hour" | "hours" => HOUR,
            "d" | "day" | "days" => DAY,
            _ => return None,
        };
        sum = sum.checked_add(number.checked_mul(unit)?)?;
        rest = after.trim_start();
    }
    (!typed.is_empty() && sum <= LONGEST).then_some(sum)
}

/// A time as [`read_time`] reads it, to the minute.
#[must_use]
pub fn time_text(time: Millis) -> String {
    let (days, hours) = (time / DAY, time % DAY / HOUR);
    let minutes = time % HOUR / MINUTE;
    let parts = [(days, "d"), (hours, "h"), (minutes, "min")];
    let parts = parts.into_iter().filter(|(number, _)| *number != 0);
    let parts: Vec<String> = parts
        .map(|(number, unit)| format!("{number} {unit}"))
        .collect();
    if parts.is_empty() {
        return "0 min".into();
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        for (typed, minutes) in [
            ("30", Some(30)),
            ("30 min", Some(30)),
            ("30m", Some(30)),
            ("2h", Some(120)),
            ("2 Hours", Some(120)),
            ("1 d 4 h", Some(28 * 60)),
            ("1h30min", Some(90)),
            ("0", Some(0)),
            ("1 h 30", None),
            ("", None),
            ("soon", None),
            ("2 weeks", None),
            ("-3 h", None),
            ("1.5 h", None),
            ("99999999999999999999 h", None),
            ("9999 d", None),
            ("３０ min", None),
        ] {
            let read = read_time(typed).map(|time| time / MINUTE);
            assert_eq!(read, minutes, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minutes in 0_i64..500_000) {
            prop_assert_eq!(read_time(&time_text(minutes * MINUTE)), Some(minutes * MINUTE));
        }

        #[test]
        fn anything_typed_is_a_time_or_none(typed in "\\PC{0,12}") {
            let _ = read_time(&typed);
        }
    }
}
