//! A reply, read once for all checks.

use super::{Finding, Outgoing};
use crate::reply::phrase::Words;
use crate::reply::promise::{Promise, in_words};
use crate::span::Span;
use crate::text::fold::{Folded, fold};
use crate::triage::Intent;

/// A reply and its words.
#[derive(Debug)]
pub struct Read<'a> {
    pub(super) out: &'a Outgoing<'a>,
    pub(super) words: Words,
    pub(super) promises: Vec<Promise>,
}

impl<'a> Read<'a> {
    pub(super) fn new(out: &'a Outgoing<'a>) -> Self {
        let words = Words::new(out.text);
        let promises = in_words(&words);
        Self {
            out,
            words,
            promises,
        }
    }

    pub(super) fn is_complaint(&self) -> bool {
        self.out.intent == Some(Intent::Complaint)
    }

    /// The parts of the reply between white space, without punctuation around them.
    pub(super) fn chunks(&self) -> impl Iterator<Item = (Span, &'a str)> {
        chunks(self.out.text)
    }

    /// The finding without what lies in the lead's allowed phrases; none if nothing is left of it.
    pub(super) fn without_allowed(&self, mut finding: Finding) -> Option<Finding> {
        if finding.spans.is_empty() || self.out.policy.allowed.is_empty() {
            return Some(finding);
        }
        let folded = Folded::new(self.out.text);
        let mut allowed = Vec::new();
        for phrase in self
            .out
            .policy
            .allowed
            .iter()
            .map(|phrase| fold(phrase.trim()))
        {
            if !phrase.is_empty() {
                let places = folded.text().match_indices(phrase.as_str());
                allowed
                    .extend(places.map(|(at, _)| folded.source(Span::new(at, at + phrase.len()))));
            }
        }
        let inside = |span: &Span| {
            allowed
                .iter()
                .any(|whole: &Span| whole.start <= span.start && span.end <= whole.end)
        };
        finding.spans.retain(|span| !inside(span));
        (!finding.spans.is_empty()).then_some(finding)
    }
}

/// The parts of a text between white space, without punctuation around them.
pub(super) fn chunks(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut rest = 0;
    text.split_whitespace().filter_map(move |part| {
        let start = rest + text.get(rest..)?.find(part)?;
        rest = start + part.len();
        let lead = part.len()
            - part
                .trim_start_matches(['(', '"', '\'', '“', '‘', '«', ','])
                .len();
        let chunk = part.get(lead..)?.trim_end_matches([
            '.', ',', ';', ':', '!', '?', ')', '"', '\'', '”', '’', '»', '…',
        ]);
        let span = Span::new(start + lead, start + lead + chunk.len());
        (!chunk.is_empty()).then_some((span, chunk))
    })
}

/// Whether the span is no part of a longer word.
pub(super) fn is_whole(text: &str, span: Span) -> bool {
    let before = text
        .get(..span.start)
        .and_then(|text| text.chars().next_back());
    let after = text.get(span.end..).and_then(|text| text.chars().next());
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !inside(before) && !inside(after)
}
