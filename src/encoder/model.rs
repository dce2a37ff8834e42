//! The transformer: numbers of pieces in, the mean of what the last layer says of them out.
//!
//! Rows lie one after the other in plain slices. All but a hundredth of the work is in [`Linear`]; the rest is written
//! so that the compiler makes SIMD of it.

use super::curves::{exp, gelu};
use super::file::{Base, HEADS, Layer, Norm, POSITIONS, Rows, WIDTH};
use super::linear::Linear;
use super::turn::{Adapter, Turn};

/// Numbers a head.
const HEAD: usize = WIDTH / HEADS;
/// What the products of a head are multiplied by: one over the root of [`HEAD`].
const NARROW: f32 = 0.176_776_7;
/// Added to a variance, as the published model does.
const NEARLY_NOTHING: f32 = 1e-12;

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
    pub(super) fn mean(&self, numbers: &[u32], adapter: Option<&Adapter>) -> [f32; WIDTH] {
        let mut x = self.begin(numbers);
        for (at, layer) in self.layers.iter().enumerate() {
            x = layer.forward(&x, |map| adapter.and_then(|adapter| adapter.turn(at, map)));
        }
        let mut mean = [0.0; WIDTH];
        let rows = x.as_chunks::<WIDTH>().0;
        for row in rows {
            add(&mut mean, row);
        }
        #[allow(clippy::cast_precision_loss)] // 256 at most
        let part = 1.0 / rows.len().max(1) as f32;
        mean.map(|sum| sum * part)
    }

    /// What a text begins as: piece plus position, one row each.
    fn begin(&self, numbers: &[u32]) -> Vec<f32> {
        let mut x = Vec::with_capacity(numbers.len() * WIDTH);
        for (position, &number) in numbers.iter().enumerate().take(POSITIONS) {
            let piece = self.pieces.row(number as usize);
            x.extend(
                piece
                    .zip(self.positions.row(position))
                    .map(|(piece, position)| piece + position),
            );
        }
        normalise(&mut x, &self.norm);
        x
    }
}

impl Ready {
    fn forward<'a>(&self, x: &[f32], turn: impl Fn(usize) -> Option<&'a Turn>) -> Vec<f32> {
        let [query, key, value, out, up, down] = &self.maps;
        let [first, second] = &self.norms;
        let map = |linear: &Linear, at: usize, x: &[f32]| {
            let mut y = linear.outputs(x);
            if let Some(turn) = turn(at) {
                turn.add_to(&mut y, x);
            }
            y
        };
        let seen = attend(&map(query, 0, x), &map(key, 1, x), &map(value, 2, x));
        let mut middle = map(out, 3, &seen);
        add(&mut middle, x);
        normalise(&mut middle, first);
        let mut inner = map(up, 4, &middle);
        for x in &mut inner {
            *x = gelu(*x).0;
        }
        let mut y = map(down, 5, &inner);
        add(&mut y, &middle);
        normalise(&mut y, second);
        y
    }
}

/// What each row sees of all rows' values, head by head.
fn attend(query: &[f32], key: &[f32], value: &[f32]) -> Vec<f32> {
    let mut seen = vec![0.0; query.len()];
    let [query, key, value] = [query, key, value].map(heads);
    let count = query.len() / HEADS;
    let mut alike = vec![0.0; count];
    for (at, (query, seen)) in query.iter().zip(seen.as_chunks_mut::<HEAD>().0).enumerate() {
        let of_this_head = at % HEADS;
        let keys = key.iter().skip(of_this_head).step_by(HEADS);
        for (alike, key) in alike.iter_mut().zip(keys) {
            *alike = dot(query, key) * NARROW;
        }
        softmax(&mut alike);
        let values = value.iter().skip(of_this_head).step_by(HEADS);
        for (share, value) in alike.iter().zip(values) {
            for (seen, value) in seen.iter_mut().zip(value) {
                *seen += share * value;
            }
        }
    }
    seen
}

/// Rows cut into heads: row after row, head after head.
fn heads(rows: &[f32]) -> &[[f32; HEAD]] {
    rows.as_chunks::<HEAD>().0
}

fn dot(a: &[f32; HEAD], b: &[f32; HEAD]) -> f32 {
    // Four sums side by side: the compiler may not reorder one.
    let mut sums = [0.0f32; 4];
    for (a, b) in a.as_chunks::<4>().0.iter().zip(b.as_chunks::<4>().0) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

fn add(to: &mut [f32], what: &[f32]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += what;
    }
}

/// Makes a row a distribution.
fn softmax(row: &mut [f32]) {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for x in row.iter_mut() {
        *x = exp(*x - top);
        sum += *x;
    }
    for x in row {
        *x /= sum;
    }
}

/// Layer norm of each row.
fn normalise(rows: &mut [f32], by: &Norm) {
    for row in rows.as_chunks_mut::<WIDTH>().0 {
        #[allow(clippy::cast_precision_loss)] // 384
        let count = WIDTH as f32;
        let mean = row.iter().sum::<f32>() / count;
        let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / count;
        let narrow = 1.0 / (variance + NEARLY_NOTHING).sqrt();
        for ((x, gain), bias) in row.iter_mut().zip(&by.gain).zip(&by.bias) {
            *x = (*x - mean) * narrow * gain + bias;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_sees_most_of_what_is_like_it() {
        let row = |at: usize, x: f32| {
            let mut row = vec![0.0; WIDTH];
            row.iter_mut().skip(at).step_by(HEAD).for_each(|n| *n = x);
            row
        };
        let key = [row(0, 9.0), row(1, 9.0)].concat();
        let value = [row(2, 1.0), row(3, 1.0)].concat();
        let seen = attend(&key, &key, &value);
        let (first, second) = seen.split_at(WIDTH);
        assert!(first[2] > 0.99 && first[3] < 0.01 && second[3] > 0.99);
        assert_eq!(first[2], first[2 + HEAD], "each head on its own");
    }

    #[test]
    fn a_distribution_adds_up_to_one() {
        let mut row = [1.0, 2.0, -50.0, 3.0];
        softmax(&mut row);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6 && row[3] > row[1]);
    }
}
