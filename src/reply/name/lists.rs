//! The lists of words that names are judged by.

use crate::text::fold::fold;

const GIVEN: &str = include_str!("given.txt");
const OTHERS: &str = include_str!("others.txt");

/// What a word of a display name can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Before a given or a family name: "Dr."
    Honour,
    /// Before a given name: "Captain".
    Title,
    /// In nobody's name.
    Never,
    /// No given name.
    First,
    /// A place, or a word of other meaning, where it stands alone.
    Place,
    /// A family name that stands before the given name.
    Family,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Honour => "honour",
            Self::Title => "title",
            Self::Never => "never",
            Self::First => "first",
            Self::Place => "place",
            Self::Family => "family",
        }
    }
}

/// A word as the lists have it.
pub(super) fn key(word: &str) -> String {
    fold(word.trim_end_matches('.'))
}

/// Whether a word is of that kind.
pub(super) fn is(word: &str, kind: Kind) -> bool {
    let key = key(word);
    let lines = OTHERS.lines().filter_map(|line| line.split_once(':'));
    lines
        .filter(|(name, _)| *name == kind.name())
        .any(|(_, words)| has(words, &key))
}

/// Whether a word is a known given name; one of two halves if both are, and digits behind it do not matter.
pub(super) fn is_given(word: &str) -> bool {
    let key = key(word);
    let bare = key.trim_end_matches(|c: char| c.is_ascii_digit());
    let straight = bare.replace('’', "'");
    let known = |word: &str| {
        let mut lines = GIVEN.lines().filter(|line| !line.starts_with('#'));
        lines.any(|line| has(line, word))
    };
    known(&straight) || (straight.contains('-') && straight.split('-').all(known))
}

fn has(words: &str, key: &str) -> bool {
    !key.is_empty() && words.split_ascii_whitespace().any(|word| word == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_folded_and_every_line_of_them_is_read() {
        let kinds = [
            Kind::Honour,
            Kind::Title,
            Kind::Never,
            Kind::First,
            Kind::Place,
            Kind::Family,
        ];
        for line in OTHERS.lines().filter(|line| !line.starts_with('#')) {
            let (name, words) = line.split_once(':').unwrap();
            assert!(kinds.iter().any(|kind| kind.name() == name), "{line}");
            assert_eq!(fold(words), words, "{line}");
        }
        for line in GIVEN.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(fold(line), line, "{line}");
        }
    }
}
