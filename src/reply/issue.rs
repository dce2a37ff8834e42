//! What a post is about, in words that fit into a reply: "your bill", "the wait".

use crate::text::fold::fold;

/// The words for the reply and the phrases that customers use, one line each.
const ISSUES: &str = include_str!("issues.txt");

/// The words for what `text` is about, by the phrase that stands first in it; the longer one where two start together.
#[must_use]
pub(super) fn issue(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let mut best: Option<((usize, usize), &'static str)> = None;
    for (words, phrases) in entries() {
        for phrase in phrases.split(',').map(str::trim) {
            if let Some(at) = find_words(&folded, phrase) {
                let rank = (at, usize::MAX - phrase.len());
                if best.is_none_or(|(other, _)| rank < other) {
                    best = Some((rank, words));
                }
            }
        }
    }
    best.map(|(_, words)| words)
}

fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = ISSUES.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('='))
        .map(|(words, phrases)| (words.trim(), phrases))
}

/// Where `phrase` stands in `text` as whole words, not as part of a handle or tag.
fn find_words(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|&at| {
        let inside = |c: char| c.is_alphanumeric() || "@#_".contains(c);
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text
            .get(at + phrase.len()..)
            .and_then(|after| after.chars().next());
        !before.is_some_and(inside) && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_the_post_is_about() {
        for (text, expected) in [
            (
                "@LarkspurCare no internet since Monday, and nobody answers",
                Some("your internet connection"),
            ),
            ("You CHARGED me twice for one order", Some("your bill")),
            ("been on hold for an hour about my bill", Some("the wait")),
            ("where is my parcel", Some("your delivery")),
            ("the wi-fi is slow", Some("your internet connection")),
            ("#billing @app_store", None),
            ("I love you all", None),
            ("", None),
        ] {
            assert_eq!(issue(text), expected, "{text}");
        }
    }

    #[test]
    fn every_entry_can_be_found_by_each_of_its_phrases() {
        for (words, phrases) in entries() {
            for phrase in phrases.split(',').map(str::trim) {
                assert_eq!(fold(phrase), phrase, "{words}: write phrases folded");
                assert!(issue(&format!("my {phrase} again")).is_some(), "{phrase}");
            }
        }
        assert!(entries().count() > 20);
    }
}
