//! A colleague works on the post.

use super::read::Read;
use super::{Check, Finding};

#[derive(Debug)]
pub(super) struct Claimed;

impl Check for Claimed {
    fn code(&self) -> &'static str {
        "claimed"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let by = reply.out.claimed_by.filter(|by| !by.trim().is_empty())?;
        Some(Finding::holds(Vec::new()).with(by))
    }
}
