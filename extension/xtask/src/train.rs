//! `cargo xtask train`: trains the model that ships, bit for bit the same each time.
//!
//! From the posts that we wrote ourselves (`src/triage/posts`) and from `shared/data/train`, by `src/triage/recipe.toml`.
//! One thread, a fixed order, plain IEEE arithmetic (no `exp` of the system): the same file on every machine.

pub(crate) mod data;
mod descent;
#[allow(
    clippy::indexing_slicing,
    reason = "matrices: every index is below a dimension that is checked where the matrix is made"
)]
pub(crate) mod encoder;
pub(crate) mod fit;
pub(crate) mod folds;
mod languages;
pub(crate) mod score;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use handrail::triage::Triage;
use handrail::triage::cues::Cues;
use handrail::triage::weights::{OUTPUTS, Weights};

use data::Example;

use crate::shell;

/// Trains triage on our own posts and on shared/data/train, and writes src/triage/weights.bin.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where the training sets are, if not in ../shared/data/train beside the repository.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Another recipe than src/triage/recipe.toml.
    #[arg(long, value_name = "FILE")]
    recipe: Option<PathBuf>,
    /// Measures by cross-validation over so many parts of our own posts instead of writing weights.
    #[arg(long, value_name = "N")]
    folds: Option<usize>,
    /// Trains what the sentence encoder adds instead (src/encoder/adapter.bin).
    #[arg(long)]
    encoder: bool,
    /// With --encoder and --folds: only these parts, from 0; each takes minutes.
    #[arg(long, value_name = "PART", requires = "folds")]
    only: Vec<usize>,
    /// Fails if the weights differ from those committed, instead of writing them.
    #[arg(long)]
    check: bool,
    /// Where to write the weights; languages.bin goes beside them.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Trains (or measures) only what is known of languages besides English: src/triage/languages.bin.
    #[arg(long)]
    languages: bool,
}

/// What `recipe.toml` says.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recipe {
    hold_back: f64,
    rarity: f64,
    steps: usize,
    urgent: [f32; 2],
    sources: Sources,
}

/// How much one row of each source counts.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sources {
    own: f64,
    contrasts: f64,
    labelled: f64,
    labelled_feedback: f64,
    labelled_tweets: f64,
    controls: f64,
    feedback: f64,
    problems: f64,
    questions: f64,
    assistant: f64,
    sentiment: f64,
    reviews: f64,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let triage = shell::root().join("src/triage");
    let cues = Cues::new();
    let recipe = read_recipe(args.recipe.clone())?;
    let examples = examples(args.data.clone(), &cues, &recipe)?;
    data::counts(&examples);
    if args.encoder {
        return second(args, &examples, &recipe, &cues);
    }
    let english: Vec<String> = examples
        .iter()
        .filter(|example| example.source == "own")
        .map(|example| example.text.clone())
        .collect();
    let shared = args.data.clone().unwrap_or_else(training_sets);
    if let Some(count) = args.folds {
        if !args.languages {
            folds::run(&examples, &recipe, count, &cues)?;
        }
        return languages::measure(&shared, &english, count);
    }
    let out = args
        .out
        .clone()
        .unwrap_or_else(|| triage.join("weights.bin"));
    let known = languages::train(&shared, &english)?.to_bytes();
    finish(&out.with_file_name("languages.bin"), &known, args.check)?;
    if args.languages {
        return Ok(());
    }
    let weights = train(
        &examples,
        &recipe,
        &cues,
        data::digest(&triage.join("posts"))?,
    )
    .to_bytes();
    finish(&out, &weights, args.check)
}

/// Writes what training gave, or says whether it is what is there.
fn finish(out: &Path, bytes: &[u8], check: bool) -> anyhow::Result<()> {
    if check {
        if std::fs::read(out).with_context(|| out.display().to_string())? != bytes {
            bail!(
                "{} is not what training gives: run cargo xtask train and commit it",
                out.display()
            );
        }
        println!("{} is what training gives", out.display());
        return Ok(());
    }
    std::fs::write(out, bytes).with_context(|| out.display().to_string())?;
    println!("{}: {} bytes", out.display(), bytes.len());
    Ok(())
}

/// Where the training sets are if nobody says.
fn training_sets() -> PathBuf {
    shell::root().join("../shared/data/train")
}

/// The recipe in that file, or the one that ships.
pub(crate) fn read_recipe(file: Option<PathBuf>) -> anyhow::Result<Recipe> {
    let file = file.unwrap_or_else(|| shell::root().join("src/triage/recipe.toml"));
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    toml::from_str(&text).with_context(|| file.display().to_string())
}

/// Everything to learn from: our own posts, and the training sets in that folder or beside the repository.
pub(crate) fn examples(
    data: Option<PathBuf>,
    cues: &Cues,
    recipe: &Recipe,
) -> anyhow::Result<Vec<Example>> {
    let shared = data.unwrap_or_else(training_sets);
    if !shared.is_dir() {
        bail!(
            "There are no training sets in {}. Put them there, or name their folder: cargo xtask train --data DIR",
            shared.display()
        );
    }
    let posts = shell::root().join("src/triage/posts");
    let mut examples = data::own(&posts, cues, &recipe.sources)?;
    examples.extend(data::shared(&shared, cues, &recipe.sources)?);
    Ok(examples)
}

/// Trains what the sentence encoder adds; beside it, for the figures, the linear model on the same examples.
fn second(args: &Args, examples: &[Example], recipe: &Recipe, cues: &Cues) -> anyhow::Result<()> {
    let shipped = || shell::root().join(encoder::SHIPPED);
    let out = || args.out.clone().unwrap_or_else(shipped);
    let wanted = match args.folds {
        Some(count) => encoder::Wanted::Folds(count, args.only.clone()),
        None if args.check => encoder::Wanted::Check(out()),
        None => encoder::Wanted::Write(out()),
    };
    encoder::run(examples, &wanted, &|seen, asked| {
        let triage = Triage::from_bytes(&train(seen, recipe, cues, 0).to_bytes())?;
        let outputs = asked.iter().map(|example| triage.log_odds(&example.text));
        Ok(outputs.collect())
    })
}

/// Fits the model and quantises it.
fn train(examples: &[Example], recipe: &Recipe, cues: &Cues, posts: u32) -> Weights {
    let rows = handrail::triage::features::rows(cues.all().len());
    let model = fit::fit(examples, recipe, rows);
    #[allow(clippy::cast_possible_truncation)] // weights are small; f32 is what the file holds
    let narrow = |row: &[f64; OUTPUTS]| row.map(|weight| weight as f32);
    let table: Vec<[f32; OUTPUTS]> = model.rows.iter().map(narrow).collect();
    Weights::quantised(narrow(&model.bias), &table, recipe.urgent, posts)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn recipe() -> Recipe {
        toml::from_str(include_str!("../../../src/triage/recipe.toml")).unwrap()
    }

    #[test]
    fn the_recipe_is_read() {
        assert!(recipe().sources.own > 0.0);
    }
}
