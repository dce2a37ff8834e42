//! A link that leads nowhere.

use super::read::Read;
use super::{Check, Finding};
use crate::span::Span;

#[derive(Debug)]
pub(super) struct DeadLink;

impl Check for DeadLink {
    fn code(&self) -> &'static str {
        "dead_link"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let dead: Vec<String> = reply.out.dead_links.iter().map(|link| page(link)).collect();
        let leads_nowhere = |chunk: &str| chunk.contains('.') && dead.contains(&page(chunk));
        let spans: Vec<Span> = reply
            .chunks()
            .filter(|(_, chunk)| !dead.is_empty() && leads_nowhere(chunk))
            .map(|(span, _)| span)
            .collect();
        let first = spans.first()?.slice(reply.out.text);
        Some(Finding::holds(spans.clone()).with(first))
    }
}

/// What of an address names the page: no scheme, no "www.", no query.
fn page(link: &str) -> String {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let page = rest
        .get(..end)
        .unwrap_or(rest)
        .trim_end_matches('/')
        .to_ascii_lowercase();
    page.strip_prefix("www.")
        .map_or_else(|| page.clone(), str::to_owned)
}
