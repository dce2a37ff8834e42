//! The encoder, ready to read texts.

use super::adapter::Turns;
use super::file::{self, Base, FileError, WIDTH};
use super::model::Model;
use super::turn::Adapter;
use super::wordpiece::WordPiece;
use super::{PASSAGE, POST, prepare};
use crate::triage::weights::OUTPUTS;

/// Why there is no second look.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// A file cannot be used.
    #[error(transparent)]
    File(#[from] FileError),
    /// The adapter belongs to another encoder file.
    #[error(
        "the adapter was trained on another encoder file; train it with `cargo xtask train --encoder`"
    )]
    Stale,
}

/// The encoder, ready to read. Immutable.
#[derive(Debug)]
pub struct Encoder {
    words: WordPiece,
    model: Model,
    /// What triage adds; `None` where only meanings are asked for.
    adapter: Option<Adapter>,
}

impl Encoder {
    /// Reads an encoder file and the adapter that belongs to it.
    ///
    /// # Errors
    /// When a file is of another kind, another version, cut short or changed, or the two do not belong together.
    pub fn from_bytes(base: &[u8], adapter: &[u8]) -> Result<Self, EncoderError> {
        let read = Base::from_bytes(base)?;
        let turns = Turns::from_bytes(adapter)?;
        if Some(turns.base) != file::checksum(base) {
            return Err(EncoderError::Stale);
        }
        Ok(Self {
            words: WordPiece::new(&read.vocabulary),
            model: Model::new(read),
            adapter: Some(Adapter::new(&turns)),
        })
    }

    /// Reads an encoder file alone, for the published embeddings.
    ///
    /// # Errors
    /// When the file is of another kind, another version, cut short or changed.
    pub fn published(base: &[u8]) -> Result<Self, EncoderError> {
        let read = Base::from_bytes(base)?;
        Ok(Self {
            words: WordPiece::new(&read.vocabulary),
            model: Model::new(read),
            adapter: None,
        })
    }

    /// The published embedding of a text, of length 1; of a long one, of its beginning ([`PASSAGE`] pieces).
    #[must_use]
    pub fn embed(&self, text: &str) -> [f32; WIDTH] {
        let mean = self.model.mean(&self.words.numbers(text, PASSAGE), None);
        let length = mean.iter().map(|x| x * x).sum::<f32>().sqrt();
        mean.map(|x| x / length)
    }

    /// What a post wants: log-odds in the order of the linear weights' outputs; nothing without an adapter.
    #[must_use]
    pub fn judge(&self, post: &str) -> [f32; OUTPUTS] {
        let numbers = self.words.numbers(&prepare(post), POST);
        let outputs =
            |adapter: &Adapter| adapter.outputs(&self.model.mean(&numbers, Some(adapter)));
        self.adapter.as_ref().map_or([0.0; OUTPUTS], outputs)
    }
}
