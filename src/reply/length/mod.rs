//! How long a post is, exactly as its site counts, and how to part what is too long.
//!
//! ```
//! use handrail::reply::length::{Rule, count, split};
//! let text = "Sorry about that! Please see larkspur.example.com/status 👍🏽";
//! assert_eq!(count(&Rule::X, text).used, 55); // a link is 23, an emoji 2
//! assert_eq!(count(&Rule::BLUESKY, text).used, 58);
//! assert_eq!(split(&Rule::Weighted { max: 48, link: 23 }, text), [
//!     "Sorry about that! 1/2",
//!     "Please see larkspur.example.com/status 👍🏽 2/2",
//! ]);
//! ```
//!
//! X counts by `twitter-text`, configuration 3: composed characters, old scripts and common punctuation 1, all else and
//! every emoji 2, every link 23. Bluesky counts what a reader sees as one character, and its links as it shows them.
//! Mastodon counts the same, links as 23 and `@user@host` as `@user`.

mod compose;
mod cuts;
mod domain;
mod emoji;
mod letters;
mod link;
mod seen;
mod split;
mod weighted;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::span::Span;

pub use split::split;

/// How a site counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Characters of 1 or 2, as X: `twitter-text`'s third configuration. Premium accounts have `max: 25_000`.
    Weighted {
        /// The longest post.
        max: u32,
        /// What a link counts, however long it is.
        link: u32,
    },
    /// What a reader sees as one character (grapheme clusters, UAX 29), and links as shown, as Bluesky.
    Graphemes {
        /// The longest post.
        max: u32,
    },
    /// What a reader sees as one character, links alike and `@user@host` as `@user`, as Mastodon.
    Characters {
        /// The longest post.
        max: u32,
        /// What a link with a scheme counts, however long it is.
        link: u32,
    },
}

impl Rule {
    /// X.
    pub const X: Self = Self::Weighted { max: 280, link: 23 };
    /// Bluesky.
    pub const BLUESKY: Self = Self::Graphemes { max: 300 };
    /// Mastodon, unless a server says otherwise.
    pub const MASTODON: Self = Self::Characters { max: 500, link: 23 };

    /// The longest post.
    #[must_use]
    pub const fn max(&self) -> u32 {
        match self {
            Self::Weighted { max, .. } | Self::Graphemes { max } | Self::Characters { max, .. } => {
                *max
            }
        }
    }

    /// The smallest parts of a text that are counted together, in order.
    fn pieces(&self, text: &str) -> Vec<Piece> {
        match self {
            Self::Weighted { link, .. } => weighted::pieces(text, *link),
            Self::Graphemes { .. } => seen::bluesky(text),
            Self::Characters { link, .. } => seen::mastodon(text, *link),
        }
    }
}

/// A part of a text that is counted as a whole; it ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Its first byte.
    start: usize,
    /// What it counts.
    weight: u32,
}

/// How long a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Counted {
    /// What it counts.
    pub used: u32,
    /// What it may count.
    pub max: u32,
    /// The byte from which on the text is too long. What is before it fits.
    pub over_from: Option<usize>,
}

/// How long `text` is by `rule`.
#[must_use]
pub fn count(rule: &Rule, text: &str) -> Counted {
    let pieces = rule.pieces(text);
    let (used, max) = (total(&pieces), rule.max());
    Counted {
        used,
        max,
        over_from: (used > max).then(|| fitting(rule, text, &pieces)),
    }
}

/// Where links stand in `text`: all that X shortens, such as `https://example.com/a` and `example.com`.
#[must_use]
pub fn links(text: &str) -> Vec<Span> {
    weighted::links(text)
}

fn total(pieces: &[Piece]) -> u32 {
    pieces
        .iter()
        .fold(0, |total, piece| total.saturating_add(piece.weight))
}

/// The byte up to which a text that is too long fits.
fn fitting(rule: &Rule, text: &str, pieces: &[Piece]) -> usize {
    let mut used = 0_u32;
    let over = pieces.iter().find(|piece| {
        used = used.saturating_add(piece.weight);
        used > rule.max()
    });
    let mut end = over.map_or(text.len(), |piece| piece.start);
    // Cut short a word may become a link ("….commerce"), and count more. Before a space nothing changes.
    while let Some(head) = text.get(..end)
        && end > 0
        && total(&rule.pieces(head)) > rule.max()
    {
        end = head.rfind(char::is_whitespace).unwrap_or_default();
    }
    end
}
