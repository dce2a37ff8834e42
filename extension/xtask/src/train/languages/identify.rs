//! Trains what tells languages in Latin letters apart.

use std::collections::BTreeMap;
use std::path::Path;

use handrail::triage::Lang;
use handrail::triage::languages::identify::{Identifier, MOST};
use handrail::triage::languages::letters::{Letters, ROWS};

use super::Recipe;
use super::data::{self, File};
use super::fit::{Model, Row, fit};

/// Words in a piece of a text that is learnt from as well: short posts are the hard ones.
const PIECE: usize = 4;

/// A text in a known language.
#[derive(Clone)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) lang: Lang,
    /// The set it is from.
    pub(super) source: &'static str,
}

/// All texts in Latin letters whose language is known.
pub(super) fn texts(
    english: &[String],
    files: &[File],
    shared: &Path,
) -> anyhow::Result<Vec<Text>> {
    let mut all = Vec::new();
    let mut push = |text: &str, lang, source| {
        let text = text.to_owned();
        all.push(Text { text, lang, source });
    };
    for text in english {
        push(text, Lang::English, "own");
    }
    for file in files {
        for post in &file.posts {
            push(&post.text, file.lang, "own");
        }
    }
    let measured = data::measured(shared)?;
    for (file, lang, every) in [
        ("complaints.csv", Lang::English, 1),
        ("feedback_en.csv", Lang::English, 1),
        ("requests.csv", Lang::English, 12),
        ("sentiment_en.csv", Lang::English, 1),
        ("feedback_es.csv", Lang::Spanish, 1),
        ("feedback_fr.csv", Lang::French, 1),
        ("sentiment_es.csv", Lang::Spanish, 1),
        ("sentiment_fr.csv", Lang::French, 1),
        ("sentiment_de.csv", Lang::German, 1),
        ("sentiment_it.csv", Lang::Italian, 1),
        ("sentiment_pt.csv", Lang::Portuguese, 1),
    ] {
        for row in data::shared(shared, file)?.iter().step_by(every) {
            if !measured.contains(&data::bare(&row.text)) {
                push(&row.text, lang, file);
            }
        }
    }
    // What says nothing of its language (a handle and a link) teaches nothing; other scripts are told without a model.
    all.retain(|text| Letters::new(&text.text).rows().len() >= 4);
    Ok(all)
}

/// The languages of the texts, English first.
pub(super) fn langs(texts: &[Text]) -> Vec<Lang> {
    let mut langs: Vec<Lang> = texts.iter().map(|text| text.lang).collect();
    langs.sort();
    langs.dedup();
    langs.retain(|lang| *lang != Lang::Japanese);
    langs
}

/// Fits the model; tweets collected for one language and written in another are left out at a second pass.
pub(super) fn train(texts: &[Text], recipe: &Recipe) -> Identifier {
    let langs = langs(texts);
    let rough = model(texts, &langs, recipe);
    let kept: Vec<Text> = texts
        .iter()
        .filter(|text| text.source == "own" || !is_stray(&rough, text, &langs, recipe.stray))
        .cloned()
        .collect();
    quantised(&model(&kept, &langs, recipe), langs, recipe)
}

fn model(texts: &[Text], langs: &[Lang], recipe: &Recipe) -> Model {
    let mut rows = Vec::new();
    let own = |text: &Text| text.source == "own" && text.lang != Lang::English;
    for text in texts {
        let Some(class) = langs.iter().position(|lang| *lang == text.lang) else {
            continue;
        };
        let weight = if own(text) { recipe.own } else { 1.0 };
        let mut push = |text: &str, weight| {
            let features = features(text);
            if !features.is_empty() {
                rows.push(Row {
                    features,
                    class,
                    weight,
                });
            }
        };
        push(&text.text, weight);
        let words: Vec<&str> = text.text.split_whitespace().collect();
        for piece in words.chunks(PIECE).step_by(2).take(3) {
            push(&piece.join(" "), weight * recipe.pieces);
        }
    }
    fit(&rows, ROWS, langs.len(), recipe.identify)
}

/// Each row of a text, with how often it is met.
fn features(text: &str) -> Vec<(u32, f32)> {
    let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
    for &row in Letters::new(text).rows() {
        *counts.entry(u32::from(row)).or_default() += 1.0;
    }
    counts.into_iter().collect()
}

/// Whether the model says, by more than `most` (log-odds), that a text is in another language than its set's.
fn is_stray(model: &Model, text: &Text, langs: &[Lang], most: f64) -> bool {
    let outputs = model.outputs(&features(&text.text));
    let best = outputs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let own = langs.iter().position(|lang| *lang == text.lang);
    own.and_then(|own| outputs.get(own))
        .is_some_and(|own| best - own > most)
}

/// The largest weight becomes 127 steps, the same for all languages: their sums are compared.
#[allow(clippy::cast_possible_truncation)] // within ±127 by the choice of scale
fn quantised(model: &Model, langs: Vec<Lang>, recipe: &Recipe) -> Identifier {
    let classes = model.classes;
    // A softmax does not change when a row's weights all move by the same: the middle makes them smallest.
    let mut rows = model.weights.clone();
    for row in rows.chunks_mut(classes) {
        let top = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let low = row.iter().copied().fold(f64::INFINITY, f64::min);
        for weight in row {
            *weight -= f64::midpoint(top, low);
        }
    }
    let top = rows
        .iter()
        .fold(1e-6f64, |top, weight| top.max(weight.abs()));
    let scale = top / 127.0;
    let mut bias = [0.0f32; MOST];
    for (bias, exact) in bias.iter_mut().zip(&model.bias) {
        *bias = (exact / scale) as f32;
    }
    let steps = |row: &[f64]| {
        let mut steps = [0i8; MOST];
        for (step, weight) in steps.iter_mut().zip(row) {
            *step = (weight / scale).round() as i8;
        }
        steps
    };
    Identifier {
        langs,
        scale: scale as f32,
        bias,
        lead: recipe.lead,
        rows: rows.chunks(classes).map(steps).collect(),
    }
}
