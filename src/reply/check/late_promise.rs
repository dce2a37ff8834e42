//! An answer or a remedy is promised for a day or more from now: customers here count in minutes.

use super::read::Read;
use super::{Check, Finding};
use crate::reply::phrase::apart;
use crate::reply::promise::{delays, is_late};
use crate::span::Span;

#[derive(Debug)]
pub(super) struct LatePromise;

impl Check for LatePromise {
    fn code(&self) -> &'static str {
        "late_promise"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let now = reply.out.now;
        let promised = reply
            .promises
            .iter()
            .map(|promise| (promise.when, promise.span));
        let late = promised
            .chain(delays(&reply.words))
            .filter(|(when, _)| is_late(*when, now));
        let spans: Vec<Span> = late.map(|(_, span)| span).collect();
        let spans = apart(spans);
        let first = spans.first()?.slice(reply.out.text).to_owned();
        Some(Finding::holds(spans).with(first))
    }
}
