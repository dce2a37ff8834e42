//! What a replica says of posts.

use super::{Entry, Replica, Wish};
use crate::post::{Millis, PostKey};
use crate::team::claim::{AgentId, Claim, Revision, Stage};

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

impl Replica {
    /// How a post is to be shown.
    #[must_use]
    pub fn view(&self, key: &str, now: Millis) -> View {
        let wanted = self.pending.get(key).map(|pending| match pending.wish {
            Wish::Claim | Wish::Take(_) => Stage::Claimed,
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
    pub(super) fn may_end(&self, key: &str, revision: Revision) -> bool {
        let ends = |wish| matches!(wish, Wish::Release | Wish::Handle | Wish::Reopen);
        let wanted = self
            .pending
            .get(key)
            .is_some_and(|pending| ends(pending.wish));
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

    /// A claim of this agent lapses at the end of its lease, counted from its sending; another's a tenth later, counted from
    /// when it was seen: whoever has it stops before anybody else begins.
    pub(super) fn has_lapsed(&self, entry: &Entry, now: Millis) -> bool {
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
}
