//! A reply as an agent is offered it.

use serde::{Deserialize, Serialize};

use crate::reply::Field;

/// A reply for the agent to read, change and send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Draft {
    /// The playbook's path.
    pub template: String,
    /// The playbook's name, shown above the draft.
    pub name: String,
    /// Which of its wordings this is, from 0.
    pub wording: usize,
    /// The text, nothing left to fill in; where something is asked, what it would be, with the questions' labels in
    /// square brackets. What is put into a composer then is made by [`fill`](crate::reply::fill).
    pub text: String,
    /// What the agent is asked first.
    pub fields: Vec<Field>,
    /// What the text is made of, where something is asked; else empty.
    pub pieces: Vec<Piece>,
    /// The language that it is written in; empty where its file does not say.
    pub lang: String,
    /// Whether that is another language than the customer's.
    pub other_language: bool,
    /// Whether it is the agent's own, not the team's.
    pub personal: bool,
}

/// A piece of a draft that asks something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Piece {
    /// Words of the file.
    Text {
        /// As they stand there.
        text: String,
    },
    /// What took a variable's place: only ever text, whatever is in it.
    Value {
        /// It.
        text: String,
    },
    /// Something was left out here.
    Gap {
        /// Whether the space and comma before it go too: `Hi {{first_name}},` is "Hi,".
        name: bool,
    },
    /// What the agent answers.
    Ask {
        /// The field's name.
        field: String,
        /// What is said without an answer.
        otherwise: Option<String>,
    },
    /// Left out where something in it is not answered.
    Optional {
        /// What is in it.
        pieces: Vec<Piece>,
    },
}
