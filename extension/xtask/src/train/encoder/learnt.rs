//! What is learnt: a turn beside each linear map of the upper layers, and the head.

use handrail::encoder::adapter::Turns;
use handrail::encoder::file::{LAYERS, Rows, WIDTH, shapes};
use handrail::triage::weights::OUTPUTS;

use super::maths::{Chance, add, dot};
use super::net::{ALL, Frozen, means};
use crate::train::data::BESIDES;

/// Outputs while learning: what ships, then what is told beside.
pub(super) const TOLD: usize = OUTPUTS + BESIDES;

/// The numbers that move.
#[derive(Clone, Debug)]
pub(super) struct Learnt {
    /// The first layer with turns.
    pub(super) first: usize,
    /// Numbers between a turn's inputs and outputs.
    pub(super) rank: usize,
    /// For each map two matrices of `rank` rows, inputs and outputs; then the head's rows and biases.
    pub(super) parts: Vec<Vec<f32>>,
}

/// One post's outputs to what they cost and the slope of that.
pub(super) type Cost<'a> = &'a (dyn Fn(usize, &[f32; TOLD]) -> (f32, [f32; TOLD]) + Sync);

impl Learnt {
    /// Turns that do nothing yet: random inputs, outputs of nought.
    pub(super) fn new(first: usize, rank: usize, chance: &mut Chance) -> Self {
        let mut parts = Vec::new();
        for (outputs, inputs) in (first..LAYERS).flat_map(|_| shapes()) {
            #[allow(clippy::cast_precision_loss)] // 1,536 at most
            let most = (3.0 / inputs as f32).sqrt();
            parts.push(
                (0..rank * inputs)
                    .map(|_| (chance.unit() * 2.0 - 1.0) * most)
                    .collect(),
            );
            parts.push(vec![0.0; rank * outputs]);
        }
        parts.push(vec![0.0; TOLD * WIDTH]);
        parts.push(vec![0.0; TOLD]);
        Self { first, rank, parts }
    }

    /// As many noughts.
    pub(super) fn noughts(&self) -> Vec<Vec<f32>> {
        self.parts
            .iter()
            .map(|part| vec![0.0; part.len()])
            .collect()
    }

    /// Where the turn of that map begins in `parts`.
    pub(super) fn turn(&self, layer: usize, map: usize) -> Option<usize> {
        Some((layer.checked_sub(self.first)? * shapes().len() + map) * 2)
    }

    /// Whether a part is the outputs' half of a turn, or the head: those may take longer steps.
    pub(super) fn is_outer(&self, part: usize) -> bool {
        part % 2 == 1 || part + 2 >= self.parts.len()
    }

    fn head(&self) -> (&[f32], &[f32]) {
        let [.., rows, bias] = self.parts.as_slice() else {
            return (&[], &[]);
        };
        (rows, bias)
    }

    fn outputs(&self, mean: &[f32]) -> [f32; TOLD] {
        let (rows, bias) = self.head();
        std::array::from_fn(|at| bias[at] + dot(mean, &rows[at * WIDTH..][..WIDTH]))
    }

    /// The outputs for posts of which the lower layers' answer is known.
    pub(super) fn judge(
        &self,
        frozen: &Frozen,
        x: Vec<f32>,
        lengths: &[usize],
    ) -> Vec<[f32; OUTPUTS]> {
        let x = frozen.pass(Some(self), x, lengths, self.first..ALL);
        means(&x, lengths)
            .chunks_exact(WIDTH)
            .map(|mean| {
                let told = self.outputs(mean);
                std::array::from_fn(|at| told[at])
            })
            .collect()
    }

    /// What these posts cost, and the slope of that; `keep` says which numbers of each mean are kept, and how large
    /// they become for it.
    pub(super) fn slopes(
        &self,
        frozen: &Frozen,
        mut x: Vec<f32>,
        lengths: &[usize],
        keep: &[f32],
        cost: Cost<'_>,
    ) -> (f32, Vec<Vec<f32>>) {
        let mut slopes = self.noughts();
        let mut traces = Vec::new();
        for at in self.first..ALL {
            let (out, trace) = frozen.forward(at, x, lengths, Some(self));
            x = out;
            traces.push(trace);
        }
        let mut means = means(&x, lengths);
        means
            .iter_mut()
            .zip(keep)
            .for_each(|(mean, keep)| *mean *= keep);
        let (total, worth) = self.head_back(&means, lengths, keep, cost, &mut slopes);
        let layers = (self.first..ALL).zip(&traces).rev();
        layers.fold(worth, |worth, (at, trace)| {
            frozen.back(at, worth, lengths, self, trace, &mut slopes)
        });
        (total, slopes)
    }

    /// The cost, and what a change of the last layer's rows is worth.
    fn head_back(
        &self,
        means: &[f32],
        lengths: &[usize],
        keep: &[f32],
        cost: Cost<'_>,
        slopes: &mut [Vec<f32>],
    ) -> (f32, Vec<f32>) {
        let [.., row_slopes, bias_slopes] = slopes else {
            return (0.0, Vec::new());
        };
        let (rows, _) = self.head();
        let (mut total, mut worth) = (0.0, Vec::new());
        for (post, (mean, &length)) in means.chunks_exact(WIDTH).zip(lengths).enumerate() {
            let (cost, slope) = cost(post, &self.outputs(mean));
            total += cost;
            let mut own = vec![0.0; WIDTH];
            for (output, &slope) in slope.iter().enumerate() {
                bias_slopes[output] += slope;
                add(&mut row_slopes[output * WIDTH..][..WIDTH], slope, mean);
                add(&mut own, slope, &rows[output * WIDTH..][..WIDTH]);
            }
            let kept = keep.get(post * WIDTH..).unwrap_or_default();
            own.iter_mut()
                .zip(kept)
                .for_each(|(own, keep)| *own *= keep);
            #[allow(clippy::cast_precision_loss)] // 96
            own.iter_mut().for_each(|own| *own /= length as f32);
            (0..length).for_each(|_| worth.extend_from_slice(&own));
        }
        (total, worth)
    }

    /// As it is shipped; the matrices in whole numbers.
    pub(super) fn turns(&self, base: u32) -> Turns {
        let (head, bias) = self.head();
        let pairs = self
            .parts
            .chunks_exact(2)
            .take((LAYERS - self.first) * shapes().len());
        let matrix = |part: &Vec<f32>| Rows::quantised(part, part.len() / self.rank);
        Turns {
            first: self.first,
            rank: self.rank,
            base,
            turns: pairs
                .map(|pair| [matrix(&pair[0]), matrix(&pair[1])])
                .collect(),
            head: head[..OUTPUTS * WIDTH].to_vec(),
            bias: std::array::from_fn(|at| bias[at]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::maths::Matrix;
    use super::*;

    #[test]
    fn turns_that_learnt_nothing_change_nothing() {
        let learnt = Learnt::new(5, 2, &mut Chance(1));
        assert_eq!(learnt.parts.len(), 6 * 2 + 2);
        let low = Matrix::new(&[1.0, 2.0], 2).times(Matrix::new(&learnt.parts[1], WIDTH));
        assert!(low.iter().all(|x| *x == 0.0));
        assert_eq!((learnt.turn(4, 0), learnt.turn(5, 3)), (None, Some(6)));
    }
}
