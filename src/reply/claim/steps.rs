//! Numbered steps: a step that is named must say what the article's step of that number says; a list must keep the
//! article's order.

use super::Stands;
use super::fact::{Fact, Value};
use super::judge::shown;
use super::read::{Read, Sentence};
use super::words;
use crate::span::Span;

/// The least share of a step's words that the article's must have.
const SAME: f32 = 0.5;

/// How a step in a draft stands to the article.
pub(super) fn stands(
    draft: &Read,
    article: &Read,
    at: usize,
    fact: &Fact,
) -> (Stands, Option<String>) {
    let silent = (Stands::NotFound, None);
    let Some(sentence) = draft.sentences.get(at) else {
        return silent;
    };
    let numbered: Vec<(u32, &Sentence)> = article
        .sentences
        .iter()
        .filter_map(|one| Some((number(one)?, one)))
        .collect();
    let named = draft.pieces.digits(fact.range.start).is_none();
    let found = best(sentence, article, &numbered);
    let said = |sentence: &Sentence| {
        Some(shown(
            &article.text,
            sentence.span,
            Span::new(sentence.span.start, sentence.span.start),
        ))
    };
    let (Some((place, step)), Value::Step(own)) = (found, &fact.value) else {
        return silent;
    };
    let as_article = if named {
        step.is_none_or(|step| step == *own)
    } else {
        // A list of the draft may leave steps out, and counts its own.
        let earlier = draft
            .sentences
            .iter()
            .take(at)
            .filter(|other| number(other).is_some());
        earlier
            .filter_map(|other| best(other, article, &numbered))
            .all(|(other, _)| other.span.start <= place.span.start)
    };
    if as_article {
        return (Stands::Supported, said(place));
    }
    let right = numbered
        .iter()
        .find(|(step, _)| named && step == own)
        .map_or(place, |(_, sentence)| sentence);
    (Stands::Contradicts, said(right))
}

/// The number that a sentence begins with, or that it names.
fn number(sentence: &Sentence) -> Option<u32> {
    sentence.facts.iter().find_map(|fact| match fact.value {
        Value::Step(step) => Some(step),
        _ => None,
    })
}

/// The article's sentence that says what this one says; of its numbered steps, if it has any.
fn best<'a>(
    sentence: &Sentence,
    article: &'a Read,
    numbered: &[(u32, &'a Sentence)],
) -> Option<(&'a Sentence, Option<u32>)> {
    let wanted: Vec<&str> = sentence
        .terms
        .iter()
        .map(|term| term.stem.as_str())
        .filter(|stem| {
            !words::is_light(stem) && !matches!(*stem, "step" | "schritt" | "etap" | "paso")
        })
        .collect();
    let whole = f32::from(u16::try_from(wanted.len()).unwrap_or(u16::MAX));
    let share = |other: &Sentence| {
        let has = wanted
            .iter()
            .filter(|stem| other.terms.iter().any(|term| term.stem == **stem))
            .count();
        f32::from(u16::try_from(has).unwrap_or(u16::MAX)) / whole.max(1.0)
    };
    let steps: Vec<(&'a Sentence, Option<u32>)> = if numbered.is_empty() {
        article.sentences.iter().map(|one| (one, None)).collect()
    } else {
        numbered
            .iter()
            .map(|(step, one)| (*one, Some(*step)))
            .collect()
    };
    let scored = steps
        .into_iter()
        .map(|step| (share(step.0), step))
        .filter(|(share, _)| *share >= SAME);
    scored
        .reduce(|best, one| if one.0 > best.0 { one } else { best })
        .map(|(_, step)| step)
}
