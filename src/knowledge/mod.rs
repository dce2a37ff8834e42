//! The knowledge base: articles in, the passage that answers out.

use serde::{Deserialize, Serialize};

/// A file of an article source: its path within the source (with `/`), and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SourceFile {
    /// Such as `billing/refunds.md`.
    pub path: String,
    /// Markdown, optionally with front matter.
    pub text: String,
}

/// One article found, with the passage that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article's path in its source.
    pub article: String,
    /// Its title.
    pub title: String,
    /// Where customers can read it, if the source says so.
    pub url: Option<String>,
    /// When it was last changed, as its source wrote it.
    pub updated: Option<String>,
    /// The headings above the passage, outermost first.
    pub breadcrumb: Vec<String>,
    /// The passage, plain text.
    pub passage: String,
    /// The query's words in the passage.
    pub matches: Vec<crate::span::Span>,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// How much of the query's weight (by rarity) the article holds, 0 to 1; comparable between queries.
    pub coverage: f32,
}

/// A searchable knowledge base. Immutable: build a new one to change it.
#[derive(Clone, Debug, Default)]
pub struct Index {}

/// Why an index file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// Not an index at all.
    #[error("this is not a knowledge base; build one with `handrail kb build`")]
    Magic,
}

/// What the index says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Number of passages.
    pub passages: usize,
    /// Title and address of every article, in the source's order.
    pub articles: Vec<(String, Option<String>)>,
    /// Name of the source.
    pub source: String,
    /// When it was built, in milliseconds since 1970; 0 where nobody said.
    pub built: crate::post::Millis,
}

impl Index {
    /// Builds an index; files that are no articles are named in the problems and left out.
    #[must_use]
    pub fn build(
        _source: &str,
        _base_url: &str,
        _files: &[SourceFile],
        _now: crate::post::Millis,
    ) -> (Self, Vec<crate::problem::Problem>) {
        (Self {}, Vec::new())
    }

    /// The index as a file: the same articles give the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        Vec::new()
    }

    /// Reads an index file.
    ///
    /// # Errors
    /// When the file is of another kind, another version, cut short or changed.
    pub fn from_bytes(_bytes: &[u8]) -> Result<Self, IndexError> {
        Ok(Self {})
    }

    /// What is inside.
    #[must_use]
    pub fn contents(&self) -> Contents {
        Contents::default()
    }

    /// The best `top` articles for `query` (a post, or the agent's words), best first, each with its best passage.
    #[must_use]
    pub fn search(&self, _query: &str, _top: usize) -> Vec<Hit> {
        Vec::new()
    }

    /// As [`Index::search`], but only what is good enough to show an agent unasked (promise 5: nothing weak is shown).
    #[must_use]
    pub fn suggest(&self, _post: &str, _top: usize) -> Vec<Hit> {
        Vec::new()
    }
}
