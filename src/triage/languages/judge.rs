//! Complaint or not, in a language other than English: a linear model over the same plain reading of a post.
//!
//! Words, pairs of words, negated words and pieces of words share hashed rows; the language's cues have rows of their
//! own, once as they are and once negated. Japanese has no words: there runs of one to four characters take their place.

use super::Lang;
use super::phrases::{NEGATOR, Phrases, Sign};
use crate::text::token::Kind;
use crate::triage::Reading;
use crate::triage::cues::{FILES, Found};
use crate::triage::features::{Feature, Features, Hash, Owner, scale};

/// Changes whenever the same post gives other features: judges trained for others are refused.
pub const VERSION: u16 = 1;
/// Rows that hashed features share.
const HASHED: usize = 1 << 15;
/// How loud each kind of feature is.
const WORDS: f32 = 1.0;
const LETTERS: f32 = 0.7;
const CUE: f32 = 0.7;
/// How many words after a negator are seen as negated.
const NEGATED: u32 = 3;
/// The longest run of characters that Japanese is read by.
const RUN: usize = 4;

/// The model of one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Judge {
    /// Of which language.
    pub lang: Lang,
    /// Added to the sum; the threshold is in it, so that 0 is as likely as not.
    pub bias: f32,
    /// What one step of a row is worth, in log-odds.
    pub scale: f32,
    /// The language's cues, negators and empty words.
    pub phrases: Phrases,
    /// One for each of [`rows`].
    pub rows: Vec<i8>,
}

/// How many features there are.
#[must_use]
pub const fn rows() -> usize {
    HASHED + 2 * FILES.len()
}

impl Judge {
    /// The log-odds of a complaint.
    #[must_use]
    pub fn log_odds(&self, features: &Features) -> f32 {
        let sum: f32 = features.all.iter().map(|feature| self.pull(feature)).sum();
        self.bias + sum
    }

    /// How far one feature moves the log-odds.
    #[must_use]
    pub fn pull(&self, feature: &Feature) -> f32 {
        let step = self.rows.get(feature.row as usize).copied().unwrap_or(0);
        feature.value * f32::from(step) * self.scale
    }
}

/// What the judge of `lang` sees of `text`.
#[must_use]
pub fn features(lang: Lang, phrases: &Phrases, text: &str) -> Features {
    let reading = Reading::new(text);
    let signs = phrases.find(&reading);
    let mut all = Vec::with_capacity(reading.line().len() * 4 + 16);
    if lang == Lang::Japanese {
        push_runs(&reading, &mut all);
        scale(&mut all, WORDS);
    } else {
        push_words(&reading, phrases, &mut all);
        let words = all.len();
        scale(&mut all, WORDS);
        push_letters(&reading, &mut all);
        scale(all.get_mut(words..).unwrap_or_default(), LETTERS);
    }
    let found = push_signs(&signs, &mut all);
    Features {
        reading,
        found,
        all,
    }
}

fn push(hash: Hash, owner: Owner, all: &mut Vec<Feature>) {
    #[allow(clippy::cast_possible_truncation)] // HASHED is far below 2^32
    let row = hash.row() & (HASHED as u32 - 1);
    all.push(Feature {
        row,
        value: 0.0,
        owner,
    });
}

/// Words, pairs, and words after a negator.
fn push_words(reading: &Reading, phrases: &Phrases, all: &mut Vec<Feature>) {
    let mut before = Hash::new(2).text("<").add(b' ');
    let mut negated = 0;
    for (at, word) in (0u32..).zip(reading.words()) {
        let form = reading.form(word);
        push(Hash::new(1).text(form), Owner::Word(at), all);
        let pair = at.checked_sub(1).map_or(Owner::Word(at), Owner::Pair);
        push(before.text(form), pair, all);
        before = Hash::new(2).text(form).add(b' ');
        if word.kind == Kind::Punctuation {
            negated = 0;
        } else if negated > 0 {
            negated -= 1;
            push(Hash::new(3).text(form), Owner::Word(at), all);
        }
        if phrases.is(form, NEGATOR) {
            negated = NEGATED;
        }
    }
}

/// Character 2- to 5-grams inside words, with the spaces around them.
fn push_letters(reading: &Reading, all: &mut Vec<Feature>) {
    let line = reading.line().as_bytes();
    for (at, word) in (0u32..).zip(reading.words()) {
        if !matches!(word.kind, Kind::Word | Kind::Hashtag) {
            continue;
        }
        let padded = line
            .get(word.form.start.saturating_sub(1)..=word.form.end)
            .unwrap_or_default();
        for start in 0..padded.len() {
            let mut hash = Hash::new(4);
            for (&byte, n) in padded.iter().skip(start).take(5).zip(1u32..) {
                hash = hash.add(byte);
                if n >= 2 {
                    push(hash, Owner::Word(at), all);
                }
            }
        }
    }
}

/// Runs of one to four characters (Latin words count as one).
fn push_runs(reading: &Reading, all: &mut Vec<Feature>) {
    let words = reading.words();
    for start in 0..words.len() {
        let mut hash = Hash::new(5);
        for (length, word) in words.iter().skip(start).take(RUN).enumerate() {
            hash = hash.text(reading.form(word)).add(b' ');
            // A run belongs to its middle.
            if let Ok(at) = u32::try_from(start + length / 2) {
                let owner = if length == 1 {
                    Owner::Pair(at)
                } else {
                    Owner::Word(at)
                };
                push(hash, owner, all);
            }
        }
    }
}

/// Each cue once, at its first place; gives those that count as they are. A negated one is no reason by its name: it
/// speaks for its first word.
fn push_signs(signs: &[Sign], all: &mut Vec<Feature>) -> Vec<Found> {
    let mut found = Vec::new();
    for sign in signs {
        let first = u32::try_from(sign.found.first).unwrap_or(u32::MAX);
        let (offset, owner) = if sign.negated {
            (FILES.len(), Owner::Word(first))
        } else {
            (
                0,
                Owner::Cue(u32::try_from(found.len()).unwrap_or(u32::MAX)),
            )
        };
        if !sign.negated {
            found.push(sign.found);
        }
        let Ok(row) = u32::try_from(HASHED + offset + sign.found.cue) else {
            continue;
        };
        if !all.iter().any(|feature| feature.row == row) {
            all.push(Feature {
                row,
                value: CUE,
                owner,
            });
        }
    }
    found
}
