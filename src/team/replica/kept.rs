//! What of a replica outlives the browser's background: what is wanted, and what may still come to stand although nobody wants
//! it any more. What the server holds is heard anew.

use serde::{Deserialize, Serialize};

use super::{Pending, Replica, Wish};
use crate::post::PostKey;
use crate::team::claim::{AgentId, Revision};

/// See above.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The agent.
    pub me: AgentId,
    wanted: Vec<Wanted>,
    given_up: Vec<(PostKey, String, Revision)>,
}

/// What the agent wants with a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Wanted {
    post: PostKey,
    wish: Wish,
    op: String,
    /// The revision that it was written after, if it was sent.
    after: Option<Revision>,
}

impl Replica {
    /// What is to be kept, before anything is sent.
    #[must_use]
    pub fn kept(&self) -> Kept {
        let wanted = self.pending.iter().map(|(post, pending)| Wanted {
            post: post.clone(),
            wish: pending.wish,
            op: pending.op.clone(),
            after: pending.after,
        });
        let given_up = self.given_up.iter().flat_map(|(post, all)| {
            let all = all.iter();
            all.map(|(op, after)| (post.clone(), op.clone(), *after))
        });
        Kept {
            me: self.me.clone(),
            wanted: wanted.collect(),
            given_up: given_up.collect(),
        }
    }

    /// A replica that goes on with what was kept, and has heard nothing yet.
    #[must_use]
    pub fn restored(kept: Kept) -> Self {
        let mut replica = Self::new(&kept.me);
        for wanted in kept.wanted {
            let pending = Pending {
                wish: wanted.wish,
                op: wanted.op,
                after: wanted.after,
                under_way: false,
            };
            replica.pending.insert(wanted.post, pending);
        }
        for (post, op, after) in kept.given_up {
            replica.given_up.entry(post).or_default().push((op, after));
        }
        replica
    }
}
