//! The team: what this agent does is wished for at its server, what colleagues do is kept here as if it had happened here.

mod heard;
mod shift;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::desk::{Act, Event, by_colleague};
use crate::engine::settings::put;
use crate::engine::store::json;
use crate::engine::{Engine, Outcome};
use crate::post::{Millis, PostKey};
use crate::protocol::{
    Effect, Failure, Owner, Response, StoredRecord, TeamAsked, TeamEntry, TeamStands,
};
use crate::team::{self, AgentId, Replica, Stage, Wish};

/// See above.
#[derive(Debug, Default)]
pub(super) struct Team {
    /// Nothing where there is no team.
    replica: Option<Replica>,
    names: BTreeMap<AgentId, String>,
    /// What events that were just kept want of the team.
    wished: Vec<(PostKey, Wish, String)>,
    /// What is kept of it.
    kept: Kept,
    /// Whose views have lapsed is looked at from time to time: those that were held when it was last looked.
    held: BTreeSet<PostKey>,
    /// The moment of the request that is being handled.
    now: Millis,
}

/// What is kept of the team: what of the replica outlives the background, and what colleagues are called.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    replica: team::Kept,
    names: BTreeMap<AgentId, String>,
}

/// What was known of a post before something happened.
type Before = Vec<(PostKey, bool, bool)>;

impl Team {
    /// Takes what was kept.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn load(
        &mut self,
        record: &StoredRecord,
        bytes: Option<&[u8]>,
    ) -> Result<(), Failure> {
        let kept: Kept = json(record, bytes)?;
        *self = Self::default();
        if !kept.replica.me.is_empty() {
            self.replica = Some(Replica::restored(kept.replica.clone()));
            self.names.clone_from(&kept.names);
            self.kept = kept;
        }
        Ok(())
    }

    /// Writes down what is other than it was.
    fn keep(&mut self) -> Option<Effect> {
        let kept = Kept {
            replica: self.replica.as_ref().map(Replica::kept).unwrap_or_default(),
            names: self.names.clone(),
        };
        if kept == self.kept {
            return None;
        }
        self.kept = kept;
        Some(match &self.replica {
            Some(_) => put(StoredRecord::Team, &self.kept),
            None => Effect::Put {
                record: StoredRecord::Team,
                bytes: None,
            },
        })
    }

    fn name(&self, agent: &str) -> String {
        self.names
            .get(agent)
            .map_or(agent, String::as_str)
            .to_owned()
    }

    /// What a colleague is called whose event this is.
    pub(super) fn whose(&self, event: &str) -> Option<String> {
        by_colleague(event).map(|agent| self.name(agent))
    }

    /// A request is handled at this moment.
    pub(super) const fn at(&mut self, now: Millis) {
        self.now = now;
    }

    /// Who sees to a post.
    fn owner(&self, post: &str) -> Option<Owner> {
        let replica = self.replica.as_ref()?;
        let now = self.now;
        let view = replica.view(post, now);
        let me = replica.me();
        let owner = |agent: &str, at, agreed| Owner {
            agent: agent.to_owned(),
            name: self.name(agent),
            at,
            mine: agent == me,
            agreed,
        };
        match view.by {
            Some(by) if view.stage == Stage::Claimed && by != me => Some(owner(&by, view.at, true)),
            Some(_) if view.stage == Stage::Claimed && view.wanted.is_none() => {
                Some(owner(me, view.at, replica.is_mine(post, now)))
            }
            _ if view.wanted == Some(Stage::Claimed) => Some(owner(me, view.at, false)),
            _ => None,
        }
    }
}

impl Engine {
    /// Who sees to a post, or to another of its case: one customer has one agent.
    pub(super) fn owner(&self, post: &str) -> Option<Owner> {
        self.team.replica.as_ref()?;
        self.team.owner(post).or_else(|| {
            let (_, posts) = self.desk.case_members(post)?;
            let mut owners = posts.filter_map(|other| self.team.owner(other));
            owners.find(|owner| !owner.mine)
        })
    }

    /// Whether there is a team.
    pub(super) const fn has_team(&self) -> bool {
        self.team.replica.is_some()
    }

    /// Who sees to which case: the colleague where there is one, since one customer has one agent.
    pub(super) fn case_owners(&self) -> BTreeMap<PostKey, Owner> {
        let mut owners = BTreeMap::new();
        let Some(replica) = &self.team.replica else {
            return owners;
        };
        let held = replica.held(self.team.now).map(|(post, _)| post);
        let wanted = replica.wishes().map(|(post, ..)| post);
        for post in held.chain(wanted) {
            let Some((case, owner)) = self
                .desk
                .case_members(post)
                .map(|(case, _)| case)
                .zip(self.team.owner(post))
            else {
                continue;
            };
            let known: &mut Owner = owners.entry(case.clone()).or_insert_with(|| owner.clone());
            if known.mine && !owner.mine {
                *known = owner;
            }
        }
        owners
    }

    /// What colleagues are called of whom something is in a history.
    pub(super) fn named_in(&self, history: &[Event]) -> Vec<(AgentId, String)> {
        let agents: BTreeSet<&str> = history
            .iter()
            .filter_map(|event| by_colleague(&event.id))
            .collect();
        let named = agents.into_iter();
        named
            .map(|agent| (agent.to_owned(), self.team.name(agent)))
            .collect()
    }

    /// What is known of the posts of a case before an event changes it; nothing where there is no team to be told.
    pub(super) fn before(&self, post: &str) -> Before {
        if self.team.replica.is_none() {
            return Before::new();
        }
        let members = self.desk.case_members(post);
        let others = members.into_iter().flat_map(|(_, posts)| posts);
        let posts: BTreeSet<&str> = others.map(String::as_str).chain([post]).collect();
        posts
            .into_iter()
            .map(|post| {
                let record = self.desk.record(post);
                (
                    post.to_owned(),
                    record.claimed.is_some(),
                    record.handled.is_some(),
                )
            })
            .collect()
    }

    /// What an event of this agent has changed is wished for at the team's server.
    pub(super) fn wished_by(&mut self, event: &Event, before: Before) {
        if self.team.replica.is_none() || by_colleague(&event.id).is_some() {
            return;
        }
        let known: BTreeMap<PostKey, (bool, bool)> = before
            .into_iter()
            .map(|(post, claimed, handled)| (post, (claimed, handled)))
            .collect();
        for (post, claimed, handled) in self.before(&event.post) {
            let (was_claimed, was_handled) = known.get(&post).copied().unwrap_or_default();
            let wish = match (was_claimed, claimed, was_handled, handled) {
                (_, _, false, true) => Wish::Handle,
                (_, _, true, false) => Wish::Reopen,
                (false, true, _, false) => match event.act {
                    Act::TakenOver { why } => Wish::Take(why),
                    _ => Wish::Claim,
                },
                (true, false, _, false) => Wish::Release,
                _ => continue,
            };
            self.team.wished.push((post, wish, event.id.clone()));
        }
    }

    /// What was wished for since the last request, for the background to do.
    pub(super) fn wishes_due(&mut self) -> Vec<Effect> {
        let now = self.team.now;
        let wished = std::mem::take(&mut self.team.wished);
        let mut work = Vec::new();
        if let Some(replica) = self.team.replica.as_mut() {
            for (post, wish, op) in wished {
                work.extend(replica.wish(&post, wish, &op, now));
            }
        }
        let mut effects = self.done(work, now);
        effects.extend(self.team.keep());
        effects
    }

    /// What the background tells of the team's server.
    pub(super) fn team_asked(&mut self, asked: TeamAsked, now: Millis) -> Outcome {
        let mut effects = Vec::new();
        let mut work = Vec::new();
        match asked {
            TeamAsked::Join { me } => self.join(&me),
            TeamAsked::Names { names } => {
                self.team.names = names.into_iter().collect();
                effects.push(Effect::Again);
            }
            TeamAsked::Leave => {
                self.team = Team {
                    kept: std::mem::take(&mut self.team.kept),
                    ..Team::default()
                };
                effects.push(Effect::Again);
            }
            TeamAsked::Heard { entries } => {
                if let Some(need) = self.lacks_heard(&entries) {
                    return need.into();
                }
                if let Some(replica) = self.team.replica.as_mut() {
                    for TeamEntry {
                        post,
                        revision,
                        bytes,
                    } in entries
                    {
                        work.extend(replica.entry(&post, revision, &bytes, now));
                    }
                }
            }
            TeamAsked::Written {
                post,
                op,
                bytes,
                answer,
            } => {
                if let Some(need) = self.lacks_of(std::iter::once(&post)) {
                    return need.into();
                }
                if let Some(replica) = self.team.replica.as_mut() {
                    work = replica.answered(&post, &op, &bytes, answer, now);
                }
            }
            TeamAsked::Read { entry } => {
                if let Some(need) = self.lacks_heard(std::slice::from_ref(&entry)) {
                    return need.into();
                }
                if let Some(replica) = self.team.replica.as_mut() {
                    let found = Some((entry.revision, entry.bytes.as_slice()));
                    work = replica.read(&entry.post, found, now);
                }
            }
            TeamAsked::Absent { post } => {
                let replica = self.team.replica.as_mut();
                work = replica.map_or_else(Vec::new, |replica| replica.read(&post, None, now));
            }
            TeamAsked::Online => {
                let wished = self.team.replica.iter().flat_map(Replica::wishes);
                if let Some(need) = self.lacks_of(wished.map(|(post, ..)| post)) {
                    return need.into();
                }
                let replica = self.team.replica.as_mut();
                work = replica.map_or_else(Vec::new, |replica| replica.online(now));
                effects.push(Effect::Again);
            }
            TeamAsked::Offline => {
                if let Some(replica) = self.team.replica.as_mut() {
                    replica.offline();
                }
            }
            TeamAsked::Renew => {
                let replica = self.team.replica.as_mut();
                work = replica.map_or_else(Vec::new, |replica| replica.renew(now));
                effects.extend(self.lapsed(now));
            }
        }
        effects.extend(self.done(work, now));
        Outcome {
            response: Response::Team {
                team: self.team_stands(now),
            },
            effects,
        }
    }

    fn join(&mut self, me: &str) {
        // The same agent goes on with what was wished for.
        if self
            .team
            .replica
            .as_ref()
            .is_none_or(|replica| replica.me() != me)
        {
            self.team = Team {
                replica: Some(Replica::new(me)),
                kept: std::mem::take(&mut self.team.kept),
                now: self.team.now,
                ..Team::default()
            };
        }
    }

    fn team_stands(&self, now: Millis) -> TeamStands {
        let Some(replica) = &self.team.replica else {
            return TeamStands::default();
        };
        let (mine, theirs): (Vec<_>, Vec<_>) =
            replica.held(now).partition(|(_, by)| *by == replica.me());
        TeamStands {
            me: Some(replica.me().to_owned()),
            online: replica.is_online(),
            waiting: replica.wishes().count(),
            mine: mine.len(),
            theirs: theirs.len(),
        }
    }
}
