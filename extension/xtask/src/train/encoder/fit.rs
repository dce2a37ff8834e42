//! Learning: batches in a fixed order, two threads, sums in a fixed order; the same bits each time on one machine.

use handrail::encoder::file::WIDTH;
use handrail::triage::weights::{INTENTS, OUTPUTS};

use super::adam::{Adam, Pace};
use super::learnt::{Learnt, TOLD};
use super::maths::{Chance, add};
use super::net::Frozen;
use crate::train::data::Example;

/// How the adapter is trained: `src/encoder/recipe.toml`.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recipe {
    /// The first layer that is turned.
    pub(crate) first: usize,
    /// Numbers between a turn's inputs and outputs.
    pub(crate) rank: usize,
    /// How often everything is read.
    pub(crate) rounds: usize,
    /// Posts a step.
    pub(crate) batch: usize,
    /// The part of a post's numbers that the head does not see while learning.
    pub(crate) hidden: f32,
    /// The last part of all steps over which the result is averaged.
    pub(crate) averaged: f32,
    /// How fast.
    pub(crate) pace: Pace,
    /// How much "urgent today", "now", "needs a reply" and "voices a grievance" count beside the intent.
    pub(crate) known: [f32; OUTPUTS - INTENTS],
    /// How much each label beside counts.
    pub(crate) beside: f32,
    /// How often a row of each source is read a round; a source that is not named is not read.
    pub(crate) sources: std::collections::BTreeMap<String, f32>,
}

/// A post as the upper layers are given it.
pub(super) struct Post<'a> {
    pub(super) example: &'a Example,
    /// Tokens.
    pub(super) length: usize,
    /// What the frozen lower layers make of it.
    pub(super) lower: Vec<f32>,
}

/// Halves of a batch: one a thread.
const SHARES: usize = 2;
/// Posts that are judged together.
const TOGETHER: usize = 32;

/// Learns from these posts.
pub(super) fn fit(frozen: &Frozen, posts: &[&Post<'_>], recipe: &Recipe) -> Learnt {
    let mut chance = Chance(7);
    let mut learnt = Learnt::new(recipe.first, recipe.rank, &mut chance);
    let plan = plan(posts, recipe, &mut chance);
    let mut adam = Adam::new(&learnt);
    let (mut sums, mut counted) = (learnt.noughts(), 0.0f32);
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    // thousands of steps
    let averaged_from = (plan.len() as f32 * (1.0 - recipe.averaged)) as usize;
    let bar = indicatif::ProgressBar::new(plan.len() as u64);
    for (step, batch) in plan.iter().enumerate() {
        let slopes = slopes(frozen, &learnt, batch, recipe, &mut chance);
        adam.step(&mut learnt, &slopes, recipe.pace, plan.len());
        if step >= averaged_from {
            counted += 1.0;
            for (sum, part) in sums.iter_mut().zip(&learnt.parts) {
                add(sum, 1.0, part);
            }
        }
        bar.inc(1);
        if bar.is_hidden() && step % 100 == 99 {
            println!("  step {} of {}", step + 1, plan.len());
        }
    }
    bar.finish_and_clear();
    if counted > 0.0 {
        sums.iter_mut()
            .flatten()
            .for_each(|number| *number /= counted);
        learnt.parts = sums;
    }
    learnt
}

/// Which posts are read at which step: rows of a source that counts little are read in some rounds only.
fn plan<'a, 'b>(
    posts: &[&'a Post<'b>],
    recipe: &Recipe,
    chance: &mut Chance,
) -> Vec<Vec<&'a Post<'b>>> {
    let mut steps = Vec::new();
    for _ in 0..recipe.rounds {
        let mut order = Vec::new();
        for post in posts {
            let mut often = recipe
                .sources
                .get(post.example.source)
                .copied()
                .unwrap_or_default();
            // Twice and a half: twice, and a third time in every other round.
            while chance.unit() < often {
                order.push(*post);
                often -= 1.0;
            }
        }
        chance.shuffle(&mut order);
        steps.extend(order.chunks(recipe.batch).map(<[_]>::to_vec));
    }
    steps
}

/// The mean slope over a batch.
fn slopes(
    frozen: &Frozen,
    learnt: &Learnt,
    batch: &[&Post<'_>],
    recipe: &Recipe,
    chance: &mut Chance,
) -> Vec<Vec<f32>> {
    let shown = 1.0 / (1.0 - recipe.hidden);
    let keep: Vec<f32> = (0..batch.len() * WIDTH)
        .map(|_| {
            if chance.unit() < recipe.hidden {
                0.0
            } else {
                shown
            }
        })
        .collect();
    let share = batch.len().div_ceil(SHARES);
    let shares: Vec<_> = batch
        .chunks(share)
        .zip(keep.chunks(share * WIDTH))
        .collect();
    let found = in_parallel(&shares, |(posts, keep)| {
        let lengths: Vec<usize> = posts.iter().map(|post| post.length).collect();
        let lower = posts
            .iter()
            .flat_map(|post| post.lower.iter().copied())
            .collect();
        let cost = |at: usize, outputs: &[f32; TOLD]| cost(posts[at].example, outputs, recipe);
        learnt.slopes(frozen, lower, &lengths, keep, &cost).1
    });
    let mut sum = learnt.noughts();
    #[allow(clippy::cast_precision_loss)] // dozens
    let part = 1.0 / batch.len() as f32;
    for slopes in &found {
        for (sum, slope) in sum.iter_mut().zip(slopes) {
            add(sum, part, slope);
        }
    }
    sum
}

/// The outputs for each post, by what the lower layers made of it and its tokens.
pub(super) fn judge(
    frozen: &Frozen,
    learnt: &Learnt,
    posts: &[(&[f32], usize)],
) -> Vec<[f32; OUTPUTS]> {
    let groups: Vec<&[(&[f32], usize)]> = posts.chunks(TOGETHER).collect();
    let outputs = in_parallel(&groups, |posts| {
        let lengths: Vec<usize> = posts.iter().map(|(_, length)| *length).collect();
        let lower = posts
            .iter()
            .flat_map(|(lower, _)| lower.iter().copied())
            .collect();
        learnt.judge(frozen, lower, &lengths)
    });
    outputs.concat()
}

/// What the frozen lower layers make of each text.
pub(super) fn lower(frozen: &Frozen, texts: &[Vec<u32>], first: usize) -> Vec<Vec<f32>> {
    let groups: Vec<&[Vec<u32>]> = texts.chunks(TOGETHER).collect();
    let found = in_parallel(&groups, |texts| {
        let lengths: Vec<usize> = texts.iter().map(Vec::len).collect();
        let x = texts
            .iter()
            .flat_map(|numbers| frozen.begin(numbers))
            .collect();
        let x = frozen.pass(None, x, &lengths, 0..first);
        let mut rest = x.as_slice();
        let own = lengths.iter().map(|length| {
            let (own, behind) = rest.split_at(length * WIDTH);
            rest = behind;
            own.to_vec()
        });
        own.collect::<Vec<_>>()
    });
    found.concat()
}

/// Does all of them on two threads; the results in order.
fn in_parallel<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let work = &work;
    let mut threads: Vec<std::vec::IntoIter<R>> = std::thread::scope(|scope| {
        let begin = |thread| {
            scope.spawn(move || {
                all.iter()
                    .skip(thread)
                    .step_by(SHARES)
                    .map(work)
                    .collect::<Vec<_>>()
            })
        };
        let threads: Vec<_> = (0..SHARES).map(begin).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<R>>| match thread.join() {
            Ok(results) => results.into_iter(),
            Err(panic) => std::panic::resume_unwind(panic),
        };
        threads.into_iter().map(join).collect()
    });
    let mut results = Vec::with_capacity(all.len());
    for at in 0..all.len() {
        if let Some(result) = threads[at % SHARES].next() {
            results.push(result);
        }
    }
    results
}

/// What an example costs with these outputs, and the slope of that. Of several possible intents it teaches only that
/// one of them is meant.
fn cost(example: &Example, outputs: &[f32; TOLD], recipe: &Recipe) -> (f32, [f32; TOLD]) {
    let mut slope = [0.0; TOLD];
    let is_possible = |at: usize| example.possible[at];
    let mut cost = one_of(&outputs[..INTENTS], is_possible, 1.0, &mut slope[..INTENTS]);
    let known = INTENTS..OUTPUTS;
    for (((slope, output), known), weight) in slope[known.clone()]
        .iter_mut()
        .zip(&outputs[known])
        .zip(example.known)
        .zip(recipe.known)
    {
        if let Some(known) = known {
            let chance = 1.0 / (1.0 + (-output).exp());
            let right = if known { chance } else { 1.0 - chance };
            cost -= weight * right.max(1e-12).ln();
            *slope = weight * (chance - f32::from(u8::from(known)));
        }
    }
    let (outputs, slope_beside) = (&outputs[OUTPUTS..], &mut slope[OUTPUTS..]);
    for (label, among) in example.beside.known() {
        let slope = &mut slope_beside[among.clone()];
        cost += one_of(&outputs[among], |at| at == label, recipe.beside, slope);
    }
    (cost, slope)
}

/// What it costs, so many times, that not all of the chance lies with what is possible; writes the slope of that.
fn one_of(
    outputs: &[f32],
    is_possible: impl Fn(usize) -> bool,
    weight: f32,
    slope: &mut [f32],
) -> f32 {
    let top = outputs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let chances: Vec<f32> = outputs.iter().map(|output| (output - top).exp()).collect();
    let all: f32 = chances.iter().sum();
    let possible = chances
        .iter()
        .enumerate()
        .filter(|(at, _)| is_possible(*at));
    let possible: f32 = possible.map(|(_, chance)| chance).sum::<f32>().max(1e-12);
    for (at, (slope, chance)) in slope.iter_mut().zip(&chances).enumerate() {
        let wanted = if is_possible(at) {
            chance / possible
        } else {
            0.0
        };
        *slope = weight * (chance / all - wanted);
    }
    weight * (all / possible).ln()
}
