//! How often the first article found is the right one, how often something is suggested where nothing fits, and how
//! long it takes: on the `StackFAQ` questions and answers, where `../shared` is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use handrail::knowledge::{Index, SourceFile, archive};

use crate::shell;

/// How often the first article must be right.
const LEAST: f64 = 0.74;
/// The most articles looked at for each question.
const TOP: usize = 5;

/// Measures, and fails below what must hold. Says that it is skipped where the data is not.
pub(crate) fn run() -> Result<()> {
    let data = shell::root().join("../shared/data");
    if !data.join("measure/stackfaq_articles.csv").is_file() {
        println!("  article search: skipped, ../shared/data is not here");
        return Ok(());
    }
    let index = index(&data)?;
    let least = accuracy(&index, &data)?;
    strangers(&index, &data)?;
    large(&data.join("kb/aws_articles.jsonl.gz"))?;
    ensure!(
        least >= LEAST,
        "the first article is right too rarely: {least:.3} < {LEAST}"
    );
    Ok(())
}

/// Rows of a CSV file by column name.
fn rows(path: &Path) -> Result<Vec<BTreeMap<String, String>>> {
    let named = || path.display().to_string();
    let mut reader = csv::Reader::from_path(path).with_context(named)?;
    reader
        .deserialize()
        .map(|row| row.with_context(named))
        .collect()
}

fn field<'a>(row: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    row.get(name).map_or("", String::as_str)
}

fn index(data: &Path) -> Result<Index> {
    let articles = rows(&data.join("measure/stackfaq_articles.csv"))?;
    let files: Vec<SourceFile> = articles
        .iter()
        .map(|row| SourceFile {
            path: field(row, "doc_id").into(),
            text: format!("# {}\n\n{}", field(row, "question"), field(row, "answer")),
        })
        .collect();
    Ok(Index::build("StackFAQ", "", &files, 0).0)
}

/// Prints how often the right article is first and how often what is suggested is right; gives the former.
fn accuracy(index: &Index, data: &Path) -> Result<f64> {
    let queries = rows(&data.join("measure/stackfaq_queries.csv"))?;
    let (mut first, mut among, mut shown, mut shown_right) = (0_u32, 0_u32, 0_u32, 0_u32);
    let start = Instant::now();
    for row in &queries {
        let right = field(row, "doc_id");
        let hits = index.search(field(row, "query"), TOP);
        first += u32::from(hits.first().is_some_and(|hit| hit.article == right));
        among += u32::from(hits.iter().any(|hit| hit.article == right));
    }
    let each = start.elapsed() / u32::try_from(queries.len().max(1))?;
    for row in &queries {
        if let Some(hit) = index.suggest(field(row, "query"), 1).first() {
            shown += 1;
            shown_right += u32::from(hit.article == field(row, "doc_id"));
        }
    }
    let all = f64::from(u32::try_from(queries.len().max(1))?);
    let share = |count: u32| f64::from(count) / all;
    println!(
        "  article search: first right {:.3}, among {TOP} {:.3} of {} questions; {each:?} each",
        share(first),
        share(among),
        queries.len()
    );
    println!(
        "  article suggestions: shown for {:.3}, right {:.3} of the shown",
        share(shown),
        f64::from(shown_right) / f64::from(shown.max(1))
    );
    Ok(share(first))
}

/// Prints how often something is suggested for posts about other matters.
fn strangers(index: &Index, data: &Path) -> Result<()> {
    for name in ["complaints", "sentiment_en"] {
        let posts = rows(&data.join(format!("train/{name}.csv")))?;
        let shown = posts
            .iter()
            .filter(|row| !index.suggest(field(row, "text"), 1).is_empty())
            .count();
        #[expect(clippy::cast_precision_loss, reason = "a share to print")]
        let share = shown as f64 / posts.len().max(1) as f64;
        println!("  posts about other matters ({name}): something suggested for {share:.4}");
    }
    Ok(())
}

/// Prints how long a large knowledge base takes to build, to load and to ask.
fn large(path: &PathBuf) -> Result<()> {
    if !path.is_file() {
        return Ok(());
    }
    let unpacked = archive::gunzip(&std::fs::read(path)?, 1 << 30)
        .map_err(|problem| anyhow::anyhow!("{problem}"))?;
    let (files, _) = archive::json_lines("articles", &unpacked);
    let start = Instant::now();
    let (index, _) = Index::build("large", "", &files, 0);
    let (build, bytes) = (start.elapsed(), index.to_bytes());
    let start = Instant::now();
    let index = Index::from_bytes(&bytes)?;
    let load = start.elapsed();
    let queries = [
        "how do I rotate access keys",
        "my instance cannot reach the internet since this morning",
    ];
    let start = Instant::now();
    let hits: usize = queries
        .iter()
        .map(|query| index.search(query, TOP).len())
        .sum();
    println!(
        "  {} articles: built in {build:.1?}, {:.1} MB, loaded in {load:.1?}, {:.1?} a query ({hits} hits)",
        files.len(),
        bytes.len() as f64 / 1e6,
        start.elapsed() / 2
    );
    Ok(())
}
