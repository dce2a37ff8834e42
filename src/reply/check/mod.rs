//! The checks that run before a reply goes public. One file a check; each has its examples and counter-examples in
//! `tests/fixtures/checks/`, named by its code.
//!
//! A check holds a send once, with its reason, or only advises. It never changes a text: a fix is offered.
//!
//! ```
//! use handrail::reply::check::{Outgoing, Severity, check};
//! let reply = Outgoing { text: "Hi [name], your line is mended.", ..Outgoing::default() };
//! let found = check(&reply);
//! assert_eq!((found[0].check, found[0].severity), ("placeholder", Severity::Holds));
//! assert_eq!(found[0].spans[0].slice(reply.text), "[name]");
//! ```

mod answered;
mod blame;
mod claimed;
mod dead_link;
mod direct_line;
mod exposed;
mod false_cheer;
mod find;
mod holding;
mod internal_url;
mod jargon;
mod late_promise;
mod marketing;
mod no_acknowledgement;
pub mod pattern;
mod personal_data;
mod placeholder;
mod policy;
mod read;
mod repeated;
pub mod rules;
mod sarcasm;
mod shouting;
mod situation;
mod too_long;
mod wrong_brand;
mod wrong_language;

use serde::{Deserialize, Serialize};

use crate::post::{Author, Millis};
use crate::span::Span;
use crate::triage::{Intent, Languages};
use read::Read;
pub use situation::{Past, Sent, Situation, Speaker};

/// The checks, the most serious first. A new one is a file, a line here, a fixture and its words in `_locales`.
const CHECKS: &[&dyn Check] = &[
    &personal_data::PersonalData,
    &direct_line::DirectLine,
    &internal_url::InternalUrl,
    &placeholder::Placeholder,
    &answered::Answered,
    &claimed::Claimed,
    &wrong_brand::WrongBrand,
    &wrong_language::WrongLanguage,
    &too_long::TooLong,
    &dead_link::DeadLink,
    &repeated::Repeated,
    &late_promise::LatePromise,
    &marketing::Marketing,
    &exposed::Exposed,
    &blame::Blame,
    &sarcasm::Sarcasm,
    &false_cheer::FalseCheer,
    &no_acknowledgement::NoAcknowledgement,
    &holding::Holding,
    &shouting::Shouting,
    &jargon::Jargon,
];

/// The codes of [`all`], in the same order: for pages, which only name the checks.
pub const CODES: [&str; 21] = [
    "personal_data",
    "direct_line",
    "internal_url",
    "placeholder",
    "answered",
    "claimed",
    "wrong_brand",
    "wrong_language",
    "too_long",
    "dead_link",
    "repeated",
    "late_promise",
    "marketing",
    "exposed",
    "blame",
    "sarcasm",
    "false_cheer",
    "no_acknowledgement",
    "holding",
    "shouting",
    "jargon",
];

/// The most of a reply that is read, in bytes: no site allows more.
const MOST: usize = 100_000;

/// A reply that is about to go public, and what is known around it.
#[derive(Clone, Debug, Default)]
pub struct Outgoing<'a> {
    /// The reply as it stands in the composer.
    pub text: &'a str,
    /// The customer's language, as a tag.
    pub lang: Option<&'a str>,
    /// The customer's post; none where nobody is answered.
    pub post: Option<&'a str>,
    /// Who wrote that post.
    pub author: Option<&'a Author>,
    /// What that post is.
    pub intent: Option<Intent>,
    /// Our brand's name.
    pub brand: &'a str,
    /// Our accounts, without `@`.
    pub own_handles: &'a [String],
    /// Other brands of the same team: their names and handles.
    pub other_brands: &'a [String],
    /// What was said in the thread so far.
    pub thread: &'a [Said<'a>],
    /// When the agent opened the draft: an answer by us after that is news.
    pub seen_at: Option<Millis>,
    /// A colleague who works on the post.
    pub claimed_by: Option<&'a str>,
    /// What was sent in the last hours.
    pub recent: &'a [Recent<'a>],
    /// This moment.
    pub now: Millis,
    /// The reply's length as the site counts it.
    pub used: u32,
    /// The site's limit; 0 where it has none.
    pub max: u32,
    /// The first byte beyond the limit.
    pub over_from: Option<usize>,
    /// Addresses that lead nowhere.
    pub dead_links: &'a [String],
    /// Complaints that wait past their time.
    pub waiting: usize,
    /// The lead's own rules.
    pub policy: &'a Policy,
    /// What tells languages apart; without it no language is compared.
    pub languages: Option<&'a Languages>,
}

/// Something said in the thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// Who said it.
    pub who: Speaker,
    /// What was said.
    pub text: &'a str,
    /// When.
    pub at: Millis,
}

/// Something that we sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recent<'a> {
    /// When.
    pub at: Millis,
    /// What was sent.
    pub text: &'a str,
    /// The post that it answered.
    pub post: &'a str,
}

/// The lead's own rules. Nothing in it is a regular expression.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(default)]
pub struct Policy {
    /// How order numbers look: see [`pattern`].
    pub order_patterns: Vec<String>,
    /// Telephone numbers that must not be public.
    pub direct_lines: Vec<String>,
    /// Telephone numbers that are.
    pub public_numbers: Vec<String>,
    /// Hosts that customers cannot or should not reach, with all below them.
    pub internal_hosts: Vec<String>,
    /// Where customers may write in private: an address, or a few words.
    pub private_way: String,
    /// Words that customers do not know, each with a plain one.
    pub jargon: Vec<(String, String)>,
    /// Phrases in which nothing is found.
    pub allowed: Vec<String>,
    /// Codes of checks that are off.
    pub off: Vec<String>,
    /// Whether our account may write long posts, where its site sells that.
    pub long_posts: bool,
}

/// A lead without rules.
impl Default for &Policy {
    fn default() -> Self {
        static NONE: Policy = Policy {
            order_patterns: Vec::new(),
            direct_lines: Vec::new(),
            public_numbers: Vec::new(),
            internal_hosts: Vec::new(),
            private_way: String::new(),
            jargon: Vec::new(),
            allowed: Vec::new(),
            off: Vec::new(),
            long_posts: false,
        };
        &NONE
    }
}

/// What a finding does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The send is held once, with the reason.
    Holds,
    /// It is shown beside the draft.
    Advises,
}

/// Something that a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check's code; its words are the message `check_CODE`.
    pub check: &'static str,
    /// What it does.
    pub severity: Severity,
    /// Where in the reply; empty where no words of it are at fault.
    pub spans: Vec<Span>,
    /// What fills the message's places.
    pub parts: Vec<String>,
    /// A reply without the fault, to be offered.
    pub fix: Option<Fix>,
}

/// A whole reply instead of the one that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Its label is the message of this name.
    pub label: &'static str,
    /// The reply.
    pub text: String,
}

impl Finding {
    fn new(severity: Severity, spans: Vec<Span>) -> Self {
        Self {
            check: "",
            severity,
            spans,
            parts: Vec::new(),
            fix: None,
        }
    }

    /// Holds the send.
    fn holds(spans: Vec<Span>) -> Self {
        Self::new(Severity::Holds, spans)
    }

    /// Only says so.
    fn advises(spans: Vec<Span>) -> Self {
        Self::new(Severity::Advises, spans)
    }

    fn with(mut self, part: impl Into<String>) -> Self {
        self.parts.push(part.into());
        self
    }

    fn fixed(mut self, label: &'static str, text: String) -> Self {
        self.fix = Some(Fix { label, text });
        self
    }
}

/// One check. It sees one reply and keeps nothing; it is no place for what the site itself refuses.
pub trait Check: Sync + std::fmt::Debug {
    /// Names it for good: in `_locales`, in the lead's policy, in the record of sends.
    fn code(&self) -> &'static str;

    /// What it finds in the reply.
    #[doc(hidden)]
    fn find(&self, reply: &Read<'_>) -> Option<Finding>;
}

/// All checks, the most serious first.
#[must_use]
pub fn all() -> &'static [&'static dyn Check] {
    CHECKS
}

/// What the checks find, those that hold first, then in the order of [`all`].
#[must_use]
pub fn check(outgoing: &Outgoing<'_>) -> Vec<Finding> {
    if outgoing.text.len() > MOST {
        return Vec::new();
    }
    let reply = Read::new(outgoing);
    let off = |code: &str| outgoing.policy.off.iter().any(|off| off == code);
    let mut findings: Vec<Finding> = all()
        .iter()
        .filter(|check| !off(check.code()))
        .filter_map(|check| {
            let finding = check.find(&reply)?;
            let check = check.code();
            reply.without_allowed(Finding { check, ..finding })
        })
        .collect();
    findings.sort_by_key(|finding| finding.severity);
    findings
}

#[cfg(test)]
mod tests;
