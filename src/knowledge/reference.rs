//! How an article is named outside its knowledge base.

use serde::{Deserialize, Serialize};

use super::Index;

/// Names an article: its knowledge base, and what its translations have in common there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ArticleRef {
    /// The knowledge base's id.
    pub base: String,
    /// The article's group there.
    pub group: String,
}

impl Index {
    /// Title and address of an article.
    #[must_use]
    pub fn titled(&self, group: &str) -> Option<(String, Option<String>)> {
        let mut all = (0..self.compiled.articles()).filter_map(|at| self.compiled.names(at));
        let names = all.find(|names| names.group == group)?;
        Some((names.title.to_owned(), names.url.map(str::to_owned)))
    }
}
