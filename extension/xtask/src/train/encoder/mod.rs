//! `cargo xtask train --encoder`: trains what the sentence encoder adds to triage, and writes `src/encoder/adapter.bin`.
//!
//! From the same examples as the linear weights, by `src/encoder/recipe.toml`. The published weights stay as they are.

mod adam;
mod fit;
mod folds;
mod learnt;
mod maths;
mod net;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use handrail::encoder::file::{self, Base, LAYERS};
use handrail::encoder::wordpiece::WordPiece;
use handrail::encoder::{Encoder, POST, prepare};
use handrail::triage::weights::OUTPUTS;

use super::data::Example;
use crate::shell::{self, Step};
use crate::{encoder, stage};
use fit::{Post, Recipe};
use learnt::Learnt;
use net::Frozen;

type Outputs = [f32; OUTPUTS];

/// Where the shipped adapter is.
pub(crate) const SHIPPED: &str = "src/encoder/adapter.bin";

/// What is asked for.
pub(super) enum Wanted {
    /// The adapter, written to this file.
    Write(PathBuf),
    /// Whether the adapter in this file is what training gives.
    Check(PathBuf),
    /// Figures by cross-validation: how many parts, and of which parts.
    Folds(usize, Vec<usize>),
}

/// The published model with what reads texts for it.
struct Reading {
    frozen: Frozen,
    words: WordPiece,
    checksum: u32,
}

impl Reading {
    fn new() -> Result<Self> {
        let bytes = stage::read(&encoder::ready()?)?;
        let checksum = file::checksum(&bytes).context("the encoder's file has no checksum")?;
        let base = Base::from_bytes(&bytes)?;
        Ok(Self {
            words: WordPiece::new(&base.vocabulary),
            frozen: Frozen::new(base),
            checksum,
        })
    }

    fn numbers(&self, text: &str) -> Vec<u32> {
        self.words.numbers(&prepare(text), POST)
    }

    /// The examples as layers from `first` on are given them.
    fn posts<'a>(&self, examples: &[&'a Example], first: usize) -> Vec<Post<'a>> {
        let texts: Vec<Vec<u32>> = examples
            .iter()
            .map(|example| self.numbers(&example.text))
            .collect();
        let lower = fit::lower(&self.frozen, &texts, first);
        let posts = examples.iter().zip(&texts).zip(lower);
        posts
            .map(|((&example, text), lower)| Post {
                example,
                length: text.len(),
                lower,
            })
            .collect()
    }

    fn judge(&self, learnt: &Learnt, texts: &[String]) -> Vec<Outputs> {
        let numbers: Vec<Vec<u32>> = texts.iter().map(|text| self.numbers(text)).collect();
        let lower = fit::lower(&self.frozen, &numbers, learnt.first);
        let lower: Vec<(&[f32], usize)> = lower
            .iter()
            .map(Vec::as_slice)
            .zip(numbers.iter().map(Vec::len))
            .collect();
        fit::judge(&self.frozen, learnt, &lower)
    }
}

/// What the shipped encoder says of texts, by the code that ships.
pub(crate) fn outputs(texts: &[String]) -> Result<Vec<Outputs>> {
    let adapter = stage::read(&shell::root().join(SHIPPED))?;
    let encoder = Encoder::from_bytes(&stage::read(&encoder::ready()?)?, &adapter)?;
    Ok(texts.iter().map(|text| encoder.judge(text)).collect())
}

/// What a head on the frozen published model says of texts, trained on these examples.
pub(crate) fn frozen(examples: &[Example], texts: &[String]) -> Result<Vec<Outputs>> {
    let reading = Reading::new()?;
    let mut recipe = recipe()?;
    recipe.first = LAYERS;
    recipe.rounds = 12;
    recipe.pace.rate = 0.002;
    let posts = reading.posts(&examples.iter().collect::<Vec<_>>(), LAYERS);
    let learnt = fit::fit(&reading.frozen, &posts.iter().collect::<Vec<_>>(), &recipe);
    Ok(reading.judge(&learnt, texts))
}

fn recipe() -> Result<Recipe> {
    let path = shell::root().join("src/encoder/recipe.toml");
    toml::from_str(&stage::read_text(&path)?).with_context(|| path.display().to_string())
}

/// Trains on the examples.
pub(super) fn run(examples: &[Example], wanted: &Wanted, linear: &folds::Linear<'_>) -> Result<()> {
    let (recipe, reading) = (recipe()?, Reading::new()?);
    let read: Vec<&Example> = examples
        .iter()
        .filter(|example| recipe.sources.contains_key(example.source))
        .collect();
    let step = Step::new("Reading the lower layers");
    let posts = reading.posts(&read, recipe.first);
    step.done("");
    let (out, check) = match wanted {
        Wanted::Folds(count, which) => {
            return folds::run(&reading.frozen, &posts, &recipe, (*count, which), linear);
        }
        Wanted::Write(out) => (out, false),
        Wanted::Check(out) => (out, true),
    };
    let learnt = fit::fit(&reading.frozen, &posts.iter().collect::<Vec<_>>(), &recipe);
    let adapter = learnt.turns(reading.checksum).to_bytes();
    if !check {
        stage::write(out, &adapter)?;
        println!("{}: {} bytes", out.display(), adapter.len());
    } else if stage::read(out)? != adapter {
        bail!(
            "{} is not what training gives on this machine: run cargo xtask train --encoder and commit it",
            out.display()
        );
    } else {
        println!("{} is what training gives", out.display());
    }
    Ok(())
}
