//! The sites that Handrail works in: one data file a site (what the content script looks for) and one normaliser.
//!
//! The content script is a generic terminal: it sends what the site's table names ([`RawPost`]), and the site's
//! normaliser makes a [`Post`] of it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::post::{Post, PostKey, Reach};

mod bluesky;
mod found;
mod keys;
mod length;
mod mastodon;
mod pattern;
mod read;
pub mod table;
pub mod update;
mod x;

#[cfg(test)]
mod tests;

pub use keys::owner;
pub use length::{Count, Length};

/// What the content script read from one post on the page, by the field names of the site's table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct RawPost {
    /// The terminal's own name for the post, given back with its mark.
    pub key: String,
    /// One string a field (`permalink`, `author`, `name`, `text`, `time`, `lang`, `quoted` …), as the page has it.
    pub fields: BTreeMap<String, String>,
    /// Fields that hold several strings, such as `replyingTo`.
    pub lists: BTreeMap<String, Vec<String>>,
    /// What is simply there or not: `truncated`, `promoted`, `repost` …
    pub flags: Vec<String>,
}

impl RawPost {
    /// A field's text, if it is there and not blank.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.trim().is_empty())
    }

    /// The strings of a field that holds several.
    fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        let strings = self.lists.get(name).into_iter().flatten();
        strings.map(String::as_str)
    }

    /// How far the post reaches, as far as the page says: authors' followers stand in their own profiles alone.
    fn reach(&self) -> Reach {
        let count = |name| self.field(name).map_or(0, read::count);
        Reach {
            followers: None,
            verified: self.flag("verified"),
            replies: count("replies"),
            reposts: count("reposts"),
        }
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.flags.iter().any(|flag| flag == name)
    }
}

/// A site that we know how to read.
pub trait Site: Sync {
    /// Short name, the first part of every [`crate::post::PostKey`].
    fn name(&self) -> &'static str;
    /// Makes a post of what was read; `None` where it is no post that can be named (an advert without a link).
    fn normalize(&self, raw: &RawPost) -> Option<Post>;
    /// The name for good of the post that the terminal calls `key`; `None` where it cannot be one.
    fn post_key(&self, key: &str) -> Option<PostKey>;
    /// The address of the post of this id, which is what follows the site's name in its key.
    fn address(&self, id: &str) -> Option<String>;
    /// How long its posts may be, by its data file; `None` where that cannot be read.
    fn length(&self) -> Option<Length>;
}

/// From the list of all sites what is known of each by its module's name.
macro_rules! sites {
    ($($name:ident: $site:ident, $known:literal;)+) => {
        static SITES: &[&dyn Site] = &[$(&$name::$site),+];

        /// Their names, each the first part of its posts' keys.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Each site's name as people know it, and its data file.
        const TABLES: &[(&str, &str)] =
            &[$(($known, include_str!(concat!(stringify!($name), ".toml")))),+];
    };
}

// Every site, one line each.
sites! {
    x: X, "X";
    bluesky: Bluesky, "Bluesky";
    mastodon: Mastodon, "Mastodon";
}

/// The site called `name`.
#[must_use]
pub fn find(name: &str) -> Option<&'static dyn Site> {
    SITES.iter().copied().find(|site| site.name() == name)
}

/// The address of a post, by its key; none where it is no post of a site.
#[must_use]
pub fn address(key: &str) -> Option<String> {
    let (site, id) = key.split_once(':')?;
    find(site)?.address(id)
}
