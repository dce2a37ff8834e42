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

/// Who reads a post, as far as the page shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Reach {
    /// The author's followers.
    pub followers: Option<u64>,
    /// Whether the site calls the author verified.
    pub verified: bool,
    /// Replies to the post.
    pub replies: u64,
    /// How often it was passed on.
    pub reposts: u64,
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
    /// Not all that was written is on the page, but its beginning or a translation of it: any verdict is provisional.
    pub truncated: bool,
    /// An advertisement.
    pub promoted: bool,
    /// Somebody else passed it on, and this is what they passed on.
    pub repost: bool,
    /// Who reads it.
    pub reach: Reach,
    /// The post that it answers, where that is known for sure.
    pub parent: Option<PostKey>,
    /// In a conversation: the post shown right above it.
    pub above: Option<PostKey>,
    /// In a conversation: the post that the page is about.
    pub thread: Option<PostKey>,
}

/// How much of a post is read, in bytes: the longest that X allows is 25,000 characters.
const MAX_TEXT: usize = 100_000;

impl Post {
    /// The post with as much of its text as is read; one that was cut is [truncated](Self::truncated).
    #[must_use]
    pub fn bounded(mut self) -> Self {
        if self.text.len() > MAX_TEXT {
            let mut ends = (0..=MAX_TEXT).rev();
            let end = ends.find(|&at| self.text.is_char_boundary(at));
            self.text.truncate(end.unwrap_or(0));
            self.truncated = true;
        }
        self
    }
}
