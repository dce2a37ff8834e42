//! The transformer: numbers of pieces in, one row of numbers for each piece out.

use candle_core::{Device, Result, Tensor};

use super::file::{Base, HEADS, Layer, Norm, POSITIONS, Rows, WIDTH};
use super::linear::Linear;
use super::ops;
use super::turn::{Adapter, Turn};

/// Numbers a head.
const HEAD: usize = WIDTH / HEADS;

/// The published model, ready to run.
#[derive(Debug)]
pub(super) struct Model {
    pieces: Rows,
    positions: Rows,
    norm: Norm,
    layers: Vec<Ready>,
}

/// A layer, ready to run.
#[derive(Debug)]
struct Ready {
    maps: [Linear; 6],
    norms: [Norm; 2],
}

impl Model {
    pub(super) fn new(base: Base) -> Self {
        let ready = |Layer { maps, norms }| Ready {
            maps: maps.map(Linear::new),
            norms,
        };
        Self {
            pieces: base.pieces,
            positions: base.positions,
            norm: base.norm,
            layers: base.layers.into_iter().map(ready).collect(),
        }
    }

    /// The mean over all pieces of what the last layer says, with or without an adapter.
    pub(super) fn mean(&self, numbers: &[u32], adapter: Option<&Adapter>) -> Result<Vec<f32>> {
        let mut x = self.begin(numbers)?;
        for (at, layer) in self.layers.iter().enumerate() {
            x = layer.forward(&x, |map| adapter.and_then(|adapter| adapter.turn(at, map)))?;
        }
        x.mean(0)?.to_vec1()
    }

    /// What a text begins as: piece plus position, one row each.
    fn begin(&self, numbers: &[u32]) -> Result<Tensor> {
        let mut rows = Vec::with_capacity(numbers.len() * WIDTH);
        for (position, &number) in numbers.iter().enumerate().take(POSITIONS) {
            let piece = self.pieces.row(number as usize);
            rows.extend(
                piece
                    .zip(self.positions.row(position))
                    .map(|(piece, position)| piece + position),
            );
        }
        let rows = Tensor::from_vec(rows, (numbers.len(), WIDTH), &Device::Cpu)?;
        ops::norm(&rows, &self.norm)
    }
}

impl Ready {
    fn forward<'a>(&self, x: &Tensor, turn: impl Fn(usize) -> Option<&'a Turn>) -> Result<Tensor> {
        let [query, key, value, out, up, down] = &self.maps;
        let map = |linear: &Linear, at: usize, x: &Tensor| match turn(at) {
            Some(turn) => linear.forward(x)? + turn.forward(x)?,
            None => linear.forward(x),
        };
        let heads = |x: Tensor| x.reshape(((), HEADS, HEAD))?.transpose(0, 1)?.contiguous();
        let (query, key) = (heads(map(query, 0, x)?)?, heads(map(key, 1, x)?)?);
        let value = heads(map(value, 2, x)?)?;
        #[allow(clippy::cast_precision_loss)] // 32
        let alike = (query.matmul(&key.t()?)? * (HEAD as f64).powf(-0.5))?;
        let seen = ops::softmax(&alike)?.matmul(&value)?;
        let seen = seen.transpose(0, 1)?.contiguous()?.reshape(((), WIDTH))?;
        let [first, second] = &self.norms;
        let x = ops::norm(&(map(out, 3, &seen)? + x)?, first)?;
        let inner = ops::activate(&map(up, 4, &x)?)?;
        ops::norm(&(map(down, 5, &inner)? + &x)?, second)
    }
}
