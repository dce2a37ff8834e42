//! Words of the trade that customers do not know: the lead's, each with a plain word, and some that every desk has.

use super::read::{Read, is_whole};
use super::{Check, Finding};
use crate::span::Span;
use crate::text::fold::{Folded, fold};

/// Words of desks and engineers, as whole words with just these capitals.
const COMMON: &[&str] = &[
    "SLA",
    "SOP",
    "RCA",
    "NOC",
    "KPI",
    "CPE",
    "PPPoE",
    "DSLAM",
    "OLT",
    "EOL",
    "CSAT",
    "AHT",
    "FCR",
    "UAT",
    "CRM",
    "P1",
    "P2",
    "SEV1",
    "L2",
    "L3",
    "tier-2",
    "T2",
    "RMA",
    "ETR",
    "MTTR",
    "POC",
    "BAU",
    "OOH",
    "truck roll",
    "backend",
    "back-end",
    "middleware",
    "sev 1",
];

#[derive(Debug)]
pub(super) struct Jargon;

impl Check for Jargon {
    fn code(&self) -> &'static str {
        "jargon"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let text = reply.out.text;
        let post = fold(reply.out.post.unwrap_or_default());
        let mut found: Vec<(Span, Option<&str>)> = Vec::new();
        for (word, plain) in &reply.out.policy.jargon {
            found.extend(
                folded_places(word, text)
                    .into_iter()
                    .map(|span| (span, Some(plain.as_str()))),
            );
        }
        let common = COMMON.iter().flat_map(|word| {
            text.match_indices(word)
                .map(|(at, _)| Span::new(at, at + word.len()))
        });
        found.extend(
            common
                .filter(|span| is_whole(text, *span))
                .map(|span| (span, None)),
        );
        // What the customer says the customer knows.
        found.retain(|(span, _)| !post.contains(&fold(span.slice(text))));
        found.sort_unstable_by_key(|(span, _)| *span);
        found.dedup_by(|(next, _), (kept, _)| next.overlaps(*kept));
        let (first, plain) = found.first()?;
        let finding = Finding::advises(found.iter().map(|(span, _)| *span).collect())
            .with(first.slice(text))
            .with(plain.unwrap_or_default());
        Some(match plainly(text, &found) {
            Some(fixed) => finding.fixed("check_fix_plain_words", fixed),
            None => finding,
        })
    }
}

/// The places of a lead's word, capitals and accents apart.
fn folded_places(word: &str, text: &str) -> Vec<Span> {
    let word = fold(word.trim());
    let folded = Folded::new(text);
    if word.is_empty() {
        return Vec::new();
    }
    let places = folded
        .text()
        .match_indices(word.as_str())
        .map(|(at, _)| Span::new(at, at + word.len()));
    places
        .filter(|span| is_whole(folded.text(), *span))
        .map(|span| folded.source(span))
        .collect()
}

/// The reply with the lead's plain words; none where there is nothing to put in.
fn plainly(text: &str, found: &[(Span, Option<&str>)]) -> Option<String> {
    let mut fixed = String::new();
    let mut last = 0;
    for (span, plain) in found {
        if let Some(plain) = plain.filter(|plain| !plain.trim().is_empty()) {
            fixed.push_str(text.get(last..span.start)?);
            fixed.push_str(plain.trim());
            last = span.end;
        }
    }
    fixed.push_str(text.get(last..)?);
    (last > 0).then_some(fixed)
}
