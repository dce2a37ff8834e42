//! Holidays from a calendar file, beside those that a lead typed. Here because only a lead needs it, and seldom.

use crate::hours::{Hours, Typed, ical, special_text};
use crate::post::Millis;
use crate::protocol::Response;
use crate::text::moment::civil;

/// What was typed, and below it the dates of a calendar file that are not there yet.
pub(super) fn holidays(file: &str, typed: &Typed, now: Millis) -> Response {
    let (hours, _) = Hours::read(typed);
    let (year, ..) = civil(now.div_euclid(86_400_000));
    let (mut found, problems) = ical::read(file, &hours, u16::try_from(year).unwrap_or_default());
    // The lead's own word on a date stands.
    found.retain(|one| hours.special.iter().all(|own| own.date != one.date));
    let typed = typed.special.trim_end();
    let break_between = if typed.is_empty() || found.is_empty() {
        ""
    } else {
        "\n"
    };
    Response::Holidays {
        special: format!("{typed}{break_between}{}", special_text(&found)),
        new: found.len(),
        problems,
    }
}
