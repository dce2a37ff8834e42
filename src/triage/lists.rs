//! Cues and topics as one text, which the engine is given beside its weights: in the module they would be a tenth of it.
//!
//! Each file follows a line with its kind, code and length in bytes (`cues waiting 1403`), cues first, in the order of
//! their rows.

use crate::triage::topics::name_of;
use crate::triage::weights::{self, Weights, WeightsError};
use crate::triage::{Triage, cues, topics};

/// The files of cues and topics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lists {
    /// Code and text of each cue, in the order of [`cues::FILES`].
    pub(super) cues: Vec<(&'static str, &'static str)>,
    /// Code and text of each topic, in the order of [`topics::FILES`].
    pub(super) topics: Vec<(&'static str, &'static str)>,
}

impl Lists {
    /// Those that the program was built with; empty files in a wasm module.
    #[must_use]
    pub fn built_in() -> Self {
        Self {
            cues: cues::FILES.to_vec(),
            topics: topics::FILES.to_vec(),
        }
    }

    /// All of them as one text.
    #[must_use]
    pub fn pack(&self) -> String {
        let mut text = String::new();
        for (kind, files) in [("cues", &self.cues), ("topics", &self.topics)] {
            for (code, file) in files {
                text.push_str(&format!("{kind} {code} {}\n{file}", file.len()));
            }
        }
        text
    }

    /// Reads what [`pack`](Self::pack) wrote. The text stays for as long as the program runs: cues are named by it.
    ///
    /// # Errors
    /// When files are missing, or others than this program knows are there.
    pub fn parse(text: &'static str) -> Result<Self, WeightsError> {
        let mut lists = Self {
            cues: Vec::new(),
            topics: Vec::new(),
        };
        let mut rest = text;
        while !rest.is_empty() {
            let (head, after) = rest.split_once('\n').ok_or(WeightsError::Stale)?;
            let mut head = head.split(' ');
            let (Some(kind), Some(code), Some(length)) = (head.next(), head.next(), head.next())
            else {
                return Err(WeightsError::Stale);
            };
            let length: usize = length.parse().map_err(|_| WeightsError::Stale)?;
            let (body, next) = after.split_at_checked(length).ok_or(WeightsError::Stale)?;
            match kind {
                "cues" => lists.cues.push((code, body)),
                "topics" => lists.topics.push((code, body)),
                _ => return Err(WeightsError::Stale),
            }
            rest = next;
        }
        let codes = |files: &[(&'static str, &'static str)]| -> Vec<&'static str> {
            files.iter().map(|(code, _)| *code).collect()
        };
        let whole = codes(&lists.cues) == codes(cues::FILES)
            && codes(&lists.topics) == codes(topics::FILES);
        if whole {
            Ok(lists)
        } else {
            Err(WeightsError::Stale)
        }
    }
}

impl Triage {
    /// Reads a weights file, with cues and topics that are no part of the program.
    ///
    /// # Errors
    /// As [`from_bytes`](Self::from_bytes), and when the weights were trained with other cues.
    pub fn new(bytes: &[u8], lists: Lists) -> Result<Self, WeightsError> {
        let weights = Weights::from_bytes(bytes)?;
        if weights.cues != weights::cues_digest_of(&lists.cues) {
            return Err(WeightsError::Stale);
        }
        Ok(Self::with(weights, lists))
    }

    /// Code and name of every topic that comes with Handrail.
    #[must_use]
    pub fn built_in_topics(&self) -> Vec<(String, String)> {
        let named = |&(code, text): &(&str, &str)| (code.to_owned(), name_of(text, code));
        self.ours.iter().map(named).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: &[u8] = include_bytes!("weights.bin");

    /// A text for good, as the module has it.
    fn leaked(text: &str) -> &'static str {
        Box::leak(text.to_owned().into_boxed_str())
    }

    #[test]
    fn packed_lists_judge_as_the_built_in_ones() {
        let lists = Lists::parse(leaked(&Lists::built_in().pack())).unwrap();
        assert_eq!(lists, Lists::built_in());
        let packed = Triage::new(WEIGHTS, lists).unwrap();
        let built_in = Triage::from_bytes(WEIGHTS).unwrap();
        for text in [
            "@LarkspurCare you charged me twice, still no reply",
            "thanks",
        ] {
            assert_eq!(packed.judge(text), built_in.judge(text), "{text}");
        }
    }

    #[test]
    fn lists_of_another_version_are_refused() {
        let whole = Lists::built_in().pack();
        let shorter = whole.replacen("cues waiting ", "cues weighting ", 1);
        let cut: String = whole.chars().take(9_000).collect();
        for text in ["", "nonsense", &shorter, &cut] {
            assert_eq!(Lists::parse(leaked(text)), Err(WeightsError::Stale));
        }
        let other = whole.replacen("\nstill waiting\n", "\nstill waiving\n", 1);
        let lists = Lists::parse(leaked(&other)).unwrap();
        assert_eq!(
            Triage::new(WEIGHTS, lists).unwrap_err(),
            WeightsError::Stale,
            "trained with other phrases"
        );
    }
}
