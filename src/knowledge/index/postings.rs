//! Where a term occurs: in which articles' titles, headings and keywords, and in which passages.
//!
//! Ids are kept as steps from the one before, numbers in as few bytes as they need.

use super::file::{Bytes, narrow, put_number};

/// How often a term is in the short fields of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(crate) title: u8,
    pub(crate) headings: u8,
    pub(crate) keywords: u8,
}

impl Fields {
    const fn packed(self) -> u8 {
        min(self.title, 7) | min(self.headings, 7) << 3 | min(self.keywords, 3) << 6
    }

    const fn unpacked(byte: u8) -> Self {
        Self {
            title: byte & 7,
            headings: byte >> 3 & 7,
            keywords: byte >> 6,
        }
    }
}

const fn min(a: u8, b: u8) -> u8 {
    if a < b { a } else { b }
}

/// The postings of one term under construction. Ids come in rising order.
#[derive(Debug, Default)]
pub(super) struct Postings {
    articles: Vec<u8>,
    article_count: u32,
    next_article: u32,
    passages: Vec<u8>,
    next_passage: u32,
}

impl Postings {
    pub(super) fn add_fields(&mut self, article: u32, fields: Fields) {
        put_number(&mut self.articles, article - self.next_article);
        self.articles.push(fields.packed());
        self.article_count += 1;
        self.next_article = article + 1;
    }

    pub(super) fn add_passage(&mut self, passage: u32, count: u32) {
        let step = (passage - self.next_passage) << 1;
        if count == 1 {
            put_number(&mut self.passages, step);
        } else {
            put_number(&mut self.passages, step | 1);
            put_number(&mut self.passages, count);
        }
        self.next_passage = passage + 1;
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        put_number(out, self.article_count);
        out.extend(&self.articles);
        out.extend(&self.passages);
    }
}

/// Reads postings: first `fields(article, …)` for each article, then `passage(passage, count)` for each passage.
/// Stops where the bytes make no sense.
pub(super) fn read(
    bytes: &[u8],
    mut fields: impl FnMut(u32, Fields),
    mut passage: impl FnMut(u32, u32),
) -> Option<()> {
    let mut bytes = Bytes(bytes);
    let articles = bytes.number()?;
    let mut next = 0_u32;
    for _ in 0..articles {
        let article = next.checked_add(bytes.number()?)?;
        fields(article, Fields::unpacked(bytes.byte()?));
        next = article.checked_add(1)?;
    }
    let mut next = 0_u32;
    while !bytes.0.is_empty() {
        let step = bytes.number()?;
        let at = next.checked_add(step >> 1)?;
        let count = if step & 1 == 0 { 1 } else { bytes.number()? };
        passage(at, count);
        next = at.checked_add(1)?;
    }
    Some(())
}

/// Counts equal numbers: `[3, 1, 3]` is `[(1, 1), (3, 2)]`.
pub(super) fn counted(mut terms: Vec<u32>) -> Vec<(u32, u32)> {
    terms.sort_unstable();
    terms
        .chunk_by(|a, b| a == b)
        .filter_map(|run| Some((*run.first()?, narrow(run.len()))))
        .collect()
}
