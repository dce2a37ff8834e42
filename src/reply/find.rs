//! The search for a playbook by what an agent types after a slash: its name, its path, words of its text; one slip is
//! forgiven.

use std::collections::BTreeSet;

use crate::reply::body::{Part, all};
use crate::reply::playbook::Playbook;
use crate::reply::{Draft, Occasion, Templates};
use crate::text::fold::fold;

/// How many are found at most.
const FOUND: usize = 8;
/// The words that are read of what was typed.
const TYPED: usize = 8;
/// A shorter word is never taken for a slip, in letters.
const SLIP: usize = 4;

/// What a typed word is worth where it is found.
const NAME: u32 = 8;
const PATH: u32 = 6;
const TEXT: u32 = 2;

impl Templates {
    /// Drafts of the playbooks that have every word of `typed`, the best first; at most 8. Whether a playbook's
    /// conditions hold does not count: the agent asks for it. Nothing typed finds those that fit best.
    #[must_use]
    pub fn find(&self, typed: &str, occasion: &Occasion<'_>) -> Vec<Draft> {
        let typed = typed.trim_start_matches(['/', ' ']);
        let wanted: Vec<String> = words(typed).into_iter().take(TYPED).collect();
        if wanted.is_empty() {
            return self.first(occasion);
        }
        let worth = self.found_by.iter().map(|by| by.worth(&wanted));
        let worth: Vec<Option<u32>> = worth.collect();
        let worth = |at: usize| worth.get(at).copied().flatten();
        let usable = |at, playbook: &Playbook, _| !playbook.piece && worth(at).is_some();
        let scored = self.scored(occasion, usable).into_iter();
        let found = scored.filter_map(|(at, filled)| Some((worth(at)?, filled.draft)));
        let mut found: Vec<(u32, Draft)> = found.collect();
        // Of those that are found as well as each other, the one that fits the post better comes first.
        found.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
        let drafts = found.into_iter().map(|(_, draft)| draft);
        drafts.take(FOUND).collect()
    }

    /// Those that fit, and then the rest.
    fn first(&self, occasion: &Occasion<'_>) -> Vec<Draft> {
        let mut drafts = self.ranked(occasion);
        for (_, filled) in self.scored(occasion, |_, playbook, _| !playbook.piece) {
            if drafts
                .iter()
                .all(|draft| draft.template != filled.draft.template)
            {
                drafts.push(filled.draft);
            }
        }
        drafts.truncate(FOUND);
        drafts
    }
}

/// The words that a playbook is found by.
#[derive(Clone, Debug)]
pub(super) struct FoundBy {
    name: Vec<String>,
    path: Vec<String>,
    text: Vec<String>,
}

impl FoundBy {
    pub(super) fn of(playbook: &Playbook) -> Self {
        let parts = playbook.wordings.iter().flat_map(|wording| all(wording));
        let text = parts.filter_map(|part| match part {
            Part::Text(text) => Some(words(text)),
            _ => None,
        });
        let text: BTreeSet<String> = text.flatten().collect();
        Self {
            name: words(&playbook.name),
            path: words(playbook.path.trim_end_matches(".md")),
            text: text.into_iter().collect(),
        }
    }

    /// What the playbook is worth for typed words; `None` where one of them is not found.
    fn worth(&self, typed: &[String]) -> Option<u32> {
        let places = [(&self.name, NAME), (&self.path, PATH), (&self.text, TEXT)];
        let mut sum = 0;
        for (at, word) in typed.iter().enumerate() {
            let last = at + 1 == typed.len();
            let found = places.iter().filter_map(|(words, worth)| {
                let best = words.iter().filter_map(|other| likeness(word, other, last));
                Some(worth * best.max()?)
            });
            sum += found.max()?;
        }
        Some(sum)
    }
}

/// How well a typed word is found in another: 4 the word, 3 its beginning, 1 with a slip. The last word may be a slip
/// that is still being typed.
fn likeness(typed: &str, word: &str, last: bool) -> Option<u32> {
    if typed == word {
        return Some(4);
    }
    if word.starts_with(typed) {
        return Some(3);
    }
    let letters = typed.chars().count();
    if letters < SLIP {
        return None;
    }
    let typed: Vec<char> = typed.chars().collect();
    let word: Vec<char> = word.chars().collect();
    // "refnud" while "refunded" is meant: compared with as many letters as are typed, one more or one less.
    let begins = |length: usize| {
        word.get(..length)
            .is_some_and(|begin| one_slip(&typed, begin))
    };
    let begun = last && (letters - 1..=letters + 1).any(begins);
    (begun || one_slip(&typed, &word)).then_some(1)
}

/// Whether two words differ by one letter too many, missing or wrong, or by two neighbours that changed places.
fn one_slip(a: &[char], b: &[char]) -> bool {
    if a.len() > b.len() {
        return one_slip(b, a);
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (
        a.get(same..).unwrap_or_default(),
        b.get(same..).unwrap_or_default(),
    );
    match (a, b) {
        ([], rest) => rest.len() <= 1,
        ([a1, a2, a_rest @ ..], [b1, b2, b_rest @ ..])
            if a1 == b2 && a2 == b1 && a_rest == b_rest =>
        {
            true
        }
        ([_, a_rest @ ..], [_, b_rest @ ..]) if a_rest == b_rest => true,
        (a, [_, b_rest @ ..]) => a == b_rest,
        _ => false,
    }
}

/// The words of a text, folded.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Author;
    use crate::reply::TemplateFile;
    use proptest::prelude::*;

    fn found(typed: &str) -> Vec<String> {
        let file = |path: &str, text: &str| TemplateFile {
            path: path.into(),
            text: text.into(),
            own: false,
        };
        let mut files = vec![
            file(
                "refund-how-long.md",
                "---\nname: How long a refund takes\n---\nIt takes five days.",
            ),
            file(
                "a/return.md",
                "---\nname: Send it back\nwhen: praise\n---\nPrint the label for your refund.",
            ),
            file("linked.md", "---\nname: Refund article\n---\n{{link}}"),
            file("piece.md", "---\nname: Refund piece\npiece: yes\n---\nx"),
        ];
        files.extend((0..10).map(|at| {
            file(
                &format!("{at}.md"),
                &format!("---\nname: Other {at}\n---\nhello"),
            )
        }));
        let (playbooks, problems) = Templates::new(&files, &[]);
        assert_eq!(problems, []);
        let author = Author::default();
        let drafts = playbooks.find(typed, &Occasion::of(&author, ""));
        drafts.into_iter().map(|draft| draft.template).collect()
    }

    #[test]
    fn names_come_before_paths_and_paths_before_text() {
        for (typed, expected) in [
            ("/refund", vec!["refund-how-long.md", "a/return.md"]),
            ("refu", vec!["refund-how-long.md", "a/return.md"]),
            ("refnud", vec!["refund-how-long.md", "a/return.md"]),
            ("retrun", vec!["a/return.md"]),
            ("return", vec!["a/return.md"]),
            ("label", vec!["a/return.md"]),
            ("Réfund long", vec!["refund-how-long.md"]),
            ("refund nothing", vec![]),
            ("rfd", vec![]),
        ] {
            assert_eq!(found(typed), expected, "{typed}");
        }
        assert_eq!(found("other").len(), FOUND);
        assert_eq!(found("/").len(), FOUND);
    }

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for (typed, word, forgiven) in [
            ("refnud", "refund", true),
            ("refun", "refund", true),
            ("reffund", "refund", true),
            ("rexund", "refund", true),
            ("rexumd", "refund", false),
            ("bill", "ball", true),
            ("abc", "abd", false),
        ] {
            assert_eq!(likeness(typed, word, false).is_some(), forgiven, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(typed in "\\PC{0,30}") {
            prop_assert!(found(&typed).len() <= FOUND);
        }
    }
}
