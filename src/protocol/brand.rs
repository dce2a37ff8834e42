//! What is said about brands: how one was recognised, and nicknames that were seen.

use serde::{Deserialize, Serialize};

use crate::brand::{Also, By, Guise};

/// How the brand was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct MentionMark {
    /// By which kind of name.
    pub by: By,
    /// Where, if in the text.
    pub span: Option<[u32; 2]>,
    /// The words themselves (a handle where the post replies to the brand).
    pub words: String,
    /// The name that they were read as, where they are written otherwise.
    pub read_as: Option<String>,
    /// Why the brand is meant although its name is also something else.
    pub sense: Option<SenseMark>,
}

/// Why a name that is also something else was taken for the brand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SenseMark {
    /// What else it is.
    pub also: Also,
    /// The post's words that spoke for the brand; empty where it was how the name is written.
    pub words: String,
}

/// A nickname that was seen near complaints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct NicknameSeen {
    /// The brand's name.
    pub brand: String,
    /// As it would be added.
    pub form: String,
    /// How it is mangled.
    pub guise: Guise,
    /// In how many posts it was seen.
    pub count: u32,
    /// Beginnings of up to three of them.
    pub examples: Vec<String>,
}
