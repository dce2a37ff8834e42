//! What is said about help articles.

use serde::{Deserialize, Serialize};

use crate::protocol::{ArticleRef, Standing};

/// An article to link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// The article.
    pub article: ArticleRef,
    /// Title.
    pub title: String,
    /// Where customers can read it.
    pub url: Option<String>,
    /// The same with the lead's campaign parameters, as it is sent to customers.
    pub link: Option<String>,
    /// Its language; empty where nobody says.
    pub lang: String,
    /// Whether the customer writes in another language, and the article is not there in it.
    pub other_language: bool,
    /// The knowledge base's name, where there are several.
    pub source: Option<String>,
    /// What the team and the web say of it.
    pub standing: Standing,
    /// When it was changed last, as its source wrote it.
    pub updated: Option<String>,
    /// Headings above the passage.
    pub breadcrumb: Vec<String>,
    /// The passage that answers.
    pub passage: String,
    /// The query's words in the passage, in UTF-16 code units.
    pub matches: Vec<[u32; 2]>,
}
