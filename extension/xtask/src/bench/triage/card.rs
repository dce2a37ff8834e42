//! The model card: `src/triage/MODEL_CARD.md`, written from the rows of one measuring run.

use std::fmt::Write;

use anyhow::Result;
use handrail::triage::second::SURE;
use handrail::triage::weights::crc32;

use super::figure::Row;
use crate::{shell, stage};

/// Where it is.
const CARD: &str = "src/triage/MODEL_CARD.md";
/// What it speaks of: a card of other files is stale, which a test notices.
const FILES: [&str; 3] = [
    "src/triage/weights.bin",
    "src/triage/languages.bin",
    "src/encoder/adapter.bin",
];

/// Writes the card. `times` are lines about speed.
pub(super) fn write(rows: &[Row], times: &[String]) -> Result<()> {
    let mut card = include_str!("card.md").to_owned();
    card = card.replace("{files}\n", &files()?);
    card = card.replace("{own}", &own()?.to_string());
    card = card.replace("{sure}", &format!("{SURE}"));
    card = card.replace("{figures}\n", &figures(rows));
    let times: String = times.iter().map(|line| format!("* {line}\n")).collect();
    card = card.replace("{times}\n", &times);
    let path = shell::root().join(CARD);
    stage::write(&path, card.as_bytes())?;
    println!("{}", path.display());
    Ok(())
}

/// How many posts were written for this project.
fn own() -> Result<usize> {
    let mut posts = 0;
    for path in stage::list(&shell::root().join("src/triage/posts"))? {
        posts += stage::read_text(&path)?.lines().count();
    }
    Ok(posts)
}

fn files() -> Result<String> {
    let mut lines = String::new();
    for file in FILES {
        let bytes = stage::read(&shell::root().join(file))?;
        writeln!(
            lines,
            "| `{file}` | {} | {:08x} |",
            bytes.len(),
            crc32(&[&bytes])
        )?;
    }
    Ok(lines)
}

/// A table for each set.
fn figures(rows: &[Row]) -> String {
    let mut text = String::new();
    let mut last = "";
    for row in rows {
        if row.set != last {
            last = &row.set;
            let _ = write!(
                text,
                "\n### {last}\n\n| measure | judge | figure | 95 % of samples |\n| --- | --- | --- | --- |\n"
            );
        }
        let figure = row.figure;
        let _ = writeln!(
            text,
            "| {} | {} | {:.3} | {:.3} to {:.3} |",
            row.measure.trim(),
            row.judge,
            figure.value,
            figure.low,
            figure.high
        );
    }
    text
}
