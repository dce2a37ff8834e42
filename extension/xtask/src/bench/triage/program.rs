//! What the `handrail` program says of texts, as it would be run: both looks, languages and all.

use std::io::Write;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;

use crate::{encoder, shell};

/// The part of an answer that is measured.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    pub(super) intent: String,
    pub(super) second_look: bool,
}

/// An answer for each text; with `twice` uncertain posts get a second look.
pub(super) fn answers(texts: &[String], twice: bool) -> Result<Vec<Answer>> {
    shell::run(shell::cargo().args(["build", "--quiet", "--release", "--bin", "handrail"]))?;
    let mut command = shell::command(shell::target("release/handrail"));
    command.arg("triage");
    if twice {
        command.arg("--encoder").arg(encoder::ready()?);
    } else {
        command.arg("--first-look");
    }
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("the handrail program did not start")?;
    let mut input = child.stdin.take().context("it takes no input")?;
    // No post of these sets belongs to the conversation of the one before it: each has a writer of its own.
    let lines: String = texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let author = format!("example_{at}");
            format!(
                "{}\n",
                json!({"id": at.to_string(), "author": author, "text": text})
            )
        })
        .collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output()?;
    writer
        .join()
        .ok()
        .context("writing to the program failed")??;
    let read: Vec<Answer> = String::from_utf8(output.stdout)?
        .lines()
        .map(|line| serde_json::from_str(line).with_context(|| line.to_owned()))
        .collect::<Result<_>>()?;
    ensure!(
        read.len() == texts.len(),
        "{} answers to {} texts",
        read.len(),
        texts.len()
    );
    Ok(read)
}
