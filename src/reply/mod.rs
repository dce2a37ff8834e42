//! Playbooks: replies that say when they fit, what they ask the agent, and how they are said; drafts made of them.
//!
//! A playbook is a file (`playbook`): a head of conditions and questions, and a body in several wordings (`body`), which
//! may take in shared pieces (`include`). For an occasion the playbooks that fit are ranked (`rank`; by words: `like`,
//! by what the sentence encoder makes of them: `meaning`), or found by what an agent types (`find`). A draft is only ever shown with every variable filled in (`occasion`); what the
//! agent is asked is filled in by [`fill`].

mod ask;
mod body;
mod built_in;
pub mod check;
pub mod claim;
mod date;
mod draft;
mod fill;
mod find;
mod include;
mod issue;
pub mod length;
mod like;
mod meaning;
mod name;
mod occasion;
mod own;
mod phrase;
mod playbook;
pub mod promise;
mod rank;
pub mod rewrite;
mod sentence;
mod settings;
mod templates;
#[cfg(test)]
mod tests;
mod tier;
pub mod way;

use serde::{Deserialize, Serialize};

pub use ask::{Field, FieldKind};
pub use draft::{Draft, Piece};
pub use fill::{Answers, Fault, Unanswered, fill, preview};
pub use name::first_name;
pub use occasion::{HandOffs, Occasion};
pub use playbook::Tone;
pub use settings::ReplySettings;
pub use templates::Templates;
pub use tier::Tiers;

/// A playbook's file as it is edited (front matter and body).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TemplateFile {
    /// Such as `fix-with-article.md`.
    pub path: String,
    /// Front matter and body, as `README.md` beside the built-in files describes them.
    pub text: String,
    /// The agent's own, kept in this browser and nowhere else; not the team's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
}
