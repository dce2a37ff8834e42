//! What languages are learnt from: our own files, one a language, and `shared/data/train`.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use handrail::triage::cues::FILES;
use handrail::triage::languages::phrases::{EMPTY, NEGATOR, Phrases};
use handrail::triage::weights::crc32;
use handrail::triage::{Intent, Lang};

use super::super::data::files;

/// One language's own file.
pub(super) struct File {
    pub(super) lang: Lang,
    /// Its cues, where it is judged.
    pub(super) phrases: Option<Phrases>,
    pub(super) posts: Vec<Post>,
}

/// A text that we wrote; where the language is judged, with whether it is a complaint.
pub(super) struct Post {
    pub(super) text: String,
    pub(super) complaint: Option<bool>,
}

/// A row of the shared sets.
pub(super) struct Shared {
    pub(super) text: String,
    pub(super) label: String,
}

/// Our own files, and their digest.
pub(super) fn own(folder: &Path) -> anyhow::Result<(Vec<File>, u32)> {
    let mut found = Vec::new();
    let mut contents = Vec::new();
    for path in files(folder, "txt")? {
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        found.push(file(&path, &text).with_context(|| path.display().to_string())?);
        contents.push(text);
    }
    let contents: Vec<&[u8]> = contents.iter().map(String::as_bytes).collect();
    Ok((found, crc32(&contents)))
}

fn file(path: &Path, text: &str) -> anyhow::Result<File> {
    let code = path.file_stem().unwrap_or_default().to_string_lossy();
    let lang = Lang::from_tag(&code);
    ensure!(
        lang != Lang::Unknown,
        "no language has the code {code}: add it to Lang's list"
    );
    let cues = section(text, "cues");
    let judged = !cues.trim().is_empty();
    let posts = section(text, "posts");
    let lines = posts.lines().filter(|line| !line.trim().is_empty());
    Ok(File {
        lang,
        phrases: judged.then(|| phrases(cues)).transpose()?,
        posts: lines
            .map(|line| post(line, judged))
            .collect::<Result<_, _>>()?,
    })
}

/// What stands under `[name]`, up to the next such line.
fn section<'a>(text: &'a str, name: &str) -> &'a str {
    let head = format!("\n[{name}]\n");
    let Some((_, rest)) = text.split_once(&head) else {
        return "";
    };
    rest.split_once("\n[").map_or(rest, |(section, _)| section)
}

/// `code: phrase | phrase`
fn phrases(cues: &str) -> anyhow::Result<Phrases> {
    let mut all = Vec::new();
    for line in cues.lines().filter(|line| !line.trim().is_empty()) {
        let (code, phrases) = line
            .split_once(": ")
            .with_context(|| format!("“{line}” is not `cue: phrase | phrase`"))?;
        let means = match code {
            "not" => NEGATOR,
            "empty" => EMPTY,
            code => {
                let at = FILES.iter().position(|(known, _)| *known == code);
                let at = at.with_context(|| format!("there is no cue {code}"))?;
                u8::try_from(at)?
            }
        };
        all.extend(phrases.split('|').map(|phrase| (phrase.trim(), means)));
    }
    Ok(Phrases::new(all))
}

/// A plain text, or `intent<TAB>urgency<TAB>reply<TAB>text`.
fn post(line: &str, judged: bool) -> anyhow::Result<Post> {
    if !judged {
        return Ok(Post {
            text: line.to_owned(),
            complaint: None,
        });
    }
    let fields: Vec<&str> = line.splitn(4, '\t').collect();
    let [intent, urgency, reply, text] = fields[..] else {
        bail!("“{line}”: write intent, urgency, reply and text with a tab between");
    };
    ensure!(
        Intent::ALL.iter().any(|known| known.name() == intent),
        "“{line}”: no such intent"
    );
    ensure!(
        ["0", "1", "2"].contains(&urgency),
        "“{line}”: urgency is 0, 1 or 2"
    );
    ensure!(["y", "n"].contains(&reply), "“{line}”: reply is y or n");
    Ok(Post {
        text: text.to_owned(),
        complaint: Some(intent == Intent::Complaint.name()),
    })
}

/// The rows of one set with a column `text` and one `label`.
pub(super) fn shared(folder: &Path, file: &str) -> anyhow::Result<Vec<Shared>> {
    let path = folder.join(file);
    let mut reader = csv::Reader::from_path(&path).with_context(|| path.display().to_string())?;
    let columns = reader.headers()?.clone();
    let place = |name: &str| columns.iter().position(|column| column == name);
    let text = place("text").with_context(|| format!("{file} has no column text"))?;
    let label = place("label");
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.with_context(|| path.display().to_string())?;
        let field = |at| row.get(at).unwrap_or_default().to_owned();
        rows.push(Shared {
            text: field(text),
            label: label.map(field).unwrap_or_default(),
        });
    }
    Ok(rows)
}

/// The letters and digits of the texts that are measured on. The measuring sets of Spanish and French are parts of the
/// training sets: rows of theirs are left out of training, or the figures would be those of learning by heart.
pub(super) fn measured(train: &Path) -> anyhow::Result<HashSet<String>> {
    let folder = train.join("../measure");
    let mut known = HashSet::new();
    for file in ["feedback_es_dev.csv", "feedback_fr_dev.csv"] {
        let rows = shared(&folder, file).context(
            "Rows that are measured on must be left out of training: put the measuring sets beside the training sets.",
        )?;
        known.extend(rows.iter().map(|row| bare(&row.text)));
    }
    Ok(known)
}

/// Letters and digits, lower case.
pub(super) fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
