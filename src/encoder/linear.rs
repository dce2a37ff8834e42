//! Linear maps in whole numbers: the weights are i8, the inputs are rounded to 12 bits, the sums are exact.
//!
//! A browser's SIMD multiplies eight pairs of i16 and adds neighbours in one instruction, twice what it does for f32.
//! Twelve bits a number cost as much as eight there, and round so finely that the embedding keeps its direction
//! (a cosine of .999 with the published weights, all of it the weights' rounding).

use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};

use super::file::{Map, Rows};

/// What eight inputs or weights are held in.
type Eight = [i16; 8];
/// The largest input becomes so many steps: 2047 x 127 x 1536 stays within an i32.
const FINEST: f32 = 2047.0;
/// Texts' tokens that share the reading of a row of weights.
const TOGETHER: usize = 4;

/// A linear map, ready to run.
#[derive(Debug)]
pub(super) struct Linear {
    /// Eight by eight, row after row.
    steps: Vec<[i8; 8]>,
    scale: Vec<f32>,
    bias: Vec<f32>,
    /// Eights a row.
    width: usize,
}

impl Linear {
    pub(super) fn new(map: Map) -> Self {
        let Map {
            rows:
                Rows {
                    scale,
                    steps,
                    width,
                },
            bias,
        } = map;
        Self {
            steps: steps.as_chunks::<8>().0.to_vec(),
            scale,
            bias,
            width: width / 8,
        }
    }

    /// The outputs for each row of `inputs`.
    pub(super) fn forward(&self, inputs: &Tensor) -> Result<Tensor> {
        inputs.apply_op1_no_bwd(self)
    }

    /// All outputs of all inputs, input after input.
    fn outputs(&self, inputs: &[f32]) -> Vec<f32> {
        let rounded: Vec<Rounded> = inputs
            .chunks_exact(self.width * 8)
            .map(Rounded::new)
            .collect();
        let count = self.scale.len();
        let mut outputs = vec![0.0; rounded.len() * count];
        for (inputs, outputs) in rounded
            .chunks(TOGETHER)
            .zip(outputs.chunks_mut(TOGETHER * count))
        {
            let first = match inputs.first() {
                Some(first) => first,
                None => continue,
            };
            // A group that is not full reads its first input again.
            let four: [&Rounded; TOGETHER] =
                std::array::from_fn(|at| inputs.get(at).unwrap_or(first));
            self.group(four, outputs);
        }
        outputs
    }

    /// The outputs of four inputs.
    fn group(&self, inputs: [&Rounded; TOGETHER], outputs: &mut [f32]) {
        let count = self.scale.len();
        let weights = self
            .steps
            .chunks_exact(self.width)
            .zip(&self.scale)
            .zip(&self.bias);
        for (at, ((row, scale), bias)) in weights.enumerate() {
            let sums = dots(inputs.map(|input| input.steps.as_slice()), row);
            for ((input, sum), outputs) in inputs.iter().zip(sums).zip(outputs.chunks_mut(count)) {
                if let Some(output) = outputs.get_mut(at) {
                    #[allow(clippy::cast_precision_loss)] // 24 bits are finer than the inputs' 12
                    let exact = sum as f32;
                    *output = exact * scale * input.scale + bias;
                }
            }
        }
    }
}

/// A row of inputs, rounded.
struct Rounded {
    scale: f32,
    steps: Vec<Eight>,
}

impl Rounded {
    fn new(inputs: &[f32]) -> Self {
        let largest = inputs
            .iter()
            .fold(0.0f32, |largest, input| largest.max(input.abs()));
        let finer = if largest > 0.0 { FINEST / largest } else { 0.0 };
        #[allow(clippy::cast_possible_truncation)]
        // within ±2047 by the choice of the scale, and `as` saturates
        let round = |eight: &[f32; 8]| eight.map(|input| (input * finer).round_ties_even() as i16);
        Self {
            scale: largest / FINEST,
            steps: inputs.as_chunks::<8>().0.iter().map(round).collect(),
        }
    }
}

/// The products of one row of weights with four inputs, summed.
fn dots(inputs: [&[Eight]; TOGETHER], weights: &[[i8; 8]]) -> [i32; TOGETHER] {
    let mut sums = [[0i32; 4]; TOGETHER];
    let [a, b, c, d] = inputs;
    for ((((weights, a), b), c), d) in weights.iter().zip(a).zip(b).zip(c).zip(d) {
        let weights = weights.map(i16::from);
        for (sums, inputs) in sums.iter_mut().zip([a, b, c, d]) {
            add_pairs(sums, inputs, &weights);
        }
    }
    sums.map(|sums| sums.iter().sum())
}

/// Adds each product of two neighbours to its sum: one instruction where there is SIMD.
#[allow(clippy::indexing_slicing)] // constants within the arrays
#[inline(always)]
fn add_pairs(sums: &mut [i32; 4], a: &Eight, b: &Eight) {
    for at in 0..4 {
        let first = i32::from(a[2 * at]) * i32::from(b[2 * at]);
        sums[at] += first + i32::from(a[2 * at + 1]) * i32::from(b[2 * at + 1]);
    }
}

impl CustomOp1 for Linear {
    fn name(&self) -> &'static str {
        "linear in whole numbers"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (rows, width) = layout.shape().dims2()?;
        if width != self.width * 8 {
            candle_core::bail!("{width} inputs where {} belong", self.width * 8);
        }
        let outputs = self.outputs(super::ops::numbers(storage, layout)?);
        Ok((
            CpuStorage::F32(outputs),
            Shape::from((rows, self.scale.len())),
        ))
    }
}
