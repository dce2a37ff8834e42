//! The reply is longer than the site allows, as the site counts.

use super::read::Read;
use super::{Check, Finding};
use crate::span::Span;

#[derive(Debug)]
pub(super) struct TooLong;

impl Check for TooLong {
    fn code(&self) -> &'static str {
        "too_long"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let out = reply.out;
        if out.max == 0 || out.used <= out.max {
            return None;
        }
        let over = out
            .over_from
            .map(|from| Span::new(from.min(out.text.len()), out.text.len()));
        let over = over.filter(|over| !over.slice(out.text).is_empty());
        Some(Finding::holds(over.into_iter().collect()).with((out.used - out.max).to_string()))
    }
}
