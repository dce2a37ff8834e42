//! The encoder once more, as training needs it: many posts at once, exact numbers, and the way back.
//!
//! Posts lie one after the other without padding: the linear maps see all tokens as one matrix, attention goes post by
//! post. The published weights stay as they are; [`Learnt`] is what moves.

use handrail::encoder::curves::{exp, gelu};
use handrail::encoder::file::{Base, HEADS, INNER, LAYERS, WIDTH, shapes};

use super::learnt::Learnt;
use super::maths::{Matrix, add, dot};

/// Numbers a head, and what its products are divided by.
const HEAD: usize = WIDTH / HEADS;
const NARROW: f32 = 0.176_776_7;

/// What a layer norm stretches and adds.
type Norm = (Vec<f32>, Vec<f32>);

/// A layer's published numbers.
struct Layer {
    maps: [(Vec<f32>, Vec<f32>); 6],
    norms: [Norm; 2],
}

/// The published model, in f32 as its file has it.
pub(super) struct Frozen {
    pieces: Vec<f32>,
    positions: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

impl Frozen {
    pub(super) fn new(base: Base) -> Self {
        let layers = base.layers.into_iter().map(|layer| Layer {
            maps: layer.maps.map(|map| (map.rows.all(), map.bias)),
            norms: layer.norms.map(|norm| (norm.gain, norm.bias)),
        });
        Self {
            pieces: base.pieces.all(),
            positions: base.positions.all(),
            norm: (base.norm.gain, base.norm.bias),
            layers: layers.collect(),
        }
    }

    /// What a text begins as.
    pub(super) fn begin(&self, numbers: &[u32]) -> Vec<f32> {
        let rows = numbers.iter().zip(self.positions.chunks_exact(WIDTH));
        let mut x: Vec<f32> = rows
            .flat_map(|(&number, position)| {
                let piece = &self.pieces[number as usize * WIDTH..][..WIDTH];
                piece
                    .iter()
                    .zip(position)
                    .map(|(piece, position)| piece + position)
            })
            .collect();
        normalise(&mut x, &self.norm);
        x
    }

    /// What layers `from` to before `to` make of posts of those lengths.
    pub(super) fn pass(
        &self,
        learnt: Option<&Learnt>,
        x: Vec<f32>,
        lengths: &[usize],
        layers: std::ops::Range<usize>,
    ) -> Vec<f32> {
        layers
            .into_iter()
            .fold(x, |x, at| self.forward(at, x, lengths, learnt).0)
    }

    fn linear(
        &self,
        at: usize,
        map: usize,
        x: &[f32],
        learnt: Option<&Learnt>,
    ) -> (Vec<f32>, Vec<f32>) {
        let (_, inputs) = shapes()[map];
        let (weights, bias) = &self.layers[at].maps[map];
        let mut y = Matrix::new(x, inputs).times(Matrix::new(weights, inputs).turned());
        for row in y.chunks_exact_mut(bias.len()) {
            add(row, 1.0, bias);
        }
        let Some((learnt, turn)) = learnt.and_then(|learnt| Some((learnt, learnt.turn(at, map)?)))
        else {
            return (y, Vec::new());
        };
        let low = Matrix::new(x, inputs).times(Matrix::new(&learnt.parts[turn], inputs).turned());
        add(
            &mut y,
            1.0,
            &Matrix::new(&low, learnt.rank).times(Matrix::new(&learnt.parts[turn + 1], bias.len())),
        );
        (y, low)
    }

    /// One layer, and what its way back needs.
    pub(super) fn forward(
        &self,
        at: usize,
        x: Vec<f32>,
        lengths: &[usize],
        learnt: Option<&Learnt>,
    ) -> (Vec<f32>, Trace) {
        let linear = |map: usize, x: &[f32]| self.linear(at, map, x, learnt);
        let norms = &self.layers[at].norms;
        let ((query, a), (key, b), (value, c)) = (linear(0, &x), linear(1, &x), linear(2, &x));
        let (chances, seen) = attend(&query, &key, &value, lengths);
        let (mut middle, d) = linear(3, &seen);
        add(&mut middle, 1.0, &x);
        let first = normalise(&mut middle, &norms[0]);
        let (mut inner, e) = linear(4, &middle);
        let mut slopes = inner.clone();
        for (x, slope) in inner.iter_mut().zip(&mut slopes) {
            (*x, *slope) = gelu(*x);
        }
        let (mut out, f) = linear(5, &inner);
        add(&mut out, 1.0, &middle);
        let second = normalise(&mut out, &norms[1]);
        let trace = Trace {
            x,
            query,
            key,
            value,
            chances,
            seen,
            middle,
            inner,
            slopes,
            norms: [first, second],
            lows: [a, b, c, d, e, f],
        };
        (out, trace)
    }

    /// The way back through one layer: what a change of its inputs is worth. Adds what a change of what is learnt is
    /// worth to `slopes`.
    pub(super) fn back(
        &self,
        at: usize,
        mut worth: Vec<f32>,
        lengths: &[usize],
        learnt: &Learnt,
        trace: &Trace,
        slopes: &mut [Vec<f32>],
    ) -> Vec<f32> {
        let norms = &self.layers[at].norms;
        normalise_back(&mut worth, &trace.norms[1], &norms[1].0);
        let mut inner = vec![0.0; worth.len() / WIDTH * INNER];
        let mut back = |map: usize, x: &[f32], worth: &[f32], to: &mut [f32]| {
            self.linear_back(at, map, x, worth, learnt, &trace.lows[map], slopes, to);
        };
        back(5, &trace.inner, &worth, &mut inner);
        for (worth, slope) in inner.iter_mut().zip(&trace.slopes) {
            *worth *= slope;
        }
        back(4, &trace.middle, &inner, &mut worth);
        normalise_back(&mut worth, &trace.norms[0], &norms[0].0);
        let mut seen = vec![0.0; worth.len()];
        back(3, &trace.seen, &worth, &mut seen);
        for (map, part) in attend_back(trace, &seen, lengths).iter().enumerate() {
            back(map, &trace.x, part, &mut worth);
        }
        worth
    }

    #[allow(clippy::too_many_arguments)] // the numbers of one equation
    fn linear_back(
        &self,
        at: usize,
        map: usize,
        x: &[f32],
        worth: &[f32],
        learnt: &Learnt,
        low: &[f32],
        slopes: &mut [Vec<f32>],
        to: &mut [f32],
    ) {
        let (outputs, inputs) = shapes()[map];
        let (x, worth) = (Matrix::new(x, inputs), Matrix::new(worth, outputs));
        // Nothing below the first turned layer is learnt.
        if at > learnt.first || map > 2 {
            add(
                to,
                1.0,
                &worth.times(Matrix::new(&self.layers[at].maps[map].0, inputs)),
            );
        }
        let Some(turn) = learnt.turn(at, map) else {
            return;
        };
        let (down, up) = (
            Matrix::new(&learnt.parts[turn], inputs),
            Matrix::new(&learnt.parts[turn + 1], outputs),
        );
        let low = Matrix::new(low, learnt.rank);
        add(&mut slopes[turn + 1], 1.0, &low.turned().times(worth));
        let low = worth.times(up.turned());
        let low = Matrix::new(&low, learnt.rank);
        add(&mut slopes[turn], 1.0, &low.turned().times(x));
        if at > learnt.first || map > 2 {
            add(to, 1.0, &low.times(down));
        }
    }
}

/// What one layer's way back needs.
pub(super) struct Trace {
    x: Vec<f32>,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    chances: Vec<f32>,
    seen: Vec<f32>,
    middle: Vec<f32>,
    inner: Vec<f32>,
    slopes: Vec<f32>,
    norms: [Even; 2],
    lows: [Vec<f32>; 6],
}

/// Where a head's numbers of a token begin: posts from `start`, and head by head.
fn places(lengths: &[usize]) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
    let starts = lengths.iter().scan(0, |start, &length| {
        let own = *start;
        *start += length;
        Some((own, length))
    });
    starts.flat_map(|(start, length)| (0..HEADS).map(move |head| (start, length, head * HEAD)))
}

/// Who looks at whom, and what is seen.
fn attend(query: &[f32], key: &[f32], value: &[f32], lengths: &[usize]) -> (Vec<f32>, Vec<f32>) {
    let (mut chances, mut seen) = (Vec::new(), vec![0.0; query.len()]);
    for (start, length, head) in places(lengths) {
        let at = |token: usize| (start + token) * WIDTH + head;
        for token in 0..length {
            let begin = chances.len();
            let query = &query[at(token)..][..HEAD];
            chances.extend((0..length).map(|other| dot(query, &key[at(other)..][..HEAD]) * NARROW));
            let row = &mut chances[begin..];
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            row.iter_mut().for_each(|x| *x = exp(*x - top));
            let sum: f32 = row.iter().sum();
            row.iter_mut().for_each(|x| *x /= sum);
            for (other, chance) in row.iter().enumerate() {
                add(
                    &mut seen[at(token)..][..HEAD],
                    *chance,
                    &value[at(other)..][..HEAD],
                );
            }
        }
    }
    (chances, seen)
}

/// What a change of query, key and value is worth.
fn attend_back(trace: &Trace, seen: &[f32], lengths: &[usize]) -> [Vec<f32>; 3] {
    let mut worth = [(); 3].map(|()| vec![0.0; seen.len()]);
    let [query, key, value] = &mut worth;
    let mut chances = trace.chances.as_slice();
    for (start, length, head) in places(lengths) {
        let at = |token: usize| (start + token) * WIDTH + head;
        for token in 0..length {
            let (row, rest) = chances.split_at(length);
            chances = rest;
            let seen = &seen[at(token)..][..HEAD];
            let alike: Vec<f32> = (0..length)
                .map(|other| dot(seen, &trace.value[at(other)..][..HEAD]))
                .collect();
            let mean: f32 = alike
                .iter()
                .zip(row)
                .map(|(alike, chance)| alike * chance)
                .sum();
            for (other, (chance, alike)) in row.iter().zip(&alike).enumerate() {
                add(&mut value[at(other)..][..HEAD], *chance, seen);
                let slope = chance * (alike - mean) * NARROW;
                add(
                    &mut query[at(token)..][..HEAD],
                    slope,
                    &trace.key[at(other)..][..HEAD],
                );
                add(
                    &mut key[at(other)..][..HEAD],
                    slope,
                    &trace.query[at(token)..][..HEAD],
                );
            }
        }
    }
    worth
}

/// Rows of mean 0 and variance 1, and what each was multiplied by.
struct Even {
    rows: Vec<f32>,
    by: Vec<f32>,
}

#[allow(clippy::cast_precision_loss)] // 384
const COUNT: f32 = WIDTH as f32;

fn normalise(x: &mut [f32], (gain, bias): &Norm) -> Even {
    let mut even = Even {
        rows: Vec::with_capacity(x.len()),
        by: Vec::new(),
    };
    for row in x.chunks_exact_mut(WIDTH) {
        let mean = row.iter().sum::<f32>() / COUNT;
        let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / COUNT;
        let by = 1.0 / (variance + 1e-12).sqrt();
        even.rows.extend(row.iter().map(|x| (x - mean) * by));
        even.by.push(by);
        let tail = even.rows.len() - WIDTH;
        for (((x, even), gain), bias) in row.iter_mut().zip(&even.rows[tail..]).zip(gain).zip(bias)
        {
            *x = even * gain + bias;
        }
    }
    even
}

fn normalise_back(worth: &mut [f32], even: &Even, gain: &[f32]) {
    let rows = worth
        .chunks_exact_mut(WIDTH)
        .zip(even.rows.chunks_exact(WIDTH))
        .zip(&even.by);
    for ((worth, even), by) in rows {
        worth
            .iter_mut()
            .zip(gain)
            .for_each(|(worth, gain)| *worth *= gain);
        let mean = worth.iter().sum::<f32>() / COUNT;
        let along = worth
            .iter()
            .zip(even)
            .map(|(worth, even)| worth * even)
            .sum::<f32>()
            / COUNT;
        for (worth, even) in worth.iter_mut().zip(even) {
            *worth = by * (*worth - mean - even * along);
        }
    }
}

/// The mean of each post's tokens.
pub(super) fn means(x: &[f32], lengths: &[usize]) -> Vec<f32> {
    let mut means = vec![0.0; lengths.len() * WIDTH];
    let mut tokens = x.chunks_exact(WIDTH);
    for (mean, &length) in means.chunks_exact_mut(WIDTH).zip(lengths) {
        #[allow(clippy::cast_precision_loss)] // 96
        tokens
            .by_ref()
            .take(length)
            .for_each(|token| add(mean, 1.0 / length as f32, token));
    }
    means
}

/// All layers.
pub(super) const ALL: usize = LAYERS;
