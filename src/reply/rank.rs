//! Which playbooks fit a post, and which of them fits best.
//!
//! A playbook is offered if its conditions hold: the intent, one of its topics, the customer's tone, one of its tiers.
//! A topic that the post does not have is made up for by an example that is nearly the post, for topics are found by
//! phrases and a post may say it otherwise. What is written in the customer's language comes before what does not say
//! its language, and that before other languages. Then points decide ([`score`]), and after them the files' order.

use crate::reply::occasion::{Filled, draft};
use crate::reply::playbook::Playbook;
use crate::reply::{Draft, Occasion, Templates};
use crate::triage::Lang;

/// So like a post must a playbook be that is for another topic, by words …
const LIKE: f32 = 0.5;
/// … or by meaning.
const MEANT: f32 = 0.3;
/// What a point of meaning counts beside one of words: what means the same comes before what shares a few words, and behind
/// what was written for just this post. With a topic it stays behind an article.
const MEANING: f32 = 0.75;
/// Points for a link to the article: the shortest way to a solution.
const LINK: f32 = 1.2;
/// Points for a condition that was named and holds.
const TOPIC: f32 = 0.4;
const TONE: f32 = 0.15;
const TIER: f32 = 0.25;
/// Points for the playbook that is used most; the others have their share of them.
const USED: f32 = 0.1;

/// How much a post is like a playbook, from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likeness {
    words: f32,
    meaning: f32,
}

impl Likeness {
    /// Whether that makes up for a topic.
    fn is_near(self) -> bool {
        self.words >= LIKE || self.meaning >= MEANT
    }

    fn points(self) -> f32 {
        self.words.max(MEANING * self.meaning)
    }
}

/// How well a playbook's language fits, the better the smaller.
fn language(playbook: &Playbook, customer: Lang) -> u8 {
    let own = playbook.langs.iter().any(|(lang, _)| *lang == customer);
    match (own, playbook.langs.is_empty() || customer == Lang::Unknown) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    }
}

fn has_topic(playbook: &Playbook, occasion: &Occasion<'_>) -> bool {
    let mut topics = playbook.topics.iter();
    topics.any(|topic| occasion.topics.contains(&topic.as_str()))
}

/// Whether the conditions of a playbook hold that is so much like the post.
fn fits(playbook: &Playbook, occasion: &Occasion<'_>, likeness: Likeness) -> bool {
    let topic = playbook.topics.is_empty() || has_topic(playbook, occasion) || likeness.is_near();
    let mut tiers = playbook.tiers.iter();
    let tier = playbook.tiers.is_empty() || tiers.any(|tier| occasion.tiers.contains(tier));
    let tone = playbook.tone.is_none_or(|tone| tone == occasion.tone);
    !playbook.piece && playbook.when.contains(&occasion.intent) && topic && tier && tone
}

/// How well a playbook fits, the better the more.
fn score(playbook: &Playbook, occasion: &Occasion<'_>, likeness: Likeness, links: bool) -> f32 {
    let points = |holds: bool, points: f32| if holds { points } else { 0.0 };
    likeness.points()
        + points(links, LINK)
        + points(has_topic(playbook, occasion), TOPIC)
        + points(playbook.tone == Some(occasion.tone), TONE)
        + points(!playbook.tiers.is_empty(), TIER)
        + USED * share(&playbook.path, occasion.used)
}

/// How much a playbook is used, as a part of the one that is used most.
#[expect(clippy::cast_precision_loss, reason = "only a share is wanted")]
fn share(path: &str, used: &[(String, usize)]) -> f32 {
    let most = used
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default();
    let own = used.iter().find(|(other, _)| other == path);
    own.map_or(0.0, |(_, count)| *count as f32 / most.max(1) as f32)
}

impl Templates {
    /// Drafts of all playbooks that fit, the best first.
    pub(super) fn ranked(&self, occasion: &Occasion<'_>) -> Vec<Draft> {
        let scored = self.scored(occasion, |_, playbook, likeness| {
            fits(playbook, occasion, likeness)
        });
        scored.into_iter().map(|(_, filled)| filled.draft).collect()
    }

    /// Drafts of the playbooks that `wanted` keeps, with their places among all, the best first.
    pub(super) fn scored(
        &self,
        occasion: &Occasion<'_>,
        wanted: impl Fn(usize, &Playbook, Likeness) -> bool,
    ) -> Vec<(usize, Filled)> {
        let likeness = self.likeness(occasion);
        let customer = occasion.language();
        let read = occasion.read();
        let all = self.playbooks.iter().zip(likeness).enumerate();
        let drafts = all.filter_map(|(at, (playbook, likeness))| {
            let wanted = wanted(at, playbook, likeness);
            let filled = wanted.then(|| draft(playbook, &self.playbooks, occasion, &read))??;
            let score = score(playbook, occasion, likeness, filled.links);
            Some((language(playbook, customer), score, (at, filled)))
        });
        let mut drafts: Vec<_> = drafts.collect();
        drafts.sort_by(|(a, better, _), (b, worse, _)| a.cmp(b).then(worse.total_cmp(better)));
        drafts.into_iter().map(|(_, _, draft)| draft).collect()
    }

    /// How much the post is like each playbook.
    fn likeness(&self, occasion: &Occasion<'_>) -> Vec<Likeness> {
        let words = self.words.likeness(occasion.text).into_iter();
        let meant = occasion.vector.map(|vector| self.meanings.likeness(vector));
        let meant = meant.unwrap_or_default().into_iter();
        let likeness = words.zip(meant.chain(std::iter::repeat(0.0)));
        likeness
            .map(|(words, meaning)| Likeness { words, meaning })
            .collect()
    }
}
