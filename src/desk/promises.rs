//! What was promised to customers and is still to be kept.
//!
//! ```
//! use handrail::desk::{Act, Desk, Event};
//! let mut desk = Desk::default();
//! let promised = Act::Promised { what: "call".into(), words: "We'll call you today.".into(), due: 900 };
//! desk.add(Event { id: "a".into(), post: "x:1".into(), at: 5, act: promised });
//! assert_eq!(desk.promises()[0].due, 900);
//! desk.add(Event { id: "b".into(), post: "x:1".into(), at: 6, act: Act::PromiseKept { event: "a".into() } });
//! assert!(desk.promises().is_empty());
//! ```

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use crate::desk::record::standing;
use crate::desk::{Act, Desk};
use crate::post::{Millis, PostKey};

/// The posts for which something was ever promised: few, so that nobody has to go through all.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Promisers(BTreeSet<PostKey>);

impl Promisers {
    pub(super) fn note(&mut self, post: &PostKey, act: &Act) {
        if matches!(act, Act::Promised { .. }) {
            self.0.insert(post.clone());
        }
    }

    pub(super) fn forget(&mut self, post: &PostKey) {
        self.0.remove(post);
    }
}

/// A promise that is still to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The last moment at which it is still kept.
    pub due: Millis,
    /// The event that made it: to keep it, or to take it back.
    pub event: String,
    /// The post that was answered.
    pub post: PostKey,
    /// When it was made.
    pub at: Millis,
    /// What, as a short code.
    pub what: String,
    /// Our own words.
    pub words: String,
}

impl Desk {
    /// The promises that were neither kept nor taken back: the one that is due first comes first, and so those that are
    /// overdue before all others. The same promise of a post is listed once, as it was made last.
    #[must_use]
    pub fn promises(&self) -> Vec<Promise> {
        let posts = self.promisers.0.iter();
        let mut open: Vec<Promise> = posts.flat_map(|post| self.promises_of(post)).collect();
        open.sort_unstable_by(|a, b| (a.due, &a.event).cmp(&(b.due, &b.event)));
        open
    }

    /// The open promises of one post.
    fn promises_of(&self, post: &PostKey) -> Vec<Promise> {
        let Some(events) = self.posts.get(post) else {
            return Vec::new();
        };
        let kept: HashSet<&str> = standing(events)
            .filter_map(|(_, act)| match act {
                Act::PromiseKept { event } => Some(event.as_str()),
                _ => None,
            })
            .collect();
        // By what was said: a reply that was sent again after the site refused it promises nothing new.
        let mut open: BTreeMap<(&str, &str), Option<Promise>> = BTreeMap::new();
        for ((at, id), act) in standing(events) {
            let Act::Promised { what, words, due } = act else {
                continue;
            };
            let promise = Promise {
                due: *due,
                event: id.clone(),
                post: post.clone(),
                at: *at,
                what: what.clone(),
                words: words.clone(),
            };
            let promise = Some(promise).filter(|_| !kept.contains(id.as_str()));
            open.insert((what, words), promise);
        }
        open.into_values().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Event;

    fn desk(events: &[(&str, &str, Act)]) -> Desk {
        let mut desk = Desk::default();
        for ((id, post, act), at) in events.iter().cloned().zip(0..) {
            let (id, post) = (id.into(), post.into());
            desk.add(Event { id, post, at, act });
        }
        desk
    }

    fn promised(what: &str, due: Millis) -> Act {
        let words = format!("We will {what} you.");
        let what = what.into();
        Act::Promised { what, words, due }
    }

    fn kept(event: &str) -> Act {
        let event = event.into();
        Act::PromiseKept { event }
    }

    fn undone(event: &str) -> Act {
        let event = event.into();
        Act::Undone { event }
    }

    fn open(events: &[(&str, &str, Act)]) -> Vec<String> {
        let promises = desk(events).promises();
        promises.into_iter().map(|promise| promise.event).collect()
    }

    #[test]
    fn what_is_due_first_comes_first() {
        let events = [
            ("a", "x:1", promised("call", 30)),
            ("b", "x:2", promised("call", 10)),
            ("c", "x:1", promised("write", 20)),
            ("d", "x:3", Act::Handled),
        ];
        assert_eq!(open(&events), ["b", "c", "a"]);
    }

    #[test]
    fn keeping_and_taking_back_stand_until_they_are_taken_back() {
        let mut events = vec![
            ("a", "x:1", promised("call", 30)),
            ("b", "x:1", promised("write", 20)),
            ("c", "x:1", kept("a")),
            ("d", "x:1", undone("b")),
        ];
        assert!(open(&events).is_empty());
        events.push(("e", "x:1", undone("c")));
        assert_eq!(open(&events), ["a"]);
        // Keeping twice is keeping once; what belongs to another post keeps nothing here.
        events.push(("f", "x:2", kept("a")));
        assert_eq!(open(&events), ["a"]);
        events.extend([("g", "x:1", kept("a")), ("h", "x:1", kept("a"))]);
        assert!(open(&events).is_empty());
    }

    #[test]
    fn a_reply_that_is_sent_again_promises_nothing_new() {
        let events = [
            ("a", "x:1", promised("call", 30)),
            ("b", "x:1", promised("call", 40)),
            ("c", "x:2", promised("call", 50)),
        ];
        assert_eq!(open(&events), ["b", "c"]);
        let with_kept = [events.as_slice(), &[("d", "x:1", kept("b"))]].concat();
        assert_eq!(open(&with_kept), ["c"]);
    }

    #[test]
    fn a_reply_sent_again_does_not_outlive_its_undoing() {
        let events = [
            ("a", "x:1", promised("call", 30)),
            ("b", "x:1", promised("call", 40)),
            ("c", "x:1", undone("b")),
        ];
        assert_eq!(open(&events), ["a"]);
    }

    #[test]
    fn only_so_many_words_are_kept() {
        let long = Act::Promised {
            what: "call".into(),
            words: "é".repeat(500),
            due: 1,
        };
        let Act::Promised { words, .. } = long.bounded() else {
            panic!("another act");
        };
        assert_eq!(words.chars().count(), 120);
    }
}
