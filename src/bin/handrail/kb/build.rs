//! `handrail kb build`: a source of articles to one file.

use std::fs::{self, File};
use std::io::{IsTerminal, Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use handrail::knowledge::{Document, Index};
use handrail::problem::Problem;
use indicatif::{ProgressBar, ProgressStyle};

use super::source;
use crate::failure::Failure;

/// Builds a knowledge base from articles in Markdown.
///
/// SOURCE is a folder, a zip file, or JSON lines of {"path", "text"}, also packed with gzip; - is JSON lines on standard
/// input. In folders and zip files the articles are the files that end in .md or .markdown.
///
/// Front matter (a block of "key: value" lines between two "---" at the top) may give title, url, updated, tags and
/// lang. What is no article is named on standard error with its line and left out. The exit code is 1 if a part of the
/// source could not be read, or if there is no article at all; in the latter case FILE stays as it was.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// Where the articles are.
    source: String,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Public address that paths are joined to, for articles that give no url.
    #[arg(long, value_name = "URL", default_value = "")]
    base_url: String,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let source = source::read(&args.source)?;
    let mut unread = false;
    for problem in &source.problems {
        unread |= problem.fatal;
        eprintln!("handrail: {problem}");
    }
    let bar = bar(source.files.len());
    let (index, problems) = Index::build_with(
        &source.name,
        &args.base_url,
        source.files.iter().cloned().map(Document::from),
        moment(),
        |done| bar.set_position(done as u64),
    );
    bar.finish_and_clear();
    for problem in &problems {
        eprintln!("handrail: {problem}");
    }
    let contents = index.contents();
    if contents.articles.is_empty() {
        return Err(Failure::Message(format!(
            "{}: There is no article here, so nothing was written. Articles are Markdown: files that end in .md, or JSON lines of {{\"path\", \"text\"}}.",
            args.source
        )));
    }
    let bytes = index.to_bytes();
    write_whole(&args.output, &bytes)
        .map_err(|error| Failure::file(&args.output.display().to_string(), &error))?;
    let all: Vec<&Problem> = source.problems.iter().chain(&problems).collect();
    let left_out = all.iter().filter(|problem| problem.fatal).count();
    let mut out = stdout().lock();
    writeln!(
        out,
        "{} articles, {} passages, {} bytes in {}",
        contents.articles.len(),
        contents.passages,
        bytes.len(),
        args.output.display()
    )?;
    if !all.is_empty() {
        let warnings = all.len() - left_out;
        writeln!(
            out,
            "{left_out} left out, {warnings} with a warning:{}",
            kinds(&all)
        )?;
    }
    Ok(if unread {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// How many problems there are of each kind.
fn kinds(problems: &[&Problem]) -> String {
    let mut codes: Vec<&str> = problems
        .iter()
        .map(|problem| problem.code.as_str())
        .collect();
    codes.sort_unstable();
    codes
        .chunk_by(|a, b| a == b)
        .filter_map(|same| Some(format!(" {} {}", same.len(), same.first()?)))
        .collect::<Vec<_>>()
        .join(",")
}

/// The moment of building; `SOURCE_DATE_EPOCH` (in seconds) makes builds repeatable.
fn moment() -> i64 {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok();
    if let Some(seconds) = given.and_then(|seconds| seconds.parse::<i64>().ok()) {
        return seconds.saturating_mul(1000);
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(0))
}

/// Writes the file beside its place and then moves it there: it is whole, or as it was.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    let written = File::create(&beside)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // Best effort: the error that matters is already on its way.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A bar only where a person watches.
fn bar(files: usize) -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} articles  {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(files as u64).with_style(style)
}
