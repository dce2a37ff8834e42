//! Everything that the bench asks of our own search: where its functions change, this file does, and no other.

use std::time::{Duration, Instant};

use anyhow::Result;
use handrail::encoder::Encoder;
use handrail::knowledge::{Hit, Index};

use super::data::Document;
use super::sense::Vectors;
use crate::{encoder, shell, stage};

/// Our search over one set of articles.
pub(super) struct Ours {
    index: Index,
    /// Whether the index holds vectors.
    sense: bool,
}

impl Ours {
    /// Builds the index; the time is that of the index by words.
    pub(super) fn new(documents: &[Document]) -> (Self, Duration) {
        let files: Vec<_> = documents.iter().map(Document::file).collect();
        let start = Instant::now();
        let (index, _) = Index::build("bench", "", &files, 0);
        let sense = false;
        (Self { index, sense }, start.elapsed())
    }

    /// Gives the index its vectors, once it takes any: `embed_with` a function that notes the texts, then
    /// [`Vectors::read`] these on all cores, then `embed_with` what is known.
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "what will be needed"
    )]
    pub(super) fn embed(&mut self, _vectors: &mut Vectors) -> Result<()> {
        Ok(())
    }

    /// Whether sense is looked at.
    pub(super) fn has_sense(&self) -> bool {
        self.sense
    }

    /// The best articles: by words alone without a vector, else by words and sense.
    pub(super) fn search(&self, query: &str, _vector: Option<&[f32]>, top: usize) -> Vec<Hit> {
        self.index.search(query, top)
    }

    /// What is shown unasked: by words alone without a vector, else by words and sense.
    pub(super) fn shown(&self, post: &str, _vector: Option<&[f32]>) -> Option<Hit> {
        self.index.suggest(post, 1).into_iter().next()
    }

    /// How many vectors a query is compared with.
    pub(super) fn vectors(&self) -> usize {
        self.index.contents().articles.len()
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
