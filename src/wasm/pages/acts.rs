//! The agent's acts: sent until the background says that they are kept, always the same event, so that nothing is lost
//! and nothing is done twice.

use super::chrome::{ask, random_id, unexpected};
use super::words::now;
use crate::desk::{Act, Event};
use crate::protocol::{Failure, Request, Response, Seen, State};

/// Waits before the next try, in milliseconds; the last one goes on.
const WAITS: [u32; 6] = [200, 400, 1_000, 2_000, 5_000, 10_000];

/// An act that is not known to be kept.
pub(super) struct Pending {
    /// Sent again and again as it is.
    pub(super) event: Event,
    /// The post as the page shows it, where others are to learn from the act.
    pub(super) seen: Option<Seen>,
    /// How often it was sent in vain.
    pub(super) failures: usize,
    /// Why the last try failed.
    pub(super) failure: Option<Failure>,
    /// The next try.
    pub(super) wait: Option<gloo::timers::callback::Timeout>,
}

impl Pending {
    pub(super) fn new(post: &str, act: Act, seen: Option<Seen>) -> Self {
        Self {
            event: Event {
                id: random_id(),
                post: post.to_owned(),
                at: now(),
                act,
            },
            seen,
            failures: 0,
            failure: None,
            wait: None,
        }
    }

    /// How long to wait after the failures so far.
    pub(super) fn pause(&self) -> u32 {
        let at = self.failures.saturating_sub(1).min(WAITS.len() - 1);
        WAITS.get(at).copied().unwrap_or(10_000)
    }
}

/// Sends an act; the post's state once it is durable.
pub(super) async fn keep(event: Event, seen: Option<Seen>) -> Result<State, Failure> {
    match ask(Request::Act { event, seen }).await? {
        Response::Kept { state } => Ok(state),
        other => unexpected(other),
    }
}
