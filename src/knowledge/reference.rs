//! How an article is named outside its knowledge base.

use serde::{Deserialize, Serialize};

/// Names an article: its knowledge base, and what its translations have in common there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ArticleRef {
    /// The knowledge base's id.
    pub base: String,
    /// The article's group there.
    pub group: String,
}
