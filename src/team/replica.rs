//! What one browser knows of the team's posts, and how it comes by what its agent wants.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::post::{Millis, PostKey};
use crate::team::claim::{AgentId, Claim, Revision, Stage};

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
    /// To see to it, whoever does.
    Take,
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
    /// Read the key, and say what is there ([`Replica::entry`], [`Replica::absent`]).
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
    },
}

/// How a post is to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Where it stands.
    pub stage: Stage,
    /// Who brought it there; nobody where it is open.
    pub by: Option<AgentId>,
    /// When, by that agent's clock.
    pub at: Millis,
    /// Whether this browser's agent wants it otherwise and nobody has agreed yet: shown in grey, never as held.
    pub wanted: Option<Stage>,
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
    online: bool,
    last: Millis,
}

/// What follows from a wish and what stands.
enum Decision {
    Met,
    Lost(Option<AgentId>),
    Write(Stage),
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

    /// What the store holds under a key, as it tells or as it was read. What is older than what is known is nothing new.
    pub fn entry(&mut self, key: &str, revision: Revision, bytes: &[u8], now: Millis) -> Vec<Do> {
        self.tick(now);
        let known = self.entries.get(key);
        if known.is_some_and(|known| known.revision >= revision) {
            return self.attempt(key, now);
        }
        let claim = Claim::from_bytes(bytes).ok();
        // This agent's own counts from its sending.
        let ours = claim.as_ref().filter(|claim| claim.by == self.me);
        let since = ours.map_or(now, |claim| claim.at.min(now));
        let had = self.is_mine(key, now);
        let to = claim.as_ref().map(|claim| claim.by.clone());
        let mut work = vec![Do::Show {
            key: key.to_owned(),
        }];
        let handled = claim.as_ref().is_some_and(|claim| claim.stage == Stage::Handled);
        if had && !handled && to.as_deref() != Some(&self.me) {
            work.push(Do::Lost {
                key: key.to_owned(),
                to,
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

    /// The store holds nothing under a key.
    pub fn absent(&mut self, key: &str, now: Millis) -> Vec<Do> {
        self.tick(now);
        self.entries.remove(key);
        self.attempt(key, now)
    }

    /// What became of a writing.
    pub fn answered(&mut self, key: &str, op: &str, written: &[u8], answer: Answer, now: Millis) -> Vec<Do> {
        self.tick(now);
        if let Some(pending) = self.pending.get_mut(key)
            && pending.op == op
        {
            pending.under_way = false;
        }
        match answer {
            Answer::Stored(revision) => self.entry(key, revision, written, now),
            Answer::Refused | Answer::Silent => vec![Do::Read {
                key: key.to_owned(),
            }],
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
                bytes: Claim::new(Stage::Claimed, &self.me, &claim.op, claim.lease, now).to_bytes(),
                after: entry.revision,
            })
        });
        mine.collect()
    }

    /// How a post is to be shown.
    #[must_use]
    pub fn view(&self, key: &str, now: Millis) -> View {
        let wanted = self.pending.get(key).map(|pending| match pending.wish {
            Wish::Claim | Wish::Take => Stage::Claimed,
            Wish::Release | Wish::Reopen => Stage::Open,
            Wish::Handle => Stage::Handled,
        });
        let Some(entry) = self.entries.get(key) else {
            return View {
                wanted,
                ..View::default()
            };
        };
        let Some(claim) = &entry.claim else {
            return View {
                stage: Stage::Claimed,
                wanted,
                ..View::default()
            };
        };
        if claim.stage == Stage::Open || self.has_lapsed(entry, now) {
            return View {
                wanted,
                ..View::default()
            };
        }
        View {
            stage: claim.stage,
            by: Some(claim.by.clone()),
            at: claim.at,
            wanted,
        }
    }

    /// Whether this agent sees to a post, and everybody has agreed.
    #[must_use]
    pub fn is_mine(&self, key: &str, now: Millis) -> bool {
        self.entries.get(key).is_some_and(|entry| {
            let claim = entry.claim.as_ref();
            claim.is_some_and(|claim| claim.by == self.me && claim.stage == Stage::Claimed)
                && !self.has_lapsed(entry, now)
                && !self.may_end(key, entry.revision)
        })
    }

    /// Whether this agent's own word may end its claim at any moment: it wants that, or wanted it and it is still on its way.
    fn may_end(&self, key: &str, revision: Revision) -> bool {
        let ends = |wish| matches!(wish, Wish::Release | Wish::Handle | Wish::Reopen);
        let wanted = self.pending.get(key).is_some_and(|pending| ends(pending.wish));
        let given_up = self.given_up.get(key).into_iter().flatten();
        wanted || given_up.into_iter().any(|(_, after)| *after >= revision)
    }

    /// What is wanted and nobody has agreed to, each with the name of its writing: kept, it is wished again after a restart.
    pub fn wishes(&self) -> impl Iterator<Item = (&PostKey, Wish, &str)> {
        let pending = self.pending.iter();
        pending.map(|(key, pending)| (key, pending.wish, pending.op.as_str()))
    }

    /// Who this browser's agent is.
    #[must_use]
    pub fn me(&self) -> &str {
        &self.me
    }

    /// Whether all that the store holds is known, and what happens there is heard.
    #[must_use]
    pub const fn is_online(&self) -> bool {
        self.online
    }

    /// The posts that somebody sees to, and who.
    pub fn held(&self, now: Millis) -> impl Iterator<Item = (&PostKey, &str)> {
        let entries = self.entries.iter();
        entries.filter_map(move |(key, entry)| {
            let claim = entry.claim.as_ref()?;
            let holds = claim.stage == Stage::Claimed && !self.has_lapsed(entry, now);
            holds.then_some((key, claim.by.as_str()))
        })
    }

    /// What stands under a key, where it can be read; lapsed or not.
    #[must_use]
    pub fn claim(&self, key: &str) -> Option<&Claim> {
        self.entries.get(key)?.claim.as_ref()
    }

    /// Whether nothing is wanted that nobody has agreed to.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.pending.is_empty()
    }

    fn tick(&mut self, now: Millis) {
        if now + SET_BACK < self.last {
            for entry in self.entries.values_mut() {
                let lease = entry.claim.as_ref().map_or(LEASE, |claim| claim.lease);
                let ours = entry.claim.as_ref().is_some_and(|claim| claim.by == self.me);
                // What is this agent's may have lapsed, and what is another's may have been written a moment ago.
                entry.since = if ours { now - lease - 1 } else { now };
            }
        }
        self.last = now;
    }

    /// A claim of this agent lapses at the end of its lease, counted from its sending; another's a tenth later, counted from
    /// when it was seen: whoever has it stops before anybody else begins.
    fn has_lapsed(&self, entry: &Entry, now: Millis) -> bool {
        let Some(claim) = entry.claim.as_ref() else {
            return false;
        };
        let lease = if claim.by == self.me {
            claim.lease
        } else {
            claim.lease + claim.lease / 10
        };
        claim.stage == Stage::Claimed && now - entry.since > lease
    }

    /// What was sent for a wish that is no more may still come to stand.
    fn give_up(&mut self, key: &str, pending: Option<Pending>) {
        if let Some(Pending {
            op,
            after: Some(after),
            ..
        }) = pending
        {
            self.given_up.entry(key.to_owned()).or_default().push((op, after));
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

    fn attempt(&mut self, key: &str, now: Millis) -> Vec<Do> {
        let Some(pending) = self.pending.get(key).filter(|pending| self.online && !pending.under_way) else {
            return Vec::new();
        };
        let show = Do::Show {
            key: key.to_owned(),
        };
        match self.decide(key, pending, now) {
            Decision::Met => {
                self.pending.remove(key);
                vec![show]
            }
            Decision::Lost(to) => {
                let pending = self.pending.remove(key);
                self.give_up(key, pending);
                let lost = Do::Lost {
                    key: key.to_owned(),
                    to,
                };
                vec![lost, show]
            }
            Decision::Write(stage) => {
                let after = self.entries.get(key).map_or(0, |entry| entry.revision);
                let claim = Claim::new(stage, &self.me, &pending.op, LEASE, now);
                let op = pending.op.clone();
                if let Some(pending) = self.pending.get_mut(key) {
                    pending.after = Some(after);
                    pending.under_way = true;
                }
                vec![Do::Put {
                    key: key.to_owned(),
                    op,
                    bytes: claim.to_bytes(),
                    after,
                }]
            }
        }
    }

    fn decide(&self, key: &str, pending: &Pending, now: Millis) -> Decision {
        let entry = self.entries.get(key);
        let Some(claim) = entry.and_then(|entry| entry.claim.as_ref()) else {
            // What only a newer Handrail can read is left alone.
            return match (entry, pending.wish) {
                (Some(_), _) => Decision::Lost(None),
                (None, Wish::Claim | Wish::Take) => Decision::Write(Stage::Claimed),
                (None, Wish::Handle) => Decision::Write(Stage::Handled),
                (None, Wish::Release | Wish::Reopen) => Decision::Met,
            };
        };
        if claim.op == pending.op {
            return Decision::Met;
        }
        let lapsed = entry.is_some_and(|entry| self.has_lapsed(entry, now));
        let mine = claim.by == self.me;
        match (pending.wish, claim.stage) {
            (Wish::Claim | Wish::Take, Stage::Open) => Decision::Write(Stage::Claimed),
            (Wish::Claim | Wish::Take, Stage::Claimed) if lapsed => Decision::Write(Stage::Claimed),
            // Written once more, it stands in the way of what is still on its way to end it.
            (Wish::Claim | Wish::Take, Stage::Claimed) if mine && self.may_end(key, entry.map_or(0, |entry| entry.revision)) => {
                Decision::Write(Stage::Claimed)
            }
            (Wish::Claim | Wish::Take, Stage::Claimed) if mine => Decision::Met,
            (Wish::Take, Stage::Claimed) => Decision::Write(Stage::Claimed),
            (Wish::Claim | Wish::Take, _) => Decision::Lost(Some(claim.by.clone())),
            (Wish::Release, Stage::Claimed) if mine => Decision::Write(Stage::Open),
            (Wish::Handle, Stage::Open | Stage::Claimed) => Decision::Write(Stage::Handled),
            (Wish::Reopen, Stage::Handled) => Decision::Write(Stage::Open),
            (Wish::Release | Wish::Handle | Wish::Reopen, _) => Decision::Met,
        }
    }
}
