//! What is wrong with something that a person gave us, where, and what to do about it.
//!
//! Profiles, templates, articles and imports are checked into a list of these: the rest goes on.

use serde::{Deserialize, Serialize};

/// One fault in a profile, template, article, archive or message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Stable name of the kind of fault, such as `brand.name.empty`; the key of its words in `_locales`.
    pub code: String,
    /// Where: a field (`brands[1].handles[0]`), or a file and line (`faq/router.md:3`).
    pub path: String,
    /// What is wrong and what to do, in English, as one or two sentences.
    pub message: String,
    /// Whether the thing cannot be used at all because of this.
    pub fatal: bool,
}

impl Problem {
    /// A fault that makes the thing at `path` unusable.
    #[must_use]
    pub fn error(code: &str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            path: path.into(),
            message: message.into(),
            fatal: true,
        }
    }

    /// A fault that is worth knowing, while the thing at `path` still works.
    #[must_use]
    pub fn warning(code: &str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            fatal: false,
            ..Self::error(code, path, message)
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}
