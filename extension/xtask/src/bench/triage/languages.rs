//! Languages besides English: complaint or not, and whether a text's language is found. The texts of the two feedback
//! sets are in the training sets as well; training leaves them out.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use handrail::triage::{Intent, Lang, Triage};

use super::figure::{Figure, Row};
use super::table::Table;
use super::yes_or_no;

/// How often all posts are read for the time.
const ROUNDS: u32 = 20;
/// The labels that say complaint as we mean it: a fault reported is one.
const OURS: [&str; 2] = ["complaint", "bug"];

/// All that is measured of languages, from the measuring sets in `folder`.
pub(super) fn languages(folder: &Path) -> Result<Vec<Row>> {
    let mut triage = Triage::from_bytes(include_bytes!("../../../../../src/triage/weights.bin"))?;
    triage.set_languages(include_bytes!("../../../../../src/triage/languages.bin"))?;
    let mut rows = Vec::new();
    for (file, lang) in [
        ("feedback_es_dev.csv", Lang::Spanish),
        ("feedback_fr_dev.csv", Lang::French),
    ] {
        rows.extend(feedback(
            &triage,
            file,
            lang,
            &Table::read(&folder.join(file))?,
        ));
    }
    for file in ["airline.csv", "posts.csv"] {
        let texts = Table::read(&folder.join(file))?.column("text");
        let set = format!("{file}, {} posts, all English", texts.len());
        rows.push(found(&triage, &set, Lang::English, &texts));
    }
    time(
        &triage,
        &Table::read(&folder.join("posts.csv"))?.column("text"),
    );
    Ok(rows)
}

/// Feedback sentences: complaint or not, where the language is told as the site tells it, and where it has to be found.
fn feedback(triage: &Triage, file: &str, lang: Lang, table: &Table) -> Vec<Row> {
    let (texts, labels) = (table.column("text"), table.column("label"));
    let set = format!("{file}, {} sentences", texts.len());
    let ours: Vec<bool> = labels
        .iter()
        .map(|label| OURS.contains(&label.as_str()))
        .collect();
    let narrow: Vec<bool> = labels.iter().map(|label| label == "complaint").collect();
    let told: Vec<bool> = texts
        .iter()
        .map(|text| triage.judge_in(text, lang, None).intent == Intent::Complaint)
        .collect();
    let by_itself = texts
        .iter()
        .map(|text| triage.judge(text).intent == Intent::Complaint);
    let figure = |truth: &[bool]| yes_or_no(truth, told.iter().copied());
    vec![
        Row::new(&set, "complaint or bug, macro-F1", "linear", figure(&ours)),
        Row::new(
            &set,
            "  language not told",
            "linear",
            yes_or_no(&ours, by_itself),
        ),
        Row::new(
            &set,
            "label complaint alone, macro-F1",
            "linear",
            figure(&narrow),
        ),
        found(triage, &set, lang, &texts),
    ]
}

/// The share of texts whose language is found with no hint.
fn found(triage: &Triage, set: &str, lang: Lang, texts: &[String]) -> Row {
    let right: Vec<bool> = texts
        .iter()
        .map(|text| triage.language(text, Lang::English) == lang)
        .collect();
    let share = |right: &[bool]| {
        let count = right.iter().filter(|right| **right).count();
        f64::from(u32::try_from(count).unwrap_or(u32::MAX))
            / f64::from(u32::try_from(right.len().max(1)).unwrap_or(u32::MAX))
    };
    let measure = format!("taken for {}, share", lang.code());
    Row::new(set, &measure, "linear", Figure::of(&right, share))
}

fn time(triage: &Triage, texts: &[String]) {
    let begun = Instant::now();
    for _ in 0..ROUNDS {
        for text in texts {
            std::hint::black_box(triage.language(text, Lang::English));
        }
    }
    let posts = ROUNDS * u32::try_from(texts.len()).unwrap_or(u32::MAX);
    let each = begun.elapsed() / posts.max(1);
    println!("  the language alone, native  {each:.1?} a post");
}
