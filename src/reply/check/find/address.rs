//! Postal addresses: a street with its number, and a postal code within the same text.

use crate::reply::check::read::chunks;
use crate::reply::phrase::Words;
use crate::span::Span;
use crate::text::fold::fold;

/// Words for streets that stand behind the name.
const BEHIND: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "lane",
    "ln",
    "drive",
    "dr",
    "close",
    "court",
    "ct",
    "way",
    "boulevard",
    "blvd",
    "place",
    "pl",
    "terrace",
    "crescent",
    "gardens",
    "grove",
    "square",
    "hill",
    "row",
    "mews",
    "parade",
    "circle",
];
/// Those of them that are ordinary words too: they count with a capital alone.
const ORDINARY: &[&str] = &[
    "close", "court", "way", "place", "drive", "square", "hill", "row", "parade", "circle",
    "gardens", "st", "dr", "ct", "pl",
];
/// Words for streets that stand before the name.
const BEFORE: &[&str] = &[
    "rue",
    "avenue",
    "boulevard",
    "place",
    "allee",
    "chemin",
    "impasse",
    "calle",
    "avenida",
    "plaza",
    "paseo",
    "via",
    "viale",
];
/// Endings of German streets.
const ENDINGS: &[&str] = &[
    "strasse", "str", "weg", "gasse", "platz", "allee", "ring", "damm", "ufer",
];
/// Words before an address that is ours to give.
const OURS: &[&str] = &[
    "our",
    "shop",
    "store",
    "office",
    "branch",
    "visit",
    "us",
    "showroom",
    "depot",
    "headquarters",
];
/// The most parts of an address.
const PARTS: usize = 12;

pub(super) fn addresses(text: &str) -> Vec<Span> {
    let parts: Vec<(Span, String)> = chunks(text)
        .map(|(span, chunk)| (span, plain(chunk)))
        .collect();
    let word = |at: usize| parts.get(at).map_or("", |(_, word)| word.as_str());
    let mut found = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let street = street(&word, at);
        let code = street.and_then(|end| {
            (end..(at + PARTS).min(parts.len())).find_map(|code| postal(&word, code))
        });
        let span = code.and_then(|code| {
            Some(Span::new(
                parts.get(at)?.0.start,
                parts.get(code.checked_sub(1)?)?.0.end,
            ))
        });
        if let (Some(span), Some(code)) = (span, code)
            && !is_ours(text, span.start)
        {
            found.push(span);
            at = code;
        } else {
            at += 1;
        }
    }
    found
}

/// A word as the lists have it; an ordinary one without its capital is none of them.
fn plain(chunk: &str) -> String {
    let folded = fold(chunk);
    let word = folded.trim_end_matches([',', '.']);
    if ORDINARY.contains(&word) && chunk.starts_with(char::is_lowercase) {
        return String::new();
    }
    word.to_owned()
}

fn is_ours(text: &str, start: usize) -> bool {
    let words = Words::new(text.get(..start).unwrap_or_default());
    let from = words.0.len().saturating_sub(5);
    Words(words.0.get(from..).unwrap_or_default().to_vec())
        .any(OURS)
        .is_some()
}

/// Whether a street with its number begins at `at`, and where it ends.
fn street<'a>(word: &impl Fn(usize) -> &'a str, at: usize) -> Option<usize> {
    let house = |word: &str| {
        word.len() <= 5
            && word.starts_with(|c: char| c.is_ascii_digit())
            && !word.contains([':', '.', '%'])
    };
    if house(word(at)) {
        // "14 Example Street", "12 rue des Exemples"
        let behind = (at + 2..at + 5).find(|&at| BEHIND.contains(&word(at)));
        let before = BEFORE.contains(&word(at + 1)).then_some(at + 2);
        return behind.or(before).map(|at| at + 1);
    }
    if BEFORE.contains(&word(at)) {
        return (at + 2..at + 6)
            .find(|&at| house(word(at)))
            .map(|at| at + 1);
    }
    let german = ENDINGS
        .iter()
        .any(|ending| word(at).len() > ending.len() + 2 && word(at).ends_with(ending));
    (german && house(word(at + 1))).then_some(at + 2)
}

/// Whether a postal code begins at `at`, and where it ends: British ("SW1A 1AA"), or five digits.
fn postal<'a>(word: &impl Fn(usize) -> &'a str, at: usize) -> Option<usize> {
    let shape = |word: &str| -> String {
        word.chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    '9'
                } else if c.is_ascii_alphabetic() {
                    'a'
                } else {
                    '-'
                }
            })
            .collect()
    };
    let outward = |shape: &str| matches!(shape, "a9" | "a99" | "aa9" | "aa99" | "a9a" | "aa9a");
    let here = shape(word(at));
    if here == "99999" || here == "99999-9999" {
        return Some(at + 1);
    }
    if outward(&here) && shape(word(at + 1)) == "9aa" {
        return Some(at + 2);
    }
    here.strip_suffix("9aa")
        .is_some_and(outward)
        .then_some(at + 1)
}
