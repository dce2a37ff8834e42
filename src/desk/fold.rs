//! The fold of all events: what is known of each post and case. The order in which events arrive does not matter.
//!
//! Of a million events only what they add up to is at hand. The events of a single post are read from the store when one
//! more is to be added ([`Desk::lacks`], [`Desk::take`]); what is asked for all at once (lessons, promises, what is said of
//! articles) is few and stays at hand.
//!
//! ```
//! use handrail::desk::{Act, Desk, Event};
//! let mut desk = Desk::default();
//! desk.add(Event { id: "a".into(), post: "x:1".into(), at: 5, act: Act::Handled });
//! assert_eq!(desk.record("x:1").handled.unwrap().1, 5);
//! desk.add(Event { id: "b".into(), post: "x:1".into(), at: 6, act: Act::Undone { event: "a".into() } });
//! assert!(desk.record("x:1").handled.is_none());
//! ```

use std::collections::{BTreeSet, HashMap};

use crate::desk::articles::{Articles, Said};
use crate::desk::case::{Case, Groups, Placing, Step, fold};
use crate::desk::playbooks::{Playbooks, uses};
use crate::desk::promises::Promisers;
use crate::desk::record::{Events, Record, standing};
use crate::desk::{Act, Event, Sight, Status, is_post};
use crate::post::{Millis, PostKey};

/// So many posts' events are at hand before those that need not be are let go.
const AT_HAND: usize = 4_000;

/// Every event, and what they add up to.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The events of posts that are at hand.
    pub(super) posts: HashMap<PostKey, Events>,
    /// Of every post that has an event: what is known of it, and its case.
    pub(super) records: HashMap<PostKey, Record>,
    pub(super) case_of: HashMap<PostKey, PostKey>,
    /// The other way round.
    pub(super) members: HashMap<PostKey, BTreeSet<PostKey>>,
    pub(super) cases: HashMap<PostKey, Case>,
    /// The cases in which something is left to do.
    pub(super) open: BTreeSet<PostKey>,
    pub(super) groups: Groups,
    /// How many posts' events stayed at hand when it was last looked.
    pub(super) staying: usize,
    /// How many events there ever were: the number of the next.
    pub(super) next: u64,
    pub(super) articles: Articles,
    pub(super) playbooks: Playbooks,
    pub(super) promisers: Promisers,
}

impl Desk {
    /// Takes an event; `false` if it was here already. What it moves must be at hand ([`Self::lacks`]).
    pub fn add(&mut self, event: Event) -> bool {
        let post = event.post.clone();
        let new = self.insert(event);
        if new {
            self.settle([post]);
        }
        new
    }

    /// Takes many events at once.
    pub fn restore(&mut self, events: impl IntoIterator<Item = Event>) {
        let mut changed = BTreeSet::new();
        for event in events {
            let post = event.post.clone();
            if self.insert(event) {
                changed.insert(post);
            }
        }
        self.settle(changed);
    }

    /// The posts whose events are needed before this one can be added. Asked again once they are here: where an event
    /// moves its post to another case, that one's are needed too.
    #[must_use]
    pub fn lacks(&self, event: &Event) -> Vec<PostKey> {
        let post = &event.post;
        let here = self.lacks_case(self.case_of.get(post).unwrap_or(post));
        if !here.is_empty() {
            return here;
        }
        let mut events = self.posts.get(post).cloned().unwrap_or_default();
        events.insert((event.at, event.id.clone()), event.act.clone());
        self.lacks_case(&belongs(post, &events))
    }

    /// The posts of a case whose events are not at hand.
    #[must_use]
    pub fn lacks_case(&self, case: &str) -> Vec<PostKey> {
        let members = self.members.get(case).into_iter().flatten();
        let lacking = members.filter(|post| !self.posts.contains_key(*post));
        lacking.cloned().collect()
    }

    /// Takes the events of a post that add up to what is known of it already.
    pub fn take(&mut self, post: &str, events: Vec<Event>) {
        if self.posts.contains_key(post) {
            return;
        }
        let events = events.into_iter();
        let events = events.map(|event| ((event.at, event.id), event.act));
        self.posts.insert(post.to_owned(), events.collect());
    }

    /// Lets go of events that can be read again.
    pub fn tidy(&mut self) {
        if self.posts.len() > AT_HAND + self.staying {
            self.posts.retain(|post, events| stays(post, events));
            self.staying = self.posts.len();
        }
    }

    fn insert(&mut self, event: Event) -> bool {
        let events = self.posts.entry(event.post.clone()).or_default();
        let known = events.keys().any(|(_, id)| *id == event.id);
        if known {
            return false;
        }
        self.articles.name(&event.act);
        self.promisers.note(&event.post, &event.act);
        let before = Said::of(events);
        let used = uses(events);
        events.insert((event.at, event.id), event.act);
        self.articles.change(&before, &Said::of(events));
        self.playbooks.change(&event.post, &used, &uses(events));
        self.next += 1;
        true
    }

    /// Adds up anew what the events of these posts, and of their cases, say.
    fn settle(&mut self, posts: impl IntoIterator<Item = PostKey>) {
        let mut cases = BTreeSet::new();
        for post in posts {
            let Some(events) = self.posts.get(&post) else {
                continue;
            };
            if !is_post(&post) {
                continue;
            }
            self.records.insert(post.clone(), Record::of(events));
            let case = belongs(&post, events);
            let was = self.case_of.insert(post.clone(), case.clone());
            if let Some(was) = was.filter(|was| *was != case) {
                if let Some(members) = self.members.get_mut(&was) {
                    members.remove(&post);
                }
                cases.insert(was);
            }
            self.members.entry(case.clone()).or_default().insert(post);
            cases.insert(case);
        }
        for key in cases {
            self.fold_case(&key);
        }
    }

    fn fold_case(&mut self, key: &PostKey) {
        if let Some(before) = self.cases.remove(key) {
            self.groups.forget(key, &before);
        }
        self.open.remove(key);
        let Some(members) = self.members.get(key).filter(|posts| !posts.is_empty()) else {
            self.members.remove(key);
            return;
        };
        let events = members.iter();
        let events = events.filter_map(|post| Some((post, self.posts.get(post)?)));
        let case = fold(events);
        self.list(key.clone(), case);
    }

    /// Puts a case where it is looked for.
    pub(super) fn list(&mut self, key: PostKey, case: Case) {
        self.groups.note(&key, &case);
        if case.is_open() {
            self.open.insert(key.clone());
        }
        self.cases.insert(key, case);
    }

    /// What is known of a post; the default where nothing is. What ended or took its case counts for it too.
    #[must_use]
    pub fn record(&self, post: &str) -> Record {
        let mut record = self.records.get(post).cloned().unwrap_or_default();
        let wrote = record.sight.as_ref().map(|sight| sight.time);
        let (Some(case), Some(wrote)) = (self.case(post), wrote) else {
            return record;
        };
        if record.handled.is_none() && record.not_us.is_none() {
            record.handled = case.ended_with(wrote);
        }
        if record.claimed.is_none() && case.is_open() {
            record.claimed.clone_from(&case.claimed);
        }
        record
    }

    /// What a post was when it was seen last.
    #[must_use]
    pub fn seen(&self, post: &str) -> Option<&Sight> {
        self.records.get(post)?.sight.as_deref()
    }

    /// The case of a post.
    #[must_use]
    pub fn case(&self, post: &str) -> Option<&Case> {
        self.cases.get(self.case_of.get(post)?)
    }

    /// The name of a post's case, and the posts that belong to it.
    #[must_use]
    pub fn case_members(&self, post: &str) -> Option<(&PostKey, impl Iterator<Item = &PostKey>)> {
        let key = self.case_of.get(post)?;
        Some((key, self.members.get(key)?.iter()))
    }

    /// All cases, in no order.
    pub fn cases(&self) -> impl Iterator<Item = (&PostKey, &Case)> {
        self.cases.iter().filter(|(_, case)| case.is_read())
    }

    /// How many cases were handled. Others are not open because nobody has to do anything.
    #[must_use]
    pub fn handled_cases(&self) -> usize {
        self.cases()
            .filter(|(_, case)| case.status == Status::Handled)
            .count()
    }

    /// All cases, those of posts that were never read too, in no order.
    pub fn all_cases(&self) -> impl Iterator<Item = (&PostKey, &Case)> {
        self.cases.iter()
    }

    /// Removes these cases and everything about their posts; those posts. What they added to counts of articles and
    /// playbooks stays: it names nobody.
    pub fn erase(&mut self, cases: &BTreeSet<PostKey>) -> BTreeSet<PostKey> {
        let mut erased = BTreeSet::new();
        for key in cases {
            if let Some(case) = self.cases.remove(key) {
                self.groups.forget(key, &case);
            }
            self.open.remove(key);
            erased.extend(self.members.remove(key).unwrap_or_default());
        }
        for post in &erased {
            self.posts.remove(post);
            self.records.remove(post);
            self.case_of.remove(post);
            self.promisers.forget(post);
        }
        erased
    }

    /// The cases in which something is left to do, by their names.
    pub fn open_cases(&self) -> impl Iterator<Item = (&PostKey, &Case)> {
        let open = self.open.iter();
        open.filter_map(|key| Some((key, self.cases.get(key)?)))
    }

    /// The case that a post belongs to: as was decided when it was first seen, or as it would be now.
    #[must_use]
    pub fn place(&self, placing: Placing<'_>) -> PostKey {
        let known = self.case_of.get(placing.post).cloned();
        known.unwrap_or_else(|| self.groups.place(placing, |key| self.cases.get(key)))
    }

    /// The events of a post that stand, from old to new; none where they are not at hand.
    pub fn events(&self, post: &str) -> impl Iterator<Item = (&(Millis, String), &Act)> {
        self.posts.get(post).into_iter().flat_map(standing)
    }

    /// Every event at hand that was not taken back, with its post; the posts in no order, the events of each from old to
    /// new.
    pub(super) fn all_standing(&self) -> impl Iterator<Item = (&PostKey, &(Millis, String), &Act)> {
        self.posts.iter().flat_map(|(post, events)| {
            standing(events).map(move |(moment, act)| (post, moment, act))
        })
    }

    /// What an event of a post did, taken back or not.
    #[must_use]
    pub fn act(&self, post: &str, id: &str) -> Option<&Act> {
        let mut events = self.posts.get(post)?.iter();
        events.find_map(|((_, other), act)| (other == id).then_some(act))
    }

    /// The post of the same case that an event belongs to.
    #[must_use]
    pub fn post_of(&self, post: &str, event: &str) -> Option<&PostKey> {
        let (_, mut members) = self.case_members(post)?;
        members.find(|member| self.act(member, event).is_some())
    }

    /// Number of posts that are handled.
    #[must_use]
    pub fn handled(&self) -> usize {
        let records = self.records.values();
        records.filter(|record| record.handled.is_some()).count()
    }

    /// Number of events there ever were.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.next
    }

    /// Whether nothing has happened yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.next == 0
    }
}

/// The case that a post's events say it belongs to: where it was put last, or first seen; else its own.
fn belongs(post: &PostKey, events: &Events) -> PostKey {
    let mut seen = None;
    let mut apart = None;
    for (_, act) in standing(events) {
        match act {
            Act::Case {
                step: Step::Seen { sight },
            } if seen.is_none() => seen = Some(&sight.case),
            Act::Case {
                step: Step::Apart { case },
            } => apart = Some(case),
            _ => {}
        }
    }
    let case = apart.or(seen).filter(|case| !case.is_empty());
    case.unwrap_or(post).clone()
}

/// Whether a post's events are asked for all at once, and so stay at hand.
pub(super) fn stays(post: &str, events: &Events) -> bool {
    let asked_for = |act: &Act| act.taught().is_some() || matches!(act, Act::Promised { .. });
    !is_post(post) || events.values().any(asked_for)
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
