//! How well and how fast triage judges real posts. They are for measuring only: nothing is chosen by these figures.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use handrail::triage::{Intent, Triage};

use crate::shell;
use crate::train::score::{complaint_f1, f1, kappa, macro_f1};

/// How often all posts are judged for the time.
const ROUNDS: u32 = 20;

/// A file of rows, by the names of its columns.
struct Table {
    columns: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    fn read(path: &Path) -> Result<Self> {
        let mut reader =
            csv::Reader::from_path(path).with_context(|| path.display().to_string())?;
        let columns = reader.headers()?.iter().map(str::to_owned).collect();
        let rows = reader.records().collect::<Result<_, _>>();
        let rows = rows.with_context(|| path.display().to_string())?;
        Ok(Self { columns, rows })
    }

    fn column(&self, name: &str) -> Vec<&str> {
        let at = self.columns.iter().position(|column| column == name);
        let field = |row| -> Option<&str> { csv::StringRecord::get(row, at?) };
        self.rows
            .iter()
            .map(|row| field(row).unwrap_or_default())
            .collect()
    }
}

/// Prints all figures, or that they are skipped where the sets are absent.
pub(crate) fn run() -> Result<()> {
    let triage = Triage::from_bytes(include_bytes!("../../../../src/triage/weights.bin"))?;
    let folder = shell::root().join("../shared/data/measure");
    if !folder.is_dir() {
        println!("triage: skipped, there is no ../shared/data/measure");
        return Ok(());
    }
    posts(&triage, &Table::read(&folder.join("posts.csv"))?);
    binary(
        &triage,
        "airline.csv, negative is complaint",
        &Table::read(&folder.join("airline.csv"))?,
        ("airline_sentiment", "negative", Intent::Complaint),
    );
    binary(
        &triage,
        "suggestions.csv, suggestion or not",
        &Table::read(&folder.join("suggestions.csv"))?,
        ("suggestion", "1", Intent::Suggestion),
    );
    Ok(())
}

/// The place of an intent in [`Intent::ALL`], by its name.
fn index(name: &str) -> usize {
    let all = Intent::ALL;
    all.iter()
        .position(|intent| intent.name() == name)
        .unwrap_or(all.len())
}

/// The set in our own labels.
fn posts(triage: &Triage, table: &Table) {
    let texts = table.column("text");
    let verdicts: Vec<_> = texts.iter().map(|text| triage.judge(text)).collect();
    let truths = table.column("intent");
    let intents: Vec<(usize, usize)> = truths
        .iter()
        .zip(&verdicts)
        .map(|(truth, verdict)| (index(truth), index(verdict.intent.name())))
        .collect();
    let urgencies: Vec<(u8, u8)> = table
        .column("urgency")
        .iter()
        .zip(&verdicts)
        .map(|(truth, verdict)| (truth.parse().unwrap_or(0), verdict.urgency))
        .collect();
    println!("posts.csv, {} posts in our labels", texts.len());
    println!(
        "  complaint or not, macro-F1  {:.3}",
        complaint_f1(&intents)
    );
    let four = ["complaint", "question", "praise", "other"].map(index);
    println!(
        "  four intents, macro-F1      {:.3}",
        macro_f1(&intents, &four)
    );
    println!(
        "  five intents, macro-F1      {:.3}",
        macro_f1(&intents, &[0, 1, 2, 3, 4])
    );
    for intent in Intent::ALL {
        println!(
            "    {:<12} F1            {:.3}",
            intent.name(),
            f1(&intents, &index(intent.name()))
        );
    }
    println!(
        "  urgency, kappa              {:.3} ({:.3} squared)",
        kappa(&urgencies, false),
        kappa(&urgencies, true)
    );
    let begun = Instant::now();
    for _ in 0..ROUNDS {
        for text in &texts {
            std::hint::black_box(triage.judge(text));
        }
    }
    let posts = ROUNDS * u32::try_from(texts.len()).unwrap_or(u32::MAX);
    let each = begun.elapsed() / posts.max(1);
    println!("  time, native                {each:.1?} a post");
}

/// A set with one label: whether the intent of that name wins where the label has that value.
fn binary(
    triage: &Triage,
    name: &str,
    table: &Table,
    (label, value, intent): (&str, &str, Intent),
) {
    let pairs: Vec<(bool, bool)> = table
        .column(label)
        .into_iter()
        .zip(table.column("text"))
        .map(|(truth, text)| (truth == value, triage.judge(text).intent == intent))
        .collect();
    let score = macro_f1(&pairs, &[true, false]);
    println!("{name}, {} posts, macro-F1  {score:.3}", pairs.len());
}
