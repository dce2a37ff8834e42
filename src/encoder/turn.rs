//! An adapter at work.

use super::adapter::Turns;
use super::file::{Rows, WIDTH, shapes};
use crate::triage::weights::OUTPUTS;

/// One turn, ready to run.
#[derive(Debug)]
pub(super) struct Turn {
    /// Inputs to the few numbers: a row for each of these.
    down: Vec<f32>,
    /// The few numbers to outputs: a row for each of those in between.
    up: Vec<f32>,
    rank: usize,
}

impl Turn {
    /// Adds to the outputs for each row of inputs what the turn makes of it.
    pub(super) fn add_to(&self, outputs: &mut [f32], inputs: &[f32]) {
        let [to, from] = [&self.up, &self.down].map(|matrix| matrix.len() / self.rank);
        for (outputs, inputs) in outputs.chunks_exact_mut(to).zip(inputs.chunks_exact(from)) {
            for (down, up) in self.down.chunks_exact(from).zip(self.up.chunks_exact(to)) {
                let between = dot(inputs, down);
                for (output, up) in outputs.iter_mut().zip(up) {
                    *output += between * up;
                }
            }
        }
    }
}

/// The product of two rows, in eight sums side by side: the compiler may not reorder one.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

/// An adapter, ready to run.
#[derive(Debug)]
pub(super) struct Adapter {
    first: usize,
    turns: Vec<Turn>,
    head: Vec<f32>,
    bias: [f32; OUTPUTS],
}

impl Adapter {
    pub(super) fn new(turns: &Turns) -> Self {
        let ready = |[down, up]: &[Rows; 2]| Turn {
            down: down.all(),
            up: up.all(),
            rank: turns.rank,
        };
        Self {
            first: turns.first,
            turns: turns.turns.iter().map(ready).collect(),
            head: turns.head.clone(),
            bias: turns.bias,
        }
    }

    /// What is added to that map of that layer, if anything.
    pub(super) fn turn(&self, layer: usize, map: usize) -> Option<&Turn> {
        self.turns
            .get(layer.checked_sub(self.first)? * shapes().len() + map)
    }

    /// The outputs for the mean of the last layer.
    pub(super) fn outputs(&self, mean: &[f32; WIDTH]) -> [f32; OUTPUTS] {
        let mut outputs = self.bias;
        for (output, row) in outputs.iter_mut().zip(self.head.chunks_exact(WIDTH)) {
            *output += dot(row, mean);
        }
        outputs
    }
}
