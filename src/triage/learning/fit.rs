//! The most likely table, by coordinate ascent on the dual: at the optimum each lesson pulls with what is left between
//! what was said and what is now thought of it, so that its pull is moved there, one lesson after the other.
//!
//! After Yu, Huang and Lin, "Dual coordinate descent methods for logistic regression and maximum entropy models",
//! Machine Learning 85 (2011); here with offsets (the frozen model), and steps on a bound of the
//! curvature that holds everywhere: a step by the curvature where it begins can overshoot and end at the wrong side.

use crate::triage::learning::{CUES, REACH, ROWS, Sample, TRUST, VERDICT};
use crate::triage::softmax;

/// How often all lessons are gone through.
const SWEEPS: usize = 20;
/// The softmax is curved by no more than this (Böhning, Ann. Inst. Statist. Math. 44, 1992).
const CURVATURE: f32 = 0.5;

/// Five numbers for each row: those of the samples, then one for each of the model's own five chances.
pub(super) type Table = Vec<[f32; 5]>;

/// A sample, and what the model says of it: what its verdict is worth can be learnt too.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) sample: &'a Sample,
    /// The model's chances; zeros where another question is asked.
    pub(super) chances: [f32; 5],
    /// Rows that take no part.
    pub(super) hidden: &'a [u16],
}

/// One lesson, ready to be fitted.
pub(super) struct Example<'a> {
    pub(super) view: View<'a>,
    /// Log-odds of the frozen model.
    pub(super) offset: [f32; 5],
    /// Which of the five was said.
    pub(super) said: usize,
}

impl View<'_> {
    /// How much each row of the words, and each of the cues, counts: squares add up to 1 and to `CUES`².
    pub(super) fn values(&self) -> [f32; 2] {
        #[allow(clippy::cast_precision_loss)] // bounded by MOST_ROWS
        let size = |rows: &[u16]| (rows.len().max(1) as f32).sqrt();
        [
            1.0 / size(&self.sample.words),
            CUES / size(&self.sample.cues),
        ]
    }

    /// Every row with what it counts.
    fn rows(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        let [word, cue] = self.values();
        let words = self.sample.words.iter();
        let words = words.filter(|row| !self.hidden.contains(row));
        let words = words.map(move |&row| (usize::from(row), word));
        let cues = self.sample.cues.iter();
        let cues = cues.map(move |&row| (usize::from(row), cue));
        words.chain(cues).chain(self.verdict())
    }

    fn verdict(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        (ROWS..).zip(self.chances.iter().map(|chance| chance * VERDICT))
    }

    /// What the table says.
    pub(super) fn sum(&self, table: &Table) -> [f32; 5] {
        weigh(self.rows(), table)
    }

    /// What the table says of the model's verdict alone.
    pub(super) fn sum_of_verdict(&self, table: &Table) -> [f32; 5] {
        weigh(self.verdict(), table)
    }
}

fn weigh(rows: impl Iterator<Item = (usize, f32)>, table: &Table) -> [f32; 5] {
    rows.filter_map(|(row, value)| Some(table.get(row)?.map(|weight| weight * value)))
        .fold([0.0; 5], add)
}

/// The table that explains the examples best. Depends on their order.
pub(super) fn fit(examples: &[Example<'_>]) -> Table {
    let mut table = vec![[0.0f32; 5]; ROWS + 5];
    let mut pulls = vec![[0.0f32; 5]; examples.len()];
    for _ in 0..SWEEPS {
        for (example, pull) in examples.iter().zip(&mut pulls) {
            let change = step(example, *pull, &table);
            *pull = add(*pull, change);
            for (row, value) in example.view.rows() {
                if let Some(weights) = table.get_mut(row) {
                    *weights = add(*weights, change.map(|change| REACH * value * change));
                }
            }
        }
    }
    table
}

/// How far an example's pull is to be moved.
fn step(example: &Example<'_>, pull: [f32; 5], table: &Table) -> [f32; 5] {
    let now = softmax(add(example.offset, example.view.sum(table)));
    let model = softmax(example.offset);
    let norm: f32 = example.view.rows().map(|(_, value)| value * value).sum();
    let mut change = [0.0f32; 5];
    let each = change.iter_mut().zip(now).zip(model).zip(pull).enumerate();
    for (at, (((change, now), model), pull)) in each {
        let said = if at == example.said { TRUST } else { 0.0 };
        let left = said + (1.0 - TRUST) * model - now;
        *change = (left - pull) / (1.0 + REACH * norm * CURVATURE);
    }
    change
}

pub(super) fn add(mut a: [f32; 5], b: [f32; 5]) -> [f32; 5] {
    for (a, b) in a.iter_mut().zip(b) {
        *a += b;
    }
    a
}
