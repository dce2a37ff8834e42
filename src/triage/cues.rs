//! Cues: readable signs, each a group of phrases in a file of its own (`cues/<code>.txt`).
//!
//! A file begins with fields and goes on with one phrase a line:
//!
//! ```text
//! why: still waiting
//! negated: keep
//! yes: I am still waiting for a reply
//! no: can't wait for the new season
//!
//! still waiting
//! no reply
//! ```
//!
//! `why` is shown to agents. `yes` and `no` are examples that the tests try. With `negated: drop` (which is the rule)
//! a phrase after "no", "not", "never" … does not count ("not bad"); with `keep` it does.
//! A new cue is a file, a line in [`FILES`], its words in `_locales`, and a run of `cargo xtask train`.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use crate::span::Span;
use crate::triage::Reading;

macro_rules! files {
    ($($code:ident)*) => {
        /// Every cue: its code and its file. The order is that of the rows in the weights.
        #[cfg(not(target_arch = "wasm32"))]
        pub const FILES: &[(&str, &str)] = &[
            $((stringify!($code), include_str!(concat!("cues/", stringify!($code), ".txt")))),*
        ];
        /// Every cue's code. The files are no part of the module: they come as [`Lists`](super::lists::Lists).
        #[cfg(target_arch = "wasm32")]
        pub const FILES: &[(&str, &str)] = &[$((stringify!($code), "")),*];
    };
}

files! {
    waiting ignored broken outage money late lost rude bad again tried sarcasm why demand unfair churn stuck now vulnerable safety legal fraud
    help asks howto wish add thanks love resolved sent chat
}

/// One cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its name: the key of its words in `_locales` is `why_<code>`.
    pub code: &'static str,
    /// What it says, in English.
    pub why: &'static str,
    keeps_negated: bool,
}

/// A cue found in a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of the cue.
    pub cue: usize,
    /// First word of the phrase.
    pub first: usize,
    /// One past its last word.
    pub end: usize,
}

/// All cues, ready to search.
pub struct Cues {
    cues: Vec<Cue>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// The cue of each phrase.
    owners: Vec<usize>,
}

impl std::fmt::Debug for Cues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cues")
            .field("cues", &self.cues.len())
            .finish_non_exhaustive()
    }
}

impl Default for Cues {
    fn default() -> Self {
        Self::new()
    }
}

impl Cues {
    /// Reads the files that the program was built with.
    #[must_use]
    pub fn new() -> Self {
        Self::of(FILES)
    }

    /// Reads these files (code and text, in the order of [`FILES`]) and builds the automaton.
    #[must_use]
    pub fn of(files: &[(&'static str, &'static str)]) -> Self {
        let mut phrases: Vec<(String, usize)> = Vec::new();
        let mut cues = Vec::with_capacity(files.len());
        for (at, &(code, file)) in files.iter().enumerate() {
            let (fields, lines) = parts(file);
            let field = |name: &str| {
                fields
                    .lines()
                    .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
                    .map(str::trim)
            };
            cues.push(Cue {
                code,
                why: field("why").unwrap_or(code),
                keeps_negated: field("negated") == Some("keep"),
            });
            phrases.extend(
                lines
                    .lines()
                    .map(|phrase| Reading::new(phrase).line().to_owned())
                    .filter(|line| line != " ")
                    .map(|line| (line, at)),
            );
        }
        // The automaton takes each phrase once; the first cue that has it owns it.
        phrases.sort();
        phrases.dedup_by(|a, b| a.0 == b.0);
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .build(phrases.iter().map(|(phrase, _)| phrase))
            .ok();
        Self {
            cues,
            automaton,
            owners: phrases.into_iter().map(|(_, cue)| cue).collect(),
        }
    }

    /// The cues, by index.
    #[must_use]
    pub fn all(&self) -> &[Cue] {
        &self.cues
    }

    /// Every cue in the post, in the order in which they end.
    #[must_use]
    pub fn find(&self, reading: &Reading) -> Vec<Found> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for hit in automaton.find_overlapping_iter(reading.line()) {
            let Some(&cue) = self.owners.get(hit.value() as usize) else {
                continue;
            };
            // A phrase has a space at either end, as every word of the line has.
            let Some((first, end)) = words(reading, Span::new(hit.start() + 1, hit.end() - 1))
            else {
                continue;
            };
            let keeps = self.cues.get(cue).is_some_and(|cue| cue.keeps_negated);
            if keeps || !is_negated(reading, first) {
                found.push(Found { cue, first, end });
            }
        }
        // The longer phrase says more: "thanks for nothing" is no thanks.
        let all = found.clone();
        found.retain(|one| {
            !all.iter().any(|other| {
                other.first <= one.first
                    && one.end <= other.end
                    && other.end - other.first > one.end - one.first
            })
        });
        found
    }
}

/// The fields at the head of a cue's file, and its phrases.
pub(super) fn parts(file: &str) -> (&str, &str) {
    file.split_once("\n\n").unwrap_or((file, ""))
}

/// The words under a span of the line.
pub(super) fn words(reading: &Reading, span: Span) -> Option<(usize, usize)> {
    let words = reading.words();
    let first = words
        .binary_search_by_key(&span.start, |word| word.form.start)
        .ok()?;
    let last = words
        .binary_search_by_key(&span.end, |word| word.form.end)
        .ok()?;
    Some((first, last + 1))
}

/// Whether a negator stands before the word at `first`, with at most three words between that let it through.
#[must_use]
pub fn is_negated(reading: &Reading, first: usize) -> bool {
    let before = reading.words().get(..first).unwrap_or_default();
    for word in before.iter().rev().take(4) {
        let form = reading.form(word);
        if is_negator(form) {
            return true;
        }
        if !lets_through(form) {
            return false;
        }
    }
    false
}

/// Whether a plain form turns what follows into its opposite.
#[must_use]
pub fn is_negator(form: &str) -> bool {
    matches!(
        form,
        "no" | "not"
            | "never"
            | "without"
            | "isnt"
            | "wasnt"
            | "arent"
            | "werent"
            | "aint"
            | "dont"
            | "doesnt"
            | "didnt"
            | "cant"
            | "cannot"
            | "couldnt"
            | "wont"
            | "wouldnt"
            | "havent"
            | "hasnt"
            | "hadnt"
            | "zero"
            | "nothing"
            | "neither"
            | "nor"
            | "hardly"
    )
}

/// Words that may stand between a negator and what it negates ("not a single complaint", "never had any problems").
fn lets_through(form: &str) -> bool {
    matches!(
        form,
        "a" | "an"
            | "any"
            | "the"
            | "so"
            | "too"
            | "very"
            | "that"
            | "all"
            | "single"
            | "had"
            | "have"
            | "been"
            | "one"
            | "real"
            | "really"
            | "many"
            | "my"
            | "more"
            | "as"
            | "is"
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The codes of the cues in a text.
    fn codes(cues: &Cues, text: &str) -> Vec<&'static str> {
        let found = cues.find(&Reading::new(text));
        found
            .into_iter()
            .map(|found| cues.all()[found.cue].code)
            .collect()
    }

    #[test]
    fn every_file_is_registered() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/triage/cues");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let registered = FILES
            .iter()
            .map(|(code, _)| format!("{code}.txt"))
            .collect();
        assert_eq!(files, registered);
    }

    #[test]
    fn every_cue_says_why_and_meets_its_own_examples() {
        let cues = Cues::new();
        let mut wrong = Vec::new();
        for &(code, file) in FILES {
            let (fields, phrases) = parts(file);
            assert!(!phrases.trim().is_empty(), "{code} has no phrases");
            assert!(
                fields.starts_with("why: "),
                "{code} does not begin with why"
            );
            let example = |name: &str| {
                let prefix = format!("{name}: ");
                fields
                    .lines()
                    .filter_map(move |line| line.strip_prefix(&prefix).map(str::to_owned))
                    .collect::<Vec<_>>()
            };
            assert!(
                !example("yes").is_empty() && !example("no").is_empty(),
                "{code} has no examples"
            );
            for (name, wanted) in [("yes", true), ("no", false)] {
                for text in example(name) {
                    if codes(&cues, &text).contains(&code) != wanted {
                        wrong.push(format!("{code}: {name}: {text}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn phrases_end_where_words_do() {
        let cues = Cues::new();
        let reading = Reading::new("@x STILL  waiting!");
        let found = cues.find(&reading);
        let waiting = found
            .iter()
            .find(|found| cues.all()[found.cue].code == "waiting")
            .unwrap();
        assert_eq!((waiting.first, waiting.end), (1, 3));
        assert_eq!(codes(&cues, "broadcast"), Vec::<&str>::new());
    }

    #[test]
    fn negation_turns_a_cue() {
        let cues = Cues::new();
        for (text, negated) in [
            ("not a single problem", true),
            ("never had any problems", true),
            ("no problem", true),
            ("a problem", false),
            ("no, a problem", false),
            ("why is there no way to report a problem", false),
        ] {
            let reading = Reading::new(text);
            let last = reading.words().len() - 1;
            assert_eq!(is_negated(&reading, last), negated, "{text}");
            let broken = cues
                .find(&reading)
                .iter()
                .any(|found| cues.all()[found.cue].code == "broken");
            assert_eq!(broken, !negated, "{text}");
        }
    }
}
