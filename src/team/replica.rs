//! What one browser knows of the team's posts, and how it comes by what its agent wants.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::post::{Millis, PostKey};
use crate::team::claim::{AgentId, Claim, ClaimError, Over, Revision, Stage};

mod attempt;
mod kept;
mod read;
mod view;

pub use kept::Kept;
pub use view::View;

/// For so long a claim holds after it was written.
pub(super) const LEASE: Millis = 300_000;
/// A clock that goes back by more than this was set, and is no measure of what went before.
const SET_BACK: Millis = 1_000;

/// What the agent wants with a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Wish {
    /// To see to it, if nobody does.
    Claim,
    /// To see to it, whoever does, for a reason.
    Take(Over),
    /// To see to it no longer.
    Release,
    /// That it is handled, whoever sees to it.
    Handle,
    /// That it is handled no longer.
    Reopen,
}

/// What the store answers to a writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// It stands, with this revision.
    Stored(Revision),
    /// Somebody else has written since.
    Refused,
    /// Nothing came: it may stand or not, or come to stand later.
    Silent,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Do {
    /// Write, if the key's revision is still this one; then say what the answer was ([`Replica::answered`]).
    Put {
        /// The post.
        key: PostKey,
        /// The writing's name.
        op: String,
        /// What.
        bytes: Vec<u8>,
        /// The revision.
        after: Revision,
    },
    /// Read the key, and say what is there ([`Replica::read`]).
    Read {
        /// The post.
        key: PostKey,
    },
    /// Another state is to be shown.
    Show {
        /// The post.
        key: PostKey,
    },
    /// What the agent wanted or had is another's.
    Lost {
        /// The post.
        key: PostKey,
        /// Whose; unknown where only a newer Handrail could read it.
        to: Option<AgentId>,
        /// Why, where it was taken from this agent.
        over: Option<Over>,
    },
}

/// What stands in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    revision: Revision,
    /// Nothing where it cannot be read: somebody has it who uses a newer Handrail.
    claim: Option<Claim>,
    /// Since when it counts, by this browser's clock: when its own was sent, when another's was seen.
    since: Millis,
}

/// What the agent wants and nobody has agreed to yet.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pending {
    wish: Wish,
    op: String,
    /// The revision that it was written after, if it was sent.
    after: Option<Revision>,
    under_way: bool,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Replica {
    me: AgentId,
    entries: BTreeMap<PostKey, Entry>,
    pending: BTreeMap<PostKey, Pending>,
    /// Writings that may still come to stand although nobody wants that any more, each with the revision that it was written
    /// after: a later one stands in its way for good.
    given_up: BTreeMap<PostKey, Vec<(String, Revision)>>,
    /// What is being read, with the revision that was known when that was asked for.
    reading: BTreeMap<PostKey, Revision>,
    online: bool,
    last: Millis,
}

impl Replica {
    /// Knows nothing yet.
    #[must_use]
    pub fn new(me: &str) -> Self {
        Self {
            me: me.to_owned(),
            entries: BTreeMap::new(),
            pending: BTreeMap::new(),
            given_up: BTreeMap::new(),
            reading: BTreeMap::new(),
            online: false,
            last: Millis::MIN,
        }
    }

    /// The agent wants something; `op` is a new name for the writing.
    pub fn wish(&mut self, key: &str, wish: Wish, op: &str, now: Millis) -> Vec<Do> {
        self.tick(now);
        let pending = Pending {
            wish,
            op: op.to_owned(),
            after: None,
            under_way: false,
        };
        let before = self.pending.insert(key.to_owned(), pending);
        self.give_up(key, before);
        let mut work = self.attempt(key, now);
        if !work.iter().any(|one| matches!(one, Do::Show { .. })) {
            work.push(Do::Show {
                key: key.to_owned(),
            });
        }
        work
    }

    /// What the store holds under a key, as it tells. What is older than what is known is nothing new.
    pub fn entry(&mut self, key: &str, revision: Revision, bytes: &[u8], now: Millis) -> Vec<Do> {
        self.tick(now);
        let known = self.entries.get(key);
        if known.is_some_and(|known| known.revision >= revision) {
            return self.attempt(key, now);
        }
        let claim = match Claim::from_bytes(bytes) {
            Ok(claim) => Some(claim),
            Err(ClaimError::Newer(_)) => None,
            // What is no claim in any form keeps a post from nobody.
            Err(ClaimError::Form | ClaimError::Long(_)) => Some(Claim::none(now)),
        };
        // This agent's own counts from its sending.
        let ours = claim.as_ref().filter(|claim| claim.by == self.me);
        let since = ours.map_or(now, |claim| claim.at.min(now));
        let had = self.is_mine(key, now);
        let to = claim.as_ref().map(|claim| claim.by.clone());
        let over = claim.as_ref().and_then(|claim| claim.over);
        let mut work = vec![Do::Show {
            key: key.to_owned(),
        }];
        let handled = claim
            .as_ref()
            .is_some_and(|claim| claim.stage == Stage::Handled);
        if had && !handled && to.as_deref() != Some(&self.me) {
            work.push(Do::Lost {
                key: key.to_owned(),
                to,
                over,
            });
        }
        let entry = Entry {
            revision,
            claim,
            since,
        };
        self.entries.insert(key.to_owned(), entry);
        self.take_back(key, revision);
        work.extend(self.attempt(key, now));
        work
    }

    /// What became of a writing.
    pub fn answered(
        &mut self,
        key: &str,
        op: &str,
        written: &[u8],
        answer: Answer,
        now: Millis,
    ) -> Vec<Do> {
        self.tick(now);
        if let Some(pending) = self.pending.get_mut(key)
            && pending.op == op
        {
            pending.under_way = false;
        }
        match answer {
            Answer::Stored(revision) => self.entry(key, revision, written, now),
            Answer::Refused | Answer::Silent => vec![self.ask(key)],
        }
    }

    /// All that the store holds was told: from here on what is known is what stands, but for what is under way.
    pub fn online(&mut self, now: Millis) -> Vec<Do> {
        self.tick(now);
        self.online = true;
        for entry in self.entries.values_mut() {
            // Nobody was here to see them written again.
            if entry.claim.as_ref().is_none_or(|claim| claim.by != self.me) {
                entry.since = now;
            }
        }
        let keys: Vec<PostKey> = self.pending.keys().cloned().collect();
        keys.iter().flat_map(|key| self.attempt(key, now)).collect()
    }

    /// Nothing is heard any more.
    pub fn offline(&mut self) {
        self.online = false;
        for pending in self.pending.values_mut() {
            pending.under_way = false;
        }
    }

    /// Writes again what is this agent's, before it lapses.
    pub fn renew(&mut self, now: Millis) -> Vec<Do> {
        self.tick(now);
        if !self.online {
            return Vec::new();
        }
        let mine = self.entries.iter().filter_map(|(key, entry)| {
            let claim = entry.claim.as_ref()?;
            let due = now - entry.since > claim.lease / 3;
            let ours = claim.by == self.me && claim.stage == Stage::Claimed;
            (ours && due && !self.pending.contains_key(key)).then(|| Do::Put {
                key: key.clone(),
                op: claim.op.clone(),
                bytes: Claim::new(Stage::Claimed, &self.me, &claim.op, claim.lease, now)
                    .over(claim.over)
                    .to_bytes(),
                after: entry.revision,
            })
        });
        mine.collect()
    }

    fn tick(&mut self, now: Millis) {
        if now + SET_BACK < self.last {
            for entry in self.entries.values_mut() {
                let lease = entry.claim.as_ref().map_or(LEASE, |claim| claim.lease);
                let ours = entry
                    .claim
                    .as_ref()
                    .is_some_and(|claim| claim.by == self.me);
                // What is this agent's may have lapsed, and what is another's may have been written a moment ago.
                entry.since = if ours { now - lease - 1 } else { now };
            }
        }
        self.last = now;
    }

    /// What was sent for a wish that is no more may still come to stand.
    fn give_up(&mut self, key: &str, pending: Option<Pending>) {
        if let Some(Pending {
            op,
            after: Some(after),
            ..
        }) = pending
        {
            self.given_up
                .entry(key.to_owned())
                .or_default()
                .push((op, after));
        }
    }

    /// A writing that nobody wants any more has come to stand after all: it is taken back, unless something else is wanted.
    fn take_back(&mut self, key: &str, revision: Revision) {
        let Some(mut given_up) = self.given_up.remove(key) else {
            return;
        };
        let claim = self.entries.get(key).and_then(|entry| entry.claim.as_ref());
        let stands = claim.filter(|claim| given_up.iter().any(|(op, _)| *op == claim.op));
        let back = stands.and_then(|claim| match claim.stage {
            Stage::Claimed => Some((Wish::Release, format!("{}-back", claim.op))),
            // That something is done is true whoever wanted to say so.
            Stage::Handled | Stage::Open => None,
        });
        given_up.retain(|(_, after)| *after >= revision);
        if !given_up.is_empty() {
            self.given_up.insert(key.to_owned(), given_up);
        }
        if let Some((wish, op)) = back {
            self.pending.entry(key.to_owned()).or_insert(Pending {
                wish,
                op,
                after: None,
                under_way: false,
            });
        }
    }
}
