//! What all events add up to, as bytes: reading it is quicker than a million events.
//!
//! The form is [postcard](https://postcard.jamesmunns.com/wire-format.html)'s, after a number that changes with it. A
//! snapshot of another number is not read: the log is, which has everything.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::desk::articles::Articles;
use crate::desk::case::Case;
use crate::desk::fold::stays;
use crate::desk::playbooks::Playbooks;
use crate::desk::promises::Promisers;
use crate::desk::record::Record;
use crate::desk::{Desk, Event};
use crate::post::PostKey;

/// Which form it has. Raise it with every change of what is in it.
const FORM: u8 = 1;

/// A snapshot cannot be used: everything is to be read from the log.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// Written by another version of Handrail.
    #[error("the snapshot has form {0}, this version reads form {FORM}")]
    Form(u8),
    /// Not what was written.
    #[error("the snapshot is damaged: {0}")]
    Damaged(String),
}

/// Borrowed where it is written: nothing of fifty thousand cases is copied for that.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    next: u64,
    records: Cow<'a, HashMap<PostKey, Record>>,
    case_of: Cow<'a, HashMap<PostKey, PostKey>>,
    cases: Cow<'a, HashMap<PostKey, Case>>,
    articles: Cow<'a, Articles>,
    playbooks: Cow<'a, Playbooks>,
    promisers: Cow<'a, Promisers>,
    /// Events that stay at hand, as JSON: what an act has depends on what it is.
    stay: String,
}

impl Desk {
    /// All that is known, but the events that can be read again.
    #[must_use]
    pub fn snapshot(&self) -> Vec<u8> {
        let staying = self
            .posts
            .iter()
            .filter(|(post, events)| stays(post, events));
        let staying = staying.flat_map(|(post, events)| {
            events.iter().map(|((at, id), act)| Event {
                id: id.clone(),
                post: post.clone(),
                at: *at,
                act: act.clone(),
            })
        });
        let stay = serde_json::to_string(&staying.collect::<Vec<_>>()).unwrap_or_default();
        let kept = Kept {
            next: self.next,
            records: Cow::Borrowed(&self.records),
            case_of: Cow::Borrowed(&self.case_of),
            cases: Cow::Borrowed(&self.cases),
            articles: Cow::Borrowed(&self.articles),
            playbooks: Cow::Borrowed(&self.playbooks),
            promisers: Cow::Borrowed(&self.promisers),
            stay,
        };
        let start = vec![FORM];
        // Plain data always serialises; were it not so, nothing would be read from it.
        postcard::to_extend(&kept, start).unwrap_or_default()
    }

    /// What is known by a snapshot. The events after it are still to be taken ([`Self::restore`]).
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn from_snapshot(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let damaged = |why: &dyn std::fmt::Display| SnapshotError::Damaged(why.to_string());
        let (form, bytes) = bytes.split_first().ok_or_else(|| damaged(&"it is empty"))?;
        if *form != FORM {
            return Err(SnapshotError::Form(*form));
        }
        let kept: Kept = postcard::from_bytes(bytes).map_err(|error| damaged(&error))?;
        let stay: Vec<Event> = serde_json::from_str(&kept.stay).map_err(|error| damaged(&error))?;
        let mut desk = Self {
            next: kept.next,
            records: kept.records.into_owned(),
            articles: kept.articles.into_owned(),
            playbooks: kept.playbooks.into_owned(),
            promisers: kept.promisers.into_owned(),
            ..Self::default()
        };
        for (post, case) in kept.case_of.iter() {
            let members = desk.members.entry(case.clone()).or_default();
            members.insert(post.clone());
        }
        desk.case_of = kept.case_of.into_owned();
        for (key, case) in kept.cases.into_owned() {
            desk.list(key, case);
        }
        let mut posts: BTreeMap<PostKey, Vec<Event>> = BTreeMap::new();
        for event in stay {
            posts.entry(event.post.clone()).or_default().push(event);
        }
        for (post, events) in posts {
            desk.take(&post, events);
        }
        Ok(desk)
    }
}
