//! What the model of languages sees of a text: hashed words and pieces of words, and the scripts of its letters.
//!
//! Handles, hashtags, links, numbers and emoji say nothing of a language and are passed over.

use super::script::Counts;

/// Changes whenever the same text gives other rows: a model trained for others is refused.
pub const VERSION: u16 = 1;
/// Rows of the table.
pub const ROWS: usize = 1 << 13;
/// How much of a text is read, in bytes of its words: the rest of a long one says nothing new.
const MOST: usize = 700;
/// Longer "words" are noise.
const MAX_WORD: usize = 40;
/// Letters in a piece of a word.
const PIECE: usize = 3;

/// The rows of a text, with repetitions, and its letters counted by script.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    rows: Vec<u16>,
    /// The rows of the words themselves: a word said twice says nothing new.
    words: Vec<u16>,
    pub(super) counts: Counts,
}

impl Letters {
    /// Reads a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut letters = Self::default();
        letters.rows.reserve(text.len().min(MOST) * 2);
        let mut word = Vec::with_capacity(MAX_WORD + 8);
        let mut read = 0;
        for chunk in text.split_whitespace() {
            if read > MOST {
                break;
            }
            if is_name(chunk) {
                continue;
            }
            word.push(b' ');
            for c in chunk.chars() {
                read += c.len_utf8();
                if letters.counts.add(c) || matches!(c, '\'' | '’') {
                    push_lower(c, &mut word);
                } else if !matches!(c, '\u{300}'..='\u{36f}') {
                    letters.end_word(&mut word);
                }
                // Scripts without spaces make words of any length.
                if read > MOST {
                    break;
                }
            }
            letters.end_word(&mut word);
            word.clear();
        }
        letters
    }

    /// The rows, one for each word and each piece, in order.
    #[must_use]
    pub fn rows(&self) -> &[u16] {
        &self.rows
    }

    /// Ends the word begun and begins the next.
    fn end_word(&mut self, word: &mut Vec<u8>) {
        let letters = word.len().saturating_sub(1);
        if letters > 0 && letters <= MAX_WORD {
            word.push(b' ');
            let whole = row(word, 0x9dc5);
            if !self.words.contains(&whole) {
                self.words.push(whole);
                self.push_rows(word, whole);
            }
        }
        word.clear();
        word.push(b' ');
    }

    /// The rows of one word, with the spaces around it.
    fn push_rows(&mut self, word: &[u8], whole: u16) {
        self.rows.push(whole);
        let pieces = word.windows(PIECE).map(|piece| row(piece, 0x1b3f));
        self.rows.extend(pieces);
        let pieces = word.windows(PIECE + 1).map(|piece| row(piece, 0x71c7));
        self.rows.extend(pieces);
    }
}

/// Whether a stretch without spaces is a handle, a tag or a link.
fn is_name(chunk: &str) -> bool {
    let bare = chunk.trim_start_matches(['.', '"', '(', '\'', '“', '«']);
    bare.starts_with(['@', '#', '$', '＠', '＃'])
        || bare.contains("://")
        || bare.starts_with("www.")
        || bare == "RT"
}

/// Appends a letter in lower case, a long run of it shortened to two.
fn push_lower(c: char, word: &mut Vec<u8>) {
    if c.is_ascii() {
        let byte = if c == '\'' {
            c as u8
        } else {
            c.to_ascii_lowercase() as u8
        };
        if word.ends_with(&[byte, byte]) {
            return;
        }
        word.push(byte);
    } else if c == '’' {
        word.push(b'\'');
    } else {
        let mut bytes = [0; 4];
        for lower in c.to_lowercase() {
            word.extend_from_slice(lower.encode_utf8(&mut bytes).as_bytes());
        }
    }
}

/// FNV-1a, its high bits spread down, as a row.
fn row(bytes: &[u8], seed: u32) -> u16 {
    let hash = bytes.iter().fold(0x811c_0000 ^ seed, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let mixed = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    #[allow(clippy::cast_possible_truncation)] // below ROWS, which is below 2^16
    let row = (((mixed >> 12) ^ mixed) & (ROWS as u32 - 1)) as u16;
    row
}
