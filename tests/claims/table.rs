//! The table of drafts and articles, and how often what is found is what is expected.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::reply::claim::{Claim, Stands, claims};

#[derive(Deserialize)]
struct File {
    article: Vec<Article>,
}

#[derive(Deserialize)]
struct Article {
    /// Kept aside while the rules were made.
    #[serde(default)]
    aside: bool,
    text: String,
    draft: Vec<Draft>,
}

#[derive(Deserialize)]
struct Draft {
    text: String,
    /// What is claimed, with `+` before what is supported, `-` contradicted, `?` not found.
    claims: Vec<String>,
}

/// Counts of one verdict: expected and found, expected, found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub right: usize,
    pub expected: usize,
    pub found: usize,
}

impl Count {
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    pub fn recall(self) -> f64 {
        share(self.right, self.expected)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |count: usize| f64::from(u32::try_from(count).unwrap());
    if whole == 0 {
        1.0
    } else {
        count(part) / count(whole)
    }
}

fn sign(stands: Stands) -> char {
    match stands {
        Stands::Supported => '+',
        Stands::NotFound => '?',
        Stands::Contradicts => '-',
    }
}

/// Counts by verdict of the pairs that are aside or not, with a line for every difference; and the number of pairs.
pub fn measure(aside: bool) -> (BTreeMap<char, Count>, Vec<String>, usize) {
    let path = std::path::Path::new(FIXTURE);
    let file: File = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut counts: BTreeMap<char, Count> = BTreeMap::new();
    let (mut wrong, mut pairs) = (Vec::new(), 0);
    for article in file.article.iter().filter(|article| article.aside == aside) {
        for draft in &article.draft {
            pairs += 1;
            let found: Vec<Claim> = claims(&draft.text, &article.text);
            let words =
                |claim: &Claim| format!("{}{}", sign(claim.stands), claim.span.slice(&draft.text));
            let found: Vec<(String, Option<String>)> = found
                .iter()
                .map(|claim| (words(claim), claim.said.clone()))
                .collect();
            let mut missing = draft.claims.clone();
            for (one, said) in &found {
                let count = counts.entry(one.chars().next().unwrap()).or_default();
                count.found += 1;
                match missing.iter().position(|other| other == one) {
                    Some(at) => {
                        count.right += 1;
                        missing.remove(at);
                    }
                    None => wrong.push(format!("{}\n    found {one} ({said:?})", draft.text)),
                }
            }
            for one in &missing {
                wrong.push(format!("{}\n    missing {one}", draft.text));
            }
            for one in &draft.claims {
                counts
                    .entry(one.chars().next().unwrap())
                    .or_default()
                    .expected += 1;
            }
        }
    }
    (counts, wrong, pairs)
}

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/claims.toml");
