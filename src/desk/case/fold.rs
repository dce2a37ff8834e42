//! What the events of a case add up to.

use std::collections::BTreeMap;

use crate::desk::Act;
use crate::desk::case::{Case, How, Sight, Status, Step, Stretch};
use crate::desk::record::{Events, standing};
use crate::post::{Millis, PostKey};
use crate::triage::Intent;

/// A moment that counts in the life of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Happened {
    /// The customer wrote, at that moment.
    Wrote(Millis),
    /// As that, but nobody knew of it when the case was handled.
    WroteUnseen(Millis),
    /// The brand answered in public.
    Replied {
        human: bool,
    },
    /// It ended by that event.
    Closed(How, String),
    /// An agent opened it again.
    Reopened,
    Waiting,
    Escalated(String),
    Snoozed(Millis, String),
    Claimed(String),
    Noted,
}

impl Happened {
    /// At one moment the customer's word comes first, and what ends a case last.
    const fn rank(&self) -> u8 {
        match self {
            Self::Wrote(_) => 0,
            Self::Reopened => 1,
            Self::Replied { .. } => 2,
            Self::Claimed(_) | Self::Noted => 3,
            Self::Waiting | Self::Escalated(_) | Self::Snoozed(..) => 4,
            Self::Closed(..) => 5,
            Self::WroteUnseen(_) => 6,
        }
    }
}

/// What the events of a case's posts add up to, whatever the order in which they came.
pub(in crate::desk) fn fold<'a>(posts: impl Iterator<Item = (&'a PostKey, &'a Events)>) -> Case {
    let mut read = Read::default();
    for (post, events) in posts {
        read.post(post, events);
    }
    // Of several posts some may be about somebody else; where all are, the case is.
    if read.others.len() == read.posts.len() {
        let others = std::mem::take(&mut read.others);
        let wrote = others
            .iter()
            .map(|(_, id, wrote)| (*wrote, id.clone(), Happened::Wrote(*wrote)));
        read.happened.extend(wrote);
        if let Some((at, id, _)) = others.into_iter().max() {
            let closed = Happened::Closed(How::NotUs, id.clone());
            read.happened.push((at, id, closed));
        }
    }
    read.take_posts();
    read.happened
        .sort_by(|a, b| (a.0, a.2.rank(), &a.1).cmp(&(b.0, b.2.rank(), &b.1)));
    let mut case = Case {
        brand: read.strongest.brand.clone(),
        author: read.strongest.author.clone(),
        sight: read.strongest,
        posts: read.posts.into_keys().map(|(_, post)| post).collect(),
        ..Case::default()
    };
    for (at, _, happened) in read.happened {
        case.take(at, happened);
    }
    case
}

#[derive(Default)]
struct Read {
    /// By the moment at which each was written: when it was first seen.
    posts: BTreeMap<(Millis, PostKey), Millis>,
    /// Those of them that wait for an answer.
    waits: Vec<(Millis, PostKey)>,
    strongest: Sight,
    happened: Vec<(Millis, String, Happened)>,
    /// Posts that are not about the brand: by which event, when, and when they were written.
    others: Vec<(Millis, String, Millis)>,
}

impl Read {
    fn post(&mut self, post: &PostKey, events: &Events) {
        let mut sight: Option<Sight> = None;
        let mut other = None;
        let mut first_seen = None;
        for ((at, id), act) in standing(events) {
            let happened = match act {
                Act::Handled => Happened::Closed(How::Resolved, id.clone()),
                Act::NotUs { .. } => {
                    other = Some((*at, id.clone()));
                    continue;
                }
                Act::Claimed | Act::TakenOver { .. } => Happened::Claimed(id.clone()),
                Act::Case { step } => match step {
                    Step::Seen { sight: seen } => {
                        sight = Some((**seen).clone());
                        first_seen.get_or_insert(*at);
                        continue;
                    }
                    Step::Replied { at, human } => {
                        let replied = Happened::Replied { human: *human };
                        self.happened.push((*at, id.clone(), replied));
                        continue;
                    }
                    Step::NoReply => Happened::Closed(How::NoReply, id.clone()),
                    Step::Reopened => Happened::Reopened,
                    Step::Waiting => Happened::Waiting,
                    Step::Escalated { to } => Happened::Escalated(to.clone()),
                    Step::Snoozed { until, reason } => Happened::Snoozed(*until, reason.clone()),
                    Step::Noted { .. } => Happened::Noted,
                    Step::Apart { .. } => continue,
                },
                _ => continue,
            };
            self.happened.push((*at, id.clone(), happened));
        }
        let Some(mut sight) = sight else { return };
        for (_, act) in standing(events) {
            match act {
                Act::Corrected { intent, .. } => {
                    sight.intent = *intent;
                    sight.waits = matches!(intent, Intent::Complaint | Intent::Question);
                }
                Act::Topic { topic, .. } => sight.topic = Some(topic.clone()),
                _ => {}
            }
        }
        let first_seen = first_seen.unwrap_or(sight.time);
        self.posts.insert((sight.time, post.clone()), first_seen);
        if let Some((at, id)) = other {
            self.others.push((at, id, sight.time));
        } else if sight.waits {
            self.waits.push((sight.time, post.clone()));
        }
        let strength = |sight: &Sight| (sight.waits, sight.urgency, sight.heat, sight.time);
        if self.strongest.brand.is_empty() || strength(&sight) > strength(&self.strongest) {
            self.strongest = sight;
        }
    }
}

impl Read {
    /// Puts the posts among the rest. What was written before the case was handled is handled with it, unless it is newer
    /// than all that was known then: a complaint that nobody has read is not done.
    fn take_posts(&mut self) {
        let ends: Vec<Millis> = self
            .happened
            .iter()
            .filter(|(.., happened)| matches!(happened, Happened::Closed(..)))
            .map(|(at, ..)| *at)
            .collect();
        for (time, post) in std::mem::take(&mut self.waits) {
            let seen = self.posts.get(&(time, post.clone())).copied();
            let seen = seen.unwrap_or(time);
            let unseen = ends.iter().copied().filter(|end| {
                let mut known = self.posts.iter().filter(|(_, seen)| *seen <= end);
                let newer = known.all(|((other, _), _)| *other < time);
                time <= *end && *end < seen && newer
            });
            let wrote = match unseen.max() {
                Some(end) => (end, post, Happened::WroteUnseen(time)),
                None => (time, post, Happened::Wrote(time)),
            };
            self.happened.push(wrote);
        }
    }
}

impl Case {
    /// Takes what happened next.
    fn take(&mut self, at: Millis, happened: Happened) {
        self.last = self.last.max(at);
        match happened {
            Happened::Wrote(at) | Happened::WroteUnseen(at) => self.wrote(at),
            Happened::Replied { human: true } => self.replied(at),
            Happened::Reopened => {
                if !self.is_open() {
                    self.open(at, Status::Reopened);
                }
            }
            Happened::Waiting => {
                if let Some(stretch) = self.running()
                    && stretch.paused.last().is_none_or(|(_, end)| end.is_some())
                {
                    stretch.paused.push((at, None));
                }
                // Whatever was asked was answered, perhaps where nobody else reads it.
                self.awaiting = None;
                self.set(Status::Waiting);
            }
            Happened::Escalated(to) => {
                self.resume(at);
                self.escalated = Some(to);
                self.set(Status::Escalated);
            }
            Happened::Snoozed(until, reason) => self.snoozed = Some((until, reason)),
            Happened::Claimed(id) => {
                self.claimed = Some((id, at));
                if self.status == Status::Seen || self.status == Status::Reopened {
                    self.status = Status::Claimed;
                }
            }
            Happened::Noted => self.notes += 1,
            Happened::Replied { human: false } => {}
            Happened::Closed(how, id) => self.close(at, how, id),
        }
    }

    fn wrote(&mut self, at: Millis) {
        if self.stretches.is_empty() {
            self.open(at, self.status);
        } else if !self.is_open() {
            self.open(at, Status::Reopened);
        } else {
            self.resume(at);
            if self.status == Status::Waiting {
                self.back();
            }
        }
        self.awaiting.get_or_insert(at);
        self.snoozed = None;
        self.wrote = self.wrote.max(at);
    }

    fn replied(&mut self, at: Millis) {
        let awaiting = self.awaiting.take();
        let Some(stretch) = self.running() else {
            return;
        };
        if stretch.replied.is_none() {
            stretch.replied = Some(at);
        } else if let Some(asked) = awaiting {
            stretch.next.push((asked, at));
        }
        self.snoozed = None;
    }

    fn close(&mut self, at: Millis, how: How, id: String) {
        self.resume(at);
        if self.stretches.is_empty() {
            // Acts on a post that was never read: there is nothing to count.
            self.stretches.push(Stretch {
                opened: at,
                ..Stretch::default()
            });
        }
        if let Some(stretch) = self.running() {
            stretch.closed = Some((at, how));
        }
        self.ended = Some(id);
        self.awaiting = None;
        self.snoozed = None;
        self.escalated = None;
        self.status = Status::Handled;
    }

    fn open(&mut self, at: Millis, status: Status) {
        self.stretches.push(Stretch {
            opened: at,
            ..Stretch::default()
        });
        self.awaiting = Some(at);
        self.status = status;
        if status == Status::Reopened {
            self.claimed = None;
        }
    }

    /// The customer's word is no longer waited for.
    fn resume(&mut self, at: Millis) {
        if let Some(stretch) = self.running()
            && let Some((_, end @ None)) = stretch.paused.last_mut()
        {
            *end = Some(at);
        }
    }

    /// Where it stands once the customer has written again.
    fn back(&mut self) {
        self.status = if self.escalated.is_some() {
            Status::Escalated
        } else if self.claimed.is_some() {
            Status::Claimed
        } else {
            Status::Seen
        };
    }

    /// What is ended stays ended, until somebody opens it.
    fn set(&mut self, status: Status) {
        if self.is_open() {
            self.status = status;
        }
    }

    fn running(&mut self) -> Option<&mut Stretch> {
        let last = self.stretches.last_mut();
        last.filter(|stretch| stretch.closed.is_none())
    }
}
