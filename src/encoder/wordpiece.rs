//! Text to the numbers of BERT's vocabulary: what the published tokenizer does, without its dependencies.
//!
//! Control characters go, spaces are single, CJK characters stand alone, accents and case are dropped, punctuation is
//! cut off; then each word is the longest pieces of the vocabulary, from the left.

use std::collections::HashMap;

use unicode_categories::UnicodeCategories;
use unicode_normalization::UnicodeNormalization;

/// Stands before every text.
pub const CLS: u32 = 101;
/// Stands behind every text.
pub const SEP: u32 = 102;
/// A word without pieces.
pub const UNKNOWN: u32 = 100;
/// A longer word is not looked up.
const LONGEST_WORD: usize = 100;

/// The vocabulary, ready to cut texts.
#[derive(Debug)]
pub struct WordPiece {
    /// Pieces that begin a word.
    heads: HashMap<Box<str>, u32>,
    /// Pieces that go on with one, without their "##".
    tails: HashMap<Box<str>, u32>,
}

impl WordPiece {
    /// From a vocabulary, one piece a line; its line is its number.
    #[must_use]
    pub fn new(vocabulary: &str) -> Self {
        let (mut heads, mut tails) = (HashMap::new(), HashMap::new());
        for (piece, number) in vocabulary.lines().zip(0u32..) {
            match piece.strip_prefix("##") {
                Some(tail) if !tail.is_empty() => tails.insert(tail.into(), number),
                _ => heads.insert(piece.into(), number),
            };
        }
        Self { heads, tails }
    }

    /// The numbers of a text, at most `most` of them, first and last mark included.
    #[must_use]
    pub fn numbers(&self, text: &str, most: usize) -> Vec<u32> {
        let mut numbers = vec![CLS];
        for word in words(text, most) {
            self.word(&word, &mut numbers);
            if numbers.len() >= most {
                break;
            }
        }
        numbers.truncate(most.saturating_sub(1));
        numbers.push(SEP);
        numbers
    }

    /// The longest pieces from the left; one unknown where they do not cover the word.
    fn word(&self, word: &str, numbers: &mut Vec<u32>) {
        let before = numbers.len();
        let mut rest = word;
        if word.chars().count() > LONGEST_WORD {
            numbers.push(UNKNOWN);
            return;
        }
        while !rest.is_empty() {
            let pieces = if rest.len() == word.len() {
                &self.heads
            } else {
                &self.tails
            };
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let found = ends.rev().find_map(|end| {
                let (piece, after) = rest.split_at_checked(end)?;
                Some((*pieces.get(piece)?, after))
            });
            let Some((number, after)) = found else {
                numbers.truncate(before);
                numbers.push(UNKNOWN);
                return;
            };
            numbers.push(number);
            rest = after;
        }
    }
}

/// Normalised words and single signs, no more than can matter for `most` pieces.
fn words(text: &str, most: usize) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars().filter(|&c| !is_control(c)) {
        let alone = is_cjk(c);
        if c.is_whitespace() || alone {
            words.extend(end(&mut word));
        }
        if words.len() > most {
            return words;
        }
        if c.is_whitespace() {
            continue;
        }
        for plain in std::iter::once(c).nfd().filter(|c| !c.is_mark_nonspacing()) {
            for small in plain.to_lowercase() {
                if is_punctuation(small) {
                    words.extend(end(&mut word));
                    words.push(small.to_string());
                } else {
                    word.push(small);
                }
            }
        }
        if alone {
            words.extend(end(&mut word));
        }
    }
    words.extend(end(&mut word));
    words
}

/// The word so far, if there is one; the next begins.
fn end(word: &mut String) -> Option<String> {
    (!word.is_empty()).then(|| std::mem::take(word))
}

fn is_control(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r') && (c == '\0' || c == '\u{fffd}' || c.is_other())
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || c.is_punctuation()
}

fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B920..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> WordPiece {
        let mut vocabulary: Vec<String> = (0..103).map(|at| format!("[{at}]")).collect();
        for piece in ["no", "net", "##work", "##s", "cafe", "@", "!", "東"] {
            vocabulary.push(piece.to_owned());
        }
        WordPiece::new(&vocabulary.join("\n"))
    }

    #[test]
    fn words_are_cut_into_the_longest_pieces() {
        assert_eq!(
            small().numbers("No networks", 9),
            [CLS, 103, 104, 105, 106, SEP]
        );
    }

    #[test]
    fn accents_case_and_controls_go_signs_stand_alone() {
        assert_eq!(
            small().numbers("\u{7}@CAFÉ!!東no", 20),
            [CLS, 108, 107, 109, 109, 110, 103, SEP]
        );
    }

    #[test]
    fn a_word_without_pieces_is_one_unknown() {
        assert_eq!(small().numbers("netzz no", 9), [CLS, UNKNOWN, 103, SEP]);
        assert_eq!(small().numbers(&"s".repeat(101), 9), [CLS, UNKNOWN, SEP]);
    }

    #[test]
    fn a_long_text_is_cut_and_still_ended() {
        let numbers = small().numbers(&"no ".repeat(1_000_000), 8);
        assert_eq!(numbers, [CLS, 103, 103, 103, 103, 103, 103, SEP]);
    }
}
