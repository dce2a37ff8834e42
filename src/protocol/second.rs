//! What crosses the border for a second look at a post.

use serde::{Deserialize, Serialize};

use crate::post::PostKey;

/// A post whose verdict is uncertain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Uncertain {
    /// The post.
    pub post: PostKey,
    /// Its text.
    pub text: String,
}

/// What the sentence encoder said of a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Look {
    /// The post.
    pub post: PostKey,
    /// Log-odds in the order of the linear weights' outputs; none where it could not read the post.
    pub outputs: Vec<f32>,
}
