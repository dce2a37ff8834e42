//! Everything that the bench asks of our own search: where its functions change, this file does, and no other.

use std::time::{Duration, Instant};

use anyhow::Result;
use handrail::encoder::Encoder;
use handrail::knowledge::{Ask, Hit, Index, WIDTH};

use super::data::Document;
use super::sense::Vectors;
use crate::{encoder, shell, stage};

/// Our search over one set of articles.
pub(super) struct Ours {
    index: Index,
}

impl Ours {
    /// Builds the index; the time is that of the index by words.
    pub(super) fn new(documents: &[Document]) -> (Self, Duration) {
        let files: Vec<_> = documents.iter().map(Document::file).collect();
        let start = Instant::now();
        let (index, _) = Index::build("bench", "", &files, 0);
        (Self { index }, start.elapsed())
    }

    /// Has the index read by the encoder.
    pub(super) fn embed(&mut self, vectors: &mut Vectors) -> Result<()> {
        let texts = self.index.unread(usize::MAX);
        vectors.read(texts.iter().map(|(_, text)| text.as_str()))?;
        for (number, text) in &texts {
            if let Some(vector) = vectors.of(text).and_then(|vector| vector.try_into().ok()) {
                self.index.give(*number, vector);
            }
        }
        Ok(())
    }

    /// Fills the index with vectors that mean nothing: how long a query takes does not depend on them, and reading
    /// thousands of articles takes an hour.
    pub(super) fn fill(&mut self) {
        for (number, _) in self.index.unread(usize::MAX) {
            let vector = std::array::from_fn(|at| {
                let mixed = (number * WIDTH + at).wrapping_mul(2_654_435_761) % 2_001;
                mixed as f32 / 20_000.0 - 0.05
            });
            self.index.give(number, &vector);
        }
    }

    /// Whether sense is looked at.
    pub(super) fn has_sense(&self) -> bool {
        self.index.understands()
    }

    /// The best articles: by words alone without a vector, else by words and sense.
    pub(super) fn search(&self, query: &str, vector: Option<&[f32]>, top: usize) -> Vec<Hit> {
        self.find(query, vector, top, false)
    }

    /// What is shown unasked: by words alone without a vector, else by words and sense.
    pub(super) fn shown(&self, post: &str, vector: Option<&[f32]>) -> Option<Hit> {
        self.find(post, vector, 1, true).into_iter().next()
    }

    fn find(&self, post: &str, vector: Option<&[f32]>, top: usize, only_good: bool) -> Vec<Hit> {
        self.index.find(&Ask {
            post,
            vector: vector.and_then(|vector| vector.try_into().ok()),
            top,
            only_good,
            ..Ask::default()
        })
    }

    /// How many vectors a query is compared with.
    pub(super) fn vectors(&self) -> usize {
        self.index.read_by_encoder().0
    }

    /// The index as a file.
    pub(super) fn file(&self) -> Vec<u8> {
        self.index.to_bytes()
    }
}

/// Our encoder with what it has read before; none, with a word about it, where its file cannot be had.
pub(super) fn vectors() -> Result<Option<Vectors>> {
    let Some(base) = encoder::if_possible() else {
        return Ok(None);
    };
    let adapter = stage::read(&shell::root().join("src/encoder/adapter.bin"))?;
    let mut parts = vec![base.clone()];
    for source in stage::list(&shell::root().join("src/encoder"))? {
        if source.extension().is_some_and(|ending| ending == "rs") {
            parts.push(stage::read(&source)?);
        }
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let recipe = stage::fingerprint(&parts);
    let encoder = Encoder::from_bytes(&base, &adapter)?;
    Vectors::new(encoder, shell::target("bench/vectors.bin"), &recipe).map(Some)
}
