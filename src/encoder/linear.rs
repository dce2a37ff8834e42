//! Linear maps in whole numbers: the weights are i8, the inputs are rounded to 12 bits, the sums are exact.
//!
//! A processor's SIMD multiplies eight pairs of i16 and adds neighbours in one instruction (`i16x8::dot`), twice what
//! it does for f32. Twelve bits a number cost as much as eight there, and round so finely that the embedding keeps its
//! direction (a cosine of .999 with the published weights, all of it the weights' rounding).

use wide::{i16x8, i32x4};

use super::file::{Map, Rows};

/// Numbers in one step of the sums.
const LANES: usize = 8;
/// The largest input becomes so many steps: 2047 x 127 x 1536 stays within an i32.
const FINEST: f32 = 2047.0;
/// Inputs whose products with [`ROWS`] rows of weights are summed side by side: as many sums as there are registers.
const TOGETHER: usize = 4;
const ROWS: usize = 2;

/// A linear map, ready to run.
#[derive(Debug)]
pub(super) struct Linear {
    /// Row after row. Widened once: widening takes longer than reading twice as much.
    steps: Vec<i16x8>,
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
        let eights = steps.as_chunks::<LANES>().0.iter();
        Self {
            steps: eights.map(|eight| eight.map(i16::from).into()).collect(),
            scale,
            bias,
            width: width / LANES,
        }
    }

    /// All outputs of all inputs, input after input.
    pub(super) fn outputs(&self, inputs: &[f32]) -> Vec<f32> {
        let rounded: Vec<Rounded> = inputs
            .chunks_exact(self.width * LANES)
            .map(Rounded::new)
            .collect();
        let mut outputs = vec![0.0; rounded.len() * self.scale.len()];
        // The weights are read once, the inputs again and again: they stay near the processor.
        let weights = self.steps.chunks(self.width * ROWS);
        let factors = self.scale.chunks(ROWS).zip(self.bias.chunks(ROWS));
        for (at, (weights, factors)) in weights.zip(factors).enumerate() {
            self.rows(at * ROWS, weights, factors, &rounded, &mut outputs);
        }
        outputs
    }

    /// The outputs of two rows of weights for all inputs.
    fn rows(
        &self,
        at: usize,
        weights: &[i16x8],
        (scale, bias): (&[f32], &[f32]),
        inputs: &[Rounded],
        outputs: &mut [f32],
    ) {
        let (count, width) = (self.scale.len(), self.width);
        let (first, second) = weights.split_at(width);
        // An odd row stands alone: it is read twice.
        let second = if second.is_empty() { first } else { second };
        let groups = inputs.chunks(TOGETHER);
        for (inputs, outputs) in groups.zip(outputs.chunks_mut(TOGETHER * count)) {
            let Some(last) = inputs.last() else { continue };
            // A group that is not full reads its last input again.
            let four = std::array::from_fn(|at| {
                let input = inputs.get(at).unwrap_or(last);
                input.steps.as_slice()
            });
            let sums = dots(four, [first, second]);
            for ((input, sums), outputs) in inputs.iter().zip(sums).zip(outputs.chunks_mut(count)) {
                let outputs = outputs.iter_mut().skip(at);
                for ((output, sum), (scale, bias)) in outputs.zip(sums).zip(scale.iter().zip(bias))
                {
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
    steps: Vec<i16x8>,
}

impl Rounded {
    fn new(inputs: &[f32]) -> Self {
        let largest = inputs
            .iter()
            .fold(0.0f32, |largest, input| largest.max(input.abs()));
        let finer = if largest > 0.0 { FINEST / largest } else { 0.0 };
        let round = |eight: &[f32; LANES]| i16x8::from(eight.map(|input| nearest(input * finer)));
        Self {
            scale: largest / FINEST,
            steps: inputs.as_chunks::<LANES>().0.iter().map(round).collect(),
        }
    }
}

/// The nearest whole number, of numbers within ±2047.
#[inline(always)]
fn nearest(x: f32) -> i16 {
    // Adding 1.5 x 2^23 leaves no places after the point; what was added stands above the lowest 16 bits.
    #[allow(clippy::cast_possible_truncation)]
    let low = (x + 12_582_912.0).to_bits() as u16;
    low.cast_signed()
}

/// The products of two rows of weights with four inputs, summed: for each input the two rows' sums.
#[inline(always)]
fn dots(inputs: [&[i16x8]; TOGETHER], weights: [&[i16x8]; ROWS]) -> [[i32; ROWS]; TOGETHER] {
    let mut sums = [[i32x4::ZERO; ROWS]; TOGETHER];
    let ([a, b, c, d], [first, second]) = (inputs, weights);
    for (((((&first, &second), &a), &b), &c), &d) in
        first.iter().zip(second).zip(a).zip(b).zip(c).zip(d)
    {
        for (sums, input) in sums.iter_mut().zip([a, b, c, d]) {
            let [to_first, to_second] = sums;
            *to_first += input.dot(first);
            *to_second += input.dot(second);
        }
    }
    sums.map(|sums| sums.map(i32x4::reduce_add))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_are_those_of_plain_numbers_whatever_the_count_of_rows_and_inputs() {
        let (width, outputs) = (16usize, 3usize);
        let weight = |at: usize| ((at * 37 + 11) % 255) as f32 - 127.0;
        let weights: Vec<f32> = (0..width * outputs).map(weight).collect();
        let bias = vec![0.5, -1.0, 2.0];
        let rows = Rows::quantised(&weights, width);
        let written = rows.all();
        let linear = Linear::new(Map {
            rows,
            bias: bias.clone(),
        });
        for count in 1..=6usize {
            let inputs: Vec<f32> = (0..count * width)
                .map(|at| ((at * 29 + 3) % 61) as f32 - 30.0)
                .collect();
            let found = linear.outputs(&inputs);
            for (input, found) in inputs.chunks(width).zip(found.chunks(outputs)) {
                for ((row, bias), found) in written.chunks(width).zip(&bias).zip(found) {
                    let plain: f32 = input.iter().zip(row).map(|(a, b)| a * b).sum();
                    assert!((plain + bias - found).abs() < 15.0, "{plain} {found}");
                }
            }
        }
    }

    #[test]
    fn numbers_are_rounded_to_the_nearest() {
        for (x, whole) in [
            (0.0, 0),
            (0.4, 0),
            (-0.6, -1),
            (2047.0, 2047),
            (-2047.0, -2047),
        ] {
            assert_eq!(nearest(x), whole, "{x}");
        }
    }
}
