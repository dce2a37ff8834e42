//! What a hundred corrections are worth: each domain or airline of the shared sets is taken for a brand. Half of its
//! posts are read in turn; whatever is judged wrongly at that moment is corrected, at most a hundred times. The other
//! half is judged without and with what was learnt. Nothing is chosen by the sets under `measure`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use handrail::triage::learning::{Label, Learnt, Lesson, Taught};
use handrail::triage::{Intent, Triage};

use crate::shell;
use crate::train::score::macro_f1;

/// The most corrections of one brand.
const MOST: usize = 100;
/// The fewest posts of a domain that is taken for a brand.
const FEWEST: usize = 100;

/// File, the column of the brands, the column of the label, and the label of a complaint.
const SETS: [(&str, &str, &str, &str); 3] = [
    ("train/complaints.csv", "domain", "complaint", "1"),
    ("train/reviews.csv", "domain", "complaint", "1"),
    (
        "measure/airline.csv",
        "airline",
        "airline_sentiment",
        "negative",
    ),
];

/// Posts of one brand, each a complaint or not.
type Posts = Vec<(bool, String)>;

/// Prints all figures, or that they are skipped where the sets are absent.
pub(crate) fn run() -> Result<()> {
    let triage = Triage::from_bytes(include_bytes!("../../../../src/triage/weights.bin"))?;
    for (file, brand, label, yes) in SETS {
        let path = shell::root().join("../shared/data").join(file);
        if !path.is_file() {
            println!("learning: skipped, there is no ../shared/data/{file}");
            continue;
        }
        println!("{file}, complaint or not      posts  corrected   accuracy          macro-F1");
        for (name, posts) in brands(&path, brand, label, yes)? {
            if posts.len() >= FEWEST && !name.starts_with("random") {
                one(&triage, &name, &posts);
            }
        }
    }
    speed(&triage);
    Ok(())
}

fn brands(path: &Path, brand: &str, label: &str, yes: &str) -> Result<BTreeMap<String, Posts>> {
    let mut reader = csv::Reader::from_path(path).with_context(|| path.display().to_string())?;
    let columns = reader.headers()?.clone();
    let at = |name: &str| columns.iter().position(|column| column == name);
    let (brand, label, text) = (at(brand), at(label), at("text"));
    let mut brands: BTreeMap<String, Posts> = BTreeMap::new();
    for row in reader.records() {
        let row = row?;
        let field = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default();
        let posts = brands.entry(field(brand).to_owned()).or_default();
        posts.push((field(label) == yes, field(text).to_owned()));
    }
    Ok(brands)
}

fn learnt(lessons: &[(Intent, Lesson)]) -> Learnt {
    let taught: Vec<Taught<'_>> = lessons
        .iter()
        .map(|(intent, lesson)| Taught {
            label: Label::Intent(*intent),
            lesson,
        })
        .collect();
    Learnt::new([], &taught)
}

/// Agents correct with one key: a complaint that is none becomes "other".
fn lessons(triage: &Triage, posts: &[&(bool, String)]) -> Vec<(Intent, Lesson)> {
    let mut lessons = Vec::new();
    let mut known = Learnt::default();
    for (complaint, text) in posts {
        let said = triage.judge_learnt(text, Some(&known)).intent == Intent::Complaint;
        if said != *complaint && lessons.len() < MOST {
            let right = if *complaint {
                Intent::Complaint
            } else {
                Intent::Other
            };
            lessons.push((right, triage.lesson("", text)));
            known = learnt(&lessons);
        }
    }
    lessons
}

fn one(triage: &Triage, name: &str, posts: &Posts) {
    // Every other post, so that both halves are alike whatever the order of the file.
    let seen: Vec<&(bool, String)> = posts.iter().step_by(2).collect();
    let lessons = lessons(triage, &seen);
    let known = learnt(&lessons);
    let judge = |learnt: Option<&Learnt>| -> Vec<(bool, bool)> {
        let unseen = posts.iter().skip(1).step_by(2);
        unseen
            .map(|(truth, text)| {
                (
                    *truth,
                    triage.judge_learnt(text, learnt).intent == Intent::Complaint,
                )
            })
            .collect()
    };
    let (before, after) = (judge(None), judge(Some(&known)));
    println!(
        "  {name:<28} {:>6} {:>10}   {:.3} -> {:.3}   {:.3} -> {:.3}",
        posts.len(),
        lessons.len(),
        accuracy(&before),
        accuracy(&after),
        macro_f1(&before, &[true, false]),
        macro_f1(&after, &[true, false])
    );
}

#[expect(clippy::cast_precision_loss, reason = "counts of posts")]
fn accuracy(pairs: &[(bool, bool)]) -> f64 {
    let right = pairs
        .iter()
        .filter(|(truth, answer)| truth == answer)
        .count();
    right as f64 / pairs.len().max(1) as f64
}

/// What the layer costs where nothing was learnt, and where something was.
fn speed(triage: &Triage) {
    const ROUNDS: u32 = 20_000;
    let text = "@LarkspurCare the crash landing killed my whole squad, third time this week, no answer from you";
    let lessons = [(Intent::Other, triage.lesson("", text))];
    let known = learnt(&lessons);
    let time = |learnt: Option<&Learnt>| {
        let begun = Instant::now();
        for _ in 0..ROUNDS {
            std::hint::black_box(triage.judge_learnt(std::hint::black_box(text), learnt));
        }
        begun.elapsed() / ROUNDS
    };
    let plain = {
        let begun = Instant::now();
        for _ in 0..ROUNDS {
            std::hint::black_box(triage.judge(std::hint::black_box(text)));
        }
        begun.elapsed() / ROUNDS
    };
    println!(
        "a post, native: {plain:.1?}; of a brand without corrections {:.1?}, with corrections {:.1?}",
        time(None),
        time(Some(&known))
    );
    let many: Vec<(Intent, Lesson)> = std::iter::repeat_n(lessons[0].clone(), 2_000).collect();
    for count in [100, 2_000] {
        let begun = Instant::now();
        std::hint::black_box(learnt(many.get(..count).unwrap_or_default()));
        println!(
            "learning from {count} corrections, native: {:.1?}",
            begun.elapsed()
        );
    }
}
