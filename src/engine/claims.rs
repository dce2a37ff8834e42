//! What a reply says against the article that it links.

use crate::engine::Engine;
use crate::protocol::FoundInReply;
use crate::reply::check::Severity;
use crate::reply::claim::{Claim, Stands, claims};
use crate::reply::length;

impl Engine {
    /// The claims of a reply that its article does not bear out, and how many it does.
    pub(super) fn claims_of(&self, text: &str) -> (Vec<FoundInReply>, usize) {
        let links = length::links(text).into_iter();
        let article = links.map(|span| span.slice(text)).find_map(|link| {
            let bases = self.library.bases.iter();
            let mut indexes = bases.filter_map(|base| self.library.index(&base.id));
            indexes.find_map(|index| index.text_at(link))
        });
        let Some(article) = article else {
            return (Vec::new(), 0);
        };
        let all = claims(text, &article);
        let supported = all.iter().filter(|claim| claim.stands == Stands::Supported);
        let supported = supported.count();
        let others = all.into_iter().filter_map(|claim| found(claim, text));
        (others.collect(), supported)
    }
}

fn found(claim: Claim, text: &str) -> Option<FoundInReply> {
    let check = match claim.stands {
        Stands::Supported => return None,
        Stands::NotFound => "unsupported",
        Stands::Contradicts => "contradicts",
    };
    let words = claim.span.slice(text).to_owned();
    Some(FoundInReply {
        check: check.to_owned(),
        severity: Severity::Advises,
        spans: vec![claim.span.to_utf16(text)],
        parts: [words.clone()].into_iter().chain(claim.said).collect(),
        words,
        fix: None,
    })
}
