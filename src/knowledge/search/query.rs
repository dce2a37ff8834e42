//! What a post asks for: its words without what is only manners or address, and how each may be written in the index.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Ask;
use super::same::SameWords;
use crate::knowledge::index::Compiled;
use crate::knowledge::words::{Analyzer, Lang, is_stop};
use crate::span::Span;
use crate::text::fold::fold;
use crate::text::token::{Kind, tokens};

/// How much of a post is read, in bytes. What it asks for is said by then.
const MAX_QUERY: usize = 4_000;
/// Shorter words are not taken for misspelt: too many are one letter apart.
const MIN_MISSPELT: usize = 5;
/// The most terms that a misspelt word is taken for.
const MAX_GUESSES: usize = 3;
/// How much a term counts that the word is only taken for.
const GUESS: f32 = 0.8;
/// How much a word of the post counts beside the agent's own.
const POST: f32 = 0.5;
/// How much another word for the same thing counts.
const SAME: f32 = 0.5;

/// Words of social media that say nothing about the matter.
const CHATTER: &str = " rt dm dms via amp omg wtf smh tbh imo fyi asap lmao ugh umm uh gonna wanna gotta kinda really \
literally seriously literal actually basically honestly ";

/// One word of the query.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    /// The word's stem in the first language that has one.
    pub(super) stem: String,
    /// How much the word counts beside the query's others.
    pub(super) factor: f32,
    /// Terms of the index that stand for it, each with how much it counts. None for a word the index has not.
    pub(super) ways: Vec<(usize, f32)>,
}

/// Reads a query against an index: the agent's words first, for they say what the post did not.
pub(super) fn read(index: &Compiled, same: &SameWords, ask: &Ask) -> Vec<Word> {
    let both = !ask.post.is_empty() && !ask.words.is_empty();
    let mut seen = HashSet::new();
    let mut words = Vec::new();
    for (text, factor) in [(ask.words, 1.0), (ask.post, if both { POST } else { 1.0 })] {
        read_text(index, same, text, &mut seen, |stem, ways| {
            words.push(Word { stem, factor, ways });
        });
    }
    words
}

fn read_text(
    index: &Compiled,
    same: &SameWords,
    text: &str,
    seen: &mut HashSet<String>,
    mut each: impl FnMut(String, Vec<(usize, f32)>),
) {
    let text = Span::new(0, floor(text, MAX_QUERY)).slice(text);
    let mut found: BTreeMap<(usize, usize), Vec<(Lang, String)>> = BTreeMap::new();
    for &lang in &index.langs {
        let mut last = (Span::new(0, 0), 0);
        Analyzer::new(lang).terms(text, |stem, span| {
            let word = span.slice(text);
            if word.starts_with(['@', '＠']) || is_chatter(word, &index.langs) {
                return;
            }
            last = (span, if last.0 == span { last.1 + 1 } else { 0 });
            let stems = found.entry((span.start, last.1)).or_default();
            stems.push((lang, stem.to_owned()));
        });
    }
    let joined = joined_neighbours(index, text);
    for ((at, part), stems) in found {
        let stem = stems
            .first()
            .map(|(_, stem)| stem.clone())
            .unwrap_or_default();
        if !seen.insert(stem.clone()) {
            continue;
        }
        let mut ways = ways(index, same, &stems);
        if part == 0
            && let Some(term) = joined.get(&at)
        {
            add(&mut ways, *term, GUESS);
        }
        each(stem, ways);
    }
}

/// What the sentence encoder is to read of a post or of an agent's words: whom it is addressed to, links and pictures
/// say nothing about the matter, and nor do manners.
#[must_use]
pub fn meaning(text: &str) -> String {
    let text = Span::new(0, floor(text, MAX_QUERY)).slice(text);
    let mut said = String::new();
    let mut end = 0;
    for token in tokens(text) {
        let word = token.span.slice(text);
        let silent = matches!(token.kind, Kind::Mention | Kind::Link | Kind::Emoji)
            || CHATTER.contains(&format!(" {} ", fold(word)));
        if !silent {
            if token.span.start > end && !said.is_empty() {
                said.push(' ');
            }
            said += word.trim_start_matches(['#', '＃']);
        }
        end = token.span.end;
    }
    said
}

fn is_chatter(word: &str, langs: &[Lang]) -> bool {
    let word = fold(word);
    let stop = langs.contains(&Lang::English) && is_stop(&word);
    stop || CHATTER.contains(&format!(" {word} "))
}

/// The terms that stand for a word.
fn ways(index: &Compiled, same: &SameWords, stems: &[(Lang, String)]) -> Vec<(usize, f32)> {
    let mut ways = Vec::new();
    for (_, stem) in stems {
        if let Some(term) = index.find(stem) {
            add(&mut ways, term, 1.0);
        }
    }
    for (_, stem) in stems {
        for term in same.of(stem).filter_map(|other| index.find(other)) {
            add(&mut ways, term, SAME);
        }
    }
    if ways.is_empty() {
        for (_, stem) in stems {
            for term in guesses(index, stem) {
                add(&mut ways, term, GUESS);
            }
        }
    }
    ways
}

fn add(ways: &mut Vec<(usize, f32)>, term: usize, factor: f32) {
    if ways.iter().all(|(known, _)| *known != term) {
        ways.push((term, factor));
    }
}

/// Terms one typing mistake away from a word that the index has not, and with the same first letter.
fn guesses(index: &Compiled, word: &str) -> Vec<usize> {
    let word = word.as_bytes();
    let Some(first) = word.first() else {
        return Vec::new();
    };
    if word.len() < MIN_MISSPELT || !word.iter().all(u8::is_ascii_alphabetic) {
        return Vec::new();
    }
    let start = index.lower_bound(&[*first]);
    (start..index.terms())
        .map_while(|term| Some((term, index.term(term)?)))
        .take_while(|(_, text)| text.first() == Some(first))
        .filter(|(_, text)| text.len() >= MIN_MISSPELT - 1 && one_mistake(word, text))
        .map(|(term, _)| term)
        .take(MAX_GUESSES)
        .collect()
}

/// Whether one letter too many, too few, wrong, or two swapped make the words the same.
fn one_mistake(a: &[u8], b: &[u8]) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    fn rest(bytes: &[u8], from: usize) -> &[u8] {
        bytes.get(from..).unwrap_or_default()
    }
    let (a_tail, b_tail) = (a.get(same..), b.get(same..));
    let (Some(a_tail), Some(b_tail)) = (a_tail, b_tail) else {
        return false;
    };
    // Most words differ early and then altogether: the last letters say so at once.
    if a_tail.len() > 2 && b_tail.len() > 2 && a_tail.last() != b_tail.last() {
        return false;
    }
    let swapped = || {
        let (one, two) = (a_tail.get(..2), b_tail.get(..2));
        one.zip(two)
            .is_some_and(|(one, two)| one.first() == two.last() && one.last() == two.first())
            && rest(a, same + 2) == rest(b, same + 2)
    };
    let (a_rest, b_rest) = (rest(a, same + 1), rest(b, same + 1));
    a_rest == b_rest || a_tail == b_rest || a_rest == b_tail || swapped()
}

/// Two neighbours that the index writes as one word ("log in", "login"), by where the word that stays begins.
fn joined_neighbours(index: &Compiled, text: &str) -> HashMap<usize, usize> {
    let mut joined = HashMap::new();
    let Some(&lang) = index.langs.first() else {
        return joined;
    };
    let mut analyzer = Analyzer::new(lang);
    let words: Vec<Span> = tokens(text)
        .filter(|token| token.kind == Kind::Word)
        .map(|token| token.span)
        .collect();
    for pair in words.windows(2) {
        let [one, two] = pair else { continue };
        let near = two.start.saturating_sub(one.end) == 1;
        if !near || one.len() < 2 || two.len() < 2 || one.len() + two.len() < MIN_MISSPELT {
            continue;
        }
        let whole = format!("{}{}", one.slice(text), two.slice(text));
        let kept = if is_stop(&fold(one.slice(text))) {
            two
        } else {
            one
        };
        analyzer.terms(&whole, |stem, _| {
            if let Some(term) = index.find(stem) {
                joined.insert(kept.start, term);
            }
        });
    }
    joined
}

/// The largest character boundary that is at most `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}
