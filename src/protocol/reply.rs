//! A reply that is about to go public, and what the checks say of it.

use serde::{Deserialize, Serialize};

use crate::post::Millis;
use crate::reply::check::Severity;
use crate::site::RawPost;

/// A reply as it stands in the composer, or as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct ReplyText {
    /// The site's short name.
    pub site: String,
    /// The post that is answered, as the page shows it; `None` where nobody is.
    pub post: Option<RawPost>,
    /// The other posts on the page: what was said in the thread so far.
    pub around: Vec<RawPost>,
    /// The reply.
    pub text: String,
    /// When the agent began to write it.
    pub since: Option<Millis>,
}

/// What there is to say of a reply. Places in it count in UTF-16.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Checked {
    /// What the checks found, what holds a send first.
    pub findings: Vec<FoundInReply>,
    /// How many of its numbers, prices, dates and steps are in the article that it links.
    pub supported: usize,
    /// How long it is as the site counts.
    pub used: u32,
    /// How long it may be.
    pub max: u32,
    /// From where on it is too long.
    pub over_from: Option<usize>,
    /// The reply in parts that each fit; empty where it fits.
    pub parts: Vec<String>,
    /// What it promises: our words, and when that is due.
    pub promises: Vec<(String, Millis)>,
}

/// Something that a check found in a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct FoundInReply {
    /// The check; its words are the message `check_CODE`.
    pub check: String,
    /// Whether it holds a send.
    pub severity: Severity,
    /// Where; empty where no words are at fault.
    pub spans: Vec<[u32; 2]>,
    /// The first of these words; may be empty.
    pub words: String,
    /// What fills the message's places.
    pub parts: Vec<String>,
    /// What would be better: the message of its label, and a whole reply.
    pub fix: Option<(String, String)>,
}
