//! Places in a text: byte spans inside, and the only place that knows how others count.
//!
//! ```
//! use handrail::span::Span;
//! let text = "👍 ok";
//! let ok = Span::new(5, 7);
//! assert_eq!(ok.slice(text), "ok");
//! assert_eq!(ok.to_chars(text), [2, 4]); // Unicode scalar values, for the command line
//! assert_eq!(ok.to_utf16(text), [3, 5]); // UTF-16 code units, for the page
//! ```

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a text, `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`; swapped when given the wrong way round.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        if start <= end {
            Self { start, end }
        } else {
            Self {
                start: end,
                end: start,
            }
        }
    }

    /// The text under the span; empty where the span does not fit the text.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is covered.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same place counted in Unicode scalar values.
    #[must_use]
    pub fn to_chars(self, text: &str) -> [usize; 2] {
        [self.start, self.end].map(|byte| prefix(text, byte).chars().count())
    }

    /// The same place counted in UTF-16 code units, as the page's text nodes count.
    #[must_use]
    pub fn to_utf16(self, text: &str) -> [u32; 2] {
        [self.start, self.end].map(|byte| {
            u32::try_from(prefix(text, byte).encode_utf16().count()).unwrap_or(u32::MAX)
        })
    }
}

/// Cuts a text at spans that count UTF-16 code units, for showing them: each part with the index of the first span
/// that covers it. Spans may overlap, stand in any order, and not fit.
///
/// ```
/// let parts = handrail::span::split_utf16("👍 still down", &[[3, 8]]);
/// assert_eq!(parts, [("👍 ", None), ("still", Some(0)), (" down", None)]);
/// ```
#[must_use]
pub fn split_utf16<'a>(text: &'a str, spans: &[[u32; 2]]) -> Vec<(&'a str, Option<usize>)> {
    let mut parts: Vec<(&str, Option<usize>)> = Vec::new();
    let (mut unit, mut start, mut under) = (0, 0, None);
    for (byte, c) in text.char_indices() {
        let covered = spans
            .iter()
            .position(|&[from, to]| from <= unit && unit < to);
        if covered != under {
            parts.push((text.get(start..byte).unwrap_or_default(), under));
            (start, under) = (byte, covered);
        }
        unit += if c.len_utf16() == 2 { 2 } else { 1 };
    }
    parts.push((text.get(start..).unwrap_or_default(), under));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// The text before `byte`, moved down to a character boundary and into the text.
fn prefix(text: &str, byte: usize) -> &str {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_span_that_does_not_fit_is_empty_and_not_a_crash() {
        assert_eq!(Span::new(1, 99).slice("abc"), "");
        assert_eq!(Span::new(1, 2).slice("é"), "");
        assert_eq!(Span::new(1, 99).to_chars("é"), [0, 1]);
    }

    #[test]
    fn spans_that_overlap_or_do_not_fit_lose_no_text() {
        assert_eq!(
            split_utf16("abcd", &[[1, 3], [2, 99]]),
            [("a", None), ("bc", Some(0)), ("d", Some(1))]
        );
        assert_eq!(split_utf16("👍b", &[[1, 2]]), [("👍b", None)]);
        assert_eq!(split_utf16("", &[[0, 1]]), []);
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_text(text in "\\PC{0,40}", spans in prop::collection::vec([0u32..50, 0u32..50], 0..4)) {
            let joined: String = split_utf16(&text, &spans).into_iter().map(|(part, _)| part).collect();
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn every_count_finds_the_same_text(text in "\\PC{0,40}", a in 0usize..40, b in 0usize..40) {
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let span = Span::new(bounds[a % bounds.len()], bounds[b % bounds.len()]);
            let expected = span.slice(&text);
            let [start, end] = span.to_chars(&text);
            let by_chars: String = text.chars().skip(start).take(end - start).collect();
            prop_assert_eq!(&by_chars, expected);
            let [start, end] = span.to_utf16(&text).map(|unit| unit as usize);
            let units: Vec<u16> = text.encode_utf16().collect();
            prop_assert_eq!(String::from_utf16(&units[start..end]).unwrap(), expected);
        }
    }
}
