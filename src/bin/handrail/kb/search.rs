//! `handrail kb search`: the articles that answer.

use std::fs;
use std::io::{BufWriter, IsTerminal, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use handrail::encoder::Encoder;
use handrail::knowledge::{Ask, Hit, Index, meaning};
use handrail::problem::Problem;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::input::Lines;
use crate::second::Meaning;

/// Searches a knowledge base: JSON lines in, JSON lines out in the same order.
///
/// In: {"id", "query"}; the id is text or a number, other fields are passed over.
///
/// Out: {"id", "hits": [{"article", "title", "url"?, "score", "passage"}]}, best first. Scores compare within one
/// answer only.
///
/// Where the articles and the queries can be read by the sentence encoder, meaning counts beside words.
///
/// A line that cannot be read is named on standard error and answered, in its place, with {"id", "error": {"code",
/// "path", "message"}}; the rest goes on, and the exit code is 1 at the end. Blank lines are passed over.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The knowledge base, from `handrail kb build`.
    file: PathBuf,
    /// The queries; - or nothing is standard input.
    queries: Option<String>,
    /// The most articles for each query.
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: usize,
    /// Search for these words alone, and print the articles to be read.
    #[arg(long, value_name = "WORDS", conflicts_with = "queries")]
    query: Option<String>,
    /// Only what is good enough to be shown to somebody who did not ask.
    #[arg(long)]
    suggest: bool,
    /// The customer's language, such as pt-BR: an article's translation into it is shown.
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    #[command(flatten)]
    meaning: Meaning,
}

/// A knowledge base, ready to be asked.
struct Searcher<'a> {
    index: Index,
    encoder: Option<Encoder>,
    args: &'a Args,
}

impl Searcher<'_> {
    fn hits(&self, query: &str) -> Vec<Hit> {
        let vector = self
            .encoder
            .as_ref()
            .map(|encoder| encoder.embed(&meaning(query)));
        self.index.find(&Ask {
            post: query,
            vector: vector.as_ref(),
            lang: self.args.lang.as_deref(),
            top: self.args.top,
            only_good: self.args.suggest,
            ..Ask::default()
        })
    }
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let name = args.file.display().to_string();
    let bytes = fs::read(&args.file).map_err(|error| Failure::file(&name, &error))?;
    let index =
        Index::from_bytes(&bytes).map_err(|error| Failure::Message(format!("{name}: {error}")))?;
    let encoder = if index.understands() {
        args.meaning.encoder()?
    } else {
        None
    };
    let searcher = Searcher {
        index,
        encoder,
        args,
    };
    match &args.query {
        Some(query) => readable(&searcher.hits(query)),
        None => stream(&searcher),
    }
}

fn stream(searcher: &Searcher) -> Result<ExitCode, Failure> {
    let mut lines = Lines::open(searcher.args.queries.as_deref())?;
    let out = stdout().lock();
    // Standard output passes every line on at once, which somebody who waits for it wants and a file does not.
    let mut out: Box<dyn Write> = if lines.live {
        Box::new(out)
    } else {
        Box::new(BufWriter::with_capacity(1 << 16, out))
    };
    let mut failed = false;
    while let Some((_, parsed)) = lines.next()? {
        let id = parsed
            .as_ref()
            .ok()
            .and_then(|line| line.get("id"))
            .cloned();
        let id = id.filter(|id| id.is_string() || id.is_number());
        let answer = match parsed.and_then(|line| query(&line, id.is_some(), &lines)) {
            Ok(query) => {
                let hits: Vec<Value> = searcher.hits(&query).iter().map(hit).collect();
                json!({"id": id, "hits": hits})
            }
            Err(problem) => {
                failed = true;
                lines.report(&problem);
                let error =
                    json!({"code": problem.code, "path": problem.path, "message": problem.message});
                json!({"id": id, "error": error})
            }
        };
        serde_json::to_writer(&mut out, &answer).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn query(line: &Value, has_id: bool, lines: &Lines) -> Result<String, Problem> {
    if !line.is_object() {
        let message = "This line is JSON, but not an object. Write {\"id\": …, \"query\": …}.";
        return Err(lines.fault("line.object", "", message));
    }
    if !has_id {
        let message = "The query has no id. Give it one, as text or a number.";
        return Err(lines.fault("query.id", "id", message));
    }
    match line.get("query") {
        Some(Value::String(query)) => Ok(query.clone()),
        _ => {
            let message = "The query has no words. Give them as a JSON string, \"query\".";
            Err(lines.fault("query.words", "query", message))
        }
    }
}

fn hit(hit: &Hit) -> Value {
    let mut value = json!({
        "article": hit.article,
        "title": hit.title,
        "score": (f64::from(hit.score) * 1e4).round() / 1e4,
        "passage": hit.passage,
    });
    if let (Some(url), Some(fields)) = (&hit.url, value.as_object_mut()) {
        fields.insert("url".into(), url.as_str().into());
    }
    value
}

/// For a person: title, way and passage, with the query's words in bold on a terminal.
fn readable(hits: &[Hit]) -> Result<ExitCode, Failure> {
    let mut out = stdout().lock();
    let bold = out.is_terminal();
    if hits.is_empty() {
        writeln!(out, "No article has any of these words.")?;
    }
    for (at, hit) in hits.iter().enumerate() {
        let way: Vec<&str> = std::iter::once(hit.title.as_str())
            .chain(hit.breadcrumb.iter().map(String::as_str))
            .collect();
        writeln!(out, "{}. {}", at + 1, plain(&way.join(" › ")))?;
        let place = hit.url.as_deref().unwrap_or(&hit.article);
        writeln!(
            out,
            "   {} ({:.0}% of the words)",
            plain(place),
            hit.coverage * 100.0
        )?;
        for line in marked(hit, bold).lines() {
            writeln!(out, "   {line}")?;
        }
        writeln!(out)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn marked(hit: &Hit, bold: bool) -> String {
    let mut text = String::new();
    let mut at = 0;
    for span in hit.matches.iter().filter(|_| bold) {
        text += &plain(hit.passage.get(at..span.start).unwrap_or_default());
        text += &format!("\x1b[1m{}\x1b[0m", plain(span.slice(&hit.passage)));
        at = span.end.max(at);
    }
    text + &plain(hit.passage.get(at..).unwrap_or_default())
}

/// Without control characters: an article must not steer the terminal.
fn plain(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', " ")
}
