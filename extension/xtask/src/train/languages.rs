//! Trains what Handrail knows of languages besides English: `src/triage/languages.bin`, by
//! `src/triage/languages/recipe.toml`, from our own files (`src/triage/languages/data`) and `shared/data/train`.

mod data;
mod fit;
mod folds;
mod identify;
mod judge;

use std::path::Path;

use anyhow::Context;
use handrail::triage::Languages;

use crate::shell;

/// What `languages/recipe.toml` says.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recipe {
    /// How much a line of our own counts beside one of the shared sets, when languages are told apart.
    own: f64,
    /// How much a piece of a few words counts beside its whole text.
    pieces: f64,
    /// By how much (log-odds) a text must look like another language to be taken for one strayed into its set.
    stray: f64,
    /// By how much (log-odds) another language must be likelier than the usual one.
    lead: f32,
    /// Over how many parts thresholds are chosen.
    folds: usize,
    /// How loud a feature is for all languages beside what it is for its own.
    shared: f32,
    identify: fit::How,
    judge: fit::How,
    sources: Sources,
}

/// How much one row of each source counts, for complaint or not.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sources {
    own: f64,
    feedback: f64,
    meaningless: f64,
    request: f64,
    negative: f64,
    neutral: f64,
    positive: f64,
}

/// The languages file.
pub(crate) fn train(shared: &Path, english: &[String]) -> anyhow::Result<Languages> {
    let recipe = recipe()?;
    let (files, digest) = data::own(&folder())?;
    let texts = identify::texts(english, &files, shared)?;
    let identifier = identify::train(&texts, &recipe);
    let (judges, unseen) = judge::train(&files, shared, &recipe)?;
    for figures in unseen {
        let feedback = figures
            .feedback
            .map_or(String::new(), |figure| format!(", feedback {figure:.3}"));
        let code = figures.lang.code();
        println!("{code}: unseen, macro-F1: own {:.3}{feedback}", figures.own);
    }
    Ok(Languages {
        digest,
        identifier,
        judges,
    })
}

/// Measures by cross-validation how well languages are told apart.
pub(crate) fn measure(shared: &Path, english: &[String], count: usize) -> anyhow::Result<()> {
    let (files, _) = data::own(&folder())?;
    folds::run(
        &identify::texts(english, &files, shared)?,
        &recipe()?,
        count,
    );
    Ok(())
}

fn folder() -> std::path::PathBuf {
    shell::root().join("src/triage/languages/data")
}

fn recipe() -> anyhow::Result<Recipe> {
    let path = shell::root().join("src/triage/languages/recipe.toml");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    toml::from_str(&text).with_context(|| path.display().to_string())
}
