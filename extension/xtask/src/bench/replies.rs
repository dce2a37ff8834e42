//! Which playbook comes first for posts that share few words with it: by words alone, by what the sentence encoder makes
//! of them alone, and by both. The weights were fixed on one half of the posts; the other half is reported.

use anyhow::{Context, Result};
use handrail::encoder::Encoder;
use handrail::knowledge::{WIDTH, meaning};
use handrail::post::Author;
use handrail::reply::{Occasion, Templates};
use handrail::triage::{Intent, Triage};

use crate::{encoder, shell, stage};

/// A post, and the playbook that is right; none with a topic where it is `-`.
struct Row {
    playbook: String,
    text: String,
    vector: [f32; WIDTH],
}

/// By what playbooks are ranked.
#[derive(Clone, Copy)]
enum By {
    Words,
    Meaning,
    Both,
}

/// Prints the figures; skipped, with a word about it, where there is no encoder.
pub(crate) fn run() -> Result<()> {
    let Some(base) = encoder::if_possible() else {
        println!("playbooks: skipped, there is no sentence encoder");
        return Ok(());
    };
    let encoder = Encoder::published(&base)?;
    let triage = Triage::from_bytes(include_bytes!("../../../../src/triage/weights.bin"))?;
    let (mut templates, _) = Templates::new(&Templates::built_in(), &[]);
    let unread = templates.unread().into_iter();
    let read: Vec<_> = unread
        .map(|(number, text)| (number, encoder.embed(text)))
        .collect();
    for (number, vector) in read {
        templates.give(number, &vector);
    }
    let rows = rows(&encoder)?;
    println!(
        "the right playbook of ours first, and among the three that are offered; where none with a topic is right, none first"
    );
    for (kept, name) in [(false, "fixed on"), (true, "kept aside")] {
        let half = rows.iter().enumerate();
        let half: Vec<&Row> = half
            .filter(|(at, _)| (at % 2 == 1) == kept)
            .map(|(_, row)| row)
            .collect();
        for (judged, how) in [
            (false, "likeness alone"),
            (true, "with intent and topics as found"),
        ] {
            let found = [By::Words, By::Meaning, By::Both].map(|by| {
                let places = half
                    .iter()
                    .map(|row| place(&templates, &triage, row, by, judged));
                let places: Vec<Option<usize>> = places.collect();
                let first = places.iter().filter(|place| **place == Some(0)).count();
                let three = places.iter().flatten().count();
                let general = half.iter().filter(|row| row.playbook == "-");
                let general = general.filter(|row| {
                    let found = drafts(&templates, &triage, row, by, judged);
                    found.first().is_some_and(|path| !has_topic(path))
                });
                format!("{first} and {three}, general {}", general.count())
            });
            let [words, meaning, both] = found;
            println!(
                "  {name}, {how}, of {} and {}: by words {words}; by meaning {meaning}; by both {both}",
                half.iter().filter(|row| row.playbook != "-").count(),
                half.iter().filter(|row| row.playbook == "-").count(),
            );
        }
    }
    if std::env::var_os("MISSES").is_some() {
        for row in &rows {
            let found = drafts(&templates, &triage, row, By::Both, true);
            if found.first() != Some(&row.playbook) {
                println!("  {} for {}: {}", found.join(" "), row.playbook, row.text);
            }
        }
    }
    Ok(())
}

/// Whether one of our playbooks is for some topics alone.
fn has_topic(path: &str) -> bool {
    let files = Templates::built_in();
    let file = files.iter().find(|file| file.path == path);
    file.is_some_and(|file| file.text.contains("\ntopics:"))
}

fn rows(encoder: &Encoder) -> Result<Vec<Row>> {
    let table = stage::read(&shell::root().join("tests/fixtures/playbooks.tsv"))?;
    let table = String::from_utf8(table)?;
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let (playbook, text) = row.split_once('\t').context("a row without a tab")?;
        Ok(Row {
            playbook: playbook.to_owned(),
            text: text.to_owned(),
            vector: encoder.embed(&meaning(text)),
        })
    })
    .collect()
}

/// Where the right playbook stands among those that are offered.
fn place(templates: &Templates, triage: &Triage, row: &Row, by: By, judged: bool) -> Option<usize> {
    let found = drafts(templates, triage, row, by, judged);
    found.iter().position(|path| *path == row.playbook)
}

fn drafts(templates: &Templates, triage: &Triage, row: &Row, by: By, judged: bool) -> Vec<String> {
    let author = Author::default();
    let verdict = triage.judge(&row.text);
    let topics = verdict.topics.iter();
    let topics: Vec<&str> = topics
        .filter_map(|about| triage.topic(about.topic))
        .map(|topic| topic.code.as_str())
        .collect();
    let occasion = Occasion {
        intent: if judged {
            verdict.intent
        } else {
            Intent::Complaint
        },
        topics: if judged { &topics } else { &[] },
        vector: (!matches!(by, By::Words)).then_some(&row.vector),
        ..Occasion::of(
            &author,
            if matches!(by, By::Meaning) {
                ""
            } else {
                &row.text
            },
        )
    };
    let drafts = templates.drafts(&occasion).into_iter();
    drafts.map(|draft| draft.template).collect()
}
