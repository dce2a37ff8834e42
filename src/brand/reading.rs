//! A post's text as the matcher reads it: folded words with single spaces between, and the way back.

use crate::span::Span;
use crate::text::fold::{Folded, fold};
use crate::text::token::is_ideographic;

/// Words of a text, folded.
pub(super) struct Reading<'a> {
    pub(super) source: &'a str,
    folded: Folded,
    /// The folded text; every run of characters that belong to no word is one space.
    pub(super) text: String,
    /// For each byte of `text`, the byte in the folded text.
    origin: Vec<usize>,
}

/// A word: its bytes in [`Reading::text`].
pub(super) type Word = (usize, usize);

impl<'a> Reading<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let folded = Folded::new(source);
        let mut text = String::with_capacity(source.len());
        let mut origin = Vec::with_capacity(source.len());
        for (at, c) in folded.text().char_indices() {
            let c = of_words(c);
            if c == ' ' && text.ends_with(' ') {
                continue;
            }
            text.push(c);
            origin.extend(at..at + c.len_utf8());
        }
        Self {
            source,
            folded,
            text,
            origin,
        }
    }

    /// The words, in order.
    pub(super) fn words(&self) -> Vec<Word> {
        let mut words = Vec::new();
        let mut start = 0;
        for word in self.text.split(' ') {
            if !word.is_empty() {
                words.push((start, start + word.len()));
            }
            start += word.len() + 1;
        }
        words
    }

    /// The letters of a word.
    pub(super) fn letters(&self, (start, end): Word) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where the bytes from `start` to `end` of the read text stand in the source.
    pub(super) fn source(&self, start: usize, end: usize) -> Span {
        let first = self.origin.get(start).copied().unwrap_or_default();
        let last = end.checked_sub(1).and_then(|last| self.origin.get(last));
        self.folded
            .source(Span::new(first, last.map_or(first, |last| last + 1)))
    }

    /// What stands in the source between two places of the read text.
    pub(super) fn between(&self, before: Word, after: Word) -> &'a str {
        let (before, after) = (
            self.source(before.0, before.1),
            self.source(after.0, after.1),
        );
        self.source.get(before.end..after.start).unwrap_or_default()
    }

    /// The word around the bytes from `start` to `end`: what stands of it before, and what after.
    pub(super) fn around(&self, start: usize, end: usize) -> (&str, &str) {
        let before = self.text.get(..start).unwrap_or_default();
        let after = self.text.get(end..).unwrap_or_default();
        let before = before.rsplit(' ').next().unwrap_or_default();
        (before, after.split(' ').next().unwrap_or_default())
    }

    /// Whether a hit starts and ends where words do. Scripts without spaces have no word ends: a hit that is itself
    /// such a word is whole.
    pub(super) fn is_whole(&self, start: usize, end: usize) -> bool {
        let inside = |c: char| c.is_alphanumeric() && !is_ideographic(c);
        let (before, after) = self.around(start, end);
        let parts = !before.chars().next_back().is_some_and(inside)
            && !after.chars().next().is_some_and(inside);
        parts || self.letters((start, end)).chars().all(is_ideographic)
    }
}

/// "Larkspur's" is "Larkspur" and an s: the apostrophe parts words. "+" and "&" belong to names ("O2+", "A&B").
fn of_words(c: char) -> char {
    if c.is_alphanumeric() || "&+".contains(c) {
        c
    } else {
        ' '
    }
}

/// A term of the profile as words.
pub(super) fn words(term: &str) -> String {
    let plain: String = fold(term).chars().map(of_words).collect();
    plain
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
