//! Fits the linear model: L-BFGS on the whole data at once, so that nothing depends on an order or a random number.

use std::collections::VecDeque;

use handrail::triage::weights::{INTENTS, OUTPUTS};

use super::Recipe;
use super::data::Example;

/// How many earlier steps L-BFGS remembers.
const MEMORY: usize = 8;
/// It stops where the loss falls by less than this share in a step.
const STILL: f64 = 1e-5;

/// A model in full precision.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) bias: [f64; OUTPUTS],
    pub(crate) rows: Vec<[f64; OUTPUTS]>,
}

/// The model that fits the examples best, with large weights held back and rare features enlarged.
pub(crate) fn fit(examples: &[Example], recipe: &Recipe, rows: usize) -> Model {
    let scale = rarity(examples, recipe.rarity, rows);
    descend(examples, &scale, recipe.hold_back, recipe.steps)
}

/// The same with features as they are.
pub(crate) fn plain(examples: &[Example], hold_back: f64, steps: usize, rows: usize) -> Model {
    descend(examples, &vec![1.0; rows], hold_back, steps)
}

fn descend(examples: &[Example], scale: &[f64], hold_back: f64, steps: usize) -> Model {
    let problem = Problem {
        examples,
        scale,
        hold_back,
    };
    let rows = scale.len();
    // The last row is the bias.
    let mut point = vec![[0.0; OUTPUTS]; rows + 1];
    let (mut loss, mut slope) = problem.at(&point);
    let mut memory: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::new();
    for _ in 0..steps {
        let direction = downhill(&slope, &memory);
        let Some((next, next_loss, next_slope)) = step(&problem, &point, loss, &slope, &direction)
        else {
            break;
        };
        let moved: Vec<f64> = flat(&next).zip(flat(&point)).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = flat(&next_slope)
            .zip(flat(&slope))
            .map(|(a, b)| a - b)
            .collect();
        let curve = dot(moved.iter().copied(), turned.iter().copied());
        if curve > 1e-12 {
            memory.push_back((moved, turned, 1.0 / curve));
            if memory.len() > MEMORY {
                memory.pop_front();
            }
        }
        let still = (loss - next_loss) < STILL * loss;
        (point, loss, slope) = (next, next_loss, next_slope);
        if still {
            break;
        }
    }
    let bias = point.pop().unwrap_or_default();
    for (row, scale) in point.iter_mut().zip(scale) {
        for weight in row {
            *weight *= scale;
        }
    }
    Model { bias, rows: point }
}

type Point = Vec<[f64; OUTPUTS]>;

fn flat(point: &Point) -> impl Iterator<Item = f64> {
    point.iter().flatten().copied()
}

fn dot(a: impl Iterator<Item = f64>, b: impl Iterator<Item = f64>) -> f64 {
    a.zip(b).map(|(a, b)| a * b).sum()
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

/// The L-BFGS direction: the slope, bent by what earlier steps told of the curvature.
fn downhill(slope: &Point, memory: &VecDeque<(Vec<f64>, Vec<f64>, f64)>) -> Vec<f64> {
    let mut direction: Vec<f64> = flat(slope).map(|slope| -slope).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for (moved, turned, inverse) in memory.iter().rev() {
        let share = inverse * dot(moved.iter().copied(), direction.iter().copied());
        for (direction, turned) in direction.iter_mut().zip(turned) {
            *direction -= share * turned;
        }
        shares.push(share);
    }
    if let Some((_, turned, inverse)) = memory.back() {
        let length = 1.0 / (inverse * dot(turned.iter().copied(), turned.iter().copied()));
        for direction in &mut direction {
            *direction *= length;
        }
    }
    for ((moved, turned, inverse), share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = inverse * dot(turned.iter().copied(), direction.iter().copied());
        for (direction, moved) in direction.iter_mut().zip(moved) {
            *direction += (share - back) * moved;
        }
    }
    direction
}

/// Goes down along `direction`, half as far each time until the loss has fallen enough.
fn step(
    problem: &Problem<'_>,
    point: &Point,
    loss: f64,
    slope: &Point,
    direction: &[f64],
) -> Option<(Point, f64, Point)> {
    let fall = dot(flat(slope), direction.iter().copied());
    let mut length = 1.0;
    if fall >= 0.0 {
        return None;
    }
    for _ in 0..30 {
        let mut next = point.clone();
        for (weight, along) in next.iter_mut().flatten().zip(direction) {
            *weight += length * along;
        }
        let (next_loss, next_slope) = problem.at(&next);
        if next_loss <= loss + 1e-4 * length * fall {
            return Some((next, next_loss, next_slope));
        }
        length *= 0.5;
    }
    None
}

/// The loss to make small.
struct Problem<'a> {
    examples: &'a [Example],
    scale: &'a [f64],
    hold_back: f64,
}

impl Problem<'_> {
    /// Loss and slope.
    fn at(&self, point: &Point) -> (f64, Point) {
        let mut loss = 0.0;
        let mut slope = vec![[0.0; OUTPUTS]; point.len()];
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
        (loss, slope)
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
        let point: Point = vec![[0.1, -0.2, 0.3, 0.0, 0.5, -0.4, 0.2, 0.6, -0.1]; 3];
        let (loss, slope) = problem.at(&point);
        for row in 0..3 {
            for output in 0..OUTPUTS {
                let mut near = point.clone();
                near[row][output] += 1e-6;
                let change = (problem.at(&near).0 - loss) / 1e-6;
                assert!((change - slope[row][output]).abs() < 1e-4, "{row} {output}");
            }
        }
    }
}
