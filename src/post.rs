//! A post as the agent's own screen shows it, whatever the site.

use serde::{Deserialize, Serialize};

/// A moment in milliseconds since 1970-01-01T00:00Z. The core has no clock: moments are arguments.
pub type Millis = i64;

/// Names a post for good, on any page: `x:1842037500065546723`.
pub type PostKey = String;

/// Who wrote a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Author {
    /// Without the leading `@`.
    pub handle: String,
    /// The display name, emoji and all; may be empty.
    pub name: String,
}

/// One post, read from the page and normalised by its site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Post {
    /// `site:id`
    pub key: PostKey,
    /// Who wrote it.
    pub author: Author,
    /// Exactly the text that the page holds (an emoji image is its character): spans count in it.
    pub text: String,
    /// When it was written, where the page says so.
    pub time: Option<Millis>,
    /// The site's own guess of the language (BCP 47), where it has one.
    pub lang: Option<String>,
    /// Address of the post.
    pub url: Option<String>,
    /// Handles the post replies to, without `@`.
    pub replying_to: Vec<String>,
    /// Text of a quoted post.
    pub quoted: Option<String>,
    /// Only the beginning of the text is on the page: any verdict is provisional.
    pub truncated: bool,
    /// An advertisement.
    pub promoted: bool,
}
