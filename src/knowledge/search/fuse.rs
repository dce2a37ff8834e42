//! Words and meaning together: which articles answer, in order, and which of them are good enough to be shown unasked.

use super::lexical::{self, InPassages, Sums};
use super::query;
use super::{Ask, SameWords};
use crate::knowledge::common::Common;
use crate::knowledge::index::Compiled;
use crate::knowledge::sense::{Alike, Sense};

/// What an article must have of the words to be suggested unasked. Chosen so that fewer than one in a hundred posts
/// about other matters gets a suggestion: complaints and small talk against technical manuals (0.6 %) and against a
/// bank's answers (0.2 %), while 97 and 75 of a hundred questions whose article comes first are still answered.
const GOOD_STRENGTH: f32 = 0.6;
/// The same for what the article has of the query, absolutely: one rare word is no match.
const GOOD_WEIGHT: f32 = 5.0;
/// Long posts say much that no article answers, so their strength is low. They get a suggestion all the same where the
/// article has as much of them as this many of the rarest words would say …
const GOOD_EVIDENCE: f32 = 1.85;
/// … and so many times what the next article has. On the practice timeline a third of the complaints and questions
/// then gets an article, nine in ten of them the right one; of posts to other trades two in a hundred do.
const GOOD_LEAD: f32 = 1.25;
/// And beside the best article found.
const GOOD_BESIDE: f32 = 0.6;

/// How much the most alike passage counts beside the title.
const PASSAGE: f32 = 0.5;
/// How much the words count beside the meaning: an article that has all of them, as much as this.
const WORDS: f32 = 0.3;
/// How much is taken off for being near to everything.
const CROWD: f32 = 0.3;

/// More than all of the words does not count.
const MOST_WORDS: f32 = 1.5;
/// How good an article must be, by meaning and words, to be suggested unasked: 97 of 100 requests about anything else
/// (clinc150's out-of-scope) then get nothing from 125 answers about software, and none of a hundred questions whose
/// answer comes first loses it.
const GOOD: f32 = 0.6;
/// And how far it may stay behind the best.
const GOOD_BEHIND: f32 = 0.25;

/// What means less than this alike is not even found by meaning: of a hundred right answers one is worth less than .75.
const FAINT: f32 = 0.45;

/// The articles that are looked into: more than that never come first.
const LOOKED_INTO: usize = 32;

/// An article that answers, more or less.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) article: usize,
    pub(super) score: f32,
    /// Share of the query's weight that the article has.
    pub(super) coverage: f32,
    /// The passage to show.
    pub(super) passage: usize,
    /// Whether it may be shown unasked.
    pub(super) good: bool,
    /// The weight of the words that it has: how much there is to go by.
    weight: f32,
    /// What it has of the words, against the query's weight: comparable between queries.
    strength: f32,
    /// The same against what the rarest word says: how many such words it is worth.
    evidence: f32,
}

impl Found {
    /// An article that has nothing of what was asked.
    pub(super) const fn unknown(article: usize) -> Self {
        Self {
            article,
            score: 0.0,
            coverage: 0.0,
            passage: 0,
            good: false,
            weight: 0.0,
            strength: 0.0,
            evidence: 0.0,
        }
    }
}

/// A query's answer: articles, the best first, each translation by itself; and the terms of the query.
pub(super) fn find(
    index: &Compiled,
    sense: &Sense,
    same: &SameWords,
    common: &Common,
    ask: &Ask,
) -> (Vec<Found>, Sums) {
    let words = query::read(index, same, ask);
    let mut sums = lexical::sums(index, common, &words);
    let alike = ask.vector.and_then(|vector| sense.alike(index, vector));
    let mut candidates = best(sums.score.iter().copied().enumerate());
    if let Some(alike) = &alike {
        let by_meaning = alike.iter().enumerate();
        let by_meaning = by_meaning.map(|(article, alike)| (article, meant(*alike)));
        candidates.extend(best(by_meaning.filter(|(_, meant)| *meant > FAINT)));
        candidates.sort_unstable();
        candidates.dedup();
    }
    let rarest = lexical::rarity(index, common, "", 0).max(f32::MIN_POSITIVE);
    let mut found: Vec<Found> = candidates
        .into_iter()
        .map(|article| {
            let inside = sums.look_into(index, article);
            let alike = alike
                .as_ref()
                .map(|all| all.get(article).copied().flatten());
            one(&sums, article, inside, alike, rarest)
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
    if alike.is_some() {
        judge_by_meaning(&mut found);
    } else {
        judge_by_words(&mut found);
    }
    (found, sums)
}

/// The articles with the highest scores, of those that have one.
fn best(scores: impl Iterator<Item = (usize, f32)>) -> Vec<usize> {
    let mut scores: Vec<(usize, f32)> = scores.filter(|(_, score)| *score > 0.0).collect();
    let order = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if scores.len() > LOOKED_INTO {
        scores.select_nth_unstable_by(LOOKED_INTO - 1, order);
        scores.truncate(LOOKED_INTO);
    }
    scores.into_iter().map(|(article, _)| article).collect()
}

/// What an article is worth by its meaning.
fn meant(alike: Option<Alike>) -> f32 {
    alike.map_or(0.0, |alike| alike.title + PASSAGE * alike.passage)
}

fn one(
    sums: &Sums,
    article: usize,
    inside: InPassages,
    alike: Option<Option<Alike>>,
    rarest: f32,
) -> Found {
    let at = |sums: &[f32]| sums.get(article).copied().unwrap_or_default();
    let (score, weight) = (at(&sums.score), at(&sums.weight));
    let asked = sums.asked.max(f32::MIN_POSITIVE);
    let strength = score / asked;
    let crowd = alike.flatten().map_or(0.0, |alike| alike.crowd);
    let by_meaning =
        alike.map(|alike| meant(alike) - CROWD * crowd + WORDS * strength.min(MOST_WORDS));
    // Where the words say little, the passage that means most alike is the one to read.
    let few_words = weight / asked < 0.35;
    let meaning = alike.flatten().and_then(|alike| alike.best);
    Found {
        article,
        score: by_meaning.unwrap_or(score),
        coverage: (weight / asked).min(1.0),
        passage: meaning.filter(|_| few_words).unwrap_or(inside.best),
        good: false,
        weight,
        strength,
        evidence: score / rarest,
    }
}

fn judge_by_meaning(found: &mut [Found]) {
    let floor = found
        .first()
        .map_or(GOOD, |best| (best.score - GOOD_BEHIND).max(GOOD));
    for found in found {
        found.good = found.score >= floor;
    }
}

fn judge_by_words(found: &mut [Found]) {
    let best = found.first().copied();
    let next = found.get(1).map_or(0.0, |found| found.score);
    let clear =
        best.is_some_and(|best| best.evidence >= GOOD_EVIDENCE && best.score >= GOOD_LEAD * next);
    let floor = best.map_or(0.0, |best| GOOD_BESIDE * best.score);
    for found in found {
        let strong = found.strength >= GOOD_STRENGTH && found.weight >= GOOD_WEIGHT;
        let enough = strong || (clear && found.evidence >= GOOD_EVIDENCE);
        found.good = enough && found.score >= floor;
    }
}
