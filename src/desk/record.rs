//! What the events of one post add up to.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::desk::{Act, Sight, Step};
use crate::post::Millis;
use crate::triage::Intent;

/// What is known of one post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// What it was when it was seen last.
    pub sight: Option<Box<Sight>>,
}

/// The events of a post, sorted by moment and id, so that every browser folds the same order.
pub(super) type Events = BTreeMap<(Millis, String), Act>;

impl Record {
    /// What the events of a post add up to.
    pub(super) fn of(events: &Events) -> Self {
        let mut record = Self::default();
        for ((at, id), act) in standing(events) {
            match act {
                Act::Handled
                | Act::Case {
                    step: Step::NoReply,
                } => record.handled = Some((id.clone(), *at)),
                Act::Case {
                    step: Step::Reopened,
                } => record.handled = None,
                Act::Case {
                    step: Step::Seen { sight },
                } => record.sight = Some(sight.clone()),
                Act::Claimed | Act::TakenOver { .. } => {
                    record.claimed = Some((id.clone(), *at));
                }
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
                | Act::Case { .. }
                | Act::Shift { .. }
                | Act::Undone { .. } => {}
            }
        }
        record
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
