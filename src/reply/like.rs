//! How much a post is like what a playbook is for: by the words that they share, the rarer the more, and by what they mean
//! where the sentence encoder has read both.
//!
//! A text is the set of its stems, each with the square of its rarity `ln(1 + n / df)`, where `n` is the number of
//! playbooks and `df` of those that have the word. Two texts are as alike as the cosine of the two (0 to 1). Words that
//! no playbook has say nothing about any and are passed over.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::{WIDTH, terms};
use crate::reply::body::{Part, all};
use crate::reply::playbook::Playbook;

/// What the name counts beside an example …
const NAME: f32 = 0.8;
/// … and what the body does: it says what we say, not what customers say.
const BODY: f32 = 0.4;
/// A cosine of meanings up to here is none …
const UNLIKE: f32 = 0.25;
/// … and from here on is the same thing in other words.
const SAME: f32 = 0.75;

/// How much of a post is read, in characters: far more than anybody writes to a brand.
const READ: usize = 4_000;

type Terms = BTreeSet<String>;

/// The words of all playbooks.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    rarity: BTreeMap<String, f32>,
    /// In the order of the playbooks.
    of: Vec<Said>,
}

#[derive(Clone, Debug, Default)]
struct Said {
    lang: String,
    name: Terms,
    body: Terms,
    examples: Vec<Terms>,
}

impl Words {
    pub(super) fn of(playbooks: &[Playbook]) -> Self {
        let of: Vec<Said> = playbooks.iter().map(Said::of).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for said in &of {
            let mut all: Terms = said.name.union(&said.body).cloned().collect();
            all.extend(said.examples.iter().flatten().cloned());
            for term in all {
                *counts.entry(term).or_default() += 1;
            }
        }
        let rarity = counts.into_iter();
        let rarity = rarity.map(|(term, count)| (term, rarity_of(of.len(), count)));
        Self {
            rarity: rarity.collect(),
            of,
        }
    }

    /// How much a post is like each playbook, in their order, from 0 to 1.
    pub(super) fn likeness(&self, text: &str) -> Vec<f32> {
        let end = text
            .char_indices()
            .nth(READ)
            .map_or(text.len(), |(at, _)| at);
        let text = text.get(..end).unwrap_or_default();
        // Stems differ by language: the post is read once for each that a playbook is written in.
        let mut read: BTreeMap<&str, Terms> = BTreeMap::new();
        let of = self.of.iter().map(|said| {
            let post = read
                .entry(&said.lang)
                .or_insert_with(|| set(text, &said.lang));
            let examples = said
                .examples
                .iter()
                .map(|example| self.cosine(post, example));
            let rest = [
                NAME * self.cosine(post, &said.name),
                BODY * self.cosine(post, &said.body),
            ];
            examples.chain(rest).fold(0.0, f32::max)
        });
        of.collect()
    }

    fn cosine(&self, a: &Terms, b: &Terms) -> f32 {
        let weight = |term: &String| self.rarity.get(term).copied().unwrap_or_default().powi(2);
        let sum = |terms: &Terms| terms.iter().map(weight).sum::<f32>();
        let shared: f32 = a.intersection(b).map(weight).sum();
        let size = (sum(a) * sum(b)).sqrt();
        if size > 0.0 { shared / size } else { 0.0 }
    }
}

impl Said {
    fn of(playbook: &Playbook) -> Self {
        let lang = playbook.langs.first().map_or("", |(_, tag)| tag);
        let parts = playbook.wordings.iter().flat_map(|wording| all(wording));
        let body: Vec<&str> = parts
            .filter_map(|part| match part {
                Part::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        Self {
            lang: lang.to_owned(),
            name: set(&playbook.name, lang),
            body: set(&body.join(" "), lang),
            examples: playbook
                .examples
                .iter()
                .map(|text| set(text, lang))
                .collect(),
        }
    }
}

fn set(text: &str, lang: &str) -> Terms {
    terms(text, lang).into_iter().collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a few thousand playbooks at most"
)]
fn rarity_of(all: usize, having: usize) -> f32 {
    (1.0 + all as f32 / having.max(1) as f32).ln()
}

/// How much two texts mean the same, from 0 to 1, by their vectors of length 1.
pub(super) fn meaning(a: &[f32; WIDTH], b: &[f32; WIDTH]) -> f32 {
    let cosine: f32 = a.iter().zip(b).map(|(a, b)| a * b).sum();
    ((cosine - UNLIKE) / (SAME - UNLIKE)).clamp(0.0, 1.0)
}
