//! What is missing in the knowledge bases: complaints and questions that had no article, put together by what they mean.
//!
//! Of a post only two short clauses and its words (in the order of the alphabet) are kept, cleaned of handles, links,
//! e-mail addresses and numbers, with its vector where the encoder read it; for [`KEPT`] and at most [`MOST`] posts. Of
//! the team's replies the text is kept, cleaned in the same way, for a draft.
//!
//! ```
//! use handrail::knowledge::gaps::{Gaps, Missed};
//! let mut gaps = Gaps::default();
//! for (post, text) in [
//!     ("x:1", "@LarkspurCare why does my router blink red?"),
//!     ("x:2", "my router is blinking red all day, help"),
//!     ("x:3", "where can I change the name on my ticket"),
//! ] {
//!     gaps.add(&Missed { post, brand: "Larkspur", heat: 40, at: 5, text, ..Missed::default() });
//! }
//! let groups = gaps.groups(9);
//! assert_eq!(groups[0].name, "why does my router blink red?");
//! assert_eq!((groups[0].count, groups[1].count), (2, 1));
//! ```

mod clean;
mod cluster;
mod draft;
mod group;
mod looked;
#[cfg(test)]
mod measure;
mod rarity;
mod reply;
mod said;
#[cfg(test)]
mod tests;
mod vector;

use serde::{Deserialize, Serialize};

use crate::knowledge::WIDTH;
use crate::post::{Millis, PostKey};
pub use group::Group;
use looked::Looked;
use rarity::Rarity;
use said::Said;
use vector::Vector;

/// How long a post is kept: thirty days.
pub const KEPT: Millis = 30 * 24 * 60 * 60 * 1_000;
/// The most posts; the oldest go first.
pub const MOST: usize = 1_000;
/// The most dismissals that are remembered; the oldest go first.
const DISMISSED: usize = 100;
/// The most replies that are kept for drafts; the oldest go first.
const REPLIES: usize = 200;

/// A complaint or question that had no article above the threshold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Missed<'a> {
    /// The post.
    pub post: &'a str,
    /// The brand that it is about.
    pub brand: &'a str,
    /// The code of its topic.
    pub topic: Option<&'a str>,
    /// Its heat, from 0 to 100.
    pub heat: u32,
    /// When it was seen.
    pub at: Millis,
    /// Its text, of which little is kept.
    pub text: &'a str,
    /// What the sentence encoder makes of [`meaning`](crate::knowledge::meaning) of it: with the brand's handle left in,
    /// all posts would be alike.
    pub vector: Option<&'a [f32; WIDTH]>,
}

/// What is missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Gaps {
    /// By moment and post, so that the order in which they came does not matter.
    missed: Vec<Kept>,
    dismissed: Vec<Dismissed>,
    looked: Looked,
}

/// What is kept of a post.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    post: PostKey,
    brand: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<String>,
    heat: u32,
    at: Millis,
    clauses: Vec<String>,
    words: Vec<String>,
    #[serde(with = "vector", skip_serializing_if = "Option::is_none")]
    vector: Option<Vector>,
    /// When the team replied, and what.
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<(Millis, String)>,
}

/// A group that needs no article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Dismissed {
    at: Millis,
    brand: String,
    posts: Vec<PostKey>,
    /// Its most central posts: what is as like them as the group's posts were to each other belongs to it.
    like: Vec<Like>,
}

/// What a post of a dismissed group is told by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Like {
    words: Vec<String>,
    #[serde(with = "vector", skip_serializing_if = "Option::is_none")]
    vector: Option<Vector>,
}

impl Gaps {
    /// Keeps a post that had no article, in the place of what was kept of it before, and counts it as looked at. Nothing
    /// is kept of one that has no words, or that belongs to a group that was dismissed. Returns whether anything changed.
    pub fn add(&mut self, missed: &Missed<'_>) -> bool {
        let looked = self.looked.take(missed.post, false, missed.at);
        let mut rarity = Rarity::new();
        let said = Said::of(missed.text, missed.brand, &mut rarity);
        let before = self.take(missed.post);
        let mut kept = Kept {
            post: missed.post.to_owned(),
            brand: missed.brand.to_owned(),
            topic: missed.topic.map(str::to_owned),
            heat: missed.heat,
            at: missed.at,
            clauses: said.clauses,
            words: said.words,
            vector: missed.vector.and_then(Vector::of),
            reply: None,
        };
        if kept.words.is_empty() || self.is_dismissed(&kept, &mut rarity) {
            return looked || before.is_some();
        }
        if let Some(before) = &before {
            kept.reply.clone_from(&before.reply);
            // Without the encoder the same words still mean what it read in them.
            if kept.vector.is_none() && kept.words == before.words {
                kept.vector.clone_from(&before.vector);
            }
        }
        let changed = before.is_none_or(|before| before != kept);
        let key = |kept: &Kept| (kept.at, kept.post.clone());
        let place = self.missed.partition_point(|other| key(other) < key(&kept));
        self.missed.insert(place, kept);
        let over = self.missed.len().saturating_sub(MOST);
        self.missed.drain(..over);
        looked || changed
    }

    /// Counts a post that had an article; nothing is missing for it (any more). Returns whether anything changed.
    pub fn answered(&mut self, post: &str, at: Millis) -> bool {
        let looked = self.looked.take(post, true, at);
        self.remove(post) || looked
    }

    /// Forgets a post: it was neither a complaint nor a question, or not about the brand. Returns whether it was here.
    pub fn remove(&mut self, post: &str) -> bool {
        self.take(post).is_some()
    }

    /// Complaints and questions that were looked at in the last thirty days, and how many of them had an article.
    #[must_use]
    pub fn seen(&self) -> [usize; 2] {
        self.looked.counts()
    }

    /// Keeps what the team replied to a post that had no article, for a draft. Returns whether anything changed.
    pub fn reply(&mut self, post: &str, text: &str, at: Millis) -> bool {
        let text = reply::clean(text);
        let Some(kept) = self.missed.iter_mut().find(|kept| kept.post == post) else {
            return false;
        };
        if text.is_empty()
            || kept
                .reply
                .as_ref()
                .is_some_and(|(_, before)| *before == text)
        {
            return false;
        }
        kept.reply = Some((at, text));
        let replied = self.missed.iter().filter(|kept| kept.reply.is_some());
        if replied.clone().count() > REPLIES
            && let Some(oldest) = replied
                .filter_map(|kept| Some(kept.reply.as_ref()?.0))
                .min()
        {
            for kept in &mut self.missed {
                kept.reply.take_if(|(at, _)| *at == oldest);
            }
        }
        true
    }

    /// Lets go of what is older than thirty days. Returns whether there was any.
    pub fn forget(&mut self, now: Millis) -> bool {
        let before = (self.missed.len(), self.dismissed.len());
        self.missed.retain(|kept| is_kept(kept.at, now));
        self.dismissed
            .retain(|dismissed| is_kept(dismissed.at, now));
        let looked = self.looked.forget(now);
        looked || before != (self.missed.len(), self.dismissed.len())
    }

    /// The group needs no article: its posts are forgotten, and so is for thirty days what falls into it. Returns whether
    /// there was such a group.
    pub fn dismiss(&mut self, id: &str, now: Millis) -> bool {
        let Some(found) = group::find(&self.missed, id, now) else {
            return false;
        };
        let posts: Vec<&Kept> = found.posts(&self.missed).collect();
        let like = found.central(&self.missed).into_iter().map(|kept| Like {
            words: kept.words.clone(),
            vector: kept.vector.clone(),
        });
        self.dismissed.push(Dismissed {
            at: now,
            brand: posts
                .first()
                .map(|kept| kept.brand.clone())
                .unwrap_or_default(),
            like: like.collect(),
            posts: posts.iter().map(|kept| kept.post.clone()).collect(),
        });
        let over = self.dismissed.len().saturating_sub(DISMISSED);
        self.dismissed.drain(..over);
        let gone = self
            .dismissed
            .last()
            .map(|last| last.posts.clone())
            .unwrap_or_default();
        self.missed.retain(|kept| !gone.contains(&kept.post));
        true
    }

    /// What is missing, the most pressing first: by the number of posts × (1 + their mean heat ÷ 50), so that fifty points
    /// of heat count as another post. What is older than thirty days does not count.
    #[must_use]
    pub fn groups(&self, now: Millis) -> Vec<Group> {
        group::all(&self.missed, now)
    }

    /// An article begun for a group: the name of its file, and Markdown with front matter.
    #[must_use]
    pub fn draft(&self, id: &str, now: Millis) -> Option<(String, String)> {
        let found = group::find(&self.missed, id, now)?;
        Some(draft::of(&found, &self.missed, now))
    }

    /// Removes what is kept of a post.
    fn take(&mut self, post: &str) -> Option<Kept> {
        let at = self.missed.iter().position(|kept| kept.post == post)?;
        Some(self.missed.remove(at))
    }

    fn is_dismissed(&self, kept: &Kept, rarity: &mut Rarity) -> bool {
        self.dismissed
            .iter()
            .filter(|dismissed| dismissed.brand == kept.brand && is_kept(dismissed.at, kept.at))
            .any(|dismissed| {
                dismissed.posts.contains(&kept.post)
                    || group::falls_into(kept, &dismissed.like, rarity)
            })
    }
}

/// Whether something of that moment is still kept.
const fn is_kept(at: Millis, now: Millis) -> bool {
    now.saturating_sub(at) <= KEPT
}
