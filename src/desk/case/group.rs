//! Which case a post belongs to.

use std::collections::HashMap;

use crate::desk::case::{Case, Sight};
use crate::post::{Millis, PostKey};

/// How far apart posts of one person are that are still one matter: a long weekend.
const ONE_MATTER: Millis = 72 * 3_600_000;

/// Cases by whose they are and about which brand.
#[derive(Clone, Debug, Default)]
pub(in crate::desk) struct Groups(HashMap<(String, String), Vec<PostKey>>);

/// What is known of a post that is to be placed.
#[derive(Clone, Copy, Debug)]
pub struct Placing<'a> {
    /// Its name.
    pub post: &'a PostKey,
    /// What it was.
    pub sight: &'a Sight,
    /// The posts that it hangs on: what it answers, what stands above it, the one that its page is about.
    pub hangs_on: &'a [PostKey],
}

impl Groups {
    /// Notes that a case is that person's.
    pub(in crate::desk) fn note(&mut self, key: &PostKey, case: &Case) {
        if case.author.is_empty() {
            return;
        }
        let of = (case.author.clone(), case.brand.clone());
        let cases = self.0.entry(of).or_default();
        if !cases.contains(key) {
            cases.push(key.clone());
        }
    }

    /// Forgets a case.
    pub(in crate::desk) fn forget(&mut self, key: &PostKey, case: &Case) {
        let of = (case.author.clone(), case.brand.clone());
        if let Some(cases) = self.0.get_mut(&of) {
            cases.retain(|other| other != key);
            if cases.is_empty() {
                self.0.remove(&of);
            }
        }
    }

    /// The case that a post belongs to that was not seen before: that of the thread it goes on with, or of the same
    /// person's other posts about the same matter; else its own.
    pub(in crate::desk) fn place<'a>(
        &self,
        placing: Placing<'_>,
        case: impl Fn(&PostKey) -> Option<&'a Case>,
    ) -> PostKey {
        let Placing {
            post,
            sight,
            hangs_on,
        } = placing;
        let of = (sight.author.clone(), sight.brand.clone());
        let theirs = self.0.get(&of).filter(|_| !sight.author.is_empty());
        let theirs = theirs.into_iter().flatten();
        let theirs = theirs.filter_map(|key| Some((key, case(key)?)));
        let mut near: Option<(Millis, &PostKey)> = None;
        for (key, case) in theirs {
            if hangs_on.iter().any(|post| case.posts.contains(post)) {
                return key.clone();
            }
            let apart = case.apart(sight.time);
            let same = case.is_open() || (sight.topic.is_some() && sight.topic == case.sight.topic);
            if same && apart <= ONE_MATTER && near.is_none_or(|(other, _)| apart < other) {
                near = Some((apart, key));
            }
        }
        near.map_or_else(|| post.clone(), |(_, key)| key.clone())
    }
}

impl Case {
    /// How far a moment is from the time in which the customer wrote.
    fn apart(&self, at: Millis) -> Millis {
        let from = self.stretches.first().map_or(at, |stretch| stretch.opened);
        let to = self.wrote.max(from);
        if at < from {
            from - at
        } else {
            (at - to).max(0)
        }
    }
}
