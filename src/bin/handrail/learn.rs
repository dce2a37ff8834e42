//! `handrail learn`: corrections out of posts with labels.

use std::io::{BufWriter, Write, stdout};
use std::process::ExitCode;

use handrail::desk::{Act, Correction, Event, to_lines};
use handrail::problem::Problem;
use handrail::triage::Intent;
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::input::Lines;
use crate::triage::Judge;

/// Makes corrections of posts with labels: JSON lines in, the file of corrections out, which the options import and
/// `handrail triage --corrections` applies. It holds no text.
///
/// In: {"id", "text", "post"?, "at"?} and one of "intent" (complaint, question, suggestion, praise, other), "topic"
/// (with "was", the topic that was shown, if any) and "us": false. The post is its name on the site, such as
/// x:1842037500065546723; the moment counts milliseconds since 1970. Without them the id names the post, and the lines
/// follow one another.
///
/// A line that cannot be used is named on standard error; the rest goes on, and the exit code is 1 at the end.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The brand's name, as in its profile.
    #[arg(long)]
    brand: String,
    /// The posts; - or nothing is standard input.
    file: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let judge = Judge::new(handrail::brand::Profile::default(), None, &[])?;
    let mut lines = Lines::open(args.file.as_deref())?;
    let mut out = BufWriter::new(stdout().lock());
    let mut failed = false;
    while let Some((number, parsed)) = lines.next()? {
        let event = parsed.and_then(|value| event(&judge, &args.brand, value, number, &lines));
        match event {
            Ok(correction) => out.write_all(to_lines([correction]).as_bytes())?,
            Err(problem) => {
                failed = true;
                lines.report(&problem);
            }
        }
    }
    out.flush()?;
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn event(
    judge: &Judge,
    brand: &str,
    value: Value,
    number: usize,
    lines: &Lines,
) -> Result<Correction, Problem> {
    let fault = |field: &str, message: &str| lines.fault("learn.label", field, message);
    let Value::Object(mut fields) = value else {
        let message =
            "This line is JSON, but not an object. Write {\"id\": …, \"text\": …, \"intent\": …}.";
        return Err(fault("", message));
    };
    let id = match fields.remove("id") {
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        _ => {
            return Err(fault(
                "id",
                "The post has no id. Give it one, as text or a number.",
            ));
        }
    };
    let text = string(&mut fields, "text")
        .ok_or_else(|| fault("text", "The post has no text. Give it as a JSON string."))?;
    let mut act = act(&mut fields).ok_or_else(|| {
        let message =
            "The post has no label that is known. Give an intent, a topic, or \"us\": false.";
        fault("intent", message)
    })?;
    if let Some(slot) = act.lesson_mut() {
        *slot = Some(judge.triage.lesson(brand, &text));
    }
    let event = Event {
        post: string(&mut fields, "post").unwrap_or_else(|| format!("shell:{id}")),
        at: fields
            .get("at")
            .and_then(Value::as_i64)
            .unwrap_or_else(|| i64::try_from(number).unwrap_or(i64::MAX)),
        id,
        act,
    };
    // What would not be read is not written.
    let correction = Correction::of(&event);
    correction
        .filter(|correction| correction.clone().event().is_some())
        .ok_or_else(|| {
            fault(
                "id",
                "The id, the post or the topic is empty or far too long.",
            )
        })
}

fn act(fields: &mut Map<String, Value>) -> Option<Act> {
    let lesson = None;
    if let Some(intent) = string(fields, "intent") {
        let intent = Intent::ALL
            .into_iter()
            .find(|known| known.name() == intent)?;
        return Some(Act::Corrected { intent, lesson });
    }
    if let Some(topic) = string(fields, "topic") {
        let was = string(fields, "was");
        return Some(Act::Topic { topic, was, lesson });
    }
    (fields.get("us") == Some(&Value::Bool(false))).then_some(Act::NotUs { lesson })
}

fn string(fields: &mut Map<String, Value>, name: &str) -> Option<String> {
    match fields.remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}
