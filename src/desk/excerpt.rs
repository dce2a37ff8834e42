//! What is kept of people and their words, apart from the events and for a while only.
//!
//! Events name posts by their keys and people by a digest. The words that make a queue readable are kept beside, while the
//! case is open and for some days after, and are then removed.

use serde::{Deserialize, Serialize};

use crate::desk::{Desk, Status};
use crate::post::{Millis, Post};
use crate::text::fold::fold;

/// The most letters of a post that are kept.
const LONGEST: usize = 280;
/// A day.
const DAY: Millis = 86_400_000;

/// How long what is known of people is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Retention {
    /// Days after a case was handled; 0 for until then.
    pub days: u16,
    /// When it was last looked whose words are to be removed.
    pub swept: Millis,
}

impl Default for Retention {
    fn default() -> Self {
        Self { days: 3, swept: 0 }
    }
}

impl Retention {
    /// The longest that can be chosen, in days.
    pub const MOST: u16 = 365;
}

/// What a queue shows of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(default)]
pub struct Excerpt {
    /// Who wrote it, without `@`.
    pub handle: String,
    /// The display name; may be empty.
    pub name: String,
    /// Its beginning.
    pub text: String,
    /// Its address.
    pub url: String,
    /// When it was read.
    pub at: Millis,
}

impl Excerpt {
    /// Of a post, read at a moment.
    #[must_use]
    pub fn of(post: &Post, now: Millis) -> Self {
        Self {
            handle: post.author.handle.clone(),
            name: post.author.name.chars().take(LONGEST).collect(),
            text: post.text.chars().take(LONGEST).collect(),
            url: post.url.clone().unwrap_or_default(),
            at: now,
        }
    }

    /// What is searched in it, folded.
    #[must_use]
    pub fn searched(&self) -> String {
        fold(&format!("@{} {} {}", self.handle, self.name, self.text))
    }
}

impl Desk {
    /// Whether what is kept of a post is to be removed: its case was handled so many days ago, or nobody ever had to
    /// answer it and it was read so long ago.
    #[must_use]
    pub fn is_over(&self, post: &str, read: Millis, keep: Retention, now: Millis) -> bool {
        let days = Millis::from(keep.days) * DAY;
        let Some(case) = self.case(post) else {
            return read + days < now;
        };
        let since = match case.status {
            Status::Handled => case.last,
            _ if case.is_open() => return false,
            _ => read,
        };
        since.saturating_add(days) < now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Act, Event, Sight, Step};

    #[test]
    fn words_go_some_days_after_the_case_was_handled() {
        let mut desk = Desk::default();
        let mut add = |id: &str, at, act| {
            let (id, post) = (id.into(), "x:1".into());
            desk.add(Event { id, post, at, act });
            desk.clone()
        };
        let sight = Sight {
            case: "x:1".into(),
            brand: "Larkspur".into(),
            waits: true,
            ..Sight::default()
        };
        let step = Step::Seen {
            sight: Box::new(sight),
        };
        let keep = Retention::default();
        let open = add("a", 0, Act::Case { step });
        assert!(!open.is_over("x:1", 0, keep, 900 * DAY));
        let handled = add("b", 100 * DAY, Act::Handled);
        assert!(!handled.is_over("x:1", 0, keep, 103 * DAY));
        assert!(handled.is_over("x:1", 0, keep, 103 * DAY + 1));
        let none = Retention { days: 0, swept: 0 };
        assert!(handled.is_over("x:1", 0, none, 100 * DAY + 1));
        // What belongs to no case is not kept for longer.
        assert!(handled.is_over("x:2", 0, keep, 4 * DAY));
    }

    #[test]
    fn only_the_beginning_is_kept() {
        let post = Post {
            text: "é".repeat(1_000),
            ..Post::default()
        };
        assert_eq!(Excerpt::of(&post, 0).text.chars().count(), 280);
    }
}
