//! Where a text may be cut, and how well it reads there.

use unicode_segmentation::UnicodeSegmentation;

use super::links;
use crate::span::Span;
use crate::text::token::{Kind, is_ideographic, tokens};

/// How well a text reads when it is cut at a place, from bad to good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Within a link or a handle.
    Broken,
    /// Within a word, between two characters that a reader sees.
    Letter,
    /// Between words.
    Word,
    /// After a comma and the like.
    Clause,
    /// After a sentence or a line.
    Sentence,
}

/// A place to cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The byte before which the first part ends; white space may follow.
    pub(super) at: usize,
    /// How well it reads.
    pub(super) level: Level,
}

/// Marks that end a sentence.
const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'];
/// Marks that end a clause.
const PAUSES: &[char] = &[',', ';', ':', '—', '–', '、', '，', '；', '：', '،', '؛'];
/// Marks that close what they stand behind.
const CLOSES: &[char] = &[')', ']', '"', '\'', '”', '’', '»', '」', '』', '】', '）'];
/// Marks that open what they stand before.
const OPENS: &[char] = &['(', '[', '「', '『', '【', '（', '«', '“', '‘'];

/// All places in a text where it may be cut, in order.
pub(super) fn cuts(text: &str) -> Vec<Cut> {
    let mut whole = links(text);
    let mut emoji = Vec::new();
    for token in tokens(text) {
        match token.kind {
            Kind::Mention | Kind::Hashtag | Kind::Link => whole.push(token.span),
            Kind::Emoji => emoji.push(token.span),
            Kind::Word | Kind::Number | Kind::Cashtag | Kind::Punctuation => {}
        }
    }
    whole.sort_unstable();
    let mut whole = whole.into_iter().peekable();
    let mut inside = 0;
    let mut cuts = Vec::new();
    for (at, _) in text.grapheme_indices(true).skip(1) {
        while let Some(span) = whole.next_if(|span| span.start < at) {
            inside = inside.max(span.end);
        }
        let level = if at < inside {
            Some(Level::Broken)
        } else {
            level(text, at, &emoji)
        };
        cuts.extend(level.map(|level| Cut { at, level }));
    }
    cuts
}

/// How well a text reads when it is cut at a place that is not in a link; `None` within white space.
fn level(text: &str, at: usize, emoji: &[Span]) -> Option<Level> {
    let (head, tail) = text.split_at_checked(at)?;
    let before = head.chars().next_back()?;
    let after = tail.chars().next()?;
    if before.is_whitespace() {
        return None;
    }
    if !after.is_whitespace() {
        return Some(without_space(head, before, after));
    }
    let words = tail.trim_start();
    let space = tail.get(..tail.len() - words.len())?;
    if space.contains('\n') {
        return Some(Level::Sentence);
    }
    // An emoji belongs to the sentence before it.
    let next = at + space.len();
    if emoji.binary_search_by_key(&next, |span| span.start).is_ok() {
        return Some(Level::Word);
    }
    Some(at_space(without_emoji(head, emoji), words))
}

/// Where scripts without spaces may be cut.
fn without_space(head: &str, before: char, after: char) -> Level {
    let hangs = ENDS.contains(&after) || PAUSES.contains(&after) || CLOSES.contains(&after);
    let wide = |c: char| {
        is_ideographic(c)
            || ('\u{3001}'..='\u{3002}').contains(&c)
            || ('\u{ff01}'..='\u{ff1f}').contains(&c)
    };
    let last = head
        .trim_end_matches(CLOSES)
        .chars()
        .next_back()
        .unwrap_or(before);
    if hangs || !(wide(last) || wide(before) || is_ideographic(after)) || OPENS.contains(&before) {
        Level::Letter
    } else if ENDS.contains(&last) {
        Level::Sentence
    } else if PAUSES.contains(&last) {
        Level::Clause
    } else {
        Level::Word
    }
}

fn at_space(head: &str, words: &str) -> Level {
    let bare = head.trim_end_matches(CLOSES);
    match bare.chars().next_back() {
        Some('.') if !ends_sentence(bare, words) => Level::Word,
        Some(c) if ENDS.contains(&c) => Level::Sentence,
        Some(c) if PAUSES.contains(&c) => Level::Clause,
        _ => Level::Word,
    }
}

/// Whether a full stop is more than the end of "Dr." or "e.g.": these are short, or small letters follow.
fn ends_sentence(head: &str, words: &str) -> bool {
    const SHORT: &[&str] = &[
        "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "vs", "approx", "sr", "sra", "mme",
        "hr", "fr",
    ];
    let head = head.trim_end_matches('.');
    let word = head
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let small = words.chars().next().is_some_and(char::is_lowercase);
    let short = word.chars().count() == 1 && !word.chars().all(|c| c.is_ascii_digit());
    !small && !short && !SHORT.iter().any(|short| word.eq_ignore_ascii_case(short))
}

/// A text without the emoji at its end.
fn without_emoji<'a>(mut head: &'a str, emoji: &[Span]) -> &'a str {
    while let Ok(found) = emoji.binary_search_by_key(&head.len(), |span| span.end) {
        let start = emoji.get(found).map_or(0, |span| span.start);
        head = head.get(..start).unwrap_or_default().trim_end();
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_it_reads_well() {
        use Level::{Clause, Sentence, Word};
        for (text, expected) in [
            ("Sorry! We are", &[(6, Sentence), (9, Word)][..]),
            ("Dr. Ann, hi. thanks", &[(3, Word), (8, Clause), (12, Word)]),
            ("Is it (ok?) Yes", &[(2, Word), (5, Word), (11, Sentence)]),
            ("Sorry! 🙏 We", &[(6, Word), (11, Sentence)]),
            ("One\n\ntwo", &[(3, Sentence)]),
            ("すみません。はい、電話", &[(18, Sentence), (27, Clause)]),
        ] {
            let mut found: Vec<_> = cuts(text)
                .into_iter()
                .map(|cut| (cut.at, cut.level))
                .collect();
            found.retain(|(_, level)| {
                *level > Word || *level == Word && text.is_ascii() || text.contains('🙏')
            });
            found.retain(|(_, level)| *level >= Word && (*level > Word || !text.contains('。')));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn links_handles_and_characters_are_not_cut() {
        let text = "@example_user larkspur.example.com/a.b 👨‍👩‍👧 #late";
        let broken: Vec<&str> = cuts(text)
            .into_iter()
            .filter(|cut| cut.level > Level::Broken)
            .map(|cut| &text[..cut.at])
            .collect();
        assert_eq!(broken.len(), 3, "{broken:?}");
    }
}
