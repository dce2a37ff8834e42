//! Words that mean the same in customer care: those that come with Handrail, and the lead's own.

use std::collections::HashMap;

use crate::knowledge::words::{Analyzer, Lang};
use crate::problem::Problem;

/// A line each.
const SAME_WORDS: &str = include_str!("same.txt");
/// The most lines of a lead's own list, and the most words of one.
const MOST: usize = 2_000;

/// Groups of words that mean the same, by stem.
#[derive(Clone, Debug)]
pub(in crate::knowledge) struct SameWords {
    groups: Vec<Vec<String>>,
    group_of: HashMap<String, Vec<usize>>,
}

impl SameWords {
    /// Those that come with Handrail, and `own`: a line a group, words apart by commas or spaces, `#` begins a remark.
    /// What is of no use is named by its line and left out.
    pub(in crate::knowledge) fn new(own: &str) -> (Self, Vec<Problem>) {
        let mut same = Self {
            groups: Vec::new(),
            group_of: HashMap::new(),
        };
        let mut english = [Analyzer::new(Lang::English)];
        for line in lines(SAME_WORDS) {
            same.add(line.1, &mut english);
        }
        let mut problems = Vec::new();
        // A lead's words may be of any language.
        let mut all = Lang::ALL.map(Analyzer::new);
        for (number, line) in lines(own) {
            let place = format!("line {number}");
            if number > MOST || line.len() > MOST {
                problems.push(Problem::error(
                    "synonyms.many",
                    place,
                    "There are too many synonyms. At most 2,000 lines of 2,000 letters are read.",
                ));
                break;
            }
            if !same.add(line, &mut all) {
                problems.push(Problem::warning(
                    "synonyms.alone",
                    place,
                    "This line has no two words that mean something. Write words that mean the same beside each other, such as “sim, esim, chip”.",
                ));
            }
        }
        (same, problems)
    }

    /// Adds a group; false if there are no two words in it.
    fn add(&mut self, line: &str, analyzers: &mut [Analyzer]) -> bool {
        let mut group: Vec<String> = Vec::new();
        let mut words = 0;
        for analyzer in analyzers {
            let before = group.len();
            analyzer.terms(line, |stem, _| {
                if group.iter().all(|known| known != stem) {
                    group.push(stem.to_owned());
                }
            });
            words = words.max(group.len() - before);
        }
        for stem in &group {
            let groups = self.group_of.entry(stem.clone()).or_default();
            groups.push(self.groups.len());
        }
        self.groups.push(group);
        words > 1
    }

    /// The other words that mean the same as `stem`.
    pub(super) fn of<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = &'a str> {
        let groups = self.group_of.get(stem).map_or(&[][..], Vec::as_slice);
        groups
            .iter()
            .filter_map(|&at| self.groups.get(at))
            .flatten()
            .map(String::as_str)
            .filter(move |other| *other != stem)
    }
}

/// Lines that say something, numbered from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.lines())
        .map(|(number, line)| (number, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leads_own_words_are_added_to_those_that_come_with_handrail() {
        let (same, problems) = SameWords::new("# ours\nbox, hub, gateway\n\nLarkbox\n");
        let hub: Vec<&str> = same.of("hub").collect();
        assert!(hub.contains(&"box") && hub.contains(&"gateway"), "{hub:?}");
        assert!(same.of("refund").count() > 0);
        let [problem] = &problems[..] else {
            panic!("{problems:?}");
        };
        assert_eq!((problem.path.as_str(), problem.fatal), ("line 4", false));
    }
}
