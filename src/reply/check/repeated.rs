//! Nearly the same text was sent in the last hours: customers notice, and sites take it for spam.

use super::read::Read;
use super::{Check, Finding};
use crate::post::Millis;

/// How long a text counts as sent lately.
const LATELY: Millis = 6 * 60 * 60 * 1_000;
/// The fewest words of a text that is compared: thanks may be said twice.
const FEWEST: usize = 12;
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
        let own = pairs(out.text)?;
        let since = |at: Millis| out.now.saturating_sub(at);
        let lately = out
            .recent
            .iter()
            .rev()
            .filter(|sent| (0..=LATELY).contains(&since(sent.at)));
        let same = lately
            .take(MOST)
            .filter(|sent| is_near(out.text, sent.text))
            .find(|sent| pairs(sent.text).is_some_and(|other| is_same(&own, &other)))?;
        Some(Finding::holds(Vec::new()).with(same.text))
    }
}

/// Whether two texts are near in length: others share too little, and need not be read.
fn is_near(one: &str, other: &str) -> bool {
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    shorter.saturating_mul(5) >= longer.saturating_mul(2)
}

/// The pairs of neighbouring words, each as a number, sorted; without handles and links, which differ in every reply.
/// Hundreds of texts are read at every key, so nothing is folded but the capitals of ASCII.
fn pairs(text: &str) -> Option<Vec<u64>> {
    let own = |part: &&str| !part.starts_with('@') && !part.contains("://");
    let words: Vec<u64> = text
        .split_whitespace()
        .filter(own)
        .flat_map(|part| part.split(|c: char| c.is_ascii_punctuation() && c != '\''))
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.bytes().fold(START, |hash, byte| {
                mixed(hash, byte.to_ascii_lowercase().into())
            })
        })
        .collect();
    let next = words.iter().skip(1);
    let mut pairs: Vec<u64> = words
        .iter()
        .zip(next)
        .map(|(one, next)| mixed(*one, *next))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    (words.len() >= FEWEST).then_some(pairs)
}

/// Where the hash of a word begins: FNV-1a, 64 bits.
const START: u64 = 0xcbf2_9ce4_8422_2325;

fn mixed(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0100_0000_01b3)
}

fn is_same(one: &[u64], other: &[u64]) -> bool {
    let shared = one
        .iter()
        .filter(|pair| other.binary_search(pair).is_ok())
        .count();
    let all = one.len() + other.len() - shared;
    shared * 100 >= all * SAME
}
