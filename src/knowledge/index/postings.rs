//! Where a term occurs: in which articles, and what it says there.
//!
//! Ids are kept as steps from the one before, numbers in as few bytes as they need.

use super::file::{Bytes, put_number};

/// The postings of one term under construction. Articles come in rising order.
#[derive(Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    count: u32,
    next: u32,
}

impl Postings {
    /// Adds an article, with the term's gain there ([`super::gain`]).
    pub(super) fn add(&mut self, article: u32, gain: u8) {
        put_number(&mut self.bytes, article - self.next);
        self.bytes.push(gain);
        self.count += 1;
        self.next = article + 1;
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        put_number(out, self.count);
        out.extend(&self.bytes);
    }
}

/// How many articles have the term.
pub(super) fn count(bytes: &[u8]) -> u32 {
    Bytes(bytes).number().unwrap_or_default()
}

/// Reads postings: `each(article, gain)`. Stops where the bytes make no sense.
pub(super) fn read(bytes: &[u8], mut each: impl FnMut(u32, u8)) -> Option<()> {
    let mut bytes = Bytes(bytes);
    let mut next = 0_u32;
    for _ in 0..bytes.number()? {
        let article = next.checked_add(bytes.number()?)?;
        each(article, bytes.byte()?);
        next = article.checked_add(1)?;
    }
    Some(())
}
