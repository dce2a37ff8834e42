//! What the usual word lists say: VADER and AFINN, in their npm packages.

use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::{npm, shell};

/// A score for each text; below zero is negative.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Sentiment {
    pub(super) vader: Vec<f64>,
    pub(super) afinn: Vec<f64>,
}

/// Asks both about all texts.
pub(super) fn sentiment(texts: &[String]) -> Result<Sentiment> {
    npm::ready()?;
    let mut command: Command = npm::node();
    let mut child = command
        .arg("tests/benches/sentiment.mjs")
        .current_dir(shell::root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("node did not start")?;
    let mut input = child.stdin.take().context("node takes no input")?;
    let text = serde_json::to_string(texts)?;
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    ensure!(
        output.status.success(),
        "tests/benches/sentiment.mjs failed"
    );
    writer.join().ok().context("writing to node failed")??;
    serde_json::from_slice(&output.stdout).context("tests/benches/sentiment.mjs: not JSON")
}
