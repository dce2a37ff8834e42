//! Ordinary words and names: what a misspelt brand must not be, and what a brand's name may be besides.
//!
//! ```
//! use handrail::brand::{Also, Words};
//! let words = Words::new(b"delta\nflorence n\nreach\n".to_vec());
//! assert!(words.has("reached"));
//! assert_eq!(words.also("delta"), Some(Also::Word));
//! assert_eq!(words.also("florence"), Some(Also::Name));
//! assert_eq!(words.also("larkspur"), None);
//! ```
//!
//! The list (`words.txt`) is a file of its own beside the engine, as the model's weights are: in the module it would be
//! a quarter of it. It is searched where it lies, so that waking up costs nothing.

use serde::{Deserialize, Serialize};

/// What else a brand's name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Also {
    /// An ordinary word (target, gap).
    Word,
    /// A name of places or people (Florence).
    Name,
    /// The lead says that it is something else too.
    Told,
}

/// The list: lines of a folded word, in the order of their bytes, with `n` behind names and `b` behind words that are
/// names too. Lines of `#` are comments. A list that is out of order finds less, and nothing worse.
#[derive(Clone, Default)]
pub struct Words {
    list: Vec<u8>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words")
            .field("bytes", &self.list.len())
            .finish()
    }
}

/// Regular endings: what is taken off, and what is put in its place.
const ENDINGS: &[(&str, &str)] = &[
    ("s", ""),
    ("es", ""),
    ("d", ""),
    ("ed", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("er", ""),
    ("ers", ""),
    ("y", ""),
    ("ies", "y"),
    ("ied", "y"),
];

impl Words {
    /// The words of `words.txt`.
    #[must_use]
    pub fn new(list: Vec<u8>) -> Self {
        Self { list }
    }

    /// Whether `word` (folded) is an ordinary word, perhaps with a regular ending, or a name.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.line(word).is_some() || self.stem(word)
    }

    /// What `name` (folded, one word) is besides a brand's name, if anything.
    #[must_use]
    pub fn also(&self, name: &str) -> Option<Also> {
        match self.line(name) {
            Some(b"n") => Some(Also::Name),
            Some(_) => Some(Also::Word),
            None => self.stem(name).then_some(Also::Word),
        }
    }

    /// Whether `word` (folded) is a name of places or people, and perhaps a word besides.
    #[must_use]
    pub fn is_name(&self, word: &str) -> bool {
        self.line(word).is_some_and(|tag| !tag.is_empty())
    }

    /// Whether `word` is another one with a regular ending.
    fn stem(&self, word: &str) -> bool {
        ENDINGS.iter().any(|(ending, instead)| {
            let Some(stem) = word.strip_suffix(ending) else {
                return false;
            };
            let mut bytes = stem.bytes().rev();
            let doubled = bytes.next() == bytes.next();
            stem.len() >= 3
                && (self.is_word(&format!("{stem}{instead}"))
                    // stopped, running
                    || doubled && stem.get(..stem.len() - 1).is_some_and(|short| self.is_word(short)))
        })
    }

    fn is_word(&self, word: &str) -> bool {
        self.line(word).is_some_and(|tag| tag != b"n")
    }

    /// What stands behind `word` on its line.
    fn line(&self, word: &str) -> Option<&[u8]> {
        let (mut low, mut high) = (0, self.list.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let ends = |&byte: &u8| byte == b'\n';
            let start = self.list.get(low..middle)?.iter().rposition(ends);
            let start = start.map_or(low, |at| low + at + 1);
            let rest = self.list.get(start..)?;
            let line = rest.get(..rest.iter().position(ends).unwrap_or(rest.len()))?;
            let mut parts = line.splitn(2, |&byte| byte == b' ');
            let (found, tag) = (parts.next()?, parts.next().unwrap_or_default());
            match found.cmp(word.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(tag),
                std::cmp::Ordering::Less => low = start + line.len() + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIST: &str = include_str!("words.txt");

    #[test]
    fn the_list_is_in_order_folded_and_found_to_the_last_line() {
        let words = Words::new(LIST.into());
        let lines: Vec<&str> = LIST.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.len() > 20_000);
        for pair in lines.windows(2) {
            assert!(
                pair[0].split(' ').next() < pair[1].split(' ').next(),
                "{pair:?}"
            );
        }
        for line in lines {
            let (word, tag) = line.split_once(' ').unwrap_or((line, ""));
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{line}");
            assert!(["", "n", "b"].contains(&tag), "{line}");
            assert!(words.has(word), "{line}");
        }
    }

    #[test]
    fn knows_words_by_their_regular_endings() {
        let words = Words::new(LIST.into());
        for word in [
            "targets", "reunited", "running", "stopped", "replies", "users", "versions",
        ] {
            assert!(words.has(word), "{word}");
        }
        for word in ["larkspur", "verizonly", "", "s", "ing"] {
            assert!(!words.has(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_list(list: Vec<u8>, word: String) {
            let _ = Words::new(list).has(&word);
        }
    }
}
