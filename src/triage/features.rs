//! What the linear model sees of a post: rows of its table with a value each, and the part of the post each belongs to.
//!
//! Words, pairs of words, negated words and character n-grams inside words share the hashed rows; cues and the shape
//! of the post have rows of their own after them.

use crate::text::token::Kind;
use crate::triage::cues::{Cues, Found, is_negator};
use crate::triage::{Reading, shape};

/// Changes whenever the same post gives other features: weights trained for others are refused.
pub const VERSION: u16 = 1;
/// Rows that hashed features share.
pub const HASHED: usize = 1 << ROW_BITS;
const ROW_BITS: u32 = 16;
const ROW_MASK: u32 = (1 << ROW_BITS) - 1;

/// How loud each kind of feature is: one post's words weigh as much in all as its characters.
const WORDS: f32 = 1.0;
const LETTERS: f32 = 0.7;
const CUE: f32 = 0.7;
const SHAPE: f32 = 0.5;
/// How many words after a negator are seen as negated.
const NEGATED: usize = 3;

/// One feature of a post.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feature {
    /// The row of the table.
    pub row: u32,
    /// How much of it.
    pub value: f32,
    /// To what it belongs.
    pub owner: Owner,
}

/// The part of a post that a feature belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The word of that index.
    Word(u32),
    /// That word and the next, half each.
    Pair(u32),
    /// The cue found, by index in the list of those found.
    Cue(u32),
    /// The post as a whole.
    Post,
}

/// Everything the model sees of one post.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    /// The post in plain form.
    pub reading: Reading,
    /// The cues found.
    pub found: Vec<Found>,
    /// In a fixed order: words, letters, cues, shape.
    pub all: Vec<Feature>,
}

/// How many rows the table has for that many cues.
#[must_use]
pub const fn rows(cues: usize) -> usize {
    HASHED + cues + shape::COUNT
}

impl Features {
    /// The features of `text`.
    #[must_use]
    pub fn new(text: &str, cues: &Cues) -> Self {
        let reading = Reading::new(text);
        let found = cues.find(&reading);
        let mut all = Vec::with_capacity(reading.line().len() * 4 + 64);
        push_words(&reading, &mut all);
        let words = all.len();
        scale(&mut all, WORDS);
        push_letters(&reading, &mut all);
        scale(all.get_mut(words..).unwrap_or_default(), LETTERS);
        push_cues(&found, &mut all);
        push_shape(&reading, HASHED + cues.all().len(), &mut all);
        Self {
            reading,
            found,
            all,
        }
    }

    /// The words and cues of `text` alone, where no score is wanted.
    #[must_use]
    pub fn without_hashes(text: &str, cues: &Cues) -> Self {
        let reading = Reading::new(text);
        Self {
            found: cues.find(&reading),
            reading,
            all: Vec::new(),
        }
    }
}

/// Gives `features` the value that makes their squares add up to that of `size`.
pub(super) fn scale(features: &mut [Feature], size: f32) {
    #[allow(clippy::cast_precision_loss)] // a count of features
    let value = size / (features.len().max(1) as f32).sqrt();
    for feature in features {
        feature.value = value;
    }
}

/// FNV-1a over bytes, begun anew for each kind of feature.
#[derive(Clone, Copy)]
pub(super) struct Hash(u32);

impl Hash {
    pub(super) const fn new(kind: u8) -> Self {
        Self(0x811c_9dc5).add(kind)
    }

    pub(super) const fn add(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(0x0100_0193))
    }

    pub(super) fn text(self, text: &str) -> Self {
        text.bytes().fold(self, Self::add)
    }

    /// Spreads the high bits down, since FNV's low bits are poor.
    pub(super) const fn mixed(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 15)).wrapping_mul(0x2c1b_3c6d);
        (mixed >> 12) ^ mixed
    }

    pub(super) const fn row(self) -> u32 {
        self.mixed() & ROW_MASK
    }
}

fn push_words(reading: &Reading, all: &mut Vec<Feature>) {
    let mut push = |hash: Hash, owner| {
        all.push(Feature {
            row: hash.row(),
            value: 0.0,
            owner,
        });
    };
    let mut before = Hash::new(2).text("<").add(b' ');
    let mut negated = 0;
    let words = reading.words();
    for (at, word) in (0u32..).zip(words) {
        let form = reading.form(word);
        push(Hash::new(1).text(form), Owner::Word(at));
        let pair = match at.checked_sub(1) {
            Some(previous) => Owner::Pair(previous),
            None => Owner::Word(at),
        };
        push(before.text(form), pair);
        before = Hash::new(2).text(form).add(b' ');
        match word.kind {
            Kind::Punctuation => negated = 0,
            _ if negated > 0 => {
                negated -= 1;
                push(Hash::new(3).text(form), Owner::Word(at));
            }
            _ => {}
        }
        if is_negator(form) {
            negated = NEGATED;
        }
    }
    if let Some(last) = u32::try_from(words.len())
        .ok()
        .and_then(|count| count.checked_sub(1))
    {
        push(before.text(">"), Owner::Word(last));
    }
}

/// Character 2- to 5-grams inside words, with the spaces around them.
fn push_letters(reading: &Reading, all: &mut Vec<Feature>) {
    let line = reading.line().as_bytes();
    for (at, word) in (0u32..).zip(reading.words()) {
        if !matches!(word.kind, Kind::Word | Kind::Hashtag | Kind::Number) {
            continue;
        }
        let padded = line
            .get(word.form.start - 1..=word.form.end)
            .unwrap_or_default();
        for start in 0..padded.len() {
            let mut hash = Hash::new(4);
            for (&byte, n) in padded.iter().skip(start).take(5).zip(1u32..) {
                hash = hash.add(byte);
                if n >= 2 {
                    all.push(Feature {
                        row: hash.row(),
                        value: 0.0,
                        owner: Owner::Word(at),
                    });
                }
            }
        }
    }
}

/// Each cue once, at its first place.
fn push_cues(found: &[Found], all: &mut Vec<Feature>) {
    for (at, cue) in (0u32..).zip(found) {
        let seen = found
            .iter()
            .take(at as usize)
            .any(|other| other.cue == cue.cue);
        if let (false, Ok(offset)) = (seen, u32::try_from(HASHED + cue.cue)) {
            all.push(Feature {
                row: offset,
                value: CUE,
                owner: Owner::Cue(at),
            });
        }
    }
}

fn push_shape(reading: &Reading, offset: usize, all: &mut Vec<Feature>) {
    for (flag, word) in shape::flags(reading) {
        if let Ok(row) = u32::try_from(offset + flag) {
            let owner = word.map_or(Owner::Post, Owner::Word);
            all.push(Feature {
                row,
                value: SHAPE,
                owner,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn negation_reaches_three_words_and_ends_at_a_mark() {
        let cues = Cues::new();
        let count = |text: &str| {
            let all = Features::new(text, &cues).all;
            all.iter()
                .filter(|f| matches!(f.owner, Owner::Word(_) | Owner::Pair(_)))
                .count()
        };
        // "not", then five words: three are seen twice; with a full stop between, none is.
        assert!(count("not ab ab ab ab ab") > count("now ab ab ab ab ab"));
        assert_eq!(count("not. ab ab ab ab"), count("now. ab ab ab ab"));
    }

    proptest! {
        #[test]
        fn every_feature_has_a_row_and_an_owner(text in "\\PC{0,80}") {
            let cues = Cues::new();
            let features = Features::new(&text, &cues);
            let words = features.reading.words().len();
            for feature in &features.all {
                prop_assert!((feature.row as usize) < rows(cues.all().len()));
                prop_assert!(feature.value > 0.0 && feature.value <= 1.0);
                match feature.owner {
                    Owner::Word(at) => prop_assert!((at as usize) < words),
                    Owner::Pair(at) => prop_assert!((at as usize) + 1 < words),
                    Owner::Cue(at) => prop_assert!((at as usize) < features.found.len()),
                    Owner::Post => {}
                }
            }
        }
    }
}
