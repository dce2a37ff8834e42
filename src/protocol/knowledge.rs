//! What is said about knowledge bases: how they stand, their articles, how imports go, what is missing in them.

use serde::{Deserialize, Serialize};

use crate::knowledge::ArticleRef;
use crate::knowledge::source::{Fetch, Fetched, Settings};
use crate::post::{Millis, PostKey};
use crate::problem::Problem;

/// A knowledge base as the lead sets it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Base {
    /// Made once, where the base is set up: letters, digits and `-`.
    pub id: String,
    /// What the team calls it.
    pub name: String,
    /// The brands that it answers for; all where none is named.
    #[serde(default)]
    pub brands: Vec<String>,
    /// Where its articles come from.
    pub source: Settings,
    /// Public address that paths are appended to, where an article names none; may be empty.
    #[serde(default)]
    pub base_url: String,
    /// The language of articles that do not say theirs, and the one shown where the customer's is missing.
    #[serde(default)]
    pub lang: String,
    /// What is appended to the links that agents send, such as `utm_source=x&utm_campaign={topic}`; may be empty.
    #[serde(default)]
    pub campaign: String,
}

/// How a knowledge base stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct BaseState {
    /// As it is set up.
    pub base: Base,
    /// When it was imported last; 0 before the first time.
    pub imported: Millis,
    /// Number of articles, translations apart.
    pub articles: usize,
    /// Number of passages.
    pub passages: usize,
    /// Size of the index in bytes.
    pub bytes: usize,
    /// Texts that the sentence encoder has read, of how many.
    pub read: [usize; 2],
    /// Articles that agents flagged.
    pub flagged: usize,
    /// Articles whose address leads nowhere.
    pub dead: usize,
    /// How the last import went.
    pub report: Option<ImportReport>,
    /// The servers that an import contacts (scheme and name); none for files.
    pub hosts: Vec<String>,
}

/// How an import went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct ImportReport {
    /// When it ended.
    pub at: Millis,
    /// Articles that were not there before.
    pub new: usize,
    /// Articles that are different now.
    pub changed: usize,
    /// Articles that are as they were.
    pub same: usize,
    /// Articles that are no longer there.
    pub gone: usize,
    /// What was left out or is worth knowing; the first 200.
    pub skipped: Vec<Problem>,
    /// How many of these there were in all.
    pub skipped_all: usize,
    /// Whether a part of the source could not be read: then what did not come was kept.
    pub partial: bool,
}

/// How an import from the web goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ImportProgress {
    /// The knowledge base.
    pub base: String,
    /// Answers that came.
    pub fetched: usize,
    /// Articles so far, those that are as they were included.
    pub articles: usize,
    /// How much is known that is still to be fetched.
    pub left: usize,
    /// What was left out so far.
    pub skipped: usize,
    /// Whether it was stopped, and waits to be resumed.
    pub stopped: bool,
}

/// A file that a person picked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RawFile {
    /// Its path within what was picked.
    pub path: String,
    /// What is in it.
    #[serde(with = "serde_bytes")]
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Uint8Array"))]
    pub bytes: Vec<u8>,
}

/// What an import from the web wants next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ImportStep {
    /// Fetch this, without cookies.
    Fetch {
        /// What.
        fetch: Fetch,
    },
    /// Nothing before this moment.
    Wait {
        /// In milliseconds since 1970.
        until: Millis,
    },
    /// All is there: [`super::Request::ImportCommit`].
    Done,
}

/// What came for a fetch, or why nothing did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ImportAnswer {
    /// An answer of the server.
    Came {
        /// As it is.
        fetched: Fetched,
    },
    /// The network's word.
    Failed {
        /// In the browser's words.
        message: String,
    },
}

/// An article, as the lead's list shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ArticleLine {
    /// The article.
    pub article: ArticleRef,
    /// Title.
    pub title: String,
    /// Where customers can read it.
    pub url: Option<String>,
    /// When it was changed last, as its source wrote it.
    pub updated: Option<String>,
    /// Its languages.
    pub langs: Vec<String>,
    /// What the team and the web say of it.
    pub standing: Standing,
}

/// What the team and the web say of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Standing {
    /// The event that flagged it as wrong or outdated (to take that back), and the note.
    pub flag: Option<(String, String)>,
    /// Its address led nowhere: the status, and when that was seen.
    pub dead: Option<(u16, Millis)>,
    /// When its address was last seen to lead somewhere.
    pub alive: Option<Millis>,
    /// Posts that it was linked for.
    pub linked: usize,
    /// Of these, posts that are handled.
    pub helped: usize,
    /// How often it was linked for the post's topic, and that topic's name.
    pub chosen: Option<(usize, String)>,
    /// The event that pinned it to the post's topic (to take that back), and that topic's name.
    pub pinned: Option<(String, String)>,
}

/// Complaints and questions that had no article, and mean the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Gap {
    /// Names it while it lasts.
    pub id: String,
    /// In the customers' own words.
    pub name: String,
    /// Words that most of its posts have.
    pub words: Vec<String>,
    /// The brand.
    pub brand: String,
    /// The topic that most of its posts have: code and name.
    pub topic: Option<(String, String)>,
    /// How many posts.
    pub count: usize,
    /// Their heat together: what the list is ordered by, with the count.
    pub heat: u32,
    /// The newest of its posts, at most 20.
    pub posts: Vec<PostKey>,
    /// When the newest was seen.
    pub last: Millis,
    /// Whether a reply of the team is known, that a draft would take up.
    pub has_reply: bool,
}

/// A draft of an article for a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ArticleDraft {
    /// A file name for it.
    pub file: String,
    /// Markdown with front matter.
    pub markdown: String,
}

/// The first-line check: what a topic has to offer a customer before anybody answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct FirstLine {
    /// The topic: code and name.
    pub topic: (String, String),
    /// The best article for it.
    pub article: Option<String>,
    /// That article's public address.
    pub url: Option<String>,
    /// Whether that article or a template offers a chat or a phone number, and the words that do.
    pub hand_off: Option<String>,
    /// Posts about it that had no article.
    pub gaps: usize,
}
