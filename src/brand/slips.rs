//! Misspellings: one slip in names of six and seven letters, two from eight on. A slip is a letter too many, missing,
//! wrong, or two swapped. In five letters only swapped and doubled ones count: too many words are one letter apart.
//!
//! Nothing is compared with all names: one slip leaves the first or the last letters of a name whole, so names are kept
//! by both ends, and a bit set tells for nearly all words at once that no name ends so.

use std::collections::HashMap;

/// A name in which slips are looked for.
#[derive(Clone, Debug)]
struct Name {
    letters: Vec<u8>,
    /// How many words it has.
    words: usize,
    /// What the name stands for, in the caller's counting.
    value: usize,
}

/// A word, or some that belong together, read as a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// The name's value.
    pub(super) value: usize,
    /// How many slips; none where only the spaces are others.
    pub(super) slips: u8,
    /// Whether they are only letters that changed places.
    pub(super) swapped: bool,
    /// The words, as indices; the last is meant too.
    pub(super) words: (usize, usize),
}

/// The names of a profile by their ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Slips {
    names: Vec<Name>,
    /// Ends of two and three letters, with the side they stand on, to their place in `sharing`.
    ends: HashMap<String, usize>,
    /// For each end the names that have it.
    sharing: Vec<Vec<usize>>,
    /// A bit for the hash of each end.
    bits: Vec<u64>,
}

/// The shortest name in which a slip is looked for.
const SHORTEST: usize = 5;
/// The longest; more would be a sentence.
const LONGEST: usize = 32;

/// How many slips a name of `len` letters may have.
const fn allowed(len: usize) -> u8 {
    match len {
        0..SHORTEST => 0,
        SHORTEST..8 => 1,
        _ => 2,
    }
}

/// How many letters at its ends a name of `len` letters is kept by.
const fn reach(len: usize) -> usize {
    if len < 7 { 2 } else { 3 }
}

/// Which bit stands for an end (Fibonacci hashing: Knuth, The Art of Computer Programming 3, 6.4), in `words` words.
fn bit(letters: &[u8], last: bool, words: usize) -> (usize, u64) {
    let number = letters.iter().fold(u64::from(last) + 2, |sum, &letter| {
        sum << 8 | u64::from(letter)
    });
    let spread = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    let at = usize::try_from(spread).unwrap_or_default() & (words * 64).saturating_sub(1);
    (at / 64, 1 << (at % 64))
}

/// An end as a key: the side, and the letters.
fn key(letters: &[u8], last: bool) -> String {
    let side = if last { '$' } else { '^' };
    std::iter::once(side)
        .chain(letters.iter().map(|&letter| char::from(letter)))
        .collect()
}

impl Slips {
    /// Adds a name: folded words with spaces between, and what they stand for.
    pub(super) fn add(&mut self, words: &str, value: usize) {
        let letters: Vec<u8> = words.bytes().filter(|byte| *byte != b' ').collect();
        let plain = letters.iter().all(u8::is_ascii_alphanumeric);
        if !plain || !(SHORTEST..=LONGEST).contains(&letters.len()) {
            return;
        }
        let at = self.names.len();
        let reach = reach(letters.len());
        let first = letters.get(..reach).unwrap_or_default();
        let last = letters.get(letters.len() - reach..).unwrap_or_default();
        for (end, last) in [(first, false), (last, true)] {
            let sharing = *self
                .ends
                .entry(key(end, last))
                .or_insert(self.sharing.len());
            match self.sharing.get_mut(sharing) {
                Some(names) => names.push(at),
                None => self.sharing.push(vec![at]),
            }
        }
        let words = words.split(' ').count();
        self.names.push(Name {
            letters,
            words,
            value,
        });
    }

    /// Makes the bits, once all names are there: sixteen an end, so that six words in a hundred pass for nothing.
    pub(super) fn finish(&mut self) {
        let words = (self.ends.len() / 4).next_power_of_two();
        self.bits = vec![0; words];
        for end in self.ends.keys() {
            let (word, mask) = bit(
                end.as_bytes().get(1..).unwrap_or_default(),
                end.starts_with('$'),
                words,
            );
            if let Some(bits) = self.bits.get_mut(word) {
                *bits |= mask;
            }
        }
    }

    /// Every reading of `words` (folded) as a name, written otherwise than it is. `together` tells whether a word
    /// belongs to the one before it: nothing but a space or hyphen between.
    pub(super) fn find(&self, words: &[&str], together: &dyn Fn(usize) -> bool) -> Vec<Slip> {
        let mut found = Vec::new();
        if self.names.is_empty() {
            return found;
        }
        for (at, word) in words.iter().enumerate() {
            let bytes = word.as_bytes();
            for reach in [2, 3] {
                let rest = bytes.len().wrapping_sub(reach);
                for (end, last) in [(bytes.get(..reach), false), (bytes.get(rest..), true)] {
                    for name in self.by_end(end.unwrap_or_default(), last) {
                        self.spans(words, (at, last), name, together, &mut found);
                    }
                }
            }
        }
        found
    }

    /// The names with this end.
    fn by_end(&self, end: &[u8], last: bool) -> impl Iterator<Item = &Name> {
        let (word, mask) = bit(end, last, self.bits.len());
        let may = self.bits.get(word).is_some_and(|bits| bits & mask != 0);
        let sharing = may.then(|| self.ends.get(&key(end, last))).flatten();
        let names = sharing.and_then(|at| self.sharing.get(*at));
        names
            .into_iter()
            .flatten()
            .filter_map(|&at| self.names.get(at))
    }

    /// Reads as many words as the name has, one more and one less.
    fn spans(
        &self,
        words: &[&str],
        (at, last): (usize, bool),
        name: &Name,
        together: &dyn Fn(usize) -> bool,
        found: &mut Vec<Slip>,
    ) {
        for len in name.words.saturating_sub(1).max(1)..=name.words + 1 {
            // Forward from the first word, or back from the last.
            let start = if last { (at + 1).wrapping_sub(len) } else { at };
            let end = start.wrapping_add(len);
            let Some(span) = words.get(start..end) else {
                continue;
            };
            let letters: usize = span.iter().map(|word| word.len()).sum();
            if letters.abs_diff(name.letters.len()) > 2 || !(start + 1..end).all(together) {
                continue;
            }
            let glued = span.concat();
            let Some((slips, swapped)) = slips_between(glued.as_bytes(), &name.letters) else {
                continue;
            };
            // With the spaces elsewhere nothing else may be wrong, and with them all as they are something must.
            let slip = Slip {
                value: name.value,
                slips,
                swapped,
                words: (start, end - 1),
            };
            if (slips == 0) != (len == name.words) && !found.contains(&slip) {
                found.push(slip);
            }
        }
    }
}

/// How many slips part `written` from `name`, and whether all are swaps; none where there are more than the name may
/// have.
fn slips_between(written: &[u8], name: &[u8]) -> Option<(u8, bool)> {
    let most = allowed(name.len());
    if written.len().abs_diff(name.len()) > usize::from(most) || written.len() > LONGEST + 2 {
        return None;
    }
    let slips = distance(written, name, most)?;
    let swapped = slips > 0 && counts(written) == counts(name);
    let same_start = written.first() == name.first();
    let fits = match slips {
        0 => true,
        1 if name.len() == SHORTEST => swapped || is_doubled(written, name),
        1 => true,
        _ => same_start,
    };
    fits.then_some((slips, swapped))
}

/// How often each letter or digit is in a word.
fn counts(letters: &[u8]) -> [u8; 256] {
    let mut counts = [0; 256];
    for &letter in letters {
        if let Some(count) = counts.get_mut(usize::from(letter)) {
            *count += 1;
        }
    }
    counts
}

/// Whether `written` is `name` with one letter twice.
fn is_doubled(written: &[u8], name: &[u8]) -> bool {
    let mut single = written.to_vec();
    single.dedup();
    let mut plain = name.to_vec();
    plain.dedup();
    written.len() == name.len() + 1 && single == plain
}

/// The fewest slips from `a` to `b`, up to `most` (optimal string alignment: Boytsov, Indexing methods for approximate
/// dictionary searching, 2011, 2.1).
fn distance(a: &[u8], b: &[u8], most: u8) -> Option<u8> {
    let width = b.len() + 1;
    let mut before: Vec<u8> = Vec::new();
    let mut last: Vec<u8> = (0..=u8::try_from(b.len()).ok()?).collect();
    for (i, &letter) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(width);
        row.push(u8::try_from(i + 1).ok()?);
        for (j, &other) in b.iter().enumerate() {
            let at = |row: &[u8], j: usize| row.get(j).copied().unwrap_or(u8::MAX - 1);
            let mut least = (at(&last, j) + u8::from(letter != other))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let crossed =
                i > 0 && j > 0 && a.get(i - 1) == Some(&other) && b.get(j - 1) == Some(&letter);
            if crossed {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        if row.iter().all(|&slips| slips > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(names: &[&str], text: &str) -> Vec<(usize, u8)> {
        let mut slips = Slips::default();
        for (value, name) in names.iter().enumerate() {
            slips.add(name, value);
        }
        slips.finish();
        let words: Vec<&str> = text.split(' ').collect();
        let found = slips.find(&words, &|_| true);
        found.iter().map(|slip| (slip.value, slip.slips)).collect()
    }

    #[test]
    fn as_many_slips_as_the_name_is_long() {
        for (text, expected) in [
            ("lakrspur", vec![(0, 1)]),
            ("larkspurr", vec![(0, 1)]),
            ("larspr", vec![(0, 2)]),
            ("larkspur", vec![]),
            ("lark spur", vec![(0, 0)]),
            ("marksour", vec![]),
            ("detla", vec![(1, 1)]),
            ("deltta", vec![(1, 1)]),
            ("delt", vec![]),
            ("della", vec![]),
            ("north wnd mutual", vec![]),
            ("northwnd mutual", vec![(2, 1)]),
            ("northwind mutaul", vec![(2, 1)]),
            ("northwindmutual", vec![(2, 0)]),
            ("ubre", vec![]),
        ] {
            let names = ["larkspur", "delta", "northwind mutual", "ubra"];
            assert_eq!(read(&names, text), expected, "{text}");
        }
    }

    #[test]
    fn one_slip_anywhere_in_a_long_name_is_found() {
        let name = b"comstead";
        for at in 0..name.len() {
            let mut less = name.to_vec();
            less.remove(at);
            let mut wrong = name.to_vec();
            wrong[at] = b'q';
            let mut more = name.to_vec();
            more.insert(at, b'q');
            for written in [less, wrong, more] {
                let written = String::from_utf8(written).unwrap();
                assert_eq!(read(&["comstead"], &written), [(0, 1)], "{written}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_distance_is_the_same_both_ways(a in "[ab]{0,8}", b in "[ab]{0,8}") {
            prop_assert_eq!(distance(a.as_bytes(), b.as_bytes(), 9), distance(b.as_bytes(), a.as_bytes(), 9));
        }
    }
}
