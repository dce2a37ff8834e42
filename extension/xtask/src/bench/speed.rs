//! How long a post's triage and an article search take: native, in Wasm, and in the npm packages that others would use
//! for the same work, one after the other in one run, so that the ratios hold whatever the machine.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::browsers::Which;
use crate::shell::{Step, cargo, root, run, target};
use crate::{build, npm};

/// What `tests/benches/chromium.mjs` calls the linear model, and the encoder.
const FIRST_LOOK: &str = "wasm triage in Chromium";
const SECOND_LOOK: &str = "encoder in Chromium, 40 pieces";

/// One measurement, as the programs under `tests/benches` print it.
#[derive(Deserialize)]
struct Measured {
    name: String,
    /// Median of the mean time an item took.
    micros: f64,
}

/// Measures everything, and says on what.
fn measure() -> Result<(String, Vec<Measured>)> {
    build::build(Which::Chromium, false)?;
    npm::ready()?;
    let inputs = target("bench");
    let what = write_inputs(&inputs)?;
    let mut lines = String::new();
    let step = Step::new("measure the native core");
    lines += &run(cargo()
        .args(["bench", "--quiet", "--bench", "speed", "--"])
        .arg(&inputs))?;
    step.done("");
    for (said, program) in [
        ("measure Wasm and the others", "tests/benches/peers.mjs"),
        ("measure in Chromium", "tests/benches/chromium.mjs"),
    ] {
        let step = Step::new(said);
        lines += &run(npm::node()
            .arg(program)
            .arg(&inputs)
            .arg(target("generated")))?;
        step.done("");
    }
    let measured = lines
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).with_context(|| line.to_owned()))
        .collect::<Result<_>>()?;
    Ok((what, measured))
}

/// How long triage takes at either look, in words.
pub(crate) fn triage_lines() -> Result<Vec<String>> {
    let (_, measured) = measure()?;
    let of_interest = [
        ("triage", "first look, native"),
        (FIRST_LOOK, "first look, Wasm in Chromium"),
        ("vader-sentiment", "vader-sentiment, JavaScript"),
        (
            SECOND_LOOK,
            "second look, a post of 40 pieces, Wasm in Chromium",
        ),
    ];
    let find = |name: &str| measured.iter().find(|one| one.name == name);
    let lines = of_interest.iter().filter_map(|(name, said)| {
        let micros = find(name)?.micros;
        Some(if micros < 1_000.0 {
            format!("{said}: {micros:.0} µs a post")
        } else {
            format!("{said}: {:.0} ms", micros / 1_000.0)
        })
    });
    Ok(lines.collect())
}

/// Prints both tables.
pub(crate) fn run_all() -> Result<()> {
    let (what, measured) = measure()?;
    println!("{what}");
    table(
        "a post",
        "triage",
        &["vader-sentiment", "sentiment (AFINN)"],
        &measured,
    );
    for one in measured
        .iter()
        .filter(|one| [FIRST_LOOK, SECOND_LOOK].contains(&one.name.as_str()))
    {
        println!("    {:<30} {:>9.1} µs", one.name, one.micros);
    }
    table("a query", "search", &["minisearch", "lunr"], &measured);
    for one in measured
        .iter()
        .filter(|one| ["start", "load"].contains(&one.name.as_str()))
    {
        let name = if one.name == "start" {
            "reading the weights"
        } else {
            "reading the index"
        };
        println!("  {name}, native: {:.0} µs", one.micros);
    }
    Ok(())
}

/// Prints what each took for one item, and how many times what we take.
fn table(item: &str, ours: &str, peers: &[&str], measured: &[Measured]) {
    let find = |name: &str| {
        measured
            .iter()
            .find(|one| one.name == name)
            .map(|one| one.micros)
    };
    let wasm = find(&format!("wasm {ours}, whole message"));
    println!("  {ours}: µs for {item}, and times our Wasm");
    let rows = [
        ("Handrail, native", find(ours)),
        ("Handrail, Wasm, whole message", wasm),
    ];
    for (name, micros) in rows
        .into_iter()
        .chain(peers.iter().map(|&peer| (peer, find(peer))))
    {
        let (Some(micros), Some(wasm)) = (micros, wasm) else {
            continue;
        };
        println!("    {name:<30} {micros:>9.1} {:>8.2}", micros / wasm);
    }
}

/// Writes what is measured on, and says what it is.
fn write_inputs(folder: &Path) -> Result<String> {
    fs::create_dir_all(folder)?;
    let posts = invented_posts()?;
    let shared = root().join("../shared/data/measure");
    let (articles, queries, source) = if shared.join("stackfaq_articles.csv").exists() {
        let articles = rows(&shared.join("stackfaq_articles.csv"))?
            .iter()
            .map(|row| json!({ "path": cell(row, 0), "text": format!("# {}\n\n{}", cell(row, 1), cell(row, 2)) }))
            .collect::<Vec<_>>();
        let queries = rows(&shared.join("stackfaq_queries.csv"))?
            .iter()
            .map(|row| cell(row, 0))
            .collect();
        (articles, queries, "StackFAQ")
    } else {
        let articles = demo_articles()?;
        let queries = articles.iter().filter_map(first_line).collect::<Vec<_>>();
        (
            articles,
            queries,
            "the demo's articles, by their first lines",
        )
    };
    let said = format!(
        "{} invented posts; {} articles and {} queries ({source})",
        posts.len(),
        articles.len(),
        queries.len()
    );
    for (name, value) in [
        ("posts", json!(posts)),
        ("articles", json!(articles)),
        ("queries", json!(queries)),
    ] {
        fs::write(folder.join(format!("{name}.json")), value.to_string())?;
    }
    Ok(said)
}

/// The texts that triage is trained on: as people write to care desks, in the right mix of lengths, and committed.
pub(super) fn invented_posts() -> Result<Vec<String>> {
    let mut files: Vec<_> = fs::read_dir(root().join("src/triage/posts"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.sort();
    let mut posts = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        posts.extend(
            text.lines()
                .filter_map(|line| line.splitn(4, '\t').nth(3))
                .map(str::to_owned),
        );
    }
    Ok(posts)
}

fn demo_articles() -> Result<Vec<Value>> {
    let mut articles = Vec::new();
    for entry in fs::read_dir(root().join("www/articles"))? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        articles.push(json!({ "path": name, "text": fs::read_to_string(&path)? }));
    }
    Ok(articles)
}

/// The first line of prose, as somebody might ask.
fn first_line(article: &Value) -> Option<String> {
    let text = article.get("text")?.as_str()?;
    let line = text
        .lines()
        .skip(1)
        .find(|line| line.split_whitespace().count() > 5)?;
    Some(line.to_owned())
}

fn rows(file: &Path) -> Result<Vec<csv::StringRecord>> {
    let mut reader = csv::Reader::from_path(file).with_context(|| file.display().to_string())?;
    Ok(reader.records().collect::<Result<_, _>>()?)
}

fn cell(row: &csv::StringRecord, at: usize) -> String {
    row.get(at).unwrap_or_default().to_owned()
}
