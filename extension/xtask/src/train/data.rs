//! What the model is trained on: every set's own labels, turned into what they say about ours.
//!
//! A label of another set seldom names one of our intents. It says which are possible: the example then teaches only
//! that one of those is meant, and nothing about which.

mod bank;
mod beside;
pub(crate) mod labels;

pub(crate) use beside::{BESIDES, Beside};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use handrail::triage::Intent;
use handrail::triage::cues::Cues;
use handrail::triage::features::Features;
use handrail::triage::weights::{INTENTS, OUTPUTS, crc32};

use super::Sources;
use bank::{PROBLEMS, QUESTIONS};

/// One text to learn from.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) text: String,
    /// Row and value, sorted by row, each row once.
    pub(crate) features: Vec<(u32, f32)>,
    /// Which intents are possible, in the order of [`Intent::ALL`].
    pub(crate) possible: [bool; 5],
    /// What is known of the outputs that are no intents: urgent today, urgent now, needs a reply, voices a grievance.
    pub(crate) known: Known,
    /// What its set says besides.
    pub(crate) beside: Beside,
    pub(crate) weight: f64,
    pub(crate) source: &'static str,
    /// Texts of one group are left out together: a file of our own posts, which is one trade.
    pub(crate) group: usize,
}

/// The yes-or-no outputs of an example, in the order of the weights; none where the label does not say.
pub(crate) type Known = [Option<bool>; OUTPUTS - INTENTS];

/// What an urgency says of "today" and "now", with whether a reply is needed and a grievance voiced.
pub(crate) fn known(urgency: Option<u8>, reply: Option<bool>, grievance: Option<bool>) -> Known {
    let least = |least: u8| urgency.map(|urgency| urgency >= least);
    [least(1), least(2), reply, grievance]
}

impl Example {
    fn new(
        text: String,
        possible: [bool; 5],
        known: Known,
        weight: f64,
        source: &'static str,
        cues: &Cues,
    ) -> Self {
        let mut rows: BTreeMap<u32, f32> = BTreeMap::new();
        for feature in Features::new(&text, cues).all {
            *rows.entry(feature.row).or_default() += feature.value;
        }
        Self {
            text,
            features: rows.into_iter().collect(),
            possible,
            known,
            beside: Beside::default(),
            weight,
            source,
            group: 0,
        }
    }

    fn of_group(self, group: usize) -> Self {
        Self { group, ..self }
    }

    fn with(self, beside: Beside) -> Self {
        Self { beside, ..self }
    }
}

fn only(intents: &[Intent]) -> [bool; 5] {
    Intent::ALL.map(|intent| intents.contains(&intent))
}

/// The files of a folder with that ending, by name.
pub(super) fn files(folder: &Path, ending: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The posts that we wrote: `intent<TAB>urgency<TAB>reply<TAB>text`, where reply is y or n.
pub(crate) fn own(folder: &Path, cues: &Cues, sources: &Sources) -> anyhow::Result<Vec<Example>> {
    let mut examples = Vec::new();
    for (group, path) in files(folder, "tsv")?.into_iter().enumerate() {
        let (source, weight) = if is_contrast(&path) {
            ("contrasts", sources.contrasts)
        } else {
            ("own", sources.own)
        };
        let content = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for (line, number) in content
            .lines()
            .zip(1..)
            .filter(|(line, _)| !line.trim().is_empty())
        {
            let place = || format!("{}:{number}", path.display());
            let mut fields = line.splitn(4, '\t');
            let (Some(intent), Some(urgency), Some(reply), Some(text)) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            else {
                bail!(
                    "{}: write intent, urgency, reply and text with a tab between",
                    place()
                );
            };
            let intent = Intent::ALL.into_iter().find(|known| known.name() == intent);
            let intent = intent.with_context(|| format!("{}: no such intent", place()))?;
            let urgency: u8 = urgency.parse().with_context(place)?;
            ensure!(urgency <= 2, "{}: urgency is 0, 1 or 2", place());
            ensure!(["y", "n"].contains(&reply), "{}: reply is y or n", place());
            examples.push(
                Example::new(
                    text.to_owned(),
                    only(&[intent]),
                    known(Some(urgency), Some(reply == "y"), None),
                    weight,
                    source,
                    cues,
                )
                .of_group(group),
            );
        }
    }
    ensure!(
        !examples.is_empty(),
        "{}: there are no posts here",
        folder.display()
    );
    Ok(examples)
}

/// Posts that come in sets of nearly the same words and different intents: they teach whoever hears a sentence, and
/// confuse whoever counts words.
fn is_contrast(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("contrasts-"))
}

/// Digest of our own posts, kept in the weights so that stale ones are noticed.
pub(crate) fn digest(folder: &Path) -> anyhow::Result<u32> {
    let mut contents = Vec::new();
    for path in files(folder, "tsv")? {
        contents.push(std::fs::read(&path).with_context(|| path.display().to_string())?);
    }
    Ok(crc32(
        &contents.iter().map(Vec::as_slice).collect::<Vec<_>>(),
    ))
}

/// Everything from the shared sets that the recipe gives a weight. A row that we labelled ourselves has our label;
/// the others have what their set's own label says.
pub(crate) fn shared(
    folder: &Path,
    cues: &Cues,
    sources: &Sources,
) -> anyhow::Result<Vec<Example>> {
    let ours = labels::Labels::all()?;
    let mut examples = Vec::new();
    for (file, reads) in [
        ("complaints.csv", labelled as Reads),
        ("feedback_en.csv", feedback),
        ("requests.csv", request),
        ("sentiment_en.csv", sentiment),
        ("reviews.csv", review),
    ] {
        let path = folder.join(file);
        let mut reader =
            csv::Reader::from_path(&path).with_context(|| path.display().to_string())?;
        let columns: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        for (group, row) in reader.records().enumerate() {
            let row = row.with_context(|| path.display().to_string())?;
            let column = |name: &str| {
                let at = columns.iter().position(|column| column == name);
                at.and_then(|at| row.get(at)).unwrap_or_default()
            };
            let grievance = (file == "complaints.csv").then(|| column("complaint") == "1");
            let control = column("domain").starts_with("random_");
            let taught = match ours.of(file, group) {
                Some(label) => {
                    let (source, weight) = label.source(control, sources);
                    let known = known(Some(label.urgency), Some(label.reply), grievance);
                    Some((source, weight, only(&[label.intent]), known))
                }
                None => reads(&column, sources).map(|(source, weight, possible)| {
                    (source, weight, possible, known(None, None, grievance))
                }),
            };
            if let Some((source, weight, possible, known)) = taught
                && weight > 0.0
            {
                let text = unescaped(column("text"));
                // The tweets' only label is their sentiment.
                let beside = Beside::read(&|name| match (file, name) {
                    ("sentiment_en.csv", "sentiment") => column("label"),
                    _ => column(name),
                });
                examples.push(
                    Example::new(text, possible, known, weight, source, cues)
                        .of_group(group)
                        .with(beside),
                );
            }
        }
    }
    Ok(examples)
}

type Column<'a> = &'a dyn Fn(&str) -> &'a str;
type Taught = Option<(&'static str, f64, [bool; 5])>;
type Reads = for<'a> fn(Column<'a>, &Sources) -> Taught;

use Intent::{Complaint, Other, Praise, Question, Suggestion};

/// Every row of complaints.csv has a label of ours, for its own mean another thing: a mere report of a fault is often
/// no complaint there.
fn labelled(_: Column<'_>, _: &Sources) -> Taught {
    None
}

/// Sentences out of reviews and forms. "Comment" is mostly, not always, content; "meaningless" is anything.
fn feedback(column: Column<'_>, sources: &Sources) -> Taught {
    let possible: &[Intent] = match column("label") {
        "complaint" | "bug" => &[Complaint],
        "request" => &[Suggestion, Question, Complaint],
        "comment" => &[Praise, Other, Suggestion],
        _ => return None,
    };
    Some(("feedback", sources.feedback, only(possible)))
}

/// Requests to a bank, and to an assistant (which nobody complains to).
fn request(column: Column<'_>, sources: &Sources) -> Taught {
    let intent = column("intent");
    if column("source") == "clinc150" {
        let asks = column("text").split(' ').next().is_some_and(|first| {
            [
                "what", "how", "when", "where", "who", "which", "can", "do", "does", "is", "are",
                "will",
            ]
            .contains(&first)
        });
        let possible: &[Intent] = if asks {
            &[Question]
        } else {
            &[Question, Other, Suggestion]
        };
        return Some(("assistant", sources.assistant, only(possible)));
    }
    if PROBLEMS.contains(&intent) {
        Some(("problems", sources.problems, only(&[Complaint])))
    } else if QUESTIONS.contains(&intent) {
        Some(("questions", sources.questions, only(&[Question])))
    } else {
        Some(("requests", sources.questions, only(&[Question, Complaint])))
    }
}

/// Tweets about anything: news, chat.
fn sentiment(column: Column<'_>, sources: &Sources) -> Taught {
    let possible: &[Intent] = match column("label") {
        "positive" => &[Praise, Other],
        "neutral" => &[Other, Question],
        "negative" => &[Other, Complaint],
        _ => return None,
    };
    Some(("sentiment", sources.sentiment, only(possible)))
}

/// Long product reviews.
fn review(column: Column<'_>, sources: &Sources) -> Taught {
    let possible: &[Intent] = match (column("complaint"), column("sentiment")) {
        ("1", _) => &[Complaint],
        (_, "positive") => &[Praise],
        _ => return None,
    };
    Some(("reviews", sources.reviews, only(possible)))
}

/// Some sets hold characters as `\u2019`, and their quotation marks doubled.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let unit = escape
            .get(2..6)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match unit.and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = escape.get(6..).unwrap_or_default();
            }
            None => {
                out.push_str("\\u");
                rest = escape.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out.replace("\\\"", "\"").replace("\"\"", "\"")
}

/// Says how much there is of each source.
pub(crate) fn counts(examples: &[Example]) {
    let mut counts: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for example in examples {
        let (count, weight) = counts.entry(example.source).or_default();
        *count += 1;
        *weight += example.weight;
    }
    for (source, (count, weight)) in counts {
        println!("{source:>12} {count:>6} texts, together worth {weight:.0}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_characters() {
        for (text, expected) in [
            (r"can\u2019t\u002c ok", "can’t, ok"),
            (r#"he said \""""hi"#, "he said \"\"hi"),
            (r"\ud83d \u12", r"\ud83d \u12"),
        ] {
            assert_eq!(unescaped(text), expected);
        }
    }
}
