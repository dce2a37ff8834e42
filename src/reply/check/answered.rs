//! The brand answered in the thread after the agent had looked.

use super::read::Read;
use super::{Check, Finding, Speaker};

#[derive(Debug)]
pub(super) struct Answered;

impl Check for Answered {
    fn code(&self) -> &'static str {
        "answered"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let seen = reply.out.seen_at?;
        let new = |said: &&super::Said<'_>| said.who == Speaker::Us && said.at > seen;
        let said = reply.out.thread.iter().rev().find(new)?;
        Some(Finding::holds(Vec::new()).with(said.text))
    }
}
