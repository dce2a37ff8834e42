//! What passes between an import and whoever has a network.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::knowledge::Document;
use crate::post::Millis;
use crate::problem::Problem;

/// The largest page, in bytes.
pub(super) const MAX_PAGE: usize = 5 << 20;
/// The largest list of pages or articles, in bytes (a sitemap may have 50 MB).
pub(super) const MAX_LIST: usize = 50 << 20;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Next {
    /// Fetch this, and hand over what came.
    Fetch(Fetch),
    /// Nothing before this moment.
    Wait {
        /// In milliseconds since 1970.
        until: Millis,
    },
    /// There is nothing left to fetch.
    Done,
}

/// One thing to fetch, with GET and without cookies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Fetch {
    /// Its address.
    pub url: String,
    /// To be sent as `If-None-Match`.
    pub etag: Option<String>,
    /// To be sent as `If-Modified-Since`.
    pub modified: Option<String>,
    /// The most bytes to read; what is longer is cut and marked so.
    pub most: usize,
}

/// What came, as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Fetched {
    /// The address that was asked for.
    pub url: String,
    /// Where redirections led; as `url` where there were none.
    pub final_url: String,
    /// The HTTP status.
    pub status: u16,
    /// The header of this name.
    pub etag: Option<String>,
    /// The header `Last-Modified`.
    pub modified: Option<String>,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
    /// The header `X-Robots-Tag`.
    pub robots: Option<String>,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// What came, unpacked.
    #[serde(with = "serde_bytes")]
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Uint8Array"))]
    pub body: Vec<u8>,
    /// Whether there was more than [`Fetch::most`].
    pub cut: bool,
}

/// What an import found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Found {
    /// An article that is new or was changed.
    New {
        /// The article.
        document: Box<Document>,
        /// What to remember of it for the next import.
        known: Known,
    },
    /// An article that is as it was: what is already there is kept.
    Same {
        /// Its path.
        path: String,
    },
}

/// What is remembered of an article from one import to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Known {
    /// The page that it was read from; empty where a list holds whole articles.
    pub address: String,
    /// The page's `ETag`.
    pub etag: Option<String>,
    /// The page's `Last-Modified`.
    pub modified: Option<String>,
    /// When it was last changed, as the list that names it says.
    pub updated: Option<String>,
    /// [`Document::fingerprint`]. No number of JavaScript holds it: it stays on this side.
    pub fingerprint: u64,
}

/// How an import went, or goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Report {
    /// Answers that came.
    pub fetched: usize,
    /// Articles that are new or were changed.
    pub articles: usize,
    /// Articles that are as they were.
    pub same: usize,
    /// How much is known that is still to be fetched.
    pub left: usize,
    /// What was left out or is worth knowing; the first of them.
    pub skipped: Vec<Problem>,
    /// How many of these there are of each kind, with those that `skipped` has no room for.
    pub kinds: BTreeMap<String, usize>,
    /// Whether a list could not be read to its end: articles that did not come may still be there
    /// ([`super::Import::missing`]).
    pub partial: bool,
}

/// How long a server asks to be left alone, from `now` on: seconds, or a moment as HTTP writes it.
pub(super) fn retry_after(header: &str, now: Millis) -> Option<Millis> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u32>() {
        return Some(i64::from(seconds).saturating_mul(1_000));
    }
    // Wed, 21 Oct 2026 07:28:00 GMT
    let (_, date) = header.split_once(", ")?;
    let mut parts = date.split(' ');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month = 1 + MONTHS.iter().position(|name| *name == month)?;
    let moment = format!("{year}-{month:02}-{day}T{}Z", parts.next()?);
    Some((crate::text::moment::parse(&moment)? - now).max(0))
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_how_long_to_wait_in_two_ways() {
        let now = crate::text::moment::parse("2026-10-21T07:27:30Z").unwrap();
        for (header, expected) in [
            ("120", Some(120_000)),
            ("Wed, 21 Oct 2026 07:28:00 GMT", Some(30_000)),
            ("Wed, 21 Oct 2020 07:28:00 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
        ] {
            assert_eq!(retry_after(header, now), expected, "{header}");
        }
    }
}
