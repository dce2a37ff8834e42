//! The sentences of a text that was cut into words: one rule for all who cut it their own way.

use std::ops::Range;

use crate::span::Span;

/// The sentences among `len` words of which some only end one: ranges without their ends, none of them empty.
pub(super) fn sentences(len: usize, is_end: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..=len {
        if at == len || is_end(at) {
            if at > start {
                sentences.push(start..at);
            }
            start = at + 1;
        }
    }
    sentences
}

/// Where a run of words stands in the text: from the first to the last. Nothing where there are none.
pub(super) fn whole(mut spans: impl DoubleEndedIterator<Item = Span>) -> Span {
    let first = spans.next();
    let last = spans.next_back().or(first);
    first.zip(last).map_or(Span::new(0, 0), |(first, last)| {
        Span::new(first.start, last.end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_is_an_end_or_in_one_sentence(ends in prop::collection::vec(any::<bool>(), 0..20)) {
            let found = sentences(ends.len(), |at| ends[at]);
            for (at, is_end) in ends.iter().enumerate() {
                let within = found.iter().filter(|range| range.contains(&at)).count();
                prop_assert_eq!(within, usize::from(!is_end));
            }
            prop_assert!(found.iter().all(|range| !range.is_empty()));
            prop_assert!(found.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }

    #[test]
    fn a_run_of_words_stands_from_its_first_to_its_last() {
        let spans = [Span::new(2, 4), Span::new(5, 6), Span::new(8, 9)];
        assert_eq!(whole(spans.into_iter()), Span::new(2, 9));
        assert_eq!(whole(spans.into_iter().take(1)), spans[0]);
        assert_eq!(whole(std::iter::empty()), Span::new(0, 0));
    }
}
