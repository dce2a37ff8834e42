//! Nicknames that were seen, for the lead to add or dismiss. Bounded: the least seen go first, the dismissed last.
//!
//! ```
//! use handrail::brand::{Candidate, Decision, Guise, Proposals};
//! let mut proposals = Proposals::default();
//! let seen = Candidate { brand: 0, form: "larkcrap".into(), guise: Guise::Blend };
//! assert!(proposals.see("Larkspur", &seen, "x:1", "Larkcrap is down again"));
//! assert!(!proposals.see("Larkspur", &seen, "x:1", "Larkcrap is down again"), "the same post counts once");
//! assert_eq!(proposals.open().next().unwrap().count, 1);
//! proposals.decide("Larkspur", "larkcrap", Decision::Dismissed);
//! assert!(!proposals.see("Larkspur", &seen, "x:2", "Larkcrap!"), "what was dismissed does not come back");
//! ```

use serde::{Deserialize, Serialize};

use crate::brand::nicknames::{Candidate, Guise};

/// What the lead made of a proposal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Nothing yet.
    #[default]
    Open,
    /// It is a nickname now.
    Added,
    /// It means something else.
    Dismissed,
}

/// A mangled name that was seen near complaints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The brand's name.
    pub brand: String,
    /// As it would be added to the nicknames.
    pub form: String,
    /// How it is mangled.
    pub guise: Guise,
    /// In how many posts it was seen.
    pub count: u32,
    /// Beginnings of the first posts, at most [`EXAMPLES`].
    pub examples: Vec<String>,
    /// What the lead made of it.
    pub decision: Decision,
    /// The latest posts, as numbers that tell them apart.
    posts: Vec<u32>,
}

/// Everything that was seen, in the order in which it was seen first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposals {
    all: Vec<Proposal>,
}

/// How many examples are kept of each.
pub const EXAMPLES: usize = 3;
/// How much of an example is kept, in characters.
const EXAMPLE: usize = 160;
/// How many posts are told apart for each.
const POSTS: usize = 64;
/// How many proposals wait at most.
const MOST_OPEN: usize = 200;
/// How many decisions are remembered at most.
const MOST_DECIDED: usize = 2_000;

impl Proposals {
    /// Counts a candidate in a post that complains; `false` if nothing changed.
    pub fn see(&mut self, brand: &str, candidate: &Candidate, post: &str, text: &str) -> bool {
        let number = number(post);
        let known = self
            .all
            .iter_mut()
            .find(|known| known.brand == brand && known.form == candidate.form);
        if let Some(known) = known {
            if known.decision != Decision::Open || known.posts.contains(&number) {
                return false;
            }
            known.count = known.count.saturating_add(1);
            if known.posts.len() == POSTS {
                known.posts.remove(0);
            }
            known.posts.push(number);
            if known.examples.len() < EXAMPLES {
                known.examples.push(example(text));
            }
            return true;
        }
        self.make_room();
        self.all.push(Proposal {
            brand: brand.to_owned(),
            form: candidate.form.clone(),
            guise: candidate.guise,
            count: 1,
            examples: vec![example(text)],
            decision: Decision::Open,
            posts: vec![number],
        });
        true
    }

    /// Those that wait for the lead, the most seen first.
    pub fn open(&self) -> impl Iterator<Item = &Proposal> {
        let mut open: Vec<&Proposal> = self
            .all
            .iter()
            .filter(|known| known.decision == Decision::Open)
            .collect();
        open.sort_by_key(|known| std::cmp::Reverse(known.count));
        open.into_iter()
    }

    /// What was decided of a form so far; `None` where it is not known.
    #[must_use]
    pub fn decided(&self, brand: &str, form: &str) -> Option<Decision> {
        let known = self
            .all
            .iter()
            .find(|known| known.brand == brand && known.form == form);
        known.map(|known| known.decision)
    }

    /// Keeps the lead's decision; `false` where the form is not known. The posts of what was decided before are
    /// forgotten: only the latest decision can still be taken back with its examples.
    pub fn decide(&mut self, brand: &str, form: &str, decision: Decision) -> bool {
        if self.decided(brand, form).is_none() {
            return false;
        }
        for known in &mut self.all {
            if known.brand == brand && known.form == form {
                known.decision = decision;
            } else if known.decision != Decision::Open {
                known.examples.clear();
                known.posts.clear();
            }
        }
        let decided = |known: &Proposal| known.decision != Decision::Open;
        if self.all.iter().filter(|known| decided(known)).count() > MOST_DECIDED
            && let Some(first) = self.all.iter().position(decided)
        {
            self.all.remove(first);
        }
        true
    }

    /// Lets go of the least seen, the oldest of them, where too many wait.
    fn make_room(&mut self) {
        let open = self
            .all
            .iter()
            .enumerate()
            .filter(|(_, known)| known.decision == Decision::Open);
        let counts: Vec<(usize, u32)> = open.map(|(at, known)| (at, known.count)).collect();
        if counts.len() >= MOST_OPEN
            && let Some(&(least, _)) = counts.iter().min_by_key(|(_, count)| *count)
        {
            self.all.remove(least);
        }
    }
}

/// The beginning of a post, on one line.
fn example(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(EXAMPLE).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

/// A number for a post (FNV-1a, Fowler, Noll and Vo): two posts share one once in four thousand million pairs.
fn number(post: &str) -> u32 {
    post.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(form: &str) -> Candidate {
        Candidate {
            brand: 0,
            form: form.to_owned(),
            guise: Guise::Blend,
        }
    }

    #[test]
    fn the_most_seen_come_first_with_three_examples_at_most() {
        let mut proposals = Proposals::default();
        proposals.see("Larkspur", &candidate("rare"), "x:0", "rare");
        for post in 0..5 {
            proposals.see(
                "Larkspur",
                &candidate("often"),
                &format!("x:{post}"),
                &format!("often\n{}", "é".repeat(500)),
            );
        }
        let open: Vec<_> = proposals
            .open()
            .map(|one| (one.form.as_str(), one.count, one.examples.len()))
            .collect();
        assert_eq!(open, [("often", 5, 3), ("rare", 1, 1)]);
        let first = &proposals.open().next().unwrap().examples[0];
        assert!(first.starts_with("often é") && first.chars().count() == EXAMPLE + 1);
    }

    #[test]
    fn a_decision_can_be_taken_back_with_its_examples_until_the_next() {
        let mut proposals = Proposals::default();
        for form in ["a", "b"] {
            proposals.see("Larkspur", &candidate(form), "x:1", form);
        }
        proposals.decide("Larkspur", "a", Decision::Dismissed);
        assert_eq!(proposals.open().count(), 1);
        proposals.decide("Larkspur", "a", Decision::Open);
        assert_eq!(
            proposals
                .open()
                .map(|one| one.examples.len())
                .collect::<Vec<_>>(),
            [1, 1]
        );
        proposals.decide("Larkspur", "a", Decision::Added);
        proposals.decide("Larkspur", "b", Decision::Dismissed);
        assert!(!proposals.see("Larkspur", &candidate("a"), "x:2", "a"));
        let kept = serde_json::to_string(&proposals).unwrap();
        assert!(
            !kept.contains(r#""examples":["a"]"#),
            "text is kept no longer than it is needed: {kept}"
        );
        assert!(!proposals.decide("Larkspur", "c", Decision::Added));
    }

    #[test]
    fn memory_is_bounded_and_what_was_dismissed_stays_dismissed() {
        let mut proposals = Proposals::default();
        proposals.see("Larkspur", &candidate("bad"), "x:0", "");
        proposals.decide("Larkspur", "bad", Decision::Dismissed);
        for seen in 0..1_000 {
            proposals.see("Larkspur", &candidate(&format!("form{seen}")), "x:1", "");
        }
        assert_eq!(proposals.open().count(), MOST_OPEN);
        assert_eq!(
            proposals.decided("Larkspur", "bad"),
            Some(Decision::Dismissed)
        );
        for post in 0..1_000 {
            proposals.see("Larkspur", &candidate("form999"), &format!("x:{post}"), "");
        }
        let posts = proposals.open().next().unwrap().posts.len();
        assert!(posts <= POSTS);
    }
}
