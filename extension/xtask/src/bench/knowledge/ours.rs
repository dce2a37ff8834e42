//! Everything that the bench asks of our own search: where its functions change, this file does, and no other.

use std::time::{Duration, Instant};

use anyhow::Result;
use handrail::encoder::Encoder;
use handrail::knowledge::{Hit, Index};

use super::data::Document;
use super::sense::Vectors;
use crate::{encoder, shell, stage};

/// Our search over one set of articles, with the vectors of what will be asked, where there is an encoder.
pub(super) struct Ours<'a> {
    index: Index,
    asked: Option<&'a Vectors>,
}

impl<'a> Ours<'a> {
    pub(super) fn new(documents: &[Document], asked: Option<&'a Vectors>) -> (Self, Duration) {
        let files: Vec<_> = documents.iter().map(Document::file).collect();
        let start = Instant::now();
        let (index, _) = Index::build("bench", "", &files, 0);
        (Self { index, asked }, start.elapsed())
    }

    /// The best articles by words alone.
    pub(super) fn by_words(&self, query: &str, top: usize) -> Vec<Hit> {
        self.index.search(query, top)
    }

    /// The best articles by words and sense; none while the index has no vectors.
    pub(super) fn by_both(&self, _query: &str, _top: usize) -> Option<Vec<Hit>> {
        // Index::search_with(query, self.asked.and_then(|asked| asked.of(query)), top)
        None
    }

    /// What is shown unasked, by words alone.
    pub(super) fn shown_by_words(&self, post: &str) -> Option<Hit> {
        self.index.suggest(post, 1).into_iter().next()
    }

    /// What is shown unasked, by words and sense; none while the index has no vectors.
    pub(super) fn shown_by_both(&self, _post: &str) -> Option<Option<Hit>> {
        // Index::suggest_with(post, self.asked.and_then(|asked| asked.of(post)), 1)
        None
    }

    /// Whether sense is looked at: there is an encoder, and the index takes vectors.
    pub(super) fn has_sense(&self) -> bool {
        self.asked.is_some() && self.by_both("", 1).is_some()
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

/// The encoder; none, with a word about it, where its file cannot be had.
pub(super) fn encoder() -> Result<Option<Encoder>> {
    let Some(base) = encoder::if_possible() else {
        return Ok(None);
    };
    let adapter = stage::read(&shell::root().join("src/encoder/adapter.bin"))?;
    Ok(Some(Encoder::from_bytes(&base, &adapter)?))
}
