//! The others: their packages, the encoder's model in their form, and the run of all in one page of Chromium.
//!
//! They lie under `target/bench`, apart from the project's own packages: with transformers.js come 170 MB that no
//! ordinary test needs. `onnxruntime-node` and `sharp`, which no browser loads, are left out (`overrides` in
//! `tests/benches/peers/package.json` puts a small package in their place).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::shell::{self, Step, target};
use crate::{encoder, npm, stage};

/// The packages of Python that write a model, with the versions that were looked at.
const WRITERS: [&str; 2] = ["onnx==1.23.2", "onnxruntime==1.32.0"];
/// Where everything about the encoder's model is, below [`models`].
const MODEL: &str = "all-minilm-l6-v2";

/// A search by words, measured in the page.
#[derive(Debug, Deserialize)]
pub(super) struct Peer {
    /// What it finds for each query of `StackFAQ`, best first.
    pub(super) answers: Vec<Vec<String>>,
    /// The scores of the first; none where it found nothing or tells no scores.
    pub(super) scores: Vec<Option<f64>>,
    /// The score of the first for each post that nothing answers.
    pub(super) strangers: Vec<Option<f64>>,
    /// Milliseconds for the large index.
    pub(super) built: f64,
    /// What the page's heap grew by meanwhile, in bytes.
    pub(super) memory: f64,
    /// What it finds for each query of the large set.
    pub(super) found: Vec<Vec<String>>,
    /// Milliseconds of a query of the large set.
    pub(super) p50: f64,
    pub(super) p95: f64,
}

/// Ours on the large set.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    pub(super) built: f64,
    pub(super) built_memory: f64,
    pub(super) start: Start,
    pub(super) memory: f64,
    pub(super) found: Vec<Vec<String>>,
    pub(super) p50: f64,
    pub(super) p95: f64,
}

/// How long an engine takes to be there, in milliseconds.
#[derive(Debug, Deserialize)]
pub(super) struct Start {
    pub(super) compile: f64,
    pub(super) engine: f64,
    pub(super) open: f64,
    pub(super) all: f64,
    /// The first query after it.
    pub(super) first: f64,
}

/// An encoder, measured in the page.
#[derive(Debug, Deserialize)]
pub(super) struct Reader {
    /// Milliseconds for a vector, half of the time.
    pub(super) embed: f64,
    /// Milliseconds for a vector and the search with it.
    pub(super) p50: f64,
    pub(super) p95: f64,
    /// The vectors of the texts that were timed.
    pub(super) vectors: Vec<Vec<f32>>,
    /// Those of `StackFAQ`'s titles and queries; of one encoder only.
    #[serde(default)]
    pub(super) articles: Vec<Vec<f32>>,
    #[serde(default)]
    pub(super) queries: Vec<Vec<f32>>,
}

/// Encoders by name: `ours`, and the others' by the kind of their numbers.
pub(super) type Readers = BTreeMap<String, Reader>;

/// What the page said, by step and name.
#[derive(Debug, Default)]
pub(super) struct Said(BTreeMap<(String, String), Value>);

#[derive(Deserialize)]
struct Line {
    step: String,
    name: String,
    #[serde(default)]
    measured: Value,
    skipped: Option<String>,
}

impl Said {
    /// What a step measured; none where it was skipped.
    pub(super) fn of<T: DeserializeOwned>(&self, step: &str, name: &str) -> Result<Option<T>> {
        match self.0.get(&(step.to_owned(), name.to_owned())) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => serde_json::from_value(value.clone())
                .map(Some)
                .with_context(|| format!("{step} {name}")),
        }
    }
}

/// Runs the page on the files of `inputs`.
pub(super) fn run(inputs: &Path) -> Result<Said> {
    let packages = packages()?;
    if let Err(error) = model() {
        println!("  transformers.js: skipped, its model cannot be made: {error:#}");
    }
    let step = Step::new("Measuring in Chromium (minutes: the others build slowly)");
    let mut node = npm::node();
    node.arg("tests/benches/knowledge.mjs")
        .args([inputs, &target("generated"), &packages, &models()])
        .arg(npm::esbuild()?.get_program());
    let lines = shell::run(&mut node)?;
    step.done("");
    let mut said = Said::default();
    for line in lines.lines().filter(|line| line.starts_with('{')) {
        let line: Line = serde_json::from_str(line)?;
        match line.skipped {
            Some(why) => println!("  {} {}: skipped: {why}", line.step, line.name),
            None => {
                said.0.insert((line.step, line.name), line.measured);
            }
        }
    }
    Ok(said)
}

/// The others' `node_modules`, as their lock file says.
fn packages() -> Result<PathBuf> {
    let folder = target("bench/peers");
    let from = shell::root().join("tests/benches/peers");
    let lock = stage::read(&from.join("package-lock.json"))?;
    let installed = folder.join("node_modules");
    let recipe = stage::fingerprint(&[&lock]);
    if !stage::is_made_of(&installed, &recipe) {
        let step = Step::new("Fetching the others' npm packages (40 MB)");
        for name in ["package.json", "package-lock.json"] {
            stage::write(&folder.join(name), &stage::read(&from.join(name))?)?;
        }
        let mut npm = shell::command("npm");
        npm.current_dir(&folder);
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        shell::run(npm.arg("--loglevel=error"))?;
        stage::set_made_of(&installed, &recipe)?;
        step.done("");
    }
    Ok(installed)
}

fn models() -> PathBuf {
    target("bench/models")
}

/// Writes the encoder's model as transformers.js reads it, unless it is there.
fn model() -> Result<()> {
    let script = shell::root().join("tests/benches/peers/model.py");
    let folder = models().join(MODEL);
    let made = folder.join("config.json");
    let recipe = stage::fingerprint(&[&stage::read(&script)?, WRITERS.join(" ").as_bytes()]);
    if stage::is_made_of(&made, &recipe) {
        return Ok(());
    }
    let published = encoder::published()?;
    let writers = target("bench/python");
    if !writers.join("onnxruntime").is_dir() {
        let step = Step::new("Fetching what writes a model, by pip (100 MB)");
        let mut pip = python()?;
        pip.args(["-m", "pip", "install", "--quiet", "--target"]);
        pip.arg(&writers).arg("--disable-pip-version-check");
        shell::run(pip.args(WRITERS))?;
        step.done("");
    }
    let step = Step::new("Writing the encoder's model for transformers.js");
    let mut write = python()?;
    write.env("PYTHONPATH", &writers).arg(&script);
    shell::run(write.args(&published).arg(&folder))?;
    stage::set_made_of(&made, &recipe)?;
    step.done("");
    Ok(())
}

fn python() -> Result<Command> {
    ["python3", "python"]
        .into_iter()
        .find(|name| shell::which(name).is_some())
        .map(shell::command)
        .context("Python is not installed")
}
