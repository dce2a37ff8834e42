//! What is heard of the team's server, and what follows from it here.

use std::collections::BTreeSet;

use serde_bytes::ByteBuf;

use crate::desk::{Act, Event, colleagues_event};
use crate::engine::Engine;
use crate::post::{Millis, PostKey};
use crate::protocol::{Effect, Response, StoredRecord, TeamEntry, TeamWork};
use crate::team::{AgentId, Claim, Do, Over, Stage};

impl Engine {
    /// What the replica says is to be done, as effects.
    pub(super) fn done(&mut self, work: Vec<Do>, now: Millis) -> Vec<Effect> {
        let mut effects = Vec::new();
        for one in work {
            match one {
                Do::Put {
                    key,
                    op,
                    bytes,
                    after,
                } => effects.push(Effect::Team {
                    work: TeamWork::Put {
                        post: key,
                        op,
                        bytes: ByteBuf::from(bytes),
                        after,
                    },
                }),
                Do::Read { key } => effects.push(Effect::Team {
                    work: TeamWork::Read { post: key },
                }),
                Do::Show { key } => {
                    effects.extend(self.follow(&key, now));
                    effects.extend(self.tell_case(&key));
                }
                Do::Lost { key, to, over } => effects.extend(self.lost(&key, to, over, now)),
            }
        }
        effects
    }

    /// A post that this agent took, or wanted to, is a colleague's: it is no longer among this agent's.
    fn lost(
        &mut self,
        post: &str,
        to: Option<AgentId>,
        over: Option<Over>,
        now: Millis,
    ) -> Vec<Effect> {
        let by = to.unwrap_or_default();
        let mut effects = Vec::new();
        if let Some((event, _)) = self.desk.record(post).claimed {
            let at = self.desk.post_of(post, &event).cloned();
            effects.extend(self.keep_event(Event {
                id: colleagues_event(&by, &format!("lost-{event}")),
                post: at.unwrap_or_else(|| post.to_owned()),
                at: now,
                act: Act::Undone { event },
            }));
        }
        effects.push(Effect::Lost {
            post: post.to_owned(),
            to: (!by.is_empty()).then(|| self.team.name(&by)),
            over,
        });
        effects.extend(self.tell_case(post));
        effects
    }

    /// The events that must be at hand before this can be heard: those of cases that it changes.
    pub(super) fn lacks_heard(&self, entries: &[TeamEntry]) -> Option<Response> {
        let changes = entries.iter().filter(|entry| {
            let Ok(claim) = Claim::from_bytes(&entry.bytes) else {
                return false;
            };
            let record = self.desk.record(&entry.post);
            match claim.stage {
                Stage::Handled => record.handled.is_none(),
                Stage::Open => record.handled.is_some(),
                Stage::Claimed => record.claimed.is_some(),
            }
        });
        self.lacks_of(changes.map(|entry| &entry.post))
    }

    /// The events of these posts' cases that are not at hand.
    pub(super) fn lacks_of<'a>(
        &self,
        posts: impl Iterator<Item = &'a PostKey>,
    ) -> Option<Response> {
        let cases = posts.filter_map(|post| self.desk.case_members(post));
        let lacking: BTreeSet<String> = cases
            .flat_map(|(case, _)| self.desk.lacks_case(case))
            .collect();
        let records: Vec<StoredRecord> = lacking.into_iter().map(StoredRecord::Events).collect();
        (!records.is_empty()).then_some(Response::Need { records })
    }

    /// What a post's value at the server says happened is kept here as an event, once nothing else is wanted here. An agent's own
    /// counts too: it may be at work in two browsers.
    fn follow(&mut self, post: &PostKey, now: Millis) -> Option<Effect> {
        let replica = self.team.replica.as_ref()?;
        let claim = replica.claim(post)?.clone();
        let nobodys = claim.by.is_empty();
        if nobodys || replica.view(post, now).wanted.is_some() || self.cases.erased.contains(post) {
            return None;
        }
        let act = match (claim.stage, self.desk.record(post).handled) {
            (Stage::Handled, None) => Act::Handled,
            (Stage::Open, Some((event, _))) => Act::Undone { event },
            _ => return None,
        };
        let at = match &act {
            Act::Undone { event } => self.desk.post_of(post, event).cloned(),
            _ => None,
        };
        self.keep_event(Event {
            id: colleagues_event(&claim.by, &claim.op),
            post: at.unwrap_or_else(|| post.clone()),
            at: claim.at.min(now),
            act,
        })
    }

    /// Claims that have lapsed since it was last looked are shown as nobody's.
    pub(super) fn lapsed(&mut self, now: Millis) -> Vec<Effect> {
        let Some(replica) = &self.team.replica else {
            return Vec::new();
        };
        let held: BTreeSet<PostKey> = replica.held(now).map(|(post, _)| post.clone()).collect();
        let gone: Vec<PostKey> = self.team.held.difference(&held).cloned().collect();
        self.team.held = held;
        gone.iter().flat_map(|post| self.tell_case(post)).collect()
    }
}
