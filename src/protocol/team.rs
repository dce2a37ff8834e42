//! What background and engine say to each other about the team's server.

use serde::{Deserialize, Serialize};

use crate::post::{Millis, PostKey};
use crate::team::{AgentId, Answer, Revision};

/// A value that the team's server holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct TeamEntry {
    /// The post.
    pub post: PostKey,
    /// How often the key was written.
    pub revision: Revision,
    /// [`crate::team::Claim::to_bytes`].
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Uint8Array"))]
    pub bytes: serde_bytes::ByteBuf,
}

/// What the background tells of the team's server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum TeamAsked {
    /// Who this browser's agent is. Nothing is heard of the server yet.
    Join {
        /// The agent.
        me: AgentId,
    },
    /// What colleagues are called now.
    Names {
        /// All of them.
        names: Vec<(AgentId, String)>,
    },
    /// The team is left: what is not agreed upon is given up, what happened stays.
    Leave,
    /// What the server holds, as it tells or as it was read.
    Heard {
        /// In the server's order.
        entries: Vec<TeamEntry>,
    },
    /// What was read of a post ([`TeamWork::Read`]).
    Read {
        /// What there is.
        entry: TeamEntry,
    },
    /// The server holds nothing of a post, as was read.
    Absent {
        /// The post.
        post: PostKey,
    },
    /// What became of a [`TeamWork::Put`].
    Written {
        /// Its post.
        post: PostKey,
        /// Its name.
        op: String,
        /// What was to be written.
        #[cfg_attr(target_arch = "wasm32", tsify(type = "Uint8Array"))]
        bytes: serde_bytes::ByteBuf,
        /// The server's answer.
        answer: Answer,
    },
    /// Everything that the server holds was told.
    Online,
    /// Nothing is heard any more.
    Offline,
    /// Some time has passed: claims of this agent are written again before they lapse.
    Renew,
}

/// What the background is to do at the team's server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum TeamWork {
    /// Write, if the key's revision is still this one, and say what became of it ([`TeamAsked::Written`]).
    Put {
        /// The post.
        post: PostKey,
        /// The writing's name.
        op: String,
        /// What.
        #[cfg_attr(target_arch = "wasm32", tsify(type = "Uint8Array"))]
        bytes: serde_bytes::ByteBuf,
        /// The revision; 0 where the key was never written.
        after: Revision,
    },
    /// Read, and say what is there ([`TeamAsked::Read`], [`TeamAsked::Absent`]).
    Read {
        /// The post.
        post: PostKey,
    },
}

/// Who sees to a post, as the team has agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Owner {
    /// The agent.
    pub agent: AgentId,
    /// What it is called; its id where the roster does not know it.
    pub name: String,
    /// Since when, by that agent's clock.
    pub at: Millis,
    /// Whether it is this browser's agent.
    pub mine: bool,
    /// Whether the team has agreed; else it is wanted only, and somebody else may come first.
    pub agreed: bool,
}

/// How the team stands, as far as the engine knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct TeamStands {
    /// This browser's agent; nobody where there is no team.
    pub me: Option<AgentId>,
    /// Whether all that the server holds is known.
    pub online: bool,
    /// How many wishes nobody has agreed to yet.
    pub waiting: usize,
    /// How many posts this agent sees to.
    pub mine: usize,
    /// How many posts colleagues see to.
    pub theirs: usize,
}
