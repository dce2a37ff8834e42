//! A telephone number that is not for the public: the lead's list, or one that the words call a direct line. A number
//! that no list knows is only pointed at.

use super::find::{Owner, phones};
use super::read::Read;
use super::{Check, Finding};
use crate::span::Span;

/// Lines inside the house: an extension has too few digits for a number.
const INSIDE: &[&str] = &[
    "my/our/his/her extension/ext/durchwahl ?is ?on #",
    "extension/ext #",
];

#[derive(Debug)]
pub(super) struct DirectLine;

impl Check for DirectLine {
    fn code(&self) -> &'static str {
        "direct_line"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let (text, out) = (reply.out.text, reply.out);
        let numbers: Vec<_> = phones(text)
            .into_iter()
            .filter(|phone| !phone.is_public(text, out))
            .collect();
        let direct = numbers
            .iter()
            .filter(|phone| phone.owner == Owner::Direct || phone.is_direct(text, out));
        let mut spans: Vec<Span> = direct.map(|phone| phone.span).collect();
        if spans.is_empty() {
            spans = reply.words.spans(INSIDE);
            spans.retain(|span| is_inside(span.slice(text)));
        }
        if let Some(first) = spans.first() {
            let number = first.slice(text);
            return Some(Finding::holds(spans.clone()).with(number));
        }
        // Where the lead lists what is public, anything else deserves a look.
        let unlisted = numbers
            .iter()
            .find(|phone| phone.owner != Owner::Customer)?;
        (!out.policy.public_numbers.is_empty())
            .then(|| Finding::advises(vec![unlisted.span]).with(unlisted.span.slice(text)))
    }
}

/// Whether the words end in a number of three to six digits: "extension 3.2" is a program's.
fn is_inside(words: &str) -> bool {
    let number = words.split_whitespace().next_back().unwrap_or_default();
    (3..=6).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit())
}
