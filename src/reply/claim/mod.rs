//! What a draft claims, held against the article that it was written from.
//!
//! A claim is a number with what it counts, a price, a length of time, a date, a day, a time of day, a number to call, a
//! menu or a button. The article bears it out, says otherwise, or says nothing of it. Otherwise is only said where the
//! article gives another value of the same kind for what is plainly the same thing: a false alarm is worse than none.
//! What the draft promises of ourselves ([`super::promise`]) and what it asks are no claims.
//!
//! ```
//! use handrail::reply::claim::{Stands, claims};
//! let article = "Refunds\n\nA refund takes five working days to reach your bank.";
//! let draft = "Sorry, Maya! Refunds take up to 10 working days.";
//! let found = claims(draft, article);
//! assert_eq!(found[0].span.slice(draft), "10 working days");
//! assert_eq!(found[0].stands, Stands::Contradicts);
//! assert_eq!(found[0].said.as_deref(), Some("A refund takes five working days to reach your bank"));
//! ```

mod agree;
mod amount;
mod clock;
mod date;
mod fact;
mod judge;
mod lex;
mod number;
mod place;
mod read;
mod steps;
#[cfg(test)]
mod tests;
mod unit;
mod words;

use serde::{Deserialize, Serialize};

use super::promise::promises;
use crate::span::Span;
use fact::{Fact, Starts, Value};
use read::{Read, Sentence};

/// How a claim stands to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    /// The article says the same.
    Supported,
    /// The article says nothing of it.
    NotFound,
    /// The article says otherwise.
    Contradicts,
}

/// A claim of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The number, price, date, length of time or name in the draft.
    pub span: Span,
    /// How it stands to the article.
    pub stands: Stands,
    /// The article's own words, at most 120 letters, where it says the same or otherwise.
    pub said: Option<String>,
}

/// The longest text of a draft that is read, in bytes; longer ones than any site allows are cut.
const LONGEST: usize = 20_000;
/// The longest article that is read, in bytes.
const LONGEST_ARTICLE: usize = 200_000;
/// Words between a promise and the time that it is for.
const NEAR: usize = 24;

/// The claims of a draft, in their order.
#[must_use]
pub fn claims(draft: &str, article: &str) -> Vec<Claim> {
    Article::new(article).claims(draft)
}

/// An article that was read, for any number of drafts.
#[derive(Debug)]
pub struct Article {
    read: Read,
    starts: Starts,
}

impl Article {
    /// Reads an article's text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let starts = Starts::new();
        Self {
            read: Read::new(head(text, LONGEST_ARTICLE), &starts),
            starts,
        }
    }

    /// The claims of a draft that was written from it, in their order.
    #[must_use]
    pub fn claims(&self, draft: &str) -> Vec<Claim> {
        let draft = Read::new(head(draft, LONGEST), &self.starts);
        let mut sentences = draft.sentences.iter();
        if sentences.all(|sentence| sentence.facts.is_empty()) {
            return Vec::new();
        }
        let promised: Vec<Span> = promises(&draft.text)
            .iter()
            .map(|promise| promise.span)
            .collect();
        let judge = judge::Judge::new(&draft, &self.read);
        let mut found = Vec::new();
        for (at, sentence) in draft.sentences.iter().enumerate() {
            for fact in &sentence.facts {
                if is_claim(&draft, sentence, fact, &promised) {
                    found.push(judge.claim(at, fact));
                }
            }
        }
        found
    }
}

/// Whether a fact of a draft is said of the brand's ways, and not asked, or promised of ourselves.
fn is_claim(draft: &Read, sentence: &Sentence, fact: &Fact, promised: &[Span]) -> bool {
    let named = matches!(
        fact.value,
        Value::Path(_) | Value::Button(_) | Value::Phone(_) | Value::Email(_)
    );
    if sentence.asks && !named {
        return false;
    }
    let of_ours = |promise: &Span| {
        let between = draft
            .text
            .get(promise.end..fact.span.start)
            .unwrap_or_default();
        let near = fact.span.start >= promise.end
            && between.len() <= NEAR
            && !between.contains(['.', ',', '!', '?', ';', '\n']);
        promise.overlaps(fact.span) || near
    };
    !(fact.value.is_time() && promised.iter().any(of_ours))
}

/// The beginning of a text, at most so many bytes.
fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
