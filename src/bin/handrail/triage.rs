//! `handrail triage`: a verdict for every post of a stream.

use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use handrail::brand::{By, Matcher, Profile};
use handrail::problem::Problem;
use handrail::triage::{Scores, Triage, Verdict};
use serde::Serialize;
use serde_json::{Value, json};

use crate::corrections::Corrections;
use crate::failure::Failure;
use crate::input::Lines;
use crate::profile;

/// Judges posts: JSON lines in, JSON lines out in the same order.
///
/// In: {"id", "text", "author"?, "lang"?}; the id is text or a number, other fields are passed over.
///
/// Out: {"id", "mention": null | {"brand", "span", "by"}, "intent", "scores", "urgency", "reasons": [{"span", "why",
/// "weight"}]}. Spans count Unicode characters (scalar values). `mention` is null where no brand of the brands file
/// is meant, or where the brand itself wrote the post.
///
/// A line that cannot be read is named on standard error and answered, in its place, with {"id", "error": {"code",
/// "path", "message"}} (the id is null where it is not known); the rest goes on, and the exit code is 1 at the end.
/// Blank lines are passed over.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// A TOML file of [[brand]] tables: name, handles, names, nicknames, exclude.
    #[arg(long, value_name = "FILE")]
    brands: Option<PathBuf>,
    /// Corrections that were exported from the options or made with `handrail learn`: what they teach counts for the
    /// posts that mean their brand (for all posts, without a brands file).
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// The posts; - or nothing is standard input.
    file: Option<String>,
}

/// One line out.
#[derive(Serialize)]
struct Answer {
    id: Value,
    mention: Option<Value>,
    intent: &'static str,
    scores: Scores,
    urgency: u8,
    reasons: Vec<Why>,
}

#[derive(Serialize)]
struct Why {
    span: [usize; 2],
    why: &'static str,
    weight: f32,
}

/// One line in, checked.
struct Post {
    id: Value,
    text: String,
    author: String,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let brands = args.brands.as_deref().map(profile::read).transpose()?;
    let corrections = args.corrections.as_deref();
    let corrections = corrections.map(|path| Corrections::read(path, brands.as_ref()));
    let judge = Judge::new(brands.unwrap_or_default(), corrections.transpose()?)?;
    let mut lines = Lines::open(args.file.as_deref())?;
    let out = stdout().lock();
    // Standard output passes every line on at once, which a live stream wants and a file does not.
    let mut out: Box<dyn Write> = if lines.live {
        Box::new(out)
    } else {
        Box::new(BufWriter::with_capacity(1 << 16, out))
    };
    let mut failed = false;
    while let Some((_, parsed)) = lines.next()? {
        let known = parsed
            .as_ref()
            .ok()
            .and_then(|value| value.get("id"))
            .cloned();
        match parsed.and_then(|value| post(value, &lines)) {
            Ok(post) => serde_json::to_writer(&mut out, &judge.answer(post)),
            Err(problem) => {
                failed = true;
                lines.report(&problem);
                serde_json::to_writer(&mut out, &fault(known, &problem))
            }
        }
        .map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The answer to a line that is not a post.
fn fault(id: Option<Value>, problem: &Problem) -> Value {
    let id = id.filter(|id| id.is_string() || id.is_number());
    let error = json!({"code": problem.code, "path": problem.path, "message": problem.message});
    json!({"id": id, "error": error})
}

fn post(value: Value, lines: &Lines) -> Result<Post, Problem> {
    let Value::Object(mut fields) = value else {
        let message = "This line is JSON, but not an object. Write {\"id\": …, \"text\": …}.";
        return Err(lines.fault("line.object", "", message));
    };
    let id = fields.remove("id").unwrap_or_default();
    if !(id.is_string() || id.is_number()) {
        let message = "The post has no id. Give it one, as text or a number.";
        return Err(lines.fault("post.id", "id", message));
    }
    let Some(Value::String(text)) = fields.remove("text") else {
        let message = "The post has no text. Give it as a JSON string.";
        return Err(lines.fault("post.text", "text", message));
    };
    for field in ["author", "lang"] {
        if fields
            .get(field)
            .is_some_and(|value| !(value.is_string() || value.is_null()))
        {
            let message = "This is not text. Give it as a JSON string, or leave it out.";
            return Err(lines.fault("post.field", field, message));
        }
    }
    let author = match fields.remove("author") {
        Some(Value::String(author)) => author,
        _ => String::new(),
    };
    Ok(Post { id, text, author })
}

/// The shipped model and the brands.
pub(crate) struct Judge {
    pub(crate) triage: Triage,
    profile: Profile,
    matcher: Matcher,
    corrections: Corrections,
}

impl Judge {
    pub(crate) fn new(profile: Profile, corrections: Option<Corrections>) -> Result<Self, Failure> {
        let weights = include_bytes!("../../triage/weights.bin");
        let triage =
            Triage::from_bytes(weights).map_err(|error| Failure::Message(error.to_string()))?;
        let matcher = Matcher::new(&profile);
        Ok(Self {
            triage,
            profile,
            matcher,
            corrections: corrections.unwrap_or_default(),
        })
    }

    fn answer(&self, post: Post) -> Answer {
        let brand = self
            .matcher
            .find(&post.text, &[])
            .map(|mention| mention.brand);
        let brand = brand.and_then(|brand| self.profile.brands.get(brand));
        let learnt = self
            .corrections
            .about(brand.map(|brand| brand.name.as_str()));
        let verdict = self.triage.judge_learnt(&post.text, learnt);
        let own = self.matcher.brand_of(post.author.trim()).is_some();
        Answer {
            mention: (!own).then(|| self.mention(&post.text)).flatten(),
            id: post.id,
            intent: verdict.intent.name(),
            scores: scores(&verdict.scores),
            urgency: verdict.urgency,
            reasons: reasons(&verdict, &post.text),
        }
    }

    /// The brand that the text means.
    pub(crate) fn mention(&self, text: &str) -> Option<Value> {
        let mention = self.matcher.find(text, &[])?;
        let brand = self.profile.brands.get(mention.brand)?;
        let by = match mention.by {
            By::Handle => "handle",
            By::Name => "name",
            By::Nickname => "nickname",
            By::Hashtag => "hashtag",
            // Only a page knows what a post replies to.
            By::Reply => return None,
        };
        let learnt = self.corrections.about(Some(&brand.name));
        let by_name = mention.by != By::Handle;
        if learnt.is_some_and(|learnt| by_name && !self.triage.is_us(text, learnt)) {
            return None;
        }
        Some(json!({"brand": brand.name, "span": mention.span?.to_chars(text), "by": by}))
    }
}

/// Four places: more would only be noise to read.
fn rounded(value: f32) -> f32 {
    (value * 1e4).round() / 1e4
}

fn scores(scores: &Scores) -> Scores {
    Scores {
        complaint: rounded(scores.complaint),
        question: rounded(scores.question),
        suggestion: rounded(scores.suggestion),
        praise: rounded(scores.praise),
        other: rounded(scores.other),
    }
}

fn reasons(verdict: &Verdict, text: &str) -> Vec<Why> {
    verdict
        .reasons
        .iter()
        .map(|reason| Why {
            span: reason.span.to_chars(text),
            why: reason.why,
            weight: rounded(reason.weight),
        })
        .collect()
}
