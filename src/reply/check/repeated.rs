//! Nearly the same text was sent in the last hours: customers notice, and sites take it for spam.

use std::collections::BTreeSet;

use super::read::Read;
use super::{Check, Finding};
use crate::post::Millis;
use crate::reply::phrase::{END, Words};
use crate::text::token::Kind;

/// How long a text counts as sent lately.
const LATELY: Millis = 6 * 60 * 60 * 1_000;
/// The fewest words of a text that is compared: thanks may be said twice.
const FEWEST: usize = 8;
/// The most texts that are compared.
const MOST: usize = 200;
/// Shared pairs of words, in hundredths of all pairs (Jaccard), that make two texts nearly the same.
const SAME: usize = 60;

#[derive(Debug)]
pub(super) struct Repeated;

impl Check for Repeated {
    fn code(&self) -> &'static str {
        "repeated"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let out = reply.out;
        let own = pairs(&reply.words)?;
        let lately = out.recent.iter().rev().filter(|sent| sent.at <= out.now && out.now.saturating_sub(sent.at) <= LATELY);
        let same = lately.take(MOST).find(|sent| {
            let words = Words::new(sent.text);
            pairs(&words).is_some_and(|other| is_same(&own, &other))
        })?;
        Some(Finding::holds(Vec::new()).with(same.text))
    }
}

/// The pairs of neighbouring words; without handles and links, which differ in every reply.
fn pairs(words: &Words) -> Option<BTreeSet<(&str, &str)>> {
    let kept = |kind: Kind| matches!(kind, Kind::Word | Kind::Number | Kind::Hashtag);
    let words: Vec<&str> = words
        .0
        .iter()
        .filter(|word| kept(word.kind) && word.text != END)
        .map(|word| word.text.as_str())
        .collect();
    let pairs = words.iter().zip(words.iter().skip(1)).map(|(one, next)| (*one, *next));
    (words.len() >= FEWEST).then(|| pairs.collect())
}

fn is_same(one: &BTreeSet<(&str, &str)>, other: &BTreeSet<(&str, &str)>) -> bool {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    shared * 100 >= all * SAME
}
