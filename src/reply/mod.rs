//! Drafts of replies from templates.

use serde::{Deserialize, Serialize};

/// A template file as the lead edits it (front matter and body).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TemplateFile {
    /// Such as `fix-with-article.md`.
    pub path: String,
    /// Front matter (`name`, `when`) and body with `{{first_name}}`, `{{issue}}`, `{{article}}`, `{{link}}`, `{{brand}}`.
    pub text: String,
}

/// A reply ready for the agent to read, change and send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Draft {
    /// The template's path.
    pub template: String,
    /// The template's name, shown above the draft.
    pub name: String,
    /// The text, nothing left to fill in.
    pub text: String,
}

/// A team's templates, checked and ready.
#[derive(Clone, Debug, Default)]
pub struct Templates {}

/// What a draft is about.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// Who wrote the post.
    pub author: &'a crate::post::Author,
    /// The post's text.
    pub text: &'a str,
    /// What it wants.
    pub intent: crate::triage::Intent,
    /// The brand's name.
    pub brand: &'a str,
    /// The best article, if one is good enough: title and address.
    pub article: Option<(&'a str, Option<&'a str>)>,
    /// Varies the wording, so that no two customers in a row read the same: the post's number, say.
    pub seed: u64,
}

impl Templates {
    /// The templates that come with Handrail.
    #[must_use]
    pub fn built_in() -> Vec<TemplateFile> {
        Vec::new()
    }

    /// Compiles templates; those with fatal problems are left out.
    #[must_use]
    pub fn new(_files: &[TemplateFile]) -> (Self, Vec<crate::problem::Problem>) {
        (Self {}, Vec::new())
    }

    /// At most three drafts, the best first. None holds an unfilled variable.
    #[must_use]
    pub fn drafts(&self, _occasion: &Occasion<'_>) -> Vec<Draft> {
        Vec::new()
    }

    /// What each template would say to an invented customer.
    #[must_use]
    pub fn previews(&self) -> Vec<Draft> {
        Vec::new()
    }
}
