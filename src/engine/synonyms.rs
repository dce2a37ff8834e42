//! The lead's own synonyms.

use serde_bytes::ByteBuf;

use crate::engine::settings::any_fatal;
use crate::engine::{Engine, Outcome};
use crate::knowledge::check_synonyms;
use crate::protocol::{Effect, Response, StoredRecord};

impl Engine {
    /// These synonyms, and what is wrong with them.
    pub(super) fn synonyms(text: String, saved: bool) -> Response {
        let problems = check_synonyms(&text);
        Response::Synonyms {
            text,
            problems,
            saved,
        }
    }

    pub(super) fn save_synonyms(&mut self, text: String) -> Outcome {
        let response = Self::synonyms(text.clone(), true);
        if let Response::Synonyms { problems, .. } = &response
            && any_fatal(problems)
        {
            return Self::synonyms(text, false).into();
        }
        self.library.set_synonyms(text.clone());
        let put = Effect::Put {
            record: StoredRecord::Synonyms,
            bytes: Some(ByteBuf::from(text.into_bytes())),
        };
        Outcome {
            response,
            effects: vec![put, Effect::Again],
        }
    }
}
