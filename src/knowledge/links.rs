//! Where the addresses of articles led when they were last looked at, so that no agent sends a customer to a page that
//! is gone.
//!
//! A page that its server calls gone (404, 410) is dead at once. A server that fails or cannot be found may be having a
//! bad day: its page is dead once it failed on [`DAYS`] different days with nothing else between.
//!
//! ```
//! use handrail::knowledge::links::Links;
//! let mut links = Links::default();
//! links.seen("https://help.example/refunds", 404, 5);
//! assert_eq!(links.is_dead("https://help.example/refunds#how"), Some((404, 5)));
//! ```

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::post::Millis;

/// Days on which a server must have failed.
pub const DAYS: u8 = 3;
/// The most addresses that are remembered; those that were looked at longest ago go first.
pub const MOST: usize = 20_000;

const DAY: Millis = 24 * 60 * 60 * 1_000;
/// Longer addresses are not remembered, in bytes.
const LONGEST: usize = 2_000;

/// What is known of addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Links {
    seen: BTreeMap<String, Seen>,
}

/// What is known of one address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Seen {
    /// When it was last looked at.
    at: Millis,
    /// When it last led somewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    alive: Option<Millis>,
    /// The status that says that it leads nowhere, and since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    dead: Option<(u16, Millis)>,
    /// On how many days it failed since it was last alive, and the last of them, counted from 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<(u8, i64)>,
}

impl Links {
    /// Notes where an address led: the HTTP status, 0 where no answer came. Returns whether it is dead now and was not,
    /// or the other way round.
    pub fn seen(&mut self, url: &str, status: u16, now: Millis) -> bool {
        let url = page(url);
        if !is_web(url) || url.len() > LONGEST {
            return false;
        }
        if self.seen.len() >= MOST && !self.seen.contains_key(url) {
            self.make_room();
        }
        let seen = self.seen.entry(url.to_owned()).or_default();
        let before = seen.dead.is_some();
        seen.take(status, now);
        before != seen.dead.is_some()
    }

    /// The status that says that an address leads nowhere, and when that was seen first.
    #[must_use]
    pub fn is_dead(&self, url: &str) -> Option<(u16, Millis)> {
        self.seen.get(page(url))?.dead
    }

    /// When an address was last seen to lead somewhere, unless it is dead now.
    #[must_use]
    pub fn alive(&self, url: &str) -> Option<Millis> {
        let seen = self.seen.get(page(url))?;
        seen.alive.filter(|_| seen.dead.is_none())
    }

    /// Those of the addresses that were not looked at for a day, dead or not, each once: first those that never were,
    /// then those that wait longest.
    #[must_use]
    pub fn due<'a>(&self, urls: impl IntoIterator<Item = &'a str>, now: Millis) -> Vec<String> {
        let mut known = BTreeSet::new();
        let mut due: Vec<(Option<Millis>, &str)> = Vec::new();
        for url in urls {
            let url = page(url);
            if !is_web(url) || url.len() > LONGEST || !known.insert(url) {
                continue;
            }
            let at = self.seen.get(url).map(|seen| seen.at);
            // A clock that was set back must not put an address off for years.
            if at.is_none_or(|at| now.abs_diff(at) >= DAY.unsigned_abs()) {
                due.push((at, url));
            }
        }
        due.sort_by_key(|(at, _)| *at);
        due.into_iter().map(|(_, url)| url.to_owned()).collect()
    }

    /// Forgets all addresses but these. Returns whether there were any others.
    pub fn retain<'a>(&mut self, urls: impl IntoIterator<Item = &'a str>) -> bool {
        let keep: BTreeSet<&str> = urls.into_iter().map(page).collect();
        let before = self.seen.len();
        self.seen.retain(|url, _| keep.contains(url.as_str()));
        before != self.seen.len()
    }

    /// How many addresses are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether no address was looked at yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    fn make_room(&mut self) {
        let oldest = self.seen.iter().min_by_key(|(_, seen)| seen.at);
        if let Some(url) = oldest.map(|(url, _)| url.clone()) {
            self.seen.remove(&url);
        }
    }
}

impl Seen {
    fn take(&mut self, status: u16, now: Millis) {
        self.at = now;
        match status {
            404 | 410 => self.die(status, now),
            0 | 500..=599 => {
                let today = now.div_euclid(DAY);
                let days = match self.failed {
                    Some((days, day)) if day == today => days,
                    Some((days, _)) => days.saturating_add(1),
                    None => 1,
                };
                self.failed = Some((days, today));
                // A page that was gone before its server failed is still gone.
                if days >= DAYS && self.dead.is_none() {
                    self.die(status, now);
                }
            }
            _ => {
                self.alive = Some(now);
                self.dead = None;
                self.failed = None;
            }
        }
    }

    fn die(&mut self, status: u16, now: Millis) {
        if self.dead.is_none_or(|(before, _)| before != status) {
            self.dead = Some((status, now));
        }
    }
}

/// Whether an address is one of the web.
pub(super) fn is_web(url: &str) -> bool {
    let starts = |scheme: &str| {
        let start = url.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    };
    starts("https://") || starts("http://")
}

/// The address without the place on the page, which no server sees.
fn page(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const URL: &str = "https://help.example/a";

    fn after(statuses: &[(u16, Millis)]) -> Links {
        let mut links = Links::default();
        for (status, at) in statuses {
            links.seen(URL, *status, *at);
        }
        links
    }

    #[test]
    fn gone_is_gone_at_once_and_failure_takes_three_days() {
        for (statuses, dead) in [
            (&[][..], None),
            (&[(200, 1)], None),
            (&[(404, 1)], Some((404, 1))),
            (&[(410, 1), (410, 9)], Some((410, 1))),
            (&[(404, 1), (200, 2)], None),
            (&[(404, 1), (503, 2)], Some((404, 1))),
            (&[(0, 1), (0, 2), (0, 3), (0, 4)], None),
            (&[(0, 1), (500, DAY)], None),
            (&[(0, 1), (500, DAY), (0, 2 * DAY)], Some((0, 2 * DAY))),
            (
                &[
                    (0, 1),
                    (500, DAY),
                    (200, DAY + 1),
                    (0, 2 * DAY),
                    (0, 3 * DAY),
                ],
                None,
            ),
            (&[(403, 1)], None),
            (&[(429, 1)], None),
            (&[(301, 1)], None),
        ] {
            assert_eq!(after(statuses).is_dead(URL), dead, "{statuses:?}");
        }
    }

    #[test]
    fn only_changes_are_told() {
        let mut links = Links::default();
        assert!(!links.seen(URL, 200, 1));
        assert_eq!(links.alive(URL), Some(1));
        assert!(links.seen(URL, 404, 2));
        assert_eq!(links.alive(URL), None);
        assert!(!links.seen(URL, 404, 3));
        assert!(links.seen(URL, 200, 4));
        assert_eq!(links.alive(URL), Some(4));
    }

    #[test]
    fn every_address_is_due_once_a_day() {
        let mut links = after(&[(404, DAY)]);
        links.seen("https://help.example/b", 200, DAY - 5);
        let urls = [
            URL,
            "https://help.example/b#x",
            "https://help.example/b",
            "https://help.example/c",
            "ftp://a",
        ];
        assert_eq!(links.due(urls, DAY + 1), ["https://help.example/c"]);
        assert_eq!(
            links.due(urls, 2 * DAY),
            ["https://help.example/c", "https://help.example/b", URL]
        );
        assert_eq!(links.due([URL], -DAY), [URL], "the clock was wrong");
    }

    #[test]
    fn what_no_article_has_is_forgotten_and_what_is_no_web_page_never_kept() {
        let mut links = after(&[(200, 1)]);
        links.seen("javascript:alert(1)", 404, 1);
        links.seen("https://", 404, 1);
        assert_eq!(links.len(), 1);
        assert!(links.retain(["https://help.example/b"]));
        assert!(links.is_empty() && !links.retain([]));
    }

    #[test]
    fn there_is_an_end_to_memory() {
        let mut links = Links::default();
        for (at, number) in (0..).zip(0..MOST + 3) {
            links.seen(&format!("https://help.example/{number}"), 404, at);
        }
        assert_eq!(links.len(), MOST);
        assert!(links.is_dead("https://help.example/2").is_none());
        assert!(links.is_dead("https://help.example/3").is_some());
    }

    proptest! {
        #[test]
        fn any_answers_add_up_and_are_kept(looks in prop::collection::vec(("https?://[ab]|\\PC{0,9}", any::<u16>(), any::<i64>()), 0..20)) {
            let mut links = Links::default();
            for (url, status, now) in &looks {
                links.seen(url, *status, *now);
                let _ = links.due([url.as_str()], *now);
                prop_assert!(links.is_dead(url).is_none() || links.alive(url).is_none());
            }
            let kept = serde_json::to_string(&links).unwrap();
            prop_assert_eq!(serde_json::from_str::<Links>(&kept).unwrap(), links);
        }
    }
}
