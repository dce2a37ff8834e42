//! `handrail kb build`: a source of articles to one file.

use std::fs::{self, File};
use std::io::{IsTerminal, Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use handrail::knowledge::source::Settings;
use handrail::knowledge::{Build, Built, Changes, Index};
use handrail::problem::Problem;
use indicatif::{ProgressBar, ProgressStyle};

use super::source::{self, Source};
use super::{sense, web};
use crate::failure::Failure;
use crate::second::Meaning;

/// Builds a knowledge base from articles.
///
/// SOURCE is a folder or a zip file of Markdown (.md, .markdown) and HTML (.html, .htm), a table (.csv), JSON (an array
/// of objects, or an object a line; also packed with gzip; - is JSON lines on standard input), or the address of a
/// site's sitemap. --feed, --zendesk and --urls name other sources on the web.
///
/// Front matter (a block of "key: value" lines between two "---" at the top) may give title, url, updated, tags and
/// lang. What is no article is named on standard error with its line and left out. The exit code is 1 if a part of the
/// source could not be read, or if there is no article at all; in the latter case FILE stays as it was.
///
/// If FILE is there already, it is brought up to date: what is the same is not read again, and from the web only what has
/// changed is fetched. Where the sentence encoder's file can be had, it then reads what the articles mean; that takes some
/// 50 ms of a core a passage, is written to FILE every minute, and goes on when it is called again.
///
/// From the web one page a second is fetched from a host, or fewer if its robots.txt asks for it. What came is kept
/// beside FILE (FILE.import, FILE.import.articles) until all is there: --resume goes on where an import was ended.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment, group = clap::ArgGroup::new("where").required(true))]
pub(crate) struct Args {
    /// Where the articles are.
    #[arg(group = "where")]
    source: Option<String>,
    /// A feed (RSS or Atom).
    #[arg(long, value_name = "URL", group = "where")]
    feed: Option<String>,
    /// A Zendesk help center.
    #[arg(long, value_name = "URL", group = "where")]
    zendesk: Option<String>,
    /// A file with the addresses of pages, one a line; - is standard input.
    #[arg(long, value_name = "LIST", group = "where")]
    urls: Option<String>,
    /// A language of the help center, such as en-us; may be given several times. All of them without it.
    #[arg(long, value_name = "LOCALE", requires = "zendesk")]
    locale: Vec<String>,
    /// Which column of a table or field of JSON is what: title, body, url, lang, updated, keywords, breadcrumb, id, group
    /// (and kind=markdown or kind=html). Those that are not named are known by their usual names.
    #[arg(long, value_name = "NAME=COLUMN,…", value_delimiter = ',')]
    columns: Vec<String>,
    /// Go on with an import from the web that was ended before it was complete.
    #[arg(long)]
    resume: bool,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Public address that paths are joined to, for articles that give no url.
    #[arg(long, value_name = "URL", default_value = "")]
    base_url: String,
    #[command(flatten)]
    meaning: Meaning,
}

impl Args {
    /// The source that is asked for, read to its end.
    fn read(&self, old: bool) -> Result<Source, Failure> {
        let mapping = source::mapping(&self.columns)?;
        let settings = match (&self.source, &self.feed, &self.zendesk, &self.urls) {
            (Some(source), ..) if source::is_address(source) => Settings::Site {
                address: source.clone(),
                pages: Vec::new(),
            },
            (Some(source), ..) => return source::read(source, mapping),
            (_, Some(address), ..) => Settings::Feed {
                address: address.clone(),
            },
            (_, _, Some(address), _) => Settings::Zendesk {
                address: address.clone(),
                locales: self.locale.clone(),
            },
            (.., urls) => Settings::Site {
                address: String::new(),
                pages: source::addresses(urls.as_deref().unwrap_or("-"))?,
            },
        };
        web::read(settings, &self.output, self.resume, old)
    }
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let encoder = args.meaning.encoder()?;
    // One that cannot be read is built anew.
    let old = fs::read(&args.output).ok();
    let old = old.and_then(|bytes| Index::from_bytes(&bytes).ok());
    let source = args.read(old.is_some())?;
    let mut unread = false;
    for problem in &source.problems {
        unread |= problem.fatal;
        eprintln!("handrail: {problem}");
    }
    let Built {
        mut index,
        problems,
        changes,
    } = built(args, old, &source);
    for problem in &problems {
        eprintln!("handrail: {problem}");
    }
    let contents = index.contents();
    if contents.articles.is_empty() {
        return Err(Failure::Message(format!(
            "{}: There is no article here, so nothing was written. Articles are files that end in .md or .html, rows of a .csv, JSON lines of {{\"path\", \"text\"}}, or pages on the web.",
            source.name
        )));
    }
    let keep = |index: &Index| {
        write_whole(&args.output, &index.to_bytes())
            .map_err(|error| Failure::file(&args.output.display().to_string(), &error))
    };
    keep(&index)?;
    web::finish(&args.output, &source)?;
    if let Some(encoder) = encoder {
        sense::read(&mut index, &encoder, keep)?;
    }
    let bytes = index.to_bytes();
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
    if changes.same + changes.changed + changes.gone > 0 {
        let Changes {
            new,
            changed,
            same,
            gone,
        } = changes;
        writeln!(
            out,
            "{new} new, {changed} changed, {same} as before, {gone} gone"
        )?;
    }
    if !all.is_empty() {
        let warnings = all.len() - left_out;
        writeln!(
            out,
            "{left_out} left out, {warnings} with a warning:{}",
            kinds(&all)
        )?;
    }
    if source.unlisted > 0 {
        writeln!(out, "{} more that are not named here", source.unlisted)?;
    }
    Ok(if unread {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Builds the index of what the source holds.
fn built(args: &Args, old: Option<Index>, source: &Source) -> Built {
    let bar = bar(source.documents.len() + source.same.len(), "articles");
    let mut build = Build::new(&args.base_url, old);
    for path in &source.same {
        build.same(path);
        bar.inc(1);
    }
    for document in &source.documents {
        build.add(document);
        bar.inc(1);
    }
    bar.finish_and_clear();
    build.finish(&source.name, moment())
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
pub(super) fn moment() -> i64 {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok();
    if let Some(seconds) = given.and_then(|seconds| seconds.parse::<i64>().ok()) {
        return seconds.saturating_mul(1000);
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(0))
}

/// Writes the file beside its place and then moves it there: it is whole, or as it was.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
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
pub(super) fn bar(all: usize, what: &'static str) -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}  {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(all as u64)
        .with_style(style)
        .with_message(what)
}
