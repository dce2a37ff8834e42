//! A text in sentences, each with its facts and the words that tell what they are about.

use std::collections::HashMap;
use std::ops::Range;

use super::fact::{Fact, Starts, Value, facts};
use super::lex::{Kind, Pieces};
use super::words;
use crate::knowledge::placed_terms;
use crate::span::Span;

/// A word that tells what a fact is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// Its stem; one for all words that mean the same.
    pub(super) stem: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// A sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) range: Range<usize>,
    pub(super) span: Span,
    pub(super) facts: Vec<Fact>,
    pub(super) terms: Vec<Term>,
    /// The heading above it.
    pub(super) heading: Option<usize>,
    /// Whether it asks.
    pub(super) asks: bool,
}

/// A text that was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) text: String,
    pub(super) pieces: Pieces,
    pub(super) sentences: Vec<Sentence>,
    /// In how many sentences a stem stands.
    pub(super) common: HashMap<String, u32>,
}

impl Read {
    pub(super) fn new(text: &str, starts: &Starts) -> Self {
        let pieces = Pieces::new(text);
        let mut terms = placed_terms(text).into_iter().peekable();
        let mut sentences = Vec::new();
        let mut common: HashMap<String, u32> = HashMap::new();
        let mut heading = None;
        for range in pieces.sentences() {
            let span = pieces.span(range.clone());
            let facts = facts(&pieces, &range, starts);
            let mut own = Vec::new();
            while let Some((stem, place)) = terms.next_if(|(_, place)| place.start < span.end) {
                let stem = words::same(&stem).map_or(stem, str::to_owned);
                // A hyphened word comes in parts and whole, at one place.
                if place.start >= span.start && !words::is_empty(&stem) {
                    own.push(Term { stem, span: place });
                }
            }
            let mut stems: Vec<&str> = own.iter().map(|term| term.stem.as_str()).collect();
            stems.sort_unstable();
            stems.dedup();
            for stem in stems {
                *common.entry(stem.to_owned()).or_default() += 1;
            }
            let end = pieces.text(range.end);
            let is_heading = is_heading(&pieces, &range, end) && facts.is_empty();
            let asks = end.starts_with('?');
            sentences.push(Sentence {
                range,
                span,
                facts,
                terms: own,
                heading,
                asks,
            });
            if is_heading {
                heading = Some(sentences.len() - 1);
            }
        }
        Self {
            text: text.to_owned(),
            pieces,
            sentences,
            common,
        }
    }

    /// The part of a sentence that a fact of it stands in: up to where the clause of a fact of the same kind begins.
    pub(super) fn clause(&self, sentence: &Sentence, fact: &Fact) -> Span {
        let like = |other: &&Fact| *other != fact && other.value.is_like(&fact.value);
        let before = sentence
            .facts
            .iter()
            .rev()
            .filter(like)
            .find(|other| other.range.end <= fact.range.start);
        let after = sentence
            .facts
            .iter()
            .filter(like)
            .find(|other| other.range.start >= fact.range.end);
        let start = before.map_or(sentence.range.start, |other| {
            self.cut(other.range.end..fact.range.start, other.range.end)
        });
        let end = after.map_or(sentence.range.end, |other| {
            self.cut(fact.range.end..other.range.start, other.range.start)
        });
        self.pieces.span(start..end.max(fact.range.end))
    }

    /// The first place in the range where a clause may end.
    fn cut(&self, range: Range<usize>, otherwise: usize) -> usize {
        let mut range = range;
        range
            .find(|at| words::is_cut(self.pieces.text(*at)))
            .unwrap_or(otherwise)
    }

    /// What a sentence begins with before its first fact: what all of its facts are about.
    pub(super) fn subject(sentence: &Sentence) -> Span {
        let end = sentence
            .facts
            .first()
            .map_or(sentence.span.end, |fact| fact.span.start);
        Span::new(sentence.span.start, end)
    }

    /// The days of the week that are named in the clause.
    pub(super) fn days(sentence: &Sentence, clause: Span) -> u8 {
        sentence
            .facts
            .iter()
            .filter(|fact| fact.span.overlaps(clause))
            .fold(0, |all, fact| match fact.value {
                Value::Days(days) => all | days,
                _ => all,
            })
    }

    /// The terms of a sentence that tell what `fact` is about: not its own words, nor those of other times and prices.
    pub(super) fn about<'b>(
        sentence: &'b Sentence,
        fact: &'b Fact,
    ) -> impl Iterator<Item = &'b Term> {
        sentence.terms.iter().filter(move |term| {
            !term.span.overlaps(fact.span)
                && !sentence
                    .facts
                    .iter()
                    .any(|other| !other.value.names() && other.span.overlaps(term.span))
        })
    }
}

/// A line of its own without a full stop, and not part of a list.
fn is_heading(pieces: &Pieces, range: &Range<usize>, end: &str) -> bool {
    let alone = matches!(end, "\n" | "");
    let first = pieces.get(range.start);
    let marked = first.is_some_and(|piece| piece.text.starts_with('#'));
    let list = first.is_some_and(|piece| piece.kind != Kind::Word && !marked);
    marked || (alone && !list && range.len() <= 12)
}

/// Whether the fact is part of a condition ("If your train is 15 minutes late, ...").
pub(super) fn is_conditional(read: &Read, sentence: &Sentence, fact: &Fact) -> bool {
    let before = (sentence.range.start..fact.range.start).rev();
    before
        .map(|at| read.pieces.text(at))
        .take_while(|text| *text != ",")
        .any(|text| matches!(text, "if" | "unless" | "wenn" | "falls" | "si"))
}
