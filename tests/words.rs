//! The pages' words: every key that the code names is in the catalogue, and every message of the catalogue is used.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const PAGES: [&str; 20] = [
    "pages_",
    "frame_",
    "options_",
    "panel_",
    "desk_",
    "learnt_",
    "bases_",
    "gaps_",
    "ways_",
    "checks_",
    "promises_",
    "rewrite_",
    "site_data_",
    "retention_",
    "targets_",
    "network_",
    "setup_",
    "managed_",
    "held_",
    "team_",
];

#[test]
fn every_word_of_the_pages_is_in_the_catalogue_and_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut catalogue: BTreeMap<String, serde_json::Value> = BTreeMap::new();
    for file in ["pages.json", "setup.json", "team.json"] {
        let text = fs::read_to_string(root.join("extension/_locales/en").join(file)).unwrap();
        let messages: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        catalogue.extend(messages);
    }
    let mut named = BTreeSet::new();
    strings(&root.join("src/wasm/pages"), "rs", &mut named);
    strings(&root.join("extension/pages"), "ts", &mut named);
    // What keys do is said where the keys are listed.
    strings(&root.join("extension/shared"), "json", &mut named);
    assert!(named.len() > 100, "the code was not found");

    let missing: Vec<&String> = named
        .iter()
        .filter(|key| !catalogue.keys().any(|known| fits(key, known)))
        .collect();
    assert!(
        missing.is_empty(),
        "in no catalogue of the pages: {missing:?}"
    );

    // Errors and problems are named by their code, wherever they come from.
    let unused: Vec<&String> = catalogue
        .keys()
        .filter(|known| PAGES.iter().any(|page| known.starts_with(page)))
        .filter(|known| !named.iter().any(|key| fits(key, known)))
        .collect();
    assert!(
        unused.is_empty(),
        "in a catalogue of the pages, but never shown: {unused:?}"
    );
}

/// What is wrong with hours, private ways and customers by tier has words by its code, the same that the core has in
/// English; and no other words are there.
#[test]
fn every_fault_of_hours_ways_and_tiers_has_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let catalogue = root.join("extension/_locales/en/problems.json");
    let catalogue = fs::read_to_string(catalogue).unwrap();
    let catalogue: BTreeMap<String, serde_json::Value> = serde_json::from_str(&catalogue).unwrap();
    let mut sources = Vec::new();
    for place in ["src/hours", "src/hours/ical", "src/reply/way", "src/reply"] {
        let tests = |path: &Path| path.ends_with("tests.rs");
        let files = fs::read_dir(root.join(place)).unwrap();
        let files = files.map(|entry| entry.unwrap().path());
        let files = files.filter(|path| path.is_file() && !tests(path));
        sources.extend(files.map(|path| (place, fs::read_to_string(path).unwrap())));
    }
    let codes: BTreeSet<String> = sources
        .iter()
        .flat_map(|(place, code)| codes(place, code))
        .collect();
    assert!(codes.len() > 40, "the codes were not found: {codes:?}");
    let key = |code: &String| format!("problem_{}", code.replace('.', "_"));
    let wanted: BTreeSet<String> = codes.iter().map(key).collect();
    let known: BTreeSet<String> = catalogue.keys().cloned().collect();
    assert_eq!(wanted, known);
    for (key, words) in &catalogue {
        let words = words["message"].as_str().unwrap();
        let said = sources.iter().any(|(_, code)| code.contains(words));
        assert!(said, "{key} is not what the core says: {words}");
    }
}

/// Whatever can be wrong with a file of sites' tables has words by its code, and no other words are there.
#[test]
fn every_fault_of_a_file_of_tables_has_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let catalogue = text("extension/_locales/en/sites.json");
    let catalogue: BTreeMap<String, serde_json::Value> = serde_json::from_str(&catalogue).unwrap();
    let mut codes = BTreeSet::new();
    let mut take = |text: &str, begin: &str| {
        for rest in text.split(begin).skip(1) {
            let is_code = |c: char| c.is_ascii_lowercase() || c == '.';
            let end = rest.find(|c| !is_code(c)).unwrap();
            codes.insert(format!("problem_sites_{}", rest[..end].replace('.', "_")));
        }
    };
    for path in [
        "src/site/found.rs",
        "src/site/table.rs",
        "src/site/update.rs",
    ] {
        take(&text(path), "\"sites.");
    }
    let background = text("extension/background/site-data.ts");
    take(&background, "refusal(\"");
    for code in ["slow", "unreachable", "failed"] {
        assert!(background.contains(&format!("\"{code}\"")));
        codes.insert(format!("problem_sites_{code}"));
    }
    assert!(codes.len() > 20, "the codes were not found: {codes:?}");
    let known: BTreeSet<String> = catalogue.keys().cloned().collect();
    assert_eq!(codes, known);
}

/// The codes of faults that a source file names: whole, or as their last word where the file is one of hours.
fn codes(place: &str, code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let is_code = |text: &&str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '.' || c == '_')
    };
    let whole = code.split('"').filter(is_code);
    let whole = whole.filter(|text| {
        ["hours.", "way.", "tier."]
            .iter()
            .any(|of| text.starts_with(of))
    });
    let mut codes: Vec<String> = whole.map(str::to_owned).collect();
    let begin = match place {
        "src/hours" => "hours.",
        "src/hours/ical" => "hours.ical.",
        _ => return codes,
    };
    for call in ["fault(", "fatal(", "code:"] {
        for rest in code.split(call).skip(1) {
            // What it is about stands before the code, and ends no statement.
            let first = rest
                .split_once('"')
                .filter(|(before, _)| !before.contains([';', '{', '}']));
            let text = first.and_then(|(_, rest)| rest.split('"').next());
            codes.extend(text.filter(is_code).map(|text| format!("{begin}{text}")));
        }
    }
    codes
}

/// Whether a key in the code (`frame_not_{}` for any ending) is this one of the catalogue, or its plural.
fn fits(key: &str, known: &str) -> bool {
    if let Some((start, end)) = key.split_once('{') {
        let end = end.split_once('}').map_or("", |(_, end)| end);
        // `options_{}` is for the brand's fields, which are single words: it must not fit everything.
        let inside = known
            .strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(end));
        return inside.is_some_and(|inside| !inside.is_empty() && !inside.contains('_'));
    }
    key == known
        || known
            .strip_prefix(key)
            .is_some_and(|form| matches!(form, "_one" | "_other"))
}

/// Every string of the code that begins like a key of the pages.
fn strings(folder: &Path, ending: &str, into: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            strings(&path, ending, into);
        } else if path.extension().is_some_and(|found| found == ending) {
            let code = fs::read_to_string(&path).unwrap();
            let strings = code.split('"').filter(|part| {
                PAGES.iter().any(|page| part.starts_with(page))
                    && part
                        .chars()
                        .all(|c| c.is_ascii_alphanumeric() || "_{}".contains(c))
            });
            into.extend(strings.map(str::to_owned));
        }
    }
}
