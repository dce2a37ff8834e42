//! The length of posts by X's own cases (`twitter-text`'s conformance files), where they are beside the project.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use std::path::Path;

use handrail::reply::length::{Rule, count, links};

/// A file's cases under a heading: blocks of `key: value` in its YAML.
fn cases(file: &str, section: &str) -> Option<Vec<Vec<(String, String)>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/measure/twitter-text")
        .join(file);
    let Ok(yaml) = std::fs::read_to_string(path) else {
        println!("skipped: there is no ../shared/data/measure/twitter-text/{file}");
        return None;
    };
    let mut cases: Vec<Vec<(String, String)>> = Vec::new();
    let mut inside = false;
    for line in yaml.lines() {
        let line = line.trim_end();
        if line.starts_with("  ") && !line.starts_with("   ") && line.ends_with(':') {
            inside = line.trim() == format!("{section}:");
        } else if inside {
            let entry = line.trim_start();
            if entry.starts_with("- description:") {
                cases.push(Vec::new());
            }
            let entry = entry.strip_prefix("- ").unwrap_or(entry);
            if let (Some(case), Some((key, value))) = (cases.last_mut(), entry.split_once(':')) {
                case.push((key.to_owned(), plain(value.trim())));
            }
        }
    }
    assert!(!cases.is_empty(), "{file}: no {section}");
    Some(cases)
}

/// A YAML scalar without its quotes and escapes.
fn plain(value: &str) -> String {
    if let Some(inner) = value
        .strip_prefix('\'')
        .and_then(|value| value.strip_suffix('\''))
    {
        return inner.replace("''", "'");
    }
    let Some(inner) = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'))
    else {
        return value.to_owned();
    };
    let mut text = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        let len = match (c, c == '\\') {
            (_, false) => {
                text.push(c);
                continue;
            }
            _ => match chars.next() {
                Some('u') => 4,
                Some('U') => 8,
                Some('n') => {
                    text.push('\n');
                    continue;
                }
                Some('t') => {
                    text.push('\t');
                    continue;
                }
                other => {
                    text.extend(other);
                    continue;
                }
            },
        };
        let digits: String = chars.by_ref().take(len).collect();
        text.extend(char::from_u32(u32::from_str_radix(&digits, 16).unwrap()));
    }
    text
}

fn get<'a>(case: &'a [(String, String)], key: &str) -> &'a str {
    let found = case.iter().find(|(name, _)| name == key);
    &found.unwrap_or_else(|| panic!("no {key} in {case:?}")).1
}

/// What a list says, written in one line or as entries of their own.
fn list(case: &[(String, String)], key: &str) -> Vec<String> {
    let lines = case
        .iter()
        .filter(|(name, _)| name == key)
        .map(|(_, value)| value.clone());
    match get(case, "expected") {
        "" => lines.collect(),
        line => serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")),
    }
}

#[test]
fn every_length_of_the_sites_own_cases_is_right() {
    let mut all = 0;
    // The first section is of the second configuration, which knows no emoji.
    let emoji = |text: &str| text.contains(['\u{200d}', '\u{20e3}', '\u{1f3fe}']);
    for section in [
        "WeightedTweetsCounterTest",
        "WeightedTweetsWithDiscountedEmojiCounterTest",
        "UnicodeDirectionalMarkerCounterTest",
    ] {
        for case in cases("validate.yml", section).unwrap_or_default() {
            let (text, name) = (get(&case, "text"), get(&case, "description"));
            if section == "WeightedTweetsCounterTest" && emoji(text) {
                continue;
            }
            let counted = count(&Rule::X, text);
            assert_eq!(
                counted.used.to_string(),
                get(&case, "weightedLength"),
                "{section}: {name}"
            );
            if get(&case, "valid") == "true" {
                assert_eq!(counted.over_from, None, "{name}");
            } else if let Some(over) = counted.over_from {
                let last = text[..over].encode_utf16().count().saturating_sub(1);
                assert_eq!(last.to_string(), get(&case, "validRangeEnd"), "{name}");
            }
            all += 1;
        }
    }
    println!("{all} lengths");
}

#[test]
fn every_link_of_the_sites_own_cases_is_found() {
    let mut all = 0;
    for section in [
        "urls",
        "urls_with_indices",
        "urls_with_directional_markers",
        "tco_urls_with_params",
    ] {
        for case in cases("extract.yml", section).unwrap_or_default() {
            let (text, name) = (get(&case, "text"), get(&case, "description"));
            let found = links(text);
            let texts: Vec<&str> = found.iter().map(|span| span.slice(text)).collect();
            assert_eq!(texts, list(&case, "url"), "{section}: {name}");
            let places: Vec<String> = found
                .iter()
                .map(|span| format!("{:?}", span.to_chars(text)))
                .collect();
            if case.iter().any(|(key, _)| key == "indices") {
                assert_eq!(places, list(&case, "indices"), "{section}: {name}");
            }
            all += 1;
        }
    }
    println!("{all} texts with links");
}
