//! Fits the linear model: L-BFGS on the whole data at once, so that nothing depends on an order or a random number.

use handrail::triage::weights::{INTENTS, OUTPUTS};

use super::Recipe;
use super::data::Example;
use super::descent;

/// A model in full precision.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) bias: [f64; OUTPUTS],
    pub(crate) rows: Vec<[f64; OUTPUTS]>,
}

/// The model that fits the examples best, with large weights held back and rare features enlarged.
pub(crate) fn fit(examples: &[Example], recipe: &Recipe, rows: usize) -> Model {
    let scale = rarity(examples, recipe.rarity, rows);
    lowest(examples, &scale, recipe.hold_back, recipe.steps)
}

/// The same with features as they are.
pub(crate) fn plain(examples: &[Example], hold_back: f64, steps: usize, rows: usize) -> Model {
    lowest(examples, &vec![1.0; rows], hold_back, steps)
}

fn lowest(examples: &[Example], scale: &[f64], hold_back: f64, steps: usize) -> Model {
    let problem = Problem {
        examples,
        scale,
        hold_back,
    };
    // The last row is the bias.
    let start = vec![0.0; (scale.len() + 1) * OUTPUTS];
    let point = descent::descend(start, steps, |point| problem.at(point));
    let mut rows = point.as_chunks::<OUTPUTS>().0.to_vec();
    let bias = rows.pop().unwrap_or_default();
    for (row, scale) in rows.iter_mut().zip(scale) {
        for weight in row {
            *weight *= scale;
        }
    }
    Model { bias, rows }
}

/// A rare feature, once seen, says more than a common one: its values are enlarged by a power of its rarity.
fn rarity(examples: &[Example], power: f64, rows: usize) -> Vec<f64> {
    let mut seen = vec![0.0f64; rows];
    let mut all = 0.0;
    for example in examples {
        all += example.weight;
        for &(row, _) in &example.features {
            if let Some(seen) = seen.get_mut(row as usize) {
                *seen += example.weight;
            }
        }
    }
    seen.into_iter()
        .map(|seen| exp(power * ln((all + 1.0) / (seen + 1.0))))
        .collect()
}

/// The loss to make small.
struct Problem<'a> {
    examples: &'a [Example],
    scale: &'a [f64],
    hold_back: f64,
}

impl Problem<'_> {
    /// Loss and slope, row after row of outputs.
    fn at(&self, point: &[f64]) -> (f64, Vec<f64>) {
        let mut loss = 0.0;
        let mut slopes = vec![0.0; point.len()];
        let (point, slope) = (
            point.as_chunks::<OUTPUTS>().0,
            slopes.as_chunks_mut::<OUTPUTS>().0,
        );
        let bias = point.last().copied().unwrap_or_default();
        for example in self.examples {
            let mut outputs = bias;
            for &(row, value) in &example.features {
                if let (Some(weights), Some(scale)) =
                    (point.get(row as usize), self.scale.get(row as usize))
                {
                    let value = f64::from(value) * scale;
                    for (output, weight) in outputs.iter_mut().zip(weights) {
                        *output += value * weight;
                    }
                }
            }
            let (cost, pushes) = cost(&outputs, example);
            loss += cost;
            for &(row, value) in &example.features {
                if let (Some(slopes), Some(scale)) =
                    (slope.get_mut(row as usize), self.scale.get(row as usize))
                {
                    let value = f64::from(value) * scale;
                    for (slope, push) in slopes.iter_mut().zip(pushes) {
                        *slope += value * push;
                    }
                }
            }
            for (slope, push) in slope.last_mut().into_iter().flatten().zip(pushes) {
                *slope += push;
            }
        }
        let features = point.len().saturating_sub(1);
        for (slopes, weights) in slope.iter_mut().zip(point).take(features) {
            for (slope, weight) in slopes.iter_mut().zip(weights) {
                loss += 0.5 * self.hold_back * weight * weight;
                *slope += self.hold_back * weight;
            }
        }
        (loss, slopes)
    }
}

/// What an example costs with these outputs, and how each output should move.
fn cost(outputs: &[f64; OUTPUTS], example: &Example) -> (f64, [f64; OUTPUTS]) {
    let [a, b, c, d, e, ..] = *outputs;
    let logits = [a, b, c, d, e];
    let top = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let chances = logits.map(|logit| exp(logit - top));
    let all: f64 = chances.iter().sum();
    let possible: f64 = chances
        .iter()
        .zip(example.possible)
        .filter(|(_, possible)| *possible)
        .map(|(c, _)| c)
        .sum();
    let mut cost = example.weight * ln(all / possible.max(1e-300));
    let mut pushes = [0.0; OUTPUTS];
    for ((push, chance), possible_one) in pushes.iter_mut().zip(chances).zip(example.possible) {
        let wanted = if possible_one {
            chance / possible.max(1e-300)
        } else {
            0.0
        };
        *push = example.weight * (chance / all - wanted);
    }
    let single = outputs.iter().zip(&mut pushes).skip(INTENTS);
    for ((output, push), known) in single.zip(example.known) {
        let Some(wanted) = known else { continue };
        let chance = 1.0 / (1.0 + exp(-output));
        let right = if wanted { chance } else { 1.0 - chance };
        cost -= example.weight * ln(right.max(1e-300));
        *push = example.weight * (chance - f64::from(u8::from(wanted)));
    }
    (cost, pushes)
}

/// e to the power of `x`, by arithmetic alone: a system's own differs in the last bit from the next one's.
pub(super) fn exp(x: f64) -> f64 {
    let x = x.clamp(-700.0, 700.0);
    let twos = (x / std::f64::consts::LN_2).round();
    let rest = x - twos * std::f64::consts::LN_2;
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..=16 {
        term *= rest / f64::from(n);
        sum += term;
    }
    #[allow(clippy::cast_possible_truncation)] // at most 1010 by the clamp
    let power = twos as i64;
    sum * f64::from_bits(u64::try_from(1023 + power).unwrap_or(0) << 52)
}

/// The natural logarithm of a positive normal number, by arithmetic alone.
pub(super) fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let twos = i32::try_from((bits >> 52) & 0x7ff).unwrap_or(0) - 1023;
    let fraction = f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52));
    let (fraction, twos) = if fraction > std::f64::consts::SQRT_2 {
        (fraction / 2.0, twos + 1)
    } else {
        (fraction, twos)
    };
    let ratio = (fraction - 1.0) / (fraction + 1.0);
    let square = ratio * ratio;
    let mut power = ratio;
    let mut sum = 0.0;
    for n in 0..14 {
        sum += power / f64::from(2 * n + 1);
        power *= square;
    }
    2.0 * sum + f64::from(twos) * std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_ln_are_right() {
        for x in [-30.0, -1.5, -1e-9, 0.0, 0.3, 1.0, 7.7, 250.0] {
            assert!((exp(x) / f64::exp(x) - 1.0).abs() < 1e-13, "{x}");
            assert!((ln(f64::exp(x)) - x).abs() < 1e-12, "{x}");
        }
    }

    fn example(row: u32, possible: [bool; 5], urgency: u8) -> Example {
        Example {
            text: String::new(),
            features: vec![(row, 1.0)],
            possible,
            known: super::super::data::known(Some(urgency), None, Some(urgency == 2)),
            beside: super::super::data::Beside::default(),
            weight: 1.0,
            source: "own",
            group: 0,
        }
    }

    #[test]
    fn learns_which_row_means_what() {
        let examples = [
            example(0, [true, false, false, false, false], 2),
            example(1, [false, false, true, false, false], 0),
            example(2, [false, false, false, true, true], 0),
        ];
        let recipe = Recipe {
            hold_back: 0.1,
            ..super::super::tests::recipe()
        };
        let model = fit(&examples, &recipe, 3);
        assert!(model.rows[0][0] > 1.0 && model.rows[0][0] > model.rows[1][0] + 1.0);
        assert!(model.rows[1][2] > 1.0);
        // "Praise or other" teaches both alike.
        assert!((model.rows[2][3] - model.rows[2][4]).abs() < 1e-9);
        assert!(model.rows[0][6] > 0.5 && model.rows[1][6] < 0.0);
    }

    #[test]
    fn the_slope_is_that_of_the_loss() {
        let examples = [
            example(0, [true, false, true, false, false], 1),
            example(1, [false, true, false, false, false], 0),
        ];
        let problem = Problem {
            examples: &examples,
            scale: &[1.5, 0.5],
            hold_back: 0.3,
        };
        let point = [0.1, -0.2, 0.3, 0.0, 0.5, -0.4, 0.2, 0.6, -0.1].repeat(3);
        let (loss, slope) = problem.at(&point);
        for at in 0..point.len() {
            let mut near = point.clone();
            near[at] += 1e-6;
            let change = (problem.at(&near).0 - loss) / 1e-6;
            assert!((change - slope[at]).abs() < 1e-4, "{at}");
        }
    }
}
