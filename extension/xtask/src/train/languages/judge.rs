//! Trains complaint or not, one model a language.
//!
//! All languages are learnt together: each feature counts once for its language and once for all (Daumé 2007), so that
//! what a cue or a word of many languages ("wifi", "error") means is learnt from every one of them. What ships is the
//! sum of both, a model for each language.
//!
//! The sets' labels say less than ours: see [`taught`]. The threshold is chosen on texts that the model has not seen.

use std::collections::BTreeMap;
use std::path::Path;

use handrail::triage::Lang;
use handrail::triage::languages::judge::{self, Judge};
use handrail::triage::languages::phrases::Phrases;

use super::data::{self, File};
use super::fit::{Model, Row, fit};
use super::{Recipe, Sources};
use crate::train::score::macro_f1;

/// One text to learn from, and to measure on where it counts as `truth`.
struct Example {
    row: Row,
    /// Which language, by index.
    lang: usize,
    /// Whether it is a complaint, where the label says so plainly.
    truth: Option<bool>,
    source: Source,
    /// Texts of one part are left out together.
    part: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Own,
    Feedback,
    Sentiment,
}

/// How well unseen texts are told apart: macro-F1 by source.
pub(super) struct Unseen {
    pub(super) lang: Lang,
    pub(super) own: f64,
    pub(super) feedback: Option<f64>,
}

/// Trains the judges of all files that have cues.
pub(super) fn train(
    files: &[File],
    shared: &Path,
    recipe: &Recipe,
) -> anyhow::Result<(Vec<Judge>, Vec<Unseen>)> {
    let judged: Vec<(&File, &Phrases)> = files
        .iter()
        .filter_map(|file| Some((file, file.phrases.as_ref()?)))
        .collect();
    let space = Space {
        langs: judged.len(),
    };
    let mut all = Vec::new();
    for (lang, (file, phrases)) in judged.iter().enumerate() {
        all.extend(examples(space, lang, file, phrases, shared, recipe)?);
    }
    let unseen = unseen(&all, space, recipe);
    let rows: Vec<Row> = all.iter().map(|example| example.row.clone()).collect();
    let model = fit(&rows, space.size(), 1, recipe.judge);
    let (mut judges, mut figures) = (Vec::new(), Vec::new());
    for (lang, (file, phrases)) in judged.into_iter().enumerate() {
        let own: Vec<(&Example, f64)> = all
            .iter()
            .zip(unseen.iter().copied())
            .filter(|(example, _)| example.lang == lang)
            .collect();
        let (threshold, figure) = threshold(file.lang, &own);
        figures.push(figure);
        judges.push(space.judge(lang, file.lang, phrases, &model, threshold, recipe));
    }
    Ok((judges, figures))
}

/// Where features stand: those for all languages, those of each, and a bias of each.
#[derive(Clone, Copy)]
struct Space {
    langs: usize,
}

impl Space {
    fn size(self) -> usize {
        (1 + self.langs) * judge::rows() + self.langs
    }

    fn bias(self, lang: usize) -> usize {
        (1 + self.langs) * judge::rows() + lang
    }

    /// The features of a text: each for all languages and for its own.
    fn place(self, lang: usize, features: &[(u32, f32)], recipe: &Recipe) -> Vec<(u32, f32)> {
        let at = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
        let shared = features
            .iter()
            .map(|&(row, value)| (row, value * recipe.shared));
        let own = features
            .iter()
            .map(|&(row, value)| (at((1 + lang) * judge::rows() + row as usize), value));
        let bias = (at(self.bias(lang)), 1.0);
        shared.chain(own).chain([bias]).collect()
    }

    /// One language's model: the sum of its own weights and of those for all, in steps of which the largest has 127; the
    /// threshold becomes part of the bias.
    #[allow(clippy::cast_possible_truncation)] // within ±127 by the choice of scale
    fn judge(
        self,
        lang: usize,
        name: Lang,
        phrases: &Phrases,
        model: &Model,
        threshold: f64,
        recipe: &Recipe,
    ) -> Judge {
        let weight = |row: usize| model.weights.get(row).copied().unwrap_or(0.0);
        let weights: Vec<f64> = (0..judge::rows())
            .map(|row| {
                f64::from(recipe.shared) * weight(row) + weight((1 + lang) * judge::rows() + row)
            })
            .collect();
        let top = weights
            .iter()
            .fold(1e-6f64, |top, weight| top.max(weight.abs()));
        let scale = top / 127.0;
        let bias: f64 = model.bias.iter().sum();
        Judge {
            lang: name,
            bias: (bias + weight(self.bias(lang)) - threshold) as f32,
            scale: scale as f32,
            phrases: phrases.clone(),
            rows: weights
                .iter()
                .map(|weight| (weight / scale).round() as i8)
                .collect(),
        }
    }
}

/// What one language is learnt from.
fn examples(
    space: Space,
    lang: usize,
    file: &File,
    phrases: &Phrases,
    shared: &Path,
    recipe: &Recipe,
) -> anyhow::Result<Vec<Example>> {
    let sources = &recipe.sources;
    let mut all = Vec::new();
    let mut push = |text: &str, complaint: bool, weight: f64, truth, source| {
        if weight > 0.0 {
            let features = features(file.lang, phrases, text);
            let row = Row {
                features: space.place(lang, &features, recipe),
                class: usize::from(complaint),
                weight,
            };
            let part = all.len() % recipe.folds;
            all.push(Example {
                row,
                lang,
                truth,
                source,
                part,
            });
        }
    };
    for post in &file.posts {
        let complaint = post.complaint == Some(true);
        push(
            &post.text,
            complaint,
            sources.own,
            Some(complaint),
            Source::Own,
        );
    }
    let measured = data::measured(shared)?;
    for set in sets(file.lang) {
        let source = if set.starts_with("feedback") {
            Source::Feedback
        } else {
            Source::Sentiment
        };
        for row in data::shared(shared, set)? {
            if measured.contains(&data::bare(&row.text)) {
                continue;
            }
            if let Some((complaint, weight)) = taught(&row.label, sources) {
                let truth = (source == Source::Feedback).then_some(complaint);
                push(&row.text, complaint, weight, truth, source);
            }
        }
    }
    Ok(all)
}

/// The shared sets of a language.
fn sets(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Spanish => &["feedback_es.csv", "sentiment_es.csv"],
        Lang::French => &["feedback_fr.csv", "sentiment_fr.csv"],
        Lang::Japanese => &["feedback_jp.csv"],
        Lang::German => &["sentiment_de.csv"],
        Lang::Italian => &["sentiment_it.csv"],
        Lang::Portuguese => &["sentiment_pt.csv"],
        _ => &[],
    }
}

/// What a label of another set says of "complaint", and how much it counts. A fault reported is a complaint of ours. A
/// request may be one or not, and so may a negative post about anything: little is learnt from these.
fn taught(label: &str, sources: &Sources) -> Option<(bool, f64)> {
    match label {
        "complaint" | "bug" => Some((true, sources.feedback)),
        "comment" => Some((false, sources.feedback)),
        "meaningless" => Some((false, sources.meaningless)),
        "request" => Some((false, sources.request)),
        "negative" => Some((true, sources.negative)),
        "neutral" => Some((false, sources.neutral)),
        "positive" => Some((false, sources.positive)),
        _ => None,
    }
}

fn features(lang: Lang, phrases: &Phrases, text: &str) -> Vec<(u32, f32)> {
    let mut rows: BTreeMap<u32, f32> = BTreeMap::new();
    for feature in judge::features(lang, phrases, text).all {
        *rows.entry(feature.row).or_default() += feature.value;
    }
    rows.into_iter().collect()
}

/// The log-odds of each text by a model that has not seen it.
fn unseen(examples: &[Example], space: Space, recipe: &Recipe) -> Vec<f64> {
    let mut odds = vec![0.0; examples.len()];
    for part in 0..recipe.folds {
        let seen: Vec<Row> = examples
            .iter()
            .filter(|example| example.part != part)
            .map(|example| example.row.clone())
            .collect();
        let model = fit(&seen, space.size(), 1, recipe.judge);
        for (odds, example) in odds.iter_mut().zip(examples) {
            if example.part == part {
                *odds = model.outputs(&example.row.features).iter().sum();
            }
        }
    }
    odds
}

/// The threshold with which the sets, each counting the same, are told apart best, and how well.
fn threshold(lang: Lang, examples: &[(&Example, f64)]) -> (f64, Unseen) {
    let figure = |source, threshold: f64| {
        let pairs: Vec<(bool, bool)> = examples
            .iter()
            .filter(|(example, _)| example.source == source)
            .filter_map(|(example, odds)| Some((example.truth?, *odds >= threshold)))
            .collect();
        (!pairs.is_empty()).then(|| macro_f1(&pairs, &[true, false]))
    };
    let mut best = (0.0, -1.0);
    for step in -30..=30 {
        let threshold = f64::from(step) * 0.05;
        let sum = figure(Source::Own, threshold).unwrap_or(0.0)
            + figure(Source::Feedback, threshold).unwrap_or(0.0);
        if sum > best.1 {
            best = (threshold, sum);
        }
    }
    let unseen = Unseen {
        lang,
        own: figure(Source::Own, best.0).unwrap_or(0.0),
        feedback: figure(Source::Feedback, best.0),
    };
    (best.0, unseen)
}
