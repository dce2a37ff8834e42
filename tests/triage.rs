//! The shipped model, judged by what it must do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use handrail::triage::weights::{Weights, crc32, cues_digest};
use handrail::triage::{Intent, Scores, Triage, codes};

const WEIGHTS: &[u8] = include_bytes!("../src/triage/weights.bin");

fn triage() -> Triage {
    Triage::from_bytes(WEIGHTS).unwrap()
}

/// The texts of our own posts, which the model has seen.
fn posts() -> Vec<String> {
    let mut posts = Vec::new();
    for file in post_files() {
        let lines = file.lines().filter_map(|line| line.split('\t').nth(3));
        posts.extend(lines.map(str::to_owned));
    }
    posts
}

fn post_files() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/triage/posts");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "tsv"));
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

#[test]
fn the_weights_were_trained_on_these_posts_and_cues() {
    let weights = Weights::from_bytes(WEIGHTS).unwrap();
    let files = post_files();
    let files: Vec<&[u8]> = files.iter().map(String::as_bytes).collect();
    let stale = "the weights are stale: run cargo xtask train and commit src/triage/weights.bin";
    assert_eq!(weights.posts, crc32(&files), "{stale}");
    assert_eq!(weights.cues, cues_digest(), "{stale}");
}

#[test]
fn the_weights_are_small_enough_to_ship() {
    assert!(WEIGHTS.len() <= 1_500_000, "{} bytes", WEIGHTS.len());
}

#[test]
fn every_code_has_its_words() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/extension/_locales/en/why.json"
    );
    let messages: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let all = codes();
    for (code, why) in &all {
        assert_eq!(messages[format!("why_{code}")]["message"], *why, "{code}");
    }
    assert_eq!(
        messages.as_object().unwrap().len(),
        all.len(),
        "words that no code uses"
    );
}

/// Without its strongest reason a post scores lower for the intent that won; a handful cannot be tried out so.
#[test]
fn the_strongest_reason_counts() {
    let triage = triage();
    for text in posts() {
        let verdict = triage.judge(&text);
        if let Some(reason) = verdict.reasons.first() {
            let without = [&text[..reason.span.start], &text[reason.span.end..]].concat();
            let (before, after) = (verdict.scores, triage.judge(&without).scores);
            assert!(
                after.of(verdict.intent) <= before.of(verdict.intent),
                "{text}: {reason:?}"
            );
        }
    }
}

#[test]
fn what_is_not_other_has_reasons() {
    let triage = triage();
    let mut without = Vec::new();
    let posts = posts();
    for text in &posts {
        let verdict = triage.judge(text);
        if verdict.intent != Intent::Other && verdict.reasons.is_empty() {
            without.push(text);
        }
    }
    assert!(
        without.len() * 100 <= posts.len(),
        "{} without: {without:?}",
        without.len()
    );
}

#[test]
fn a_verdict_and_its_explanation_agree() {
    let triage = triage();
    for text in posts().iter().step_by(50) {
        let explanation = triage.explain(text);
        assert_eq!(explanation.verdict, triage.judge(text));
        let [one, two] = explanation.urgent;
        let [today, now] = explanation.thresholds;
        let calm = matches!(
            explanation.verdict.intent,
            Intent::Praise | Intent::Suggestion
        );
        let urgency = if calm || one < today {
            0
        } else {
            1 + u8::from(two >= now)
        };
        assert_eq!(urgency, explanation.verdict.urgency);
    }
}

#[derive(serde::Deserialize)]
struct Table {
    post: Vec<Row>,
}

#[derive(serde::Deserialize)]
struct Row {
    text: String,
    intent: Intent,
    urgency: Option<u8>,
    #[serde(default)]
    missed: bool,
}

#[test]
fn the_table_of_posts_is_judged_as_an_agent_would() {
    let triage = triage();
    let table: Table = toml::from_str(include_str!("fixtures/triage.toml")).unwrap();
    let seen = posts();
    let mut wrong = Vec::new();
    for row in &table.post {
        assert!(!seen.contains(&row.text), "trained on: {}", row.text);
        let verdict = triage.judge(&row.text);
        let urgency = row.urgency.is_none_or(|urgency| urgency == verdict.urgency);
        let right = verdict.intent == row.intent && urgency;
        if right == row.missed {
            let (intent, urgency) = (verdict.intent, verdict.urgency);
            wrong.push(format!("{} -> {intent:?} {urgency}", row.text));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}: {wrong:#?}",
        wrong.len(),
        table.post.len()
    );
}

fn check(triage: &Triage, text: &str) {
    let verdict = triage.judge(text);
    if !verdict.judged {
        assert_eq!(verdict.scores, Scores::default());
        assert!(verdict.intent == Intent::Other && verdict.reasons.is_empty());
        return;
    }
    let sum: f32 = Intent::ALL
        .iter()
        .map(|&intent| verdict.scores.of(intent))
        .sum();
    assert!((sum - 1.0).abs() < 1e-3, "{sum}");
    assert!(
        Intent::ALL
            .iter()
            .all(|&intent| verdict.scores.of(intent) <= verdict.scores.of(verdict.intent))
    );
    assert!(verdict.urgency <= 2 && verdict.reasons.len() <= 4);
    for (at, reason) in verdict.reasons.iter().enumerate() {
        assert!(!reason.span.slice(text).is_empty() && reason.weight > 0.0);
        assert!(
            verdict
                .reasons
                .iter()
                .skip(at + 1)
                .all(|other| !other.span.overlaps(reason.span))
        );
        assert!(
            verdict
                .reasons
                .iter()
                .skip(at + 1)
                .all(|other| other.weight <= reason.weight)
        );
    }
}

#[test]
fn any_text_gets_an_answer() {
    let triage = triage();
    let long = "@LarkspurCare why is it down AGAIN?! 😡 ".repeat(650);
    for text in [
        "",
        " ",
        "\0",
        "\u{200b}\u{200d}\u{feff}",
        "\u{202e}olleh\u{202c}",
        "مرحبا، لماذا لا يعمل؟",
        "👨‍👩‍👧‍👦🏽\u{200d}",
        "\u{fffd}",
        "�",
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "日本語のつぶやき",
        "a\u{301}\u{301}\u{301}",
        "@",
        "#",
        "$",
        "....",
        "🇬🇧🇫",
        "'''''''",
        "-----",
        "no no no no no no",
        &long,
    ] {
        check(&triage, text);
    }
    for unit in ["a", "ab ", "not ", "!", "😡", "\u{200d}", "@x ", "é"] {
        check(&triage, &unit.repeat((2 << 20) / unit.len()));
    }
}

proptest! {
    #[test]
    fn strange_texts_get_whole_answers(text in "\\PC{0,120}") {
        check(&triage(), &text);
    }

    #[test]
    fn bytes_read_as_text_get_whole_answers(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&triage(), &String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn the_model_card_speaks_of_the_files_that_ship() {
    let root = env!("CARGO_MANIFEST_DIR");
    let read = |file: &str| std::fs::read(format!("{root}/{file}")).unwrap();
    let card = String::from_utf8(read("src/triage/MODEL_CARD.md")).unwrap();
    for file in [
        "src/triage/weights.bin",
        "src/triage/languages.bin",
        "src/encoder/adapter.bin",
    ] {
        let bytes = read(file);
        let line = format!("| `{file}` | {} | {:08x} |", bytes.len(), crc32(&[&bytes]));
        assert!(
            card.contains(&line),
            "the card is of another {file}: run cargo xtask bench triage --card and commit it"
        );
    }
}
