//! What a reply says against the article that it links.

use std::sync::Arc;

use crate::engine::Engine;
use crate::protocol::FoundInReply;
use crate::reply::check::Severity;
use crate::reply::claim::{Article, Claim, Stands};
use crate::reply::length;
use crate::text::token::{Kind, tokens};

impl Engine {
    /// The claims of a reply that its article does not bear out, and how many it does.
    pub(super) fn claims_of(&mut self, text: &str) -> (Vec<FoundInReply>, usize) {
        let links = length::links(text).into_iter();
        // A site knows public domains alone; a help centre may lie in a company's own.
        let written = tokens(text).filter(|token| token.kind == Kind::Link);
        let mut links = links.chain(written.map(|token| token.span));
        let Some(article) = links.find_map(|span| self.article_at(span.slice(text))) else {
            return (Vec::new(), 0);
        };
        let all = article.claims(text);
        let supported = all.iter().filter(|claim| claim.stands == Stands::Supported);
        let supported = supported.count();
        let others = all.into_iter().filter_map(|claim| found(claim, text));
        (others.collect(), supported)
    }

    /// The article that a link leads to: looked up and read once, not at every key.
    fn article_at(&mut self, link: &str) -> Option<Arc<Article>> {
        if let Some(known) = self.sending.known.article(link) {
            return known;
        }
        let bases = self.library.bases.iter();
        let mut indexes = bases.filter_map(|base| self.library.index(&base.id));
        let text = indexes.find_map(|index| index.text_at(link));
        let article = text.map(|text| Arc::new(Article::new(&text)));
        self.sending.known.keep_article(link, article.clone());
        article
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
