//! What is kept of people, for how long, and how it is removed for good.

use std::collections::BTreeSet;

use crate::desk::Retention;
use crate::engine::queue::answer;
use crate::engine::settings::put;
use crate::engine::{Engine, Outcome};
use crate::post::{Millis, PostKey};
use crate::protocol::{DeskAnswer, DeskAsked, Effect, Erased, StoredRecord};
use crate::site;

/// So many posts are remembered as erased: what a page may still show.
const REMEMBERED: usize = 5_000;
/// It is looked so often whether something is to be removed.
const SWEEP_EVERY: Millis = 3_600_000;

impl Engine {
    /// Requests about what is kept.
    pub(super) fn kept_asked(&mut self, asked: DeskAsked, now: Millis) -> Outcome {
        match asked {
            DeskAsked::SaveRetention { keep } => {
                if let Some(need) = self.cases.excerpts.lacks_any() {
                    return need.into();
                }
                let days = keep.days.min(Retention::MOST);
                self.cases.retention = Retention { days, swept: 0 };
                let mut effects = self.sweep(now);
                let keep = self.cases.retention;
                // Where there are no cases there is nothing to look for, and still something to keep.
                if effects.is_empty() {
                    effects.push(put(StoredRecord::Retention, &keep));
                }
                Outcome {
                    response: answer(DeskAnswer::Retention { keep }),
                    effects,
                }
            }
            DeskAsked::Erase { what, now: done } => self.erase(&what, done),
            _ => {
                let keep = self.cases.retention;
                answer(DeskAnswer::Retention { keep }).into()
            }
        }
    }

    /// Whether it is to be looked whose words are to be removed.
    pub(super) fn is_to_sweep(&self, now: Millis) -> bool {
        let long_ago = !(0..SWEEP_EVERY).contains(&(now - self.cases.retention.swept));
        long_ago && self.desk.cases().next().is_some()
    }

    /// Removes the words of cases that are over. All words are at hand.
    pub(super) fn sweep(&mut self, now: Millis) -> Vec<Effect> {
        if !self.is_to_sweep(now) {
            return Vec::new();
        }
        self.cases.retention.swept = now;
        let keep = self.cases.retention;
        let kept = self.cases.excerpts.iter();
        let over = kept.filter(|(post, kept)| self.desk.is_over(post, kept.at, keep, now));
        let over: Vec<PostKey> = over.map(|(post, _)| post.clone()).collect();
        let mut effects = vec![put(StoredRecord::Retention, &keep)];
        effects.extend(over.into_iter().map(|post| self.forget_words(post)));
        effects
    }

    fn forget_words(&mut self, post: PostKey) -> Effect {
        self.cases.excerpts.forget(&post);
        Effect::Put {
            record: StoredRecord::Excerpt(post),
            bytes: None,
        }
    }

    fn erase(&mut self, what: &Erased, done: bool) -> Outcome {
        if let Some(need) = self.cases.excerpts.lacks_any() {
            return need.into();
        }
        let cases = self.erased(what);
        let counted = answer(DeskAnswer::Erased {
            cases: cases.len(),
            done,
        });
        if !done {
            return counted.into();
        }
        let posts = self.desk.erase(&cases);
        for case in &cases {
            self.cases.clocks.remove(case);
        }
        let words = self.cases.excerpts.iter().map(|(post, _)| post);
        let words = words.filter(|post| *what == Erased::All || posts.contains(*post));
        let words: Vec<PostKey> = words.cloned().collect();
        let mut effects: Vec<Effect> = words
            .into_iter()
            .map(|post| self.forget_words(post))
            .collect();
        self.unlearnt = true;
        effects.extend(self.forget_elsewhere(&posts));
        self.cases.erased.extend(posts.iter().cloned());
        let over = self.cases.erased.len().saturating_sub(REMEMBERED);
        self.cases.erased.drain(..over);
        effects.push(put(StoredRecord::Erased, &self.cases.erased));
        effects.push(Effect::Erase {
            posts: posts.into_iter().collect(),
        });
        effects.push(self.snapshot());
        effects.push(Effect::Again);
        Outcome {
            response: counted,
            effects,
        }
    }

    /// Words of these posts that are kept for other ends: complaints without an article, and what was answered.
    fn forget_elsewhere(&mut self, posts: &BTreeSet<PostKey>) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut gaps = false;
        for post in posts {
            gaps |= self.gaps.remove(post);
        }
        if gaps {
            effects.push(put(StoredRecord::Gaps, &self.gaps));
        }
        if self.sending.forget(posts) {
            effects.push(put(StoredRecord::Sent, &self.sending.sent));
        }
        effects
    }

    /// The cases that are meant.
    fn erased(&self, what: &Erased) -> BTreeSet<PostKey> {
        let cases = self.desk.all_cases();
        match what {
            Erased::All => cases.map(|(key, _)| key.clone()).collect(),
            Erased::Before { at } => {
                let old = cases.filter(|(_, case)| case.last < *at && !case.is_open());
                old.map(|(key, _)| key.clone()).collect()
            }
            Erased::Author { handle } => {
                let sites = site::NAMES.iter();
                let digests: Vec<String> =
                    sites.map(|site| self.cases.digest(site, handle)).collect();
                let theirs = cases.filter(|(_, case)| digests.contains(&case.author));
                theirs.map(|(key, _)| key.clone()).collect()
            }
        }
    }
}
