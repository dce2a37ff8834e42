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

use crate::desk::articles::{Articles, Said};
use crate::desk::playbooks::{Playbooks, uses};
use crate::desk::promises::Promisers;
use crate::desk::{Act, Event};
use crate::post::{Millis, PostKey};
use crate::triage::Intent;

/// What is known of one post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The event that marked it handled, and when.
    pub handled: Option<(String, Millis)>,
    /// The event that took it, and when. Events of one browser are one person's.
    pub claimed: Option<(String, Millis)>,
    /// The event that corrected it, and to what.
    pub corrected: Option<(String, Intent)>,
    /// The event that named its topic, and which.
    pub topic: Option<(String, String)>,
    /// The event that said that it is not about the brand.
    pub not_us: Option<String>,
}

/// The events of a post, sorted by moment and id, so that every browser folds the same order.
pub(super) type Events = BTreeMap<(Millis, String), Act>;

/// Every event, by post.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    pub(super) posts: HashMap<PostKey, Events>,
    ids: HashSet<String>,
    pub(super) articles: Articles,
    pub(super) playbooks: Playbooks,
    pub(super) promisers: Promisers,
}

impl Desk {
    /// Takes an event; `false` if it was here already.
    pub fn add(&mut self, event: Event) -> bool {
        let new = self.ids.insert(event.id.clone());
        if new {
            self.articles.name(&event.act);
            let post = event.post.clone();
            self.promisers.note(&event.post, &event.act);
            let events = self.posts.entry(event.post).or_default();
            let before = Said::of(events);
            let used = uses(events);
            events.insert((event.at, event.id), event.act);
            self.articles.change(&before, &Said::of(events));
            self.playbooks.change(&post, &used, &uses(events));
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
        for ((at, id), act) in standing(events) {
            match act {
                Act::Handled => record.handled = Some((id.clone(), *at)),
                Act::Claimed => record.claimed = Some((id.clone(), *at)),
                Act::Corrected { intent, .. } => record.corrected = Some((id.clone(), *intent)),
                Act::Topic { topic, .. } => record.topic = Some((id.clone(), topic.clone())),
                Act::NotUs { .. } => record.not_us = Some(id.clone()),
                Act::Linked { .. }
                | Act::Used { .. }
                | Act::Flagged { .. }
                | Act::Pinned { .. }
                | Act::Promised { .. }
                | Act::PromiseKept { .. }
                | Act::Released { .. }
                | Act::Forgotten { .. }
                | Act::Undone { .. } => {}
            }
        }
        record
    }

    /// Every event that was not taken back, with its post; the posts in no order, the events of each from old to new.
    pub(super) fn all_standing(&self) -> impl Iterator<Item = (&PostKey, &(Millis, String), &Act)> {
        self.posts.iter().flat_map(|(post, events)| {
            standing(events).map(move |(moment, act)| (post, moment, act))
        })
    }

    /// What an event of a post did, taken back or not.
    pub(super) fn act(&self, post: &str, id: &str) -> Option<&Act> {
        let mut events = self.posts.get(post)?.iter();
        events.find_map(|((_, other), act)| (other == id).then_some(act))
    }

    /// Whether an event of this id is here.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
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

/// The events of a post that were not taken back.
pub(super) fn standing(events: &Events) -> impl Iterator<Item = (&(Millis, String), &Act)> {
    let undone: HashSet<&str> = events
        .values()
        .filter_map(|act| match act {
            Act::Undone { event } => Some(event.as_str()),
            _ => None,
        })
        .collect();
    events
        .iter()
        .filter(move |((_, id), _)| !undone.contains(id.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::article_key;
    use crate::knowledge::ArticleRef;
    use crate::triage::learning::{self, Lesson, Sample};
    use proptest::prelude::*;

    fn lesson(row: u16) -> Lesson {
        Lesson {
            version: learning::VERSION,
            brand: "Larkspur".into(),
            model: [0; 5],
            sample: Sample {
                words: vec![row],
                cues: vec![],
            },
        }
    }

    fn article() -> ArticleRef {
        ArticleRef {
            base: "help".into(),
            group: "refunds".into(),
        }
    }

    fn event() -> impl Strategy<Value = Event> {
        let topic = || "refund|billing";
        let act = prop_oneof![
            Just(Act::Handled),
            Just(Act::Claimed),
            Just(Act::Corrected {
                intent: Intent::Question,
                lesson: Some(lesson(3)),
            }),
            (0u16..4).prop_map(|row| Act::NotUs {
                lesson: Some(lesson(row))
            }),
            Just(Act::Forgotten {
                brand: "Larkspur".into()
            }),
            "[a-f]".prop_map(|event| Act::Undone { event }),
            prop::option::of(topic()).prop_map(|topic| Act::Linked {
                article: article(),
                topic
            }),
            "[a-c]?".prop_map(|note| Act::Flagged {
                article: article(),
                note
            }),
            ("p|q", 0usize..3).prop_map(|(playbook, wording)| Act::Used { playbook, wording }),
            topic().prop_map(|topic| Act::Pinned {
                article: article(),
                topic
            }),
            (0i64..4).prop_map(|due| Act::Promised {
                what: "call".into(),
                words: "We will call you.".into(),
                due
            }),
            "[a-f]".prop_map(|event| Act::PromiseKept { event }),
        ];
        let post = prop_oneof!["x:[12]", Just(article_key(&article()))];
        ("[a-f]", post, 0i64..4, act).prop_map(|(id, post, at, act)| Event { id, post, at, act })
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
                let taught: Vec<_> = desk.lessons("larkspur").into_iter().map(|kept| (kept.id.to_owned(), kept.act.clone())).collect();
                let articles = (desk.article(&article(), Some("refund")), desk.pinned_to("refund"), desk.flagged());
                let used = (desk.playbooks_used(), desk.wordings_used());
                (desk.record("x:1"), desk.record("x:2"), desk.len(), taught, articles, used, desk.promises())
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

    #[test]
    fn a_claim_stands_beside_the_rest_and_is_taken_back_alone() {
        let mut desk = Desk::default();
        let mut add = |id: &str, at, act| {
            desk.add(Event {
                id: id.into(),
                post: "x:1".into(),
                at,
                act,
            });
            desk.record("x:1")
        };
        let claimed = Some(("a".to_owned(), 1));
        assert_eq!(add("a", 1, Act::Claimed).claimed, claimed);
        let handled = add("b", 2, Act::Handled);
        assert_eq!(handled.claimed, claimed);
        assert!(handled.handled.is_some());
        let back = add("c", 3, Act::Undone { event: "a".into() });
        assert_eq!(back.claimed, None);
        assert!(back.handled.is_some());
        // Taken anew, it stands again.
        let again = add("d", 4, Act::Claimed);
        assert_eq!(again.claimed, Some(("d".to_owned(), 4)));
    }
}
