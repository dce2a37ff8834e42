//! What crosses the border for a second look at a post.

use serde::{Deserialize, Serialize};

use crate::post::PostKey;

/// A text to be read by the encoder: a post whose verdict is uncertain, or what is left of it without a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Uncertain {
    /// The post.
    pub post: PostKey,
    /// What is read.
    pub text: String,
    /// CRC-32 of the post's whole text: tabs may show one post cut off and whole.
    pub whole: u32,
    /// Whether a reason was cut out of it, to see if it was one.
    pub cut: bool,
}

/// What the sentence encoder said of a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Look {
    /// The post.
    pub post: PostKey,
    /// The text that was read, given back.
    pub text: String,
    /// Given back.
    pub whole: u32,
    /// Given back.
    pub cut: bool,
    /// Log-odds in the order of the linear weights' outputs; none where it could not read the post.
    pub outputs: Vec<f32>,
}
