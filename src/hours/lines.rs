//! Hours to be read by customers, in pieces that a page puts into words.

use serde::{Deserialize, Serialize};

use crate::hours::{Hours, Interval};

/// Days in a row with the same hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Line {
    /// The first of them: 0 is Monday.
    pub from: u8,
    /// The last of them.
    pub to: u8,
    /// When it is open; none where it is closed.
    pub open: Vec<Interval>,
}

/// A week's hours, from Monday on: what stands in an account's profile.
#[must_use]
pub fn hours_text(hours: &Hours) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (day, open) in (0..).zip(&hours.week) {
        match lines.last_mut() {
            Some(last) if last.open == *open => last.to = day,
            _ => lines.push(Line {
                from: day,
                to: day,
                open: open.clone(),
            }),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::Typed;

    #[test]
    fn days_with_the_same_hours_share_a_line() {
        let typed = Typed {
            zone: "Europe/London".into(),
            week: "Mon-Thu, Sat 9-17; Fri 9-15".into(),
            special: String::new(),
        };
        let lines = hours_text(&Hours::read(&typed).0);
        let lines: Vec<_> = lines
            .iter()
            .map(|line| {
                (
                    line.from,
                    line.to,
                    line.open.first().map(|open| open.to / 60),
                )
            })
            .collect();
        assert_eq!(
            lines,
            [
                (0, 3, Some(17)),
                (4, 4, Some(15)),
                (5, 5, Some(17)),
                (6, 6, None)
            ]
        );
    }
}
