//! Customers whom a lead names, each with a tier: what a playbook's `tier` and the frame go by.
//!
//! A customer is a line: the handle, and a word for what they are. Without a word they are a VIP.
//!
//! ```
//! use handrail::reply::Tiers;
//! let (tiers, problems) = Tiers::read("@example_ada\n@example_ben gold");
//! assert!(problems.is_empty());
//! assert_eq!(tiers.of("Example_Ada"), Some("VIP"));
//! assert_eq!(tiers.of("example_ben"), Some("gold"));
//! assert_eq!(tiers.of("example_cy"), None);
//! ```

use std::collections::BTreeMap;

use crate::problem::Problem;
use crate::text::fold::fold;

/// What customers are that no word is said of.
const USUAL: &str = "VIP";
/// The most lines, the longest handle and the longest word, in characters.
const LINES: usize = 5_000;
const HANDLE: usize = 80;
const WORD: usize = 20;

/// Handles and their tiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tiers(BTreeMap<String, String>);

impl Tiers {
    /// Reads what was typed. What cannot be read is left out and named by `customers:LINE`.
    #[must_use]
    pub fn read(typed: &str) -> (Self, Vec<Problem>) {
        let mut tiers = BTreeMap::<String, String>::new();
        let mut problems = Vec::new();
        for (line, number) in typed.lines().zip(1..) {
            let mut fault = |code, message: &str| {
                let place = format!("customers:{number}");
                problems.push(Problem::error(code, place, message));
            };
            if number > LINES {
                fault("tier.many", "These are more than 5,000 customers.");
                break;
            }
            let mut words = line.split_whitespace();
            let Some(handle) = words.next() else {
                continue;
            };
            let tier = words.next().unwrap_or(USUAL);
            let handle = handle.trim_start_matches('@');
            if !is_handle(handle) {
                fault(
                    "tier.handle",
                    "This is no handle. Write such as @example_ada, without spaces.",
                );
            } else if !is_word(tier) || words.next().is_some() {
                fault(
                    "tier.word",
                    "A tier is one word of at most 20 letters and digits, such as VIP or gold.",
                );
            } else if tiers.insert(fold(handle), tier.to_owned()).is_some() {
                fault(
                    "tier.twice",
                    "This customer is here twice. Keep one of the two lines.",
                );
            }
        }
        (Self(tiers), problems)
    }

    /// What the customer with that handle is, as the lead wrote it.
    #[must_use]
    pub fn of(&self, handle: &str) -> Option<&str> {
        self.0.get(&fold(handle)).map(String::as_str)
    }
}

/// Other sites' handles have dots, hyphens and a host too.
fn is_handle(text: &str) -> bool {
    let known = |c: char| c.is_ascii_alphanumeric() || "_.-@".contains(c);
    !text.is_empty() && text.len() <= HANDLE && text.chars().all(known)
}

fn is_word(text: &str) -> bool {
    let known = |c: char| c.is_alphanumeric() || "_-".contains(c);
    text.chars().count() <= WORD && text.chars().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fault_is_named_by_its_line() {
        let typed =
            "@example_ada\n\n@ gold\n@example_ben gold card\n@EXAMPLE_ADA silver\nx@host.example t";
        let (tiers, problems) = Tiers::read(typed);
        let found: Vec<(&str, &str)> = problems
            .iter()
            .map(|problem| (problem.code.as_str(), problem.path.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("tier.handle", "customers:3"),
                ("tier.word", "customers:4"),
                ("tier.twice", "customers:5"),
            ]
        );
        assert_eq!(tiers.of("x@host.example"), Some("t"));
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(typed in "(@|\\PC|\n| ){0,60}") {
            let (tiers, _) = Tiers::read(&typed);
            let _ = tiers.of(&typed);
        }
    }
}
