//! The checks before sending: each has its fixture and its words; tables of bad and good replies; and the share of
//! replies that real agents sent which each holds back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "replies/table.rs"]
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use handrail::reply::check::{Finding, Severity, Situation, all};
use handrail::triage::Languages;
use serde::Deserialize;

/// The least share of bad replies that must be found.
const CAUGHT: f64 = 0.95;
/// The largest share of real replies that one check may hold.
const HELD: f64 = 0.02;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn fixtures() -> PathBuf {
    root().join("tests/fixtures/checks")
}

fn languages() -> Languages {
    let bytes = std::fs::read(root().join("src/triage/languages.bin")).unwrap();
    Languages::from_bytes(&bytes).unwrap()
}

/// A check's fixture: what it must find, and what it must let pass.
#[derive(Deserialize)]
struct Fixture {
    found: Vec<Example>,
    passes: Vec<Situation>,
}

#[derive(Deserialize)]
struct Example {
    #[serde(default)]
    spans: Vec<String>,
    #[serde(default)]
    parts: Vec<String>,
    fix: Option<String>,
    #[serde(flatten)]
    situation: Situation,
}

#[test]
fn every_check_finds_its_examples_and_lets_its_counter_examples_pass() {
    let languages = languages();
    for check in all() {
        let path = fixtures().join(format!("{}.toml", check.code()));
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|_| panic!("{} has no fixture", check.code()));
        let fixture: Fixture =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(
            !fixture.found.is_empty() && !fixture.passes.is_empty(),
            "{}",
            check.code()
        );
        let own = |situation: &Situation| -> Option<Finding> {
            let found = situation.check(Some(&languages));
            found
                .into_iter()
                .find(|finding| finding.check == check.code())
        };
        for example in &fixture.found {
            let text = &example.situation.text;
            let finding =
                own(&example.situation).unwrap_or_else(|| panic!("{}: {text}", check.code()));
            let spans: Vec<&str> = finding.spans.iter().map(|span| span.slice(text)).collect();
            assert!(
                example.spans.is_empty() || spans == example.spans,
                "{text}: {spans:?}"
            );
            assert!(
                example.parts.is_empty() || finding.parts == example.parts,
                "{text}: {:?}",
                finding.parts
            );
            let fix = finding.fix.map(|fix| fix.text);
            assert!(
                example.fix.is_none() || fix == example.fix,
                "{text}: {fix:?}"
            );
        }
        for passes in &fixture.passes {
            assert_eq!(own(passes), None, "{}: {}", check.code(), passes.text);
        }
    }
}

#[test]
fn every_fixture_belongs_to_a_check() {
    let known: Vec<&str> = all()
        .iter()
        .map(|check| check.code())
        .chain(["bad", "good"])
        .collect();
    for entry in std::fs::read_dir(fixtures()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name.trim_end_matches(".toml")), "{name}");
    }
}

#[test]
fn every_check_has_its_words() {
    let file = root().join("extension/_locales/en/checks.json");
    let messages: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    for check in all() {
        for kind in ["check_", "check_name_"] {
            let key = format!("{kind}{}", check.code());
            assert!(messages[&key]["message"].is_string(), "{key}");
        }
    }
}

#[test]
fn bad_replies_are_caught() {
    let languages = languages();
    let rows = table::rows(&fixtures().join("bad.toml")).unwrap();
    assert!(rows.len() >= 300, "{}", rows.len());
    for aside in [false, true] {
        let part: Vec<_> = rows.iter().filter(|row| row.aside == aside).collect();
        let caught = |row: &&&table::Row| {
            let found = row.situation.check(Some(&languages));
            found.iter().any(|finding| finding.check == row.check)
        };
        let missed: Vec<&str> = part
            .iter()
            .filter(|row| !caught(row))
            .map(|row| row.situation.text.as_str())
            .collect();
        let share = 1.0 - missed.len() as f64 / part.len() as f64;
        assert!(
            share >= CAUGHT,
            "{share:.3} (kept aside: {aside}): {missed:#?}"
        );
    }
}

#[test]
fn good_replies_are_never_held() {
    let languages = languages();
    for row in table::rows(&fixtures().join("good.toml")).unwrap() {
        let found = row.situation.check(Some(&languages));
        let held: Vec<_> = found
            .iter()
            .filter(|finding| finding.severity == Severity::Holds)
            .collect();
        assert!(held.is_empty(), "{}: {held:?}", row.situation.text);
    }
}

#[test]
fn replies_that_real_agents_sent_are_seldom_held() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/measure/agent_replies.csv");
    let Ok(mut reader) = csv::Reader::from_path(&path) else {
        eprintln!("skipped: there is no ../shared/data/measure/agent_replies.csv");
        return;
    };
    let mut held: BTreeMap<&str, u32> = BTreeMap::new();
    let mut all = 0u32;
    for row in reader.records() {
        let row = row.unwrap();
        let situation = Situation {
            text: row[3].to_owned(),
            brand: row[1].to_owned(),
            own_handles: vec![row[1].to_owned()],
            ..Situation::default()
        };
        all += 1;
        for finding in situation.check(None) {
            if finding.severity == Severity::Holds {
                *held.entry(finding.check).or_default() += 1;
            }
        }
    }
    for (check, count) in held {
        let share = f64::from(count) / f64::from(all);
        assert!(share <= HELD, "{check} holds {share:.4}");
    }
}
