//! Signs of one language, found by hash: the phrases themselves stay out of the program.
//!
//! A phrase is a run of plain forms as [`Reading`] gives them; one that ends in `*` also begins a longer word.

use crate::triage::Reading;
use crate::triage::cues::{FILES, Found};

/// A word that turns what follows into its opposite.
pub const NEGATOR: u8 = 254;
/// A word without meaning of its own: never a reason.
pub const EMPTY: u8 = 255;
/// The most words of a phrase (in Japanese: characters).
const LONGEST: usize = 10;
/// How many words a negator reaches.
const REACH: usize = 3;
/// The shortest beginning of a word that is looked up, in bytes.
const STEM: usize = 3;

/// What is known of a language's phrases: each one's hash, and the index of its cue in [`FILES`], [`NEGATOR`] or
/// [`EMPTY`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phrases {
    /// Sorted by hash.
    all: Vec<(u32, u8)>,
}

/// A cue found, and whether a negator stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The cue and its words.
    pub found: Found,
    /// "not late"
    pub negated: bool,
}

impl Phrases {
    /// From phrases as people write them, each with what it means.
    #[must_use]
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, u8)>) -> Self {
        let pairs = phrases
            .into_iter()
            .filter_map(|(phrase, means)| Some((hash_of(phrase)?, means)));
        Self::from_pairs(pairs.collect())
    }

    /// From hashes; of two for the same phrase the first counts.
    #[must_use]
    pub fn from_pairs(mut all: Vec<(u32, u8)>) -> Self {
        all.sort_by_key(|(hash, _)| *hash);
        all.dedup_by_key(|(hash, _)| *hash);
        Self { all }
    }

    /// The hashes, sorted, and what each means.
    #[must_use]
    pub fn all(&self) -> &[(u32, u8)] {
        &self.all
    }

    fn means(&self, hash: u32) -> Option<u8> {
        let at = self
            .all
            .binary_search_by_key(&hash, |(hash, _)| *hash)
            .ok()?;
        self.all.get(at).map(|(_, means)| *means)
    }

    /// Whether a plain form is a word that means this.
    #[must_use]
    pub fn is(&self, form: &str, means: u8) -> bool {
        self.means(word(SEED, form)) == Some(means)
    }

    /// The cues of a post, those within longer ones left out.
    #[must_use]
    pub fn find(&self, reading: &Reading) -> Vec<Sign> {
        let words = reading.words();
        let mut signs: Vec<Sign> = Vec::new();
        for first in 0..words.len() {
            let mut hash = SEED;
            for (at, one) in words.iter().enumerate().skip(first).take(LONGEST) {
                let form = reading.form(one);
                let cue = self.cue(hash, form);
                hash = word(hash, form);
                if let Some(cue) = cue {
                    let found = Found {
                        cue,
                        first,
                        end: at + 1,
                    };
                    let negated = self.is_negated(reading, first);
                    signs.push(Sign { found, negated });
                }
            }
        }
        let all = signs.clone();
        signs.retain(|sign| {
            let one = sign.found;
            !all.iter().any(|Sign { found: other, .. }| {
                other.first <= one.first
                    && one.end <= other.end
                    && other.end - other.first > one.end - one.first
            })
        });
        signs
    }

    /// The cue of a phrase that ends with `form`, or with a beginning of it.
    fn cue(&self, before: u32, form: &str) -> Option<usize> {
        let cue = |hash| {
            let means = self.means(hash)?;
            (usize::from(means) < FILES.len()).then_some(usize::from(means))
        };
        let mut hash = before;
        for (at, byte) in form.bytes().enumerate() {
            hash = add(hash, byte);
            if at + 1 >= STEM
                && let Some(found) = cue(add(hash, b'*'))
            {
                return Some(found);
            }
        }
        cue(end(hash))
    }

    fn is_negated(&self, reading: &Reading, first: usize) -> bool {
        let before = reading.words().get(..first).unwrap_or_default();
        let near = before.iter().rev().take(REACH);
        near.take_while(|word| word.kind != crate::text::token::Kind::Punctuation)
            .any(|word| self.is(reading.form(word), NEGATOR))
    }
}

const SEED: u32 = 0x811c_9dc5;

const fn add(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The end of a word.
const fn end(hash: u32) -> u32 {
    add(hash, b' ')
}

fn word(hash: u32, form: &str) -> u32 {
    end(form.bytes().fold(hash, add))
}

/// The hash of a phrase as [`Phrases::find`] meets it; none where it has no words.
fn hash_of(phrase: &str) -> Option<u32> {
    let (phrase, open) = match phrase.strip_suffix('*') {
        Some(stem) => (stem, true),
        None => (phrase, false),
    };
    let reading = Reading::new(phrase);
    let (last, before) = reading.words().split_last()?;
    let hash = before
        .iter()
        .fold(SEED, |hash, one| word(hash, reading.form(one)));
    let form = reading.form(last);
    Some(if open {
        add(form.bytes().fold(hash, add), b'*')
    } else {
        word(hash, form)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &Phrases, text: &str) -> Vec<(usize, usize, usize, bool)> {
        let signs = phrases.find(&Reading::new(text));
        signs
            .iter()
            .map(|sign| {
                (
                    sign.found.cue,
                    sign.found.first,
                    sign.found.end,
                    sign.negated,
                )
            })
            .collect()
    }

    #[test]
    fn phrases_are_found_whole_by_stem_and_across_characters() {
        let phrases = Phrases::new([
            ("no funciona", 1),
            ("retras*", 2),
            ("tarde", 2),
            ("電源が入らない", 1),
            ("no", NEGATOR),
        ]);
        assert_eq!(found(&phrases, "hoy NO  funciona nada"), [(1, 1, 3, false)]);
        assert_eq!(found(&phrases, "dos retrasos"), [(2, 1, 2, false)]);
        assert_eq!(found(&phrases, "atardecer"), []);
        assert_eq!(found(&phrases, "no llega tarde"), [(2, 2, 3, true)]);
        assert_eq!(found(&phrases, "no. tarde"), [(2, 2, 3, false)]);
        assert_eq!(found(&phrases, "また電源が入らない"), [(1, 2, 9, false)]);
    }

    #[test]
    fn the_longer_phrase_counts() {
        let phrases = Phrases::new([("thanks", 3), ("thanks for nothing", 4)]);
        assert_eq!(found(&phrases, "thanks for nothing"), [(4, 0, 3, false)]);
    }
}
