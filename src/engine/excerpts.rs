//! What is at hand of the words that are kept of posts: those that are shown, and all of them once something is searched.

use std::collections::BTreeMap;

use crate::desk::{Excerpt, matches};
use crate::post::PostKey;
use crate::protocol::{Response, StoredRecord};

/// See above.
#[derive(Debug, Default)]
pub(super) struct Excerpts {
    /// Each with what is searched in it; `None` where it is known that nothing is kept.
    kept: BTreeMap<PostKey, Option<(Excerpt, String)>>,
    /// Whether all of them are here.
    all: bool,
}

impl Excerpts {
    /// Takes what is kept of a post.
    pub(super) fn take(&mut self, post: PostKey, excerpt: Option<Excerpt>) {
        let kept = excerpt.map(|excerpt| {
            let searched = excerpt.searched();
            (excerpt, searched)
        });
        self.kept.insert(post, kept);
    }

    /// All of them were taken.
    pub(super) fn are_all(&mut self) {
        self.all = true;
    }

    /// What is kept of a post.
    pub(super) fn of(&self, post: &str) -> Option<&Excerpt> {
        let (excerpt, _) = self.kept.get(post)?.as_ref()?;
        Some(excerpt)
    }

    /// Whether words that are searched for begin so in what is kept of a post.
    pub(super) fn matches(&self, post: &str, words: &[&str]) -> bool {
        let kept = self.kept.get(post).and_then(Option::as_ref);
        kept.is_some_and(|(_, searched)| matches(words, searched))
    }

    /// What is to be loaded before these posts can be shown.
    pub(super) fn lacks<'a>(&self, posts: impl Iterator<Item = &'a PostKey>) -> Option<Response> {
        let lacking = posts.filter(|post| !self.all && !self.kept.contains_key(*post));
        let records: Vec<StoredRecord> = lacking.cloned().map(StoredRecord::Excerpt).collect();
        (!records.is_empty()).then_some(Response::Need { records })
    }

    /// What is to be loaded before all can be gone through.
    pub(super) fn lacks_any(&self) -> Option<Response> {
        let records = vec![StoredRecord::AllExcerpts];
        (!self.all).then_some(Response::Need { records })
    }

    /// All that are here.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&PostKey, &Excerpt)> {
        let kept = self.kept.iter();
        kept.filter_map(|(post, kept)| Some((post, &kept.as_ref()?.0)))
    }

    /// Forgets what was kept of a post.
    pub(super) fn forget(&mut self, post: &PostKey) {
        self.kept.insert(post.clone(), None);
    }
}
