//! The usual baseline: TF-IDF of words (1 and 2) and characters (2 to 5), logistic regression.
//!
//! Term frequency is sublinear, a post's values have length 1, words and characters each; one L-BFGS fit as our own
//! model has.

use std::collections::BTreeMap;

use handrail::triage::weights::crc32;

use crate::train::data::{Beside, Example, known};
use crate::train::fit::{self, Model};

/// Rows that the terms share.
const ROWS: usize = 1 << 17;

/// A trained baseline.
pub(super) struct Baseline {
    rarity: Vec<f64>,
    model: Model,
}

/// How often each term is in a text: words first, then characters.
fn terms(text: &str) -> [BTreeMap<u32, f64>; 2] {
    let mut terms = [BTreeMap::new(), BTreeMap::new()];
    let [words, letters] = &mut terms;
    let lower = text.to_lowercase();
    let tokens: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .collect();
    let row = |kind: &str, term: &str| {
        crc32(&[kind.as_bytes(), term.as_bytes()]) % u32::try_from(ROWS).unwrap_or(u32::MAX)
    };
    for (at, word) in tokens.iter().enumerate() {
        *words.entry(row("1", word)).or_default() += 1.0;
        if let Some(next) = tokens.get(at + 1) {
            *words
                .entry(row("2", &format!("{word} {next}")))
                .or_default() += 1.0;
        }
    }
    for word in lower.split_whitespace() {
        let padded: Vec<char> = format!(" {word} ").chars().collect();
        for length in 2..=5 {
            for gram in padded.windows(length) {
                let gram: String = gram.iter().collect();
                *letters.entry(row("c", &gram)).or_default() += 1.0;
            }
        }
    }
    terms
}

impl Baseline {
    /// Trained to tell texts of which the flag is up from the others.
    pub(super) fn train(texts: &[(String, bool)]) -> Self {
        let counted: Vec<_> = texts.iter().map(|(text, _)| terms(text)).collect();
        let mut seen = vec![0.0f64; ROWS];
        for term in counted.iter().flatten().flat_map(BTreeMap::keys) {
            if let Some(seen) = seen.get_mut(*term as usize) {
                *seen += 1.0;
            }
        }
        let all = f64::from(u32::try_from(texts.len()).unwrap_or(u32::MAX));
        let rarity: Vec<f64> = seen
            .into_iter()
            .map(|seen| ((1.0 + all) / (1.0 + seen)).ln() + 1.0)
            .collect();
        let examples: Vec<Example> = counted
            .iter()
            .zip(texts)
            .map(|(terms, &(_, flag))| Example {
                text: String::new(),
                features: values(terms, &rarity),
                possible: [flag, false, false, false, !flag],
                known: known(None, None, None),
                beside: Beside::default(),
                weight: 1.0,
                source: "baseline",
                group: 0,
            })
            .collect();
        let model = fit::plain(&examples, 1.0, 60, ROWS);
        Self { rarity, model }
    }

    /// Whether the flag is up for a text.
    pub(super) fn judge(&self, text: &str) -> bool {
        let [yes, .., no] = [0, 4].map(|output| {
            let bias = self.model.bias.get(output).copied().unwrap_or_default();
            values(&terms(text), &self.rarity)
                .into_iter()
                .filter_map(|(row, value)| {
                    let weights = self.model.rows.get(row as usize)?;
                    Some(weights.get(output)? * f64::from(value))
                })
                .sum::<f64>()
                + bias
        });
        yes > no
    }
}

/// TF-IDF, each kind of term of length 1.
fn values(terms: &[BTreeMap<u32, f64>; 2], rarity: &[f64]) -> Vec<(u32, f32)> {
    let mut rows: BTreeMap<u32, f32> = BTreeMap::new();
    for kind in terms {
        let weighted = kind.iter().map(|(&row, count)| {
            let rarity = rarity.get(row as usize).copied().unwrap_or(1.0);
            (row, (1.0 + count.ln()) * rarity)
        });
        let length: f64 = weighted.clone().map(|(_, v)| v * v).sum::<f64>().sqrt();
        for (row, value) in weighted {
            #[allow(clippy::cast_possible_truncation)] // between 0 and 1
            let value = (value / length.max(1e-9)) as f32;
            *rows.entry(row).or_default() += value;
        }
    }
    rows.into_iter().collect()
}
