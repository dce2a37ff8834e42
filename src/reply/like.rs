//! How much a post is like what a playbook is for, by the words that they share, the rarer the more.
//!
//! A text is the set of its stems, each with the square of its rarity `ln(1 + n / df)`, where `n` is the number of
//! playbooks and `df` of those that have the word. Two texts are as alike as the cosine of the two (0 to 1). Words that
//! no playbook has say nothing about any and are passed over.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::knowledge::terms;
use crate::reply::body::{Part, all};
use crate::reply::playbook::Playbook;

/// What the name counts beside an example …
const NAME: f32 = 0.8;
/// … and what the body does: it says what we say, not what customers say.
const BODY: f32 = 0.4;

/// How much of a post is read, in characters: far more than anybody writes to a brand.
const READ: usize = 4_000;

/// The words of all playbooks.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The number of each word.
    numbers: HashMap<String, usize>,
    /// What each word counts, by its number.
    weights: Vec<f32>,
    /// In the order of the playbooks.
    of: Vec<Said>,
}

/// A text as the numbers of its words, in order, and what they count together.
#[derive(Clone, Debug, Default)]
struct Set {
    numbers: Vec<usize>,
    size: f32,
}

#[derive(Clone, Debug, Default)]
struct Said {
    lang: String,
    name: Set,
    body: Set,
    examples: Vec<Set>,
}

impl Words {
    pub(super) fn of(playbooks: &[Playbook]) -> Self {
        let texts: Vec<Texts> = playbooks.iter().map(Texts::of).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for text in &texts {
            let all: BTreeSet<&String> = text.all().flatten().collect();
            for term in all {
                *counts.entry(term).or_default() += 1;
            }
        }
        let terms = counts.keys().map(|term| (*term).to_owned());
        let rarity = counts.values().map(|count| rarity_of(texts.len(), *count));
        let mut words = Self {
            numbers: terms.zip(0..).collect(),
            weights: rarity.map(|rarity| rarity.powi(2)).collect(),
            of: Vec::new(),
        };
        words.of = texts.iter().map(|text| words.said(text)).collect();
        words
    }

    fn said(&self, texts: &Texts) -> Said {
        Said {
            lang: texts.lang.clone(),
            name: self.set(&texts.name),
            body: self.set(&texts.body),
            examples: texts.examples.iter().map(|text| self.set(text)).collect(),
        }
    }

    fn set(&self, terms: &[String]) -> Set {
        let known = terms.iter().filter_map(|term| self.numbers.get(term));
        let numbers: BTreeSet<usize> = known.copied().collect();
        let numbers: Vec<usize> = numbers.into_iter().collect();
        let size = numbers.iter().map(|number| self.weight(*number)).sum();
        Set { numbers, size }
    }

    fn weight(&self, number: usize) -> f32 {
        self.weights.get(number).copied().unwrap_or_default()
    }

    /// How much a post is like each playbook, in their order, from 0 to 1.
    pub(super) fn likeness(&self, text: &str) -> Vec<f32> {
        let end = text
            .char_indices()
            .nth(READ)
            .map_or(text.len(), |(at, _)| at);
        let text = text.get(..end).unwrap_or_default();
        // Stems differ by language: the post is read once for each that a playbook is written in.
        let mut read: BTreeMap<&str, Set> = BTreeMap::new();
        let of = self.of.iter().map(|said| {
            let post = read
                .entry(&said.lang)
                .or_insert_with(|| self.set(&terms(text, &said.lang)));
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

    fn cosine(&self, a: &Set, b: &Set) -> f32 {
        let shared = a
            .numbers
            .iter()
            .filter(|number| b.numbers.binary_search(number).is_ok());
        let shared: f32 = shared.map(|number| self.weight(*number)).sum();
        let size = (a.size * b.size).sqrt();
        if size > 0.0 { shared / size } else { 0.0 }
    }
}

/// What a playbook says and what is said to it, as terms.
struct Texts {
    lang: String,
    name: Vec<String>,
    body: Vec<String>,
    examples: Vec<Vec<String>>,
}

impl Texts {
    fn of(playbook: &Playbook) -> Self {
        let lang = playbook.langs.first().map_or("", |(_, tag)| tag);
        let body: Vec<String> = playbook.wordings.iter().map(|parts| said(parts)).collect();
        Self {
            lang: lang.to_owned(),
            name: terms(&playbook.name, lang),
            body: terms(&body.join(" "), lang),
            examples: playbook
                .examples
                .iter()
                .map(|text| terms(text, lang))
                .collect(),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Vec<String>> {
        [&self.name, &self.body].into_iter().chain(&self.examples)
    }
}

/// What a wording says whoever it is said to.
pub(super) fn said(wording: &[Part]) -> String {
    let parts = all(wording).into_iter();
    let texts = parts.filter_map(|part| match part {
        Part::Text(text) => Some(text.trim()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a few thousand playbooks at most"
)]
fn rarity_of(all: usize, having: usize) -> f32 {
    (1.0 + all as f32 / having.max(1) as f32).ln()
}
