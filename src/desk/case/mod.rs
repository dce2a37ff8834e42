//! A case: a thread or a burst by one person about one brand, and what became of it.
//!
//! A case is named by its first post and is nothing but what its events add up to ([`fold`]); which case a post belongs
//! to is decided when it is first seen ([`Groups`]) and stands in that event, so that every browser reads the same.
//!
//! The clocks count in [`Stretch`]es: a case that is handled and comes back begins a new one, so that a customer who
//! returns after five days is not told to have waited for five days.

mod fold;
mod group;
mod step;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub(super) use fold::fold;
pub(super) use group::Groups;
pub use group::Placing;
pub use step::{NOTE, Sight, Step};

use crate::post::{Millis, PostKey};

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum How {
    /// What the customer wrote about was seen to.
    Resolved,
    /// Nobody had to answer.
    NoReply,
    /// It was not about the brand.
    NotUs,
}

impl How {
    /// Whether somebody had to answer.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Resolved)
    }
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// Seen on a page, and nobody's yet.
    #[default]
    Seen,
    /// Somebody has taken it.
    Claimed,
    /// The next word is the customer's.
    Waiting,
    /// With those behind the first responder.
    Escalated,
    /// Nothing is left to do.
    Handled,
    /// It was handled, and came back.
    Reopened,
}

/// From the moment at which somebody had to see to a case to the one at which nothing was left to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// When the customer wrote, or an agent opened it again.
    pub opened: Millis,
    /// The first reply in public by a person.
    pub replied: Option<Millis>,
    /// When it ended, and how.
    pub closed: Option<(Millis, How)>,
    /// While the next word was the customer's; the last may still go on.
    pub paused: Vec<(Millis, Option<Millis>)>,
    /// Later replies in public by a person, each with the first post that it answered.
    pub next: Vec<(Millis, Millis)>,
}

/// A case as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The customer's posts, from old to new.
    pub posts: Vec<PostKey>,
    /// The brand's name; empty where no post of it was read.
    pub brand: String,
    /// Stands for the person.
    pub author: String,
    /// What the strongest of the posts that still wait says; corrected ones as corrected.
    pub sight: Sight,
    /// Where it stands.
    pub status: Status,
    /// From old to new; none where only acts are known and no post.
    pub stretches: Vec<Stretch>,
    /// The first post of the customer that nobody has answered.
    pub awaiting: Option<Millis>,
    /// The event that took it, and when.
    pub claimed: Option<(String, Millis)>,
    /// To whom it was escalated.
    pub escalated: Option<String>,
    /// Until when it is put off, and why.
    pub snoozed: Option<(Millis, String)>,
    /// How many notes it has.
    pub notes: u32,
    /// The event that ended it.
    pub ended: Option<String>,
    /// When the customer wrote last.
    pub wrote: Millis,
    /// The last thing that happened to it.
    pub last: Millis,
}

impl Case {
    /// Whether something is left to do.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status != Status::Handled && !self.stretches.is_empty()
    }

    /// Whether a post of it was read: else only acts on a post are known that was never about a brand.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        !self.brand.is_empty()
    }

    /// The stretch that goes on, or was the last.
    #[must_use]
    pub fn stretch(&self) -> Option<&Stretch> {
        self.stretches.last()
    }

    /// Whether the page counts replies of which none was seen: somebody may have answered from elsewhere.
    #[must_use]
    pub fn may_be_answered(&self) -> bool {
        let replied = self
            .stretch()
            .is_some_and(|stretch| stretch.replied.is_some());
        !replied && self.sight.replies > 0
    }

    /// Whether it is put off at a moment.
    #[must_use]
    pub fn is_snoozed(&self, now: Millis) -> bool {
        self.snoozed.as_ref().is_some_and(|(until, _)| now < *until)
    }

    /// The moment at which it ended, where a post written at `time` ended with it.
    #[must_use]
    pub fn ended_with(&self, time: Millis) -> Option<(String, Millis)> {
        let id = self.ended.clone()?;
        let goes_on = self.stretch().filter(|one| one.closed.is_none());
        if goes_on.is_some_and(|one| one.opened <= time) {
            return None;
        }
        let closed = self.stretches.iter().rev().find_map(|one| one.closed);
        let (at, _) = closed.filter(|(at, how)| time <= *at && *how != How::NotUs)?;
        Some((id, at))
    }
}
