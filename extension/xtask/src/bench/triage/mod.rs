//! How well and how fast triage judges real posts. They are for measuring only: nothing is chosen by these figures.

mod baseline;
mod card;
mod figure;
mod languages;
mod peers;
mod program;
mod second;
mod table;

use std::time::Instant;

use anyhow::Result;
use handrail::triage::cues::Cues;
use handrail::triage::{Intent, Triage, Verdict};

use crate::shell;
use crate::train::score::{f1, kappa, macro_f1};
use crate::train::{self, folds};

use baseline::Baseline;
use figure::{Figure, Row, print};
use table::Table;

/// How often all posts are judged for the time.
const ROUNDS: u32 = 20;
/// The topic whose phrases and cues alone make a suggestion.
const WISH: &str = "wish";

/// Prints all figures, or that they are skipped where the sets are absent. With `card`, writes the model card too.
pub(crate) fn run(card: bool) -> Result<()> {
    let folder = shell::root().join("../shared/data");
    if !folder.join("measure").is_dir() {
        println!("triage: skipped, there is no ../shared/data/measure");
        return Ok(());
    }
    let measure = |name: &str| Table::read(&folder.join("measure").join(name));
    let triage = Triage::from_bytes(include_bytes!("../../../../../src/triage/weights.bin"))?;
    let complaints = Table::read(&folder.join("train/complaints.csv"))?;
    let baseline = Baseline::train(&flagged(&complaints, "complaint", "1"));
    let mut rows = Vec::new();
    rows.extend(posts(&triage, &baseline, &measure("posts.csv")?)?);
    let airline = measure("airline.csv")?.only(|field| {
        field("airline_sentiment_confidence")
            .parse::<f64>()
            .is_ok_and(|sure| sure > 0.7)
    });
    rows.extend(airlines(&triage, &baseline, &airline)?);
    rows.extend(suggestions(&triage, &measure("suggestions.csv")?)?);
    rows.extend(grievances(&complaints)?);
    rows.extend(languages::languages(&folder.join("measure"))?);
    print(&rows);
    let mut times = vec![time(&triage, &measure("posts.csv")?.column("text"))];
    if card {
        times.extend(super::speed::triage_lines()?);
    }
    for time in &times {
        println!("  {time}");
    }
    if card {
        card::write(&rows, &times)?;
    }
    Ok(())
}

/// Each text, with whether a column has that value.
fn flagged(table: &Table, column: &str, value: &str) -> Vec<(String, bool)> {
    let flags = table.column(column).into_iter().map(|found| found == value);
    table.column("text").into_iter().zip(flags).collect()
}

/// The place of an intent in [`Intent::ALL`], by its name.
fn index(name: &str) -> usize {
    let all = Intent::ALL;
    all.iter()
        .position(|intent| intent.name() == name)
        .unwrap_or(all.len())
}

/// Macro-F1 of yes and no, over pairs of truth and answer.
fn yes_or_no(truth: &[bool], answers: impl Iterator<Item = bool>) -> Figure {
    let pairs: Vec<(bool, bool)> = truth.iter().copied().zip(answers).collect();
    Figure::of(&pairs, |pairs| macro_f1(pairs, &[true, false]))
}

/// The rows of everybody else on complaint or not.
fn others(
    set: &str,
    measure: &str,
    truth: &[bool],
    texts: &[String],
    baseline: &Baseline,
) -> Result<Vec<Row>> {
    let sentiment = peers::sentiment(texts)?;
    let negative = |scores: &[f64]| {
        let answers: Vec<bool> = scores.iter().map(|score| *score < 0.0).collect();
        yes_or_no(truth, answers.into_iter())
    };
    Ok(vec![
        Row::new(set, measure, "VADER", negative(&sentiment.vader)),
        Row::new(set, measure, "AFINN", negative(&sentiment.afinn)),
        Row::new(
            set,
            measure,
            "TF-IDF",
            yes_or_no(truth, texts.iter().map(|text| baseline.judge(text))),
        ),
    ])
}

/// The set in our own labels.
fn posts(triage: &Triage, baseline: &Baseline, table: &Table) -> Result<Vec<Row>> {
    let texts = table.column("text");
    let set = format!("posts.csv, {} posts in our labels", texts.len());
    let truths: Vec<usize> = table
        .column("intent")
        .iter()
        .map(|name| index(name))
        .collect();
    let urgencies: Vec<u8> = table
        .column("urgency")
        .iter()
        .map(|urgency| urgency.parse().unwrap_or(0))
        .collect();
    let complaint: Vec<bool> = truths.iter().map(|truth| *truth == 0).collect();
    let verdicts: Vec<Verdict> = texts.iter().map(|text| triage.judge(text)).collect();
    let mut rows = ours(&set, "linear", &truths, &urgencies, &verdicts);
    rows.extend(second::rows(&set, triage, &texts, &truths, &urgencies)?);
    rows.extend(others(
        &set,
        "complaint or not, macro-F1",
        &complaint,
        &texts,
        baseline,
    )?);
    Ok(rows)
}

/// What one of our judges reaches on posts in our labels.
fn ours(
    set: &str,
    judge: &str,
    truths: &[usize],
    urgencies: &[u8],
    verdicts: &[Verdict],
) -> Vec<Row> {
    let answers: Vec<usize> = verdicts
        .iter()
        .map(|verdict| index(verdict.intent.name()))
        .collect();
    let pairs: Vec<(usize, usize)> = truths
        .iter()
        .copied()
        .zip(answers.iter().copied())
        .collect();
    let complaint: Vec<bool> = truths.iter().map(|truth| *truth == 0).collect();
    let without: Vec<(usize, usize)> = pairs
        .iter()
        .copied()
        .filter(|(truth, _)| *truth != index("suggestion"))
        .collect();
    let four = ["complaint", "question", "praise", "other"].map(index);
    let urgent: Vec<(u8, u8)> = urgencies
        .iter()
        .copied()
        .zip(verdicts.iter().map(|verdict| verdict.urgency))
        .collect();
    let mut rows = vec![
        Row::new(
            set,
            "complaint or not, macro-F1",
            judge,
            yes_or_no(&complaint, answers.iter().map(|answer| *answer == 0)),
        ),
        Row::new(
            set,
            "four intents, macro-F1",
            judge,
            Figure::of(&without, |pairs| macro_f1(pairs, &four)),
        ),
        Row::new(
            set,
            "urgency, kappa (linear)",
            judge,
            Figure::of(&urgent, |pairs| kappa(pairs, false)),
        ),
    ];
    for intent in Intent::ALL {
        let measure = format!("  {}, F1", intent.name());
        let figure = Figure::of(&pairs, |pairs| f1(pairs, &index(intent.name())));
        rows.push(Row::new(set, &measure, judge, figure));
    }
    rows
}

/// Tweets to airlines of which the raters were sure: negative or not.
fn airlines(triage: &Triage, baseline: &Baseline, table: &Table) -> Result<Vec<Row>> {
    let texts = table.column("text");
    let set = format!(
        "airline.csv, {} tweets that raters were sure of",
        texts.len()
    );
    let measure = "negative or not, macro-F1";
    let negative: Vec<bool> = table
        .column("airline_sentiment")
        .iter()
        .map(|label| label == "negative")
        .collect();
    let answers = texts
        .iter()
        .map(|text| triage.judge(text).intent == Intent::Complaint);
    let mut rows = vec![Row::new(
        &set,
        measure,
        "linear",
        yes_or_no(&negative, answers),
    )];
    let both = program::answers(&texts, true)?;
    let looked = both.iter().filter(|answer| answer.second_look).count();
    println!(
        "triage: {looked} of {} tweets to airlines got a second look",
        texts.len()
    );
    let both = both.iter().map(|answer| answer.intent == "complaint");
    rows.push(Row::new(
        &set,
        measure,
        "both, if uncertain",
        yes_or_no(&negative, both),
    ));
    rows.extend(others(&set, measure, &negative, &texts, baseline)?);
    Ok(rows)
}

/// Sentences of a software forum: suggestion or not.
fn suggestions(triage: &Triage, table: &Table) -> Result<Vec<Row>> {
    let set = format!("suggestions.csv, {} sentences", table.column("text").len());
    let truths = flagged(table, "suggestion", "1");
    let figure = |answers: Vec<bool>| {
        let truths = truths.iter().map(|(_, truth)| *truth);
        let pairs: Vec<(bool, bool)> = truths.zip(answers).collect();
        Figure::of(&pairs, |pairs| f1(pairs, &true))
    };
    let verdicts: Vec<Verdict> = truths.iter().map(|(text, _)| triage.judge(text)).collect();
    let cued = verdicts.iter().map(|verdict| {
        let mut topics = verdict.topics.iter();
        topics.any(|about| {
            triage
                .topic(about.topic)
                .is_some_and(|topic| topic.code == WISH)
        })
    });
    let intended = verdicts
        .iter()
        .map(|verdict| verdict.intent == Intent::Suggestion);
    let texts: Vec<String> = truths.iter().map(|(text, _)| text.clone()).collect();
    let both = program::answers(&texts, true)?;
    let both = both.iter().map(|answer| answer.intent == "suggestion");
    Ok(vec![
        Row::new(&set, "suggestion, F1", "cues alone", figure(cued.collect())),
        Row::new(&set, "suggestion, F1", "linear", figure(intended.collect())),
        Row::new(
            &set,
            "suggestion, F1",
            "both, if uncertain",
            figure(both.collect()),
        ),
    ])
}

/// The published task: ten parts, each judged by a model that has not seen it.
fn grievances(table: &Table) -> Result<Vec<Row>> {
    let set = format!(
        "complaints.csv, {} posts, 10-fold",
        table.column("text").len()
    );
    let texts = flagged(table, "complaint", "1");
    let mut pairs = Vec::new();
    for fold in 0..10 {
        let seen = texts.iter().enumerate().filter(|(at, _)| at % 10 != fold);
        let seen: Vec<(String, bool)> = seen.map(|(_, text)| text.clone()).collect();
        let baseline = Baseline::train(&seen);
        for (_, (text, truth)) in texts.iter().enumerate().filter(|(at, _)| at % 10 == fold) {
            pairs.push((*truth, baseline.judge(text)));
        }
    }
    let measure = "grievance at .5, macro-F1";
    let score = |pairs: &[(bool, bool)]| macro_f1(pairs, &[true, false]);
    let (cues, recipe) = (Cues::new(), train::read_recipe(None)?);
    let examples = train::examples(None, &cues, &recipe)?;
    let ours = folds::grievances(&examples, &recipe, 10, &cues)?;
    Ok(vec![
        Row::new(&set, measure, "linear", Figure::of(&ours, score)),
        Row::new(&set, measure, "TF-IDF", Figure::of(&pairs, score)),
    ])
}

/// How long the linear model takes, in words.
fn time(triage: &Triage, texts: &[String]) -> String {
    let begun = Instant::now();
    for _ in 0..ROUNDS {
        for text in texts {
            std::hint::black_box(triage.judge(text));
        }
    }
    let posts = ROUNDS * u32::try_from(texts.len()).unwrap_or(u32::MAX);
    let each = begun.elapsed() / posts.max(1);
    format!("first look, native, not optimised for speed: {each:.1?} a post")
}
