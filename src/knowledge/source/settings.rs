//! What a lead sets: which source, where it is, and which of its columns are what.

use serde::{Deserialize, Serialize};

use super::address;
use super::csv::Csv;
use super::feed::Feed;
use super::files::Files;
use super::json::Json;
use super::site::Site;
use super::zendesk::Zendesk;
use super::{SOURCES, Source};
use crate::problem::Problem;

/// A source of articles, as a lead sets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Settings {
    /// Files or a zip file of Markdown and HTML.
    Files {},
    /// A table, one article a row.
    Csv {
        /// Which column is what; guessed by the columns' names where nothing is said.
        #[serde(default)]
        mapping: Mapping,
    },
    /// JSON objects, one an article.
    Json {
        /// Which field is what.
        #[serde(default)]
        mapping: Mapping,
    },
    /// A Zendesk help center.
    Zendesk {
        /// Its address, such as `https://help.larkspur.example`.
        address: String,
        /// The languages to read; all where none is named.
        #[serde(default)]
        locales: Vec<String>,
    },
    /// The pages of a site.
    Site {
        /// Its sitemap; empty where the pages are named.
        #[serde(default)]
        address: String,
        /// The pages' own addresses.
        #[serde(default)]
        pages: Vec<String>,
    },
    /// A feed (RSS or Atom).
    Feed {
        /// Its address.
        address: String,
    },
}

/// Which column or field of a source holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Mapping {
    /// What names the article for good.
    pub id: Option<String>,
    /// What its translations have in common.
    pub group: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its text.
    pub body: Option<String>,
    /// Its public address.
    pub url: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// When it was last changed.
    pub updated: Option<String>,
    /// Labels, with commas between them.
    pub keywords: Option<String>,
    /// Categories, outermost first, with `>` between them.
    pub breadcrumb: Option<String>,
    /// How the texts are written; seen from each text where nothing is said.
    pub body_kind: Option<BodyKind>,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum BodyKind {
    /// Markdown, or plain text.
    Markdown,
    /// HTML.
    Html,
}

impl Settings {
    /// The name of its kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Files {} => "files",
            Self::Csv { .. } => "csv",
            Self::Json { .. } => "json",
            Self::Zendesk { .. } => "zendesk",
            Self::Site { .. } => "site",
            Self::Feed { .. } => "feed",
        }
    }

    // Below, each source is named, not looked up: whoever only checks settings (the engine) then does not carry the
    // readers of all sources along.

    /// The source that reads it.
    pub(super) fn source(&self) -> &'static dyn Source {
        let found = SOURCES.iter().find(|source| source.kind() == self.kind());
        found.copied().unwrap_or(&Files)
    }

    /// What is wrong with them, by their fields.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        match self {
            Self::Files {} => Files.check(self),
            Self::Csv { .. } => Csv.check(self),
            Self::Json { .. } => Json.check(self),
            Self::Zendesk { .. } => Zendesk.check(self),
            Self::Site { .. } => Site.check(self),
            Self::Feed { .. } => Feed.check(self),
        }
    }

    /// The hosts that an import contacts (scheme, name and port), and it contacts no other.
    #[must_use]
    pub fn hosts(&self) -> Vec<String> {
        let first = match self {
            Self::Files {} | Self::Csv { .. } | Self::Json { .. } => Vec::new(),
            Self::Zendesk { .. } => Zendesk.start(self),
            Self::Site { .. } => Site.start(self),
            Self::Feed { .. } => Feed.start(self),
        };
        let mut hosts: Vec<String> = first
            .iter()
            .filter_map(|ask| address::origin(&ask.url))
            .collect();
        hosts.sort();
        hosts.dedup();
        hosts
    }
}

/// The problem of an address that cannot be used, in the settings' field `field`.
pub(super) fn check_address(field: &str, address: &str) -> Vec<Problem> {
    match address::given(address) {
        Ok(_) => Vec::new(),
        Err(message) => vec![Problem::error("source.address", field, message)],
    }
}
