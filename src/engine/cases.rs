//! Cases from what is seen and done: customers' posts become steps of their cases, and so do the brand's replies.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

use crate::desk::{Act, Clocks, Event, Excerpt, Placing, Retention, Sight, Step, Targets};
use crate::engine::excerpts::Excerpts;
use crate::engine::queue::answer;
use crate::engine::settings::put;
use crate::engine::{Engine, Outcome};
use crate::post::{Millis, Post, PostKey};
use crate::protocol::{DeskAnswer, Effect, Mark, Response, StoredRecord};
use crate::text::fold::fold;
use crate::triage::Intent;

/// What was written longer ago is history, not work: nobody is told that it waits.
const NEWS: Millis = 7 * 86_400_000;
/// After so many events what they add up to is written down.
const SNAPSHOT_EVERY: usize = 1_000;

/// What the engine knows of the desk beside its events.
#[derive(Debug, Default)]
pub(super) struct Cases {
    pub(super) targets: Targets,
    pub(super) retention: Retention,
    /// Made once in this browser.
    pub(super) salt: Vec<u8>,
    /// What is kept of posts' words.
    pub(super) excerpts: Excerpts,
    /// Posts whose cases were erased: they become none again. The oldest first.
    pub(super) erased: VecDeque<PostKey>,
    /// Steps that were seen and are not kept yet.
    noting: BTreeMap<String, Event>,
    /// Words to be kept with them.
    words: BTreeMap<PostKey, Excerpt>,
    /// What is to be kept with the next answer.
    due: Vec<Effect>,
    /// Clocks, as they were reckoned last.
    pub(super) clocks: BTreeMap<PostKey, Clocks>,
    /// Events since the last snapshot.
    pub(super) since_snapshot: usize,
}

impl Cases {
    /// Stands for a person: the same in this browser for as long as it is installed, and nothing outside it.
    pub(super) fn digest(&self, site: &str, handle: &str) -> String {
        let mut digest = Sha256::new();
        digest.update(&self.salt);
        digest.update(site);
        digest.update("\0");
        digest.update(fold(handle.trim_start_matches('@')));
        let digest = digest.finalize();
        digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// So many events were read from the log: if they are many, what they add up to is soon written down.
    pub(super) fn restored(&mut self, events: u64) {
        self.clocks.clear();
        let events = usize::try_from(events).unwrap_or(usize::MAX);
        self.since_snapshot = self.since_snapshot.saturating_add(events);
    }
}

/// The site that a post's key names.
pub(super) fn site_of(post: &str) -> &str {
    post.split(':').next().unwrap_or_default()
}

impl Engine {
    /// Notes what was seen: customers' posts about a brand, and the brand's replies to them.
    pub(super) fn note_cases(&mut self, posts: &[Post], marks: &[Mark], now: Millis) {
        for post in posts {
            if let Some(mark) = marks.iter().find(|mark| mark.post == post.key) {
                self.note_customer(post, mark, now);
            }
        }
        for post in posts {
            if self.matcher.brand_of(&post.author.handle).is_some() {
                self.note_reply(post, now);
            }
        }
    }

    fn note_customer(&mut self, post: &Post, mark: &Mark, now: Millis) {
        let Some(time) = post.time.filter(|time| now - NEWS <= *time) else {
            return;
        };
        let intent = mark.intent;
        let waits =
            matches!(intent, Intent::Complaint | Intent::Question) && mark.no_reply.is_none();
        if !mark.judged || intent == Intent::Other {
            return;
        }
        let known = self.desk.seen(&post.key);
        if known.is_none() && self.cases.erased.contains(&post.key) {
            return;
        }
        let mut sight = Sight {
            case: String::new(),
            brand: mark.brand.clone(),
            author: self.cases.digest(site_of(&post.key), &post.author.handle),
            time,
            intent,
            urgency: mark.urgency,
            topic: mark.topics.first().map(|topic| topic.code.clone()),
            heat: percent(mark.heat.value),
            waits,
            followers: post.reach.followers,
            replies: post.reach.replies,
        };
        if known.is_some_and(|known| is_like(known, &sight)) {
            return;
        }
        let hangs_on = [&post.parent, &post.above, &post.thread];
        let hangs_on: Vec<PostKey> = hangs_on.into_iter().flatten().cloned().collect();
        sight.case = self.desk.place(Placing {
            post: &post.key,
            sight: &sight,
            hangs_on: &hangs_on,
        });
        let id = if known.is_some() {
            format!("seen:{}:{now}", post.key)
        } else {
            let words = Excerpt::of(post, now);
            self.cases.words.insert(post.key.clone(), words);
            format!("seen:{}", post.key)
        };
        let step = Step::Seen {
            sight: Box::new(sight),
        };
        self.note_step(id, post.key.clone(), now, step);
    }

    /// The brand's own post answers the customer whose post it stands below.
    fn note_reply(&mut self, post: &Post, now: Millis) {
        let Some(at) = post.time else { return };
        let above = [&post.parent, &post.above, &post.thread];
        let mut above = above.into_iter().flatten();
        let Some(answered) = above.find(|key| self.is_customers(key)) else {
            return;
        };
        let id = format!("reply:{}", post.key);
        if self.desk.act(answered, &id).is_none() {
            let step = Step::Replied { at, human: true };
            self.note_step(id, answered.clone(), now, step);
        }
    }

    fn is_customers(&self, key: &PostKey) -> bool {
        let noted = || self.cases.noting.values().any(|event| event.post == *key);
        self.desk.seen(key).is_some() || noted()
    }

    fn note_step(&mut self, id: String, post: PostKey, at: Millis, step: Step) {
        let act = Act::Case { step };
        let event = Event {
            id: id.clone(),
            post,
            at,
            act,
        };
        self.cases.noting.insert(id, event);
        // At once where that needs nothing: the next post of the same person belongs to the same case.
        self.keep_noted();
    }

    fn keep_noted(&mut self) {
        for (id, event) in std::mem::take(&mut self.cases.noting) {
            if !self.desk.lacks(&event).is_empty() {
                self.cases.noting.insert(id, event);
                continue;
            }
            let post = event.post.clone();
            let append = self.keep_event(event);
            self.cases.due.extend(append);
            if let Some(words) = self.cases.words.remove(&post) {
                let keep = put(StoredRecord::Excerpt(post.clone()), &words);
                self.cases.due.push(keep);
                self.cases.excerpts.take(post, Some(words));
            }
        }
    }

    /// Keeps what was noted, as far as its cases are at hand; asks to be asked for the rest.
    /// Where a moment is given, it is looked too whether words are to be removed.
    pub(super) fn cases_due(&mut self, now: Option<Millis>) -> Vec<Effect> {
        self.keep_noted();
        let mut effects = std::mem::take(&mut self.cases.due);
        if !self.cases.noting.is_empty() || now.is_some_and(|now| self.is_to_sweep(now)) {
            effects.push(Effect::NoteCases);
        }
        effects
    }

    /// Takes what is left once its cases are at hand, and removes the words whose time is over.
    pub(super) fn note_rest(&mut self, now: Millis) -> Outcome {
        let lacking: BTreeSet<PostKey> = self
            .cases
            .noting
            .values()
            .flat_map(|event| self.desk.lacks(event))
            .collect();
        if let Some(need) = needs(lacking) {
            return need.into();
        }
        if self.is_to_sweep(now)
            && let Some(need) = self.cases.excerpts.lacks_any()
        {
            return need.into();
        }
        Outcome {
            response: answer(DeskAnswer::Noted {}),
            effects: self.sweep(now),
        }
    }

    /// What must be loaded before an event can be kept.
    pub(super) fn lacking(&self, event: &Event) -> Option<Response> {
        needs(self.desk.lacks(event))
    }

    /// Adds an event that is not known yet to all that is known; its effects.
    pub(super) fn keep_event(&mut self, event: Event) -> Option<Effect> {
        let case = self.desk.case_members(&event.post);
        let was = case.map(|(key, _)| key.clone());
        let before = self.before(&event.post);
        let new = self.desk.add(event.clone());
        if !new {
            return None;
        }
        self.cases.since_snapshot += 1;
        let is = self.desk.case_members(&event.post);
        let is = is.map(|(key, _)| key.clone());
        for key in was.into_iter().chain(is) {
            self.cases.clocks.remove(&key);
        }
        self.wished_by(&event, before);
        Some(Effect::Append { event })
    }

    /// What all events add up to, from time to time, with what was appended.
    pub(super) fn snapshot_due(&mut self, effects: &mut Vec<Effect>) {
        if self.cases.since_snapshot >= SNAPSHOT_EVERY
            && effects
                .iter()
                .any(|effect| matches!(effect, Effect::Append { .. }))
        {
            effects.push(self.snapshot());
        }
        self.desk.tidy();
    }

    pub(super) fn snapshot(&mut self) -> Effect {
        self.cases.since_snapshot = 0;
        Effect::Put {
            record: StoredRecord::Desk,
            bytes: Some(ByteBuf::from(self.desk.snapshot())),
        }
    }
}

/// Nothing that counts is another than it was.
fn is_like(known: &Sight, seen: &Sight) -> bool {
    known.intent == seen.intent
        && known.urgency == seen.urgency
        && known.topic == seen.topic
        && known.waits == seen.waits
        && known.brand == seen.brand
        && (known.replies > 0) == (seen.replies > 0)
}

fn needs(posts: impl IntoIterator<Item = PostKey>) -> Option<Response> {
    let records: Vec<StoredRecord> = posts.into_iter().map(StoredRecord::Events).collect();
    (!records.is_empty()).then_some(Response::Need { records })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share in percent"
)]
fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}
