//! An adapter at work.

use candle_core::{Device, Result, Tensor};

use super::adapter::Turns;
use super::file::{Rows, WIDTH, shapes};
use crate::triage::weights::OUTPUTS;

/// One turn, ready to run.
#[derive(Debug)]
pub(super) struct Turn {
    /// Inputs to the few numbers.
    down: Tensor,
    /// The few numbers to outputs.
    up: Tensor,
}

impl Turn {
    pub(super) fn forward(&self, x: &Tensor) -> Result<Tensor> {
        x.matmul(&self.down)?.matmul(&self.up)
    }
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
    pub(super) fn new(turns: &Turns) -> Result<Self> {
        let matrix =
            |rows: &Rows| Tensor::from_vec(rows.all(), (turns.rank, rows.width), &Device::Cpu);
        let ready = |[down, up]: &[Rows; 2]| -> Result<Turn> {
            Ok(Turn {
                down: matrix(down)?.t()?.contiguous()?,
                up: matrix(up)?,
            })
        };
        Ok(Self {
            first: turns.first,
            turns: turns.turns.iter().map(ready).collect::<Result<_>>()?,
            head: turns.head.clone(),
            bias: turns.bias,
        })
    }

    /// What is added to that map of that layer, if anything.
    pub(super) fn turn(&self, layer: usize, map: usize) -> Option<&Turn> {
        self.turns
            .get(layer.checked_sub(self.first)? * shapes().len() + map)
    }

    /// The outputs for the mean of the last layer.
    pub(super) fn outputs(&self, mean: &[f32]) -> [f32; OUTPUTS] {
        let mut outputs = self.bias;
        for (output, row) in outputs.iter_mut().zip(self.head.chunks_exact(WIDTH)) {
            *output += row
                .iter()
                .zip(mean)
                .map(|(weight, x)| weight * x)
                .sum::<f32>();
        }
        outputs
    }
}
