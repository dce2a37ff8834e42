//! What is said about corrections and what they teach.

use serde::{Deserialize, Serialize};

use crate::desk::Correction;
use crate::post::Millis;
use crate::site::RawPost;

/// A post as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Seen {
    /// The site's short name.
    pub site: String,
    /// The post.
    pub post: RawPost,
    /// The brand that it was marked for: a reply may mean it without a word of its own.
    pub brand: String,
}

/// The corrections that were made about a brand and stand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Lessons {
    /// How many there are.
    pub count: usize,
    /// How many of them were made with another version of learning: they hold for their posts and teach nothing.
    pub stale: usize,
    /// How many others no longer teach because so many newer ones do.
    pub beyond: usize,
    /// The event that forgot those before it (to undo it), and when.
    pub forgotten: Option<(String, Millis)>,
    /// The newest of them, the newest first.
    pub newest: Vec<Correction>,
}
