//! Drafts of replies from template files: who is greeted, what it is about, which article is linked.
//!
//! A draft is only ever shown with every variable filled in; a template that lacks something is not offered.

mod draft;
mod issue;
mod name;
mod template;
pub mod way;

use serde::{Deserialize, Serialize};

pub use draft::{Occasion, Templates};
pub use name::first_name;

/// A template file as the lead edits it (front matter and body).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TemplateFile {
    /// Such as `fix-with-article.md`.
    pub path: String,
    /// Front matter (`name`, `when`) and body with `{{first_name}}`, `{{issue}}`, `{{article}}`, `{{link}}`, `{{brand}}`.
    /// Lines of `===` part several wordings of the same reply.
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
