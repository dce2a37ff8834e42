//! Words in capitals, where they are no abbreviations.

use super::read::Read;
use super::{Check, Finding};
use crate::span::Span;
use crate::text::token::{Kind, tokens};

/// Ordinary words that agents write in capitals for stress: each is shouted by itself.
const STRESSED: &[&str] = &[
    "PLEASE",
    "NOT",
    "NEVER",
    "MUST",
    "ALWAYS",
    "AGAIN",
    "EVERYTHING",
    "NOTHING",
    "STOP",
    "NOW",
    "FIRST",
    "CANNOT",
    "ALREADY",
    "ONLY",
    "BEFORE",
    "SORRY",
    "IMPORTANT",
    "WARNING",
    "IMMEDIATELY",
    "SEND",
    "RESTART",
];
/// The most letters of an abbreviation.
const ABBREVIATION: usize = 5;
/// Capitals in a row that are shouted whatever they are.
const ROW: usize = 4;

#[derive(Debug)]
pub(super) struct Shouting;

impl Check for Shouting {
    fn code(&self) -> &'static str {
        "shouting"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let text = reply.out.text;
        let mut shouted = Vec::new();
        let mut row: Vec<Span> = Vec::new();
        let mut stressed = Vec::new();
        for token in tokens(text) {
            let word = token.span.slice(text);
            let capital = token.kind == Kind::Word
                && word.chars().any(char::is_uppercase)
                && !word.chars().any(char::is_lowercase);
            if capital {
                row.push(token.span);
                if STRESSED.contains(&word) {
                    stressed.push(token.span);
                }
            } else if token.kind == Kind::Word || token.kind == Kind::Mention {
                close(&mut row, &mut shouted, text);
            }
        }
        close(&mut row, &mut shouted, text);
        // One word may be stressed; more are a habit.
        if shouted.is_empty() && stressed.len() >= 2 {
            shouted = stressed;
        }
        let spans: Vec<Span> = shouted;
        let first = spans.first()?.slice(text);
        Some(Finding::advises(spans.clone()).with(first))
    }
}

/// Ends a row of capitals: it is shouted if it is long, and if one of its words is no abbreviation.
fn close(row: &mut Vec<Span>, shouted: &mut Vec<Span>, text: &str) {
    let long = |span: &Span| {
        span.slice(text).chars().count() > ABBREVIATION || STRESSED.contains(&span.slice(text))
    };
    if let (Some(first), Some(last)) = (row.first(), row.last())
        && row.len() >= ROW - 1
        && (row.len() >= ROW || row.iter().any(long))
    {
        shouted.push(Span::new(first.start, last.end));
    }
    row.clear();
}
