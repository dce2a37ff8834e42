//! A reply and its surroundings as plain data: what crosses from the page, and what fixtures are written in.

use serde::{Deserialize, Serialize};

use super::{Finding, Outgoing, Policy, Recent, Said, check};
use crate::post::{Author, Millis};
use crate::triage::{Intent, Languages};

/// Who said something in a thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// One of our accounts.
    Us,
    /// The customer.
    Customer,
    /// Anybody else.
    #[default]
    Another,
}

/// [`Said`] as plain data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(default)]
pub struct Past {
    /// Who said it.
    pub who: Speaker,
    /// What was said.
    pub text: String,
    /// When.
    pub at: Millis,
}

/// [`Recent`] as plain data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(default)]
pub struct Sent {
    /// When.
    pub at: Millis,
    /// What was sent.
    pub text: String,
    /// The post that it answered.
    pub post: String,
}

/// [`Outgoing`] as plain data; its fields are described there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(default)]
#[allow(missing_docs, reason = "as in Outgoing")]
pub struct Situation {
    pub text: String,
    pub lang: Option<String>,
    pub post: Option<String>,
    pub author: Option<Author>,
    pub intent: Option<Intent>,
    pub brand: String,
    pub own_handles: Vec<String>,
    pub other_brands: Vec<String>,
    pub thread: Vec<Past>,
    pub seen_at: Option<Millis>,
    pub claimed_by: Option<String>,
    pub recent: Vec<Sent>,
    pub now: Millis,
    pub used: u32,
    pub max: u32,
    pub over_from: Option<usize>,
    pub dead_links: Vec<String>,
    pub waiting: usize,
    pub policy: Policy,
}

impl Situation {
    /// What the checks find.
    #[must_use]
    pub fn check(&self, languages: Option<&Languages>) -> Vec<Finding> {
        let thread: Vec<Said<'_>> = self.thread.iter().map(Past::said).collect();
        let recent: Vec<Recent<'_>> = self.recent.iter().map(Sent::recent).collect();
        check(&Outgoing {
            text: &self.text,
            lang: self.lang.as_deref(),
            post: self.post.as_deref(),
            author: self.author.as_ref(),
            intent: self.intent,
            brand: &self.brand,
            own_handles: &self.own_handles,
            other_brands: &self.other_brands,
            thread: &thread,
            seen_at: self.seen_at,
            claimed_by: self.claimed_by.as_deref(),
            recent: &recent,
            now: self.now,
            used: self.used,
            max: self.max,
            over_from: self.over_from,
            dead_links: &self.dead_links,
            waiting: self.waiting,
            policy: &self.policy,
            languages,
        })
    }
}

impl Past {
    fn said(&self) -> Said<'_> {
        Said {
            who: self.who,
            text: &self.text,
            at: self.at,
        }
    }
}

impl Sent {
    /// The same, borrowed.
    #[must_use]
    pub fn recent(&self) -> Recent<'_> {
        Recent {
            at: self.at,
            text: &self.text,
            post: &self.post,
        }
    }
}
