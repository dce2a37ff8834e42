//! Events: the agent's acts, append-only.

use serde::{Deserialize, Serialize};

use crate::post::{Millis, PostKey};
use crate::triage::Intent;

/// Something an agent did with a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Act {
    /// Nothing is left to do.
    Handled,
    /// The intent shown is wrong; it is this one.
    Corrected {
        /// What the agent says it is.
        intent: Intent,
    },
    /// An earlier event of the same post is taken back.
    Undone {
        /// That event's id.
        event: String,
    },
}

/// One act, kept for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Event {
    /// Made once where the act happens; sending the event twice changes nothing.
    pub id: String,
    /// The post.
    pub post: PostKey,
    /// When, by that browser's clock. Orders events; equal moments are ordered by id.
    pub at: Millis,
    /// What.
    pub act: Act,
}
