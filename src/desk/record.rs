//! The fold of all events: what is known of each post. The order in which events arrive does not matter.
//!
//! ```
//! use handrail::desk::{Act, Desk, Event};
//! let mut desk = Desk::default();
//! desk.add(Event { id: "a".into(), post: "x:1".into(), at: 5, act: Act::Handled });
//! assert_eq!(desk.record("x:1").handled.unwrap().1, 5);
//! desk.add(Event { id: "b".into(), post: "x:1".into(), at: 6, act: Act::Undone { event: "a".into() } });
//! assert!(desk.record("x:1").handled.is_none());
//! ```

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::desk::{Act, Event};
use crate::post::{Millis, PostKey};
use crate::triage::Intent;

/// What is known of one post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The event that marked it handled, and when.
    pub handled: Option<(String, Millis)>,
    /// The event that corrected it, and to what.
    pub corrected: Option<(String, Intent)>,
}

/// Every event, by post.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Sorted by moment and id, so that every browser folds the same order.
    posts: HashMap<PostKey, BTreeMap<(Millis, String), Act>>,
    ids: HashSet<String>,
}

impl Desk {
    /// Takes an event; `false` if it was here already.
    pub fn add(&mut self, event: Event) -> bool {
        let new = self.ids.insert(event.id.clone());
        if new {
            self.posts
                .entry(event.post)
                .or_default()
                .insert((event.at, event.id), event.act);
        }
        new
    }

    /// What is known of a post; the default where nothing is.
    #[must_use]
    pub fn record(&self, post: &str) -> Record {
        let mut record = Record::default();
        let Some(events) = self.posts.get(post) else {
            return record;
        };
        let undone: HashSet<&str> = events
            .values()
            .filter_map(|act| {
                if let Act::Undone { event } = act {
                    Some(event.as_str())
                } else {
                    None
                }
            })
            .collect();
        for ((at, id), act) in events {
            if undone.contains(id.as_str()) {
                continue;
            }
            match act {
                Act::Handled => record.handled = Some((id.clone(), *at)),
                Act::Corrected { intent } => record.corrected = Some((id.clone(), *intent)),
                Act::Undone { .. } => {}
            }
        }
        record
    }

    /// Number of posts that are handled.
    #[must_use]
    pub fn handled(&self) -> usize {
        self.posts
            .keys()
            .filter(|post| self.record(post).handled.is_some())
            .count()
    }

    /// Number of events.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether nothing has happened yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event() -> impl Strategy<Value = Event> {
        let act = prop_oneof![
            Just(Act::Handled),
            Just(Act::Corrected {
                intent: Intent::Question
            }),
            "[a-f]".prop_map(|event| Act::Undone { event }),
        ];
        ("[a-f]", "x:[12]", 0i64..4, act).prop_map(|(id, post, at, act)| Event {
            id,
            post,
            at,
            act,
        })
    }

    proptest! {
        #[test]
        fn order_and_repetition_change_nothing(events in prop::collection::vec(event(), 0..12), seed in any::<u64>()) {
            // One id is one event: keep the first of each.
            let mut ids = HashSet::new();
            let events: Vec<Event> = events.into_iter().filter(|event| ids.insert(event.id.clone())).collect();
            let mut shuffled = [events.clone(), events.clone()].concat();
            let len = shuffled.len().max(1) as u64;
            for i in 0..shuffled.len() {
                shuffled.swap(i, ((seed >> (i % 32)) % len) as usize);
            }
            let fold = |events: Vec<Event>| {
                let mut desk = Desk::default();
                events.into_iter().for_each(|event| { desk.add(event); });
                (desk.record("x:1"), desk.record("x:2"), desk.len())
            };
            prop_assert_eq!(fold(events), fold(shuffled));
        }
    }

    #[test]
    fn handling_again_after_an_undo_holds() {
        let mut desk = Desk::default();
        for (id, at, act) in [
            ("a", 1, Act::Handled),
            ("b", 2, Act::Undone { event: "a".into() }),
            ("c", 3, Act::Handled),
        ] {
            desk.add(Event {
                id: id.into(),
                post: "x:1".into(),
                at,
                act,
            });
        }
        assert_eq!(desk.record("x:1").handled, Some(("c".to_owned(), 3)));
    }
}
