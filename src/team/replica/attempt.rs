//! What follows from a wish and what stands.

use super::{Do, LEASE, Replica, Wish};
use crate::post::Millis;
use crate::team::claim::{AgentId, Claim, Over, Stage};

/// See the module.
enum Decision {
    Met,
    Lost(Option<AgentId>),
    Write(Stage),
}

impl Replica {
    /// Writes what is wanted of a post, if nothing of it is under way.
    pub(super) fn attempt(&mut self, key: &str, now: Millis) -> Vec<Do> {
        let Some(pending) = self
            .pending
            .get(key)
            .filter(|pending| self.online && !pending.under_way)
        else {
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
                    over: None,
                };
                vec![lost, show]
            }
            Decision::Write(stage) => {
                let after = self.entries.get(key).map_or(0, |entry| entry.revision);
                let claim = Claim::new(stage, &self.me, &pending.op, LEASE, now)
                    .over(self.taken_over(key, pending.wish, now));
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

    /// Why, where a wish takes the post from a colleague who has it.
    fn taken_over(&self, key: &str, wish: Wish, now: Millis) -> Option<Over> {
        let Wish::Take(over) = wish else { return None };
        let (view, me) = (self.view(key, now), self.me.as_str());
        let theirs = view.stage == Stage::Claimed && view.by.is_some_and(|by| by != me);
        theirs.then_some(over)
    }

    fn decide(&self, key: &str, pending: &super::Pending, now: Millis) -> Decision {
        let entry = self.entries.get(key);
        let Some(claim) = entry.and_then(|entry| entry.claim.as_ref()) else {
            // What only a newer Handrail can read is left alone.
            return match (entry, pending.wish) {
                (Some(_), _) => Decision::Lost(None),
                (None, Wish::Claim | Wish::Take(_)) => Decision::Write(Stage::Claimed),
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
            (Wish::Claim | Wish::Take(_), Stage::Open) => Decision::Write(Stage::Claimed),
            (Wish::Claim | Wish::Take(_), Stage::Claimed) if lapsed => {
                Decision::Write(Stage::Claimed)
            }
            // Written once more, it stands in the way of what is still on its way to end it.
            (Wish::Claim | Wish::Take(_), Stage::Claimed)
                if mine && self.may_end(key, entry.map_or(0, |entry| entry.revision)) =>
            {
                Decision::Write(Stage::Claimed)
            }
            (Wish::Claim | Wish::Take(_), Stage::Claimed) if mine => Decision::Met,
            (Wish::Take(_), Stage::Claimed) => Decision::Write(Stage::Claimed),
            (Wish::Claim | Wish::Take(_), _) => Decision::Lost(Some(claim.by.clone())),
            (Wish::Release, Stage::Claimed) if mine => Decision::Write(Stage::Open),
            (Wish::Handle, Stage::Open | Stage::Claimed) => Decision::Write(Stage::Handled),
            (Wish::Reopen, Stage::Handled) => Decision::Write(Stage::Open),
            (Wish::Release | Wish::Handle | Wish::Reopen, _) => Decision::Met,
        }
    }
}
