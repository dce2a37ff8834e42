//! The private ways of a brand: where a customer can go on without the public reading along, and when somebody is there.
//!
//! ```
//! use handrail::hours::Typed;
//! use handrail::reply::way::{OpenWay, Private, Way, WayKind, check, open_ways};
//! use handrail::text::moment::parse;
//! let hours = Typed { zone: "Europe/London".into(), week: "Mon-Fri 8-18".into(), special: String::new() };
//! let phone = Way { kind: WayKind::Phone, to: "020 7946 0000".into(), hours: Some(hours), ..Way::default() };
//! assert!(check(&phone, "ways[0]").is_empty());
//! let ways = [Private::new(&phone)];
//! let monday = parse("2026-07-27T16:00Z").unwrap();
//! let (open, _) = open_ways(&ways, monday);
//! assert_eq!(open[0].text, "020 7946 0000");
//! assert_eq!(open[0].until, parse("2026-07-27T17:00Z"));
//! ```

mod brand;
mod check;
pub mod form;

use serde::{Deserialize, Serialize};

use crate::hours::{Calendar, Hours, Typed};
use crate::post::Millis;

pub use brand::{BrandWays, Copied, check_all};
pub use check::check;

/// What kind of way it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum WayKind {
    /// A direct message on the site.
    #[default]
    Message,
    /// A chat on the brand's own pages.
    Chat,
    /// A telephone.
    Phone,
}

/// A private way as the lead sets it up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(default)]
pub struct Way {
    /// Its kind.
    pub kind: WayKind,
    /// The account's number on the site; the chat's address; the telephone number as it is shown.
    pub to: String,
    /// What a direct message begins with; may be empty.
    pub text: String,
    /// When somebody is there; always, where there are none.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub hours: Option<Typed>,
}

/// The longest beginning of a direct message, in letters.
const LONGEST_TEXT: usize = 500;

impl Way {
    /// What is put into a reply: a link, or the number.
    #[must_use]
    pub fn inserted(&self) -> String {
        let to = self.to.trim();
        match self.kind {
            WayKind::Message => {
                let link = format!("https://x.com/messages/compose?recipient_id={to}");
                match self.text.trim() {
                    "" => link,
                    text => format!("{link}&text={}", encoded(text)),
                }
            }
            WayKind::Chat | WayKind::Phone => to.to_owned(),
        }
    }
}

/// Percent-encoded, so that a link ends where the text does.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// A way, prepared: its hours are read once.
#[derive(Clone, Debug)]
pub struct Private {
    kind: WayKind,
    text: String,
    /// Always, where there is none.
    calendar: Option<Calendar>,
    zone: String,
}

impl Private {
    /// Of a way that was checked. Times that cannot be read count as closed.
    #[must_use]
    pub fn new(way: &Way) -> Self {
        let hours = way.hours.as_ref().map(|typed| Hours::read(typed).0);
        Self {
            kind: way.kind,
            text: way.inserted(),
            zone: hours
                .as_ref()
                .map(|hours| hours.zone.clone())
                .unwrap_or_default(),
            calendar: hours.map(|hours| hours.calendar()),
        }
    }
}

/// A way where somebody is there now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct OpenWay {
    /// Its kind.
    pub kind: WayKind,
    /// What is put into a reply.
    pub text: String,
    /// When it closes next; `None` if it does not.
    pub until: Option<Millis>,
    /// The time zone of its hours; empty where it is always open.
    pub zone: String,
}

/// A way where nobody is there now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ClosedWay {
    /// Its kind.
    pub kind: WayKind,
    /// When it opens next; `None` if it does not within a year.
    pub opens: Option<Millis>,
    /// The time zone of its hours.
    pub zone: String,
}

/// The ways that are open at a moment, and the others, each in the lead's order.
#[must_use]
pub fn open_ways(ways: &[Private], now: Millis) -> (Vec<OpenWay>, Vec<ClosedWay>) {
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    for way in ways {
        let (kind, zone) = (way.kind, way.zone.clone());
        match &way.calendar {
            Some(calendar) if !calendar.is_open(now) => closed.push(ClosedWay {
                kind,
                opens: calendar.next_open(now),
                zone,
            }),
            calendar => open.push(OpenWay {
                kind,
                text: way.text.clone(),
                until: calendar
                    .as_ref()
                    .and_then(|calendar| calendar.next_close(now)),
                zone,
            }),
        }
    }
    (open, closed)
}

#[cfg(test)]
mod tests;
