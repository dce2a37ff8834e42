//! Days, hours and moments in the words of the person's language.

use js_sys::{Date, Function, Intl, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::words::{self, locale, options, t};
use crate::hours::{DAY, Interval, Minute};
use crate::post::Millis;

/// Monday, 1 January 2024, at midnight in Greenwich.
const MONDAY: Millis = 1_704_067_200_000;
const MINUTE: Millis = 60_000;
const UNITS: [(Millis, &str); 3] = [
    (24 * 60 * MINUTE, "day"),
    (60 * MINUTE, "hour"),
    (MINUTE, "minute"),
];

/// A weekday's short name; 0 is Monday.
pub(super) fn weekday(day: u8) -> String {
    let at = MONDAY + Millis::from(day) * 24 * 60 * MINUTE;
    greenwich(at, ("weekday", "short"))
}

/// A time of day.
pub(super) fn time(minute: Minute) -> String {
    greenwich(
        MONDAY + Millis::from(minute) * MINUTE,
        ("timeStyle", "short"),
    )
}

/// "9:00 AM–5:00 PM, …", or that it is closed or open all day.
pub(super) fn times(open: &[Interval]) -> String {
    if open.is_empty() {
        return t("pages_closed");
    }
    let times = open.iter().map(|interval| {
        if interval.from == 0 && interval.to == DAY {
            return t("pages_all_day");
        }
        words::with("pages_from_to", &[&time(interval.from), &time(interval.to)])
    });
    times.collect::<Vec<_>>().join(", ")
}

/// "Mon–Fri", or one day alone.
pub(super) fn days(from: u8, to: u8) -> String {
    if from == to {
        return weekday(from);
    }
    words::with("pages_from_to", &[&weekday(from), &weekday(to)])
}

/// How far off a moment is, before or after now: "in 2 hours", "3 days ago".
pub(super) fn away(at: Millis, now: Millis) -> String {
    let apart = at - now;
    let unit = UNITS.into_iter().find(|(size, _)| apart.abs() >= *size);
    let Some((size, unit)) = unit else {
        return t("pages_now");
    };
    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    let value = (apart / size) as f64;
    let format = Intl::RelativeTimeFormat::new(&locale(), &options(&[("numeric", "always")]));
    String::from(format.format(value, unit))
}

/// The time zone of this machine, by its name; empty where the browser does not say.
pub(super) fn own_zone() -> String {
    let format = Intl::DateTimeFormat::new(&locale(), &options(&[]));
    let resolved = format.resolved_options();
    let zone = Reflect::get(&resolved, &"timeZone".into()).unwrap_or(JsValue::UNDEFINED);
    zone.as_string().unwrap_or_default()
}

/// A moment as Greenwich's clocks show it, in one respect.
fn greenwich(at: Millis, shown: (&str, &str)) -> String {
    let options = options(&[shown, ("timeZone", "UTC")]);
    #[expect(clippy::cast_precision_loss, reason = "a date in milliseconds fits")]
    let date = Date::new(&JsValue::from_f64(at as f64));
    let format: Function = Intl::DateTimeFormat::new(&locale(), &options)
        .format()
        .unchecked_into();
    let words = format.call1(&JsValue::UNDEFINED, &date).ok();
    words
        .and_then(|words| words.as_string())
        .unwrap_or_default()
}
