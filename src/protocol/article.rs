//! What is said about help articles.

use serde::{Deserialize, Serialize};

use crate::post::Millis;

/// An article to link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Suggestion {
    /// Path in its source.
    pub article: String,
    /// Title.
    pub title: String,
    /// Where customers can read it.
    pub url: Option<String>,
    /// When it was changed last, as its source wrote it.
    pub updated: Option<String>,
    /// Headings above the passage.
    pub breadcrumb: Vec<String>,
    /// The passage that answers.
    pub passage: String,
    /// The query's words in the passage, in UTF-16 code units.
    pub matches: Vec<[u32; 2]>,
}

/// How the knowledge base stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Library {
    /// What the source is called.
    pub source: String,
    /// When it was imported.
    pub imported: Millis,
    /// Number of articles.
    pub articles: usize,
    /// Number of passages.
    pub passages: usize,
    /// Size of the index in bytes.
    pub bytes: usize,
    /// Titles and addresses, in the source's order, for the list in the options.
    pub titles: Vec<(String, Option<String>)>,
}
