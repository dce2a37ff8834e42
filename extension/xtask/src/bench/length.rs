//! Whether posts are as long as X's own counter (`twitter-text`, npm) says, on the shared sets' texts and on texts made
//! to find differences; and how long both take, in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use handrail::reply::length::{Rule, count, links};

use crate::npm;
use crate::shell::root;

/// The shortest field of a table that is taken for a post, in characters.
const SHORTEST: usize = 20;
/// Differences that are shown.
const SHOWN: usize = 5;

/// What `tests/benches/length.mjs` says.
#[derive(serde::Deserialize)]
struct Theirs {
    /// Of the texts that it was given.
    lengths: Vec<u32>,
    /// How long one of these took.
    micros: f64,
    /// Texts that it made, by kind.
    made: BTreeMap<String, Vec<(String, u32)>>,
    /// How many of the made ones are sequences that Unicode recommends.
    rgi: usize,
}

/// Measures, and prints what came out.
pub(super) fn run() -> Result<()> {
    let texts = texts()?;
    if texts.is_empty() {
        println!("length: no ../shared/data, only made texts");
    }
    let theirs = theirs(&texts)?;
    let has = |test: fn(&str) -> bool| texts.iter().filter(|text| test(text)).count();
    println!(
        "{} texts: {} with links, {} with emoji, {} in Chinese or Japanese, {} with combining marks",
        texts.len(),
        has(|text| !links(text).is_empty()),
        has(|text| text
            .contains(|c: char| matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}'))),
        has(|text| text
            .contains(|c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))),
        has(|text| text.contains(|c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{3099}'))),
    );
    compare(
        "texts",
        texts
            .iter()
            .map(String::as_str)
            .zip(theirs.lengths.iter().copied()),
    );
    for (kind, made) in &theirs.made {
        compare(
            kind,
            made.iter().map(|(text, length)| (text.as_str(), *length)),
        );
    }
    println!(
        "{} of the emoji are sequences that Unicode recommends",
        theirs.rgi
    );
    speed(&texts, theirs.micros);
    Ok(())
}

/// Asks the npm package about all texts.
fn theirs(texts: &[String]) -> Result<Theirs> {
    npm::ready()?;
    let mut child = npm::node()
        .arg("tests/benches/length.mjs")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("node did not start")?;
    let mut input = child.stdin.take().context("node takes no input")?;
    let text = serde_json::to_string(texts)?;
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "tests/benches/length.mjs failed");
    writer.join().ok().context("writing to node failed")??;
    serde_json::from_slice(&output.stdout).context("tests/benches/length.mjs: not JSON")
}

fn compare<'a>(kind: &str, texts: impl Iterator<Item = (&'a str, u32)>) {
    let (mut all, mut differ) = (0, 0);
    for (text, theirs) in texts {
        let ours = count(&Rule::X, text).used;
        all += 1;
        if ours != theirs {
            differ += 1;
            if differ <= SHOWN {
                println!("  ours {ours}, theirs {theirs}: {text:?}");
            }
        }
    }
    println!("{kind}: {differ} of {all} differ");
}

fn speed(texts: &[String], theirs: f64) {
    let micros = |texts: &[String]| {
        let start = Instant::now();
        for text in texts {
            black_box(count(&Rule::X, black_box(text)));
        }
        start.elapsed().as_secs_f64() * 1e6
            / f64::from(u32::try_from(texts.len()).unwrap_or(u32::MAX))
    };
    if !texts.is_empty() {
        let ours = micros(texts);
        println!(
            "a text: ours {ours:.1} µs, twitter-text {theirs:.1} µs, {:.0} times as long",
            theirs / ours
        );
    }
    let sentence =
        "We are sorry, see larkspur.example.com or https://larkspur.com/help 👍🏽 for café hours. ";
    for (said, len) in [("280 characters", 280), ("25,000 characters", 25_000)] {
        let text: String = sentence.chars().cycle().take(len).collect();
        println!("{said}: {:.1} µs", micros(&vec![text; 200]));
    }
}

/// Every field of the shared tables that is long enough to be a post, once.
fn texts() -> Result<Vec<String>> {
    let mut texts = BTreeSet::new();
    for folder in ["measure", "train"] {
        let folder = root().join("../shared/data").join(folder);
        let Ok(files) = fs::read_dir(&folder) else {
            continue;
        };
        for file in files.flatten().map(|file| file.path()) {
            if file.extension().is_some_and(|ending| ending == "csv") {
                fields(&file, &mut texts)?;
            }
        }
    }
    Ok(texts.into_iter().collect())
}

fn fields(file: &Path, texts: &mut BTreeSet<String>) -> Result<()> {
    let mut table = csv::Reader::from_path(file).with_context(|| file.display().to_string())?;
    for row in table.records() {
        let row = row.with_context(|| file.display().to_string())?;
        let long = row.iter().filter(|field| field.chars().count() >= SHORTEST);
        texts.extend(long.map(str::to_owned));
    }
    Ok(())
}
