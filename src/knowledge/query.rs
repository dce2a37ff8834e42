//! What a post asks for: its words without what is only manners or address, and how each may be written in the index.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::index::Compiled;
use super::words::{Analyzer, Lang, is_stop};
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
/// How much another word for the same thing counts.
const SAME: f32 = 0.5;

/// Words of social media that say nothing about the matter.
const CHATTER: &str = " rt dm dms via amp omg wtf smh tbh imo fyi asap lmao ugh umm uh gonna wanna gotta kinda really \
literally seriously literal actually basically honestly ";

/// Words that mean the same in customer care, a line each.
const SAME_WORDS: &str = include_str!("same.txt");

/// One word of the query.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    /// The word's stem in the first language that has one.
    pub(super) stem: String,
    /// Terms of the index that stand for it, each with how much it counts. None for a word the index has not.
    pub(super) ways: Vec<(usize, f32)>,
}

/// Groups of words that mean the same, by English stem.
#[derive(Clone, Debug)]
pub(super) struct SameWords {
    groups: Vec<Vec<String>>,
    group_of: HashMap<String, Vec<usize>>,
}

impl SameWords {
    pub(super) fn new() -> Self {
        let mut analyzer = Analyzer::new(Lang::English);
        let mut groups: Vec<Vec<String>> = Vec::new();
        let mut group_of: HashMap<String, Vec<usize>> = HashMap::new();
        for line in SAME_WORDS.lines().filter(|line| !line.starts_with('#')) {
            let mut group = Vec::new();
            analyzer.terms(line, |stem, _| group.push(stem.to_owned()));
            for stem in &group {
                group_of.entry(stem.clone()).or_default().push(groups.len());
            }
            groups.push(group);
        }
        Self { groups, group_of }
    }

    fn of<'a>(&'a self, stem: &str) -> impl Iterator<Item = &'a str> {
        let groups = self.group_of.get(stem).map_or(&[][..], Vec::as_slice);
        let others = groups
            .iter()
            .filter_map(|&at| self.groups.get(at))
            .flatten();
        let stem = stem.to_owned();
        others
            .map(String::as_str)
            .filter(move |other| *other != stem)
    }
}

/// Reads a query against an index.
pub(super) fn read(index: &Compiled, same: &SameWords, text: &str) -> Vec<Word> {
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
    let mut seen = HashSet::new();
    let mut words = Vec::new();
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
        words.push(Word { stem, ways });
    }
    words
}

fn is_chatter(word: &str, langs: &[Lang]) -> bool {
    let word = fold(word);
    let stop = langs.contains(&Lang::English) && is_stop(&word);
    stop || CHATTER.contains(&format!(" {word} "))
}

/// The terms that stand for a word.
fn ways(index: &Compiled, same: &SameWords, stems: &[(Lang, String)]) -> Vec<(usize, f32)> {
    let mut ways = Vec::new();
    for (lang, stem) in stems {
        if let Some(term) = index.find(stem) {
            add(&mut ways, term, 1.0);
        }
        if *lang == Lang::English {
            for other in same.of(stem) {
                if let Some(term) = index.find(other) {
                    add(&mut ways, term, SAME);
                }
            }
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
    let Some(first) = word.chars().next() else {
        return Vec::new();
    };
    if word.len() < MIN_MISSPELT
        || !word.is_ascii()
        || !word.bytes().all(|b| b.is_ascii_alphabetic())
    {
        return Vec::new();
    }
    let start = index.lower_bound(first.to_string().as_bytes());
    (start..index.terms())
        .map_while(|term| {
            let text = index.term(term)?;
            (text.first() == word.as_bytes().first()).then_some((term, text))
        })
        .filter(|(_, text)| text.len() >= MIN_MISSPELT - 1 && one_mistake(word.as_bytes(), text))
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
    let rest = |bytes: &'_ [u8], skip: usize| -> Vec<u8> {
        bytes.get(same + skip..).unwrap_or_default().to_vec()
    };
    let swapped = || {
        let (one, two) = (a.get(same..same + 2), b.get(same..same + 2));
        one.zip(two)
            .is_some_and(|(one, two)| one.first() == two.last() && one.last() == two.first())
            && rest(a, 2) == rest(b, 2)
    };
    rest(a, 1) == rest(b, 1) || rest(a, 0) == rest(b, 1) || rest(a, 1) == rest(b, 0) || swapped()
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
