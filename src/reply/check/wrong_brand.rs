//! The reply speaks for another brand of the same team.

use super::read::{Read, is_whole};
use super::{Check, Finding};
use crate::reply::phrase::apart;
use crate::span::Span;
use crate::text::fold::{Folded, fold};
use crate::text::token::{Kind, tokens};

/// Words that are part of many names.
const COMMON: &[&str] = &[
    "mobile",
    "broadband",
    "energy",
    "bank",
    "care",
    "help",
    "support",
    "group",
    "online",
    "telecom",
    "the",
    "home",
    "direct",
    "first",
    "united",
    "national",
    "general",
    "american",
    "british",
    "royal",
    "shop",
    "store",
    "express",
];
/// Words before a name that stands for the whole brand: "we at Foxglove".
const BEFORE: &[&str] = &[
    "at",
    "from",
    "with",
    "your",
    "of",
    "contacting",
    "to",
    "chez",
    "von",
    "bei",
    "de",
];

#[derive(Debug)]
pub(super) struct WrongBrand;

impl Check for WrongBrand {
    fn code(&self) -> &'static str {
        "wrong_brand"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let text = reply.out.text;
        let others = reply
            .out
            .other_brands
            .iter()
            .filter(|other| !is_ours(other, reply));
        let mut spans: Vec<Span> = others.flat_map(|other| places(other, text)).collect();
        // Whom the customer speaks of may be spoken of.
        let post = fold(reply.out.post.unwrap_or_default());
        spans.retain(|span| {
            !post.contains(
                &fold(span.slice(text))
                    .trim_start_matches(['@', '#'])
                    .to_owned(),
            )
        });
        let spans = apart(spans);
        let first = spans.first()?.slice(text);
        Some(Finding::holds(spans.clone()).with(first))
    }
}

fn is_ours(other: &str, reply: &Read<'_>) -> bool {
    let other = fold(other.trim().trim_start_matches('@'));
    let mut own = reply.out.own_handles.iter().map(|handle| fold(handle));
    other.is_empty() || fold(reply.out.brand) == other || own.any(|own| own == other)
}

/// Where a brand is named: as written, glued in a handle or hashtag, or by its first word behind "at" and the like.
fn places(name: &str, text: &str) -> Vec<Span> {
    let name = fold(name.trim().trim_start_matches('@'));
    let glued: String = name.split_whitespace().collect();
    let mut spans: Vec<Span> = tokens(text)
        .filter(|token| matches!(token.kind, Kind::Mention | Kind::Hashtag))
        .filter(|token| fold(token.span.slice(text)).trim_start_matches(['@', '#']) == glued)
        .map(|token| token.span)
        .collect();
    let folded = Folded::new(text);
    let lower = folded.text();
    let mut named = |wanted: &str, alone: bool| {
        for (at, _) in lower.match_indices(wanted) {
            let span = Span::new(at, at + wanted.len());
            let source = folded.source(span);
            let capital = source.slice(text).starts_with(char::is_uppercase);
            let before = lower
                .get(..at)
                .unwrap_or_default()
                .split_whitespace()
                .next_back()
                .unwrap_or_default();
            if is_whole(lower, span) && (!alone || (capital && BEFORE.contains(&before))) {
                spans.push(source);
            }
        }
    };
    if !name.is_empty() {
        named(&name, !name.contains(' ') && name.len() < 5);
    }
    let first = name.split(' ').next().unwrap_or_default();
    if name.contains(' ') && first.len() >= 4 && !COMMON.contains(&first) {
        named(first, true);
    }
    spans
}
