//! Softmax over any number of classes; of two, only the second has weights.

use super::super::descent::descend;
use super::super::fit::{exp, ln};

/// One text to learn from.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Feature and value, each feature once.
    pub(super) features: Vec<(u32, f32)>,
    pub(super) class: usize,
    pub(super) weight: f64,
}

/// How to fit.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct How {
    /// How strongly large weights are held back.
    pub(super) hold_back: f64,
    /// How much rare features count beside common ones (0: the same).
    pub(super) rarity: f64,
    /// At most so many steps of the optimiser.
    pub(super) steps: usize,
}

/// A model in full precision.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) classes: usize,
    /// A weight for each class, for each feature in turn.
    pub(super) weights: Vec<f64>,
    pub(super) bias: Vec<f64>,
}

impl Model {
    /// Log-odds of each class, up to a constant.
    pub(super) fn outputs(&self, features: &[(u32, f32)]) -> Vec<f64> {
        let mut outputs = self.bias.clone();
        for &(row, value) in features {
            let start = row as usize * self.classes;
            let weights = self.weights.get(start..start + self.classes);
            for (output, weight) in outputs.iter_mut().zip(weights.unwrap_or_default()) {
                *output += f64::from(value) * weight;
            }
        }
        outputs
    }
}

/// The model that fits best, with large weights held back.
pub(super) fn fit(rows: &[Row], features: usize, classes: usize, how: How) -> Model {
    let rarity = rarity(rows, how.rarity, features);
    // Values as the optimiser sees them, made once.
    let rows: Vec<Row> = rows
        .iter()
        .map(|row| Row {
            features: scaled(&row.features, &rarity),
            ..*row
        })
        .collect();
    let point = descend(vec![0.0; (features + 1) * classes], how.steps, |point| {
        loss(&rows, point, classes, how.hold_back)
    });
    let (weights, bias) = point.split_at(features * classes);
    let mut weights = weights.to_vec();
    for (weights, rarity) in weights.chunks_mut(classes).zip(&rarity) {
        for weight in weights {
            *weight *= f64::from(*rarity);
        }
    }
    Model {
        classes,
        weights,
        bias: bias.to_vec(),
    }
}

fn scaled(features: &[(u32, f32)], rarity: &[f32]) -> Vec<(u32, f32)> {
    features
        .iter()
        .map(|&(row, value)| {
            (
                row,
                value * rarity.get(row as usize).copied().unwrap_or(1.0),
            )
        })
        .collect()
}

/// A rare feature, once seen, says more than a common one: its values are enlarged by a power of its rarity.
fn rarity(rows: &[Row], power: f64, features: usize) -> Vec<f32> {
    let mut seen = vec![0.0f64; features];
    let mut all = 0.0;
    for row in rows {
        all += row.weight;
        for &(feature, _) in &row.features {
            if let Some(seen) = seen.get_mut(feature as usize) {
                *seen += row.weight;
            }
        }
    }
    #[allow(clippy::cast_possible_truncation)] // a small factor
    seen.into_iter()
        .map(|seen| exp(power * ln((all + 1.0) / (seen + 1.0))) as f32)
        .collect()
}

/// Loss and slope at a point: weights for each feature, then the biases.
fn loss(rows: &[Row], point: &[f64], classes: usize, hold_back: f64) -> (f64, Vec<f64>) {
    let (weights, bias) = point.split_at(point.len() - classes);
    let mut slope = vec![0.0; point.len()];
    let mut loss = 0.0;
    for (slope, weight) in slope.iter_mut().zip(weights) {
        loss += 0.5 * hold_back * weight * weight;
        *slope = hold_back * weight;
    }
    let (slopes, bias_slope) = slope.split_at_mut(weights.len());
    let mut outputs = vec![0.0; classes];
    for row in rows {
        outputs.copy_from_slice(bias);
        for &(feature, value) in &row.features {
            let start = feature as usize * classes;
            let weights = weights.get(start..start + classes).unwrap_or_default();
            for (output, weight) in outputs.iter_mut().zip(weights) {
                *output += f64::from(value) * weight;
            }
        }
        loss += row.weight * pushes(&mut outputs, row.class);
        for push in &mut outputs {
            *push *= row.weight;
        }
        for &(feature, value) in &row.features {
            let start = feature as usize * classes;
            let slopes = slopes.get_mut(start..start + classes).unwrap_or_default();
            for (slope, push) in slopes.iter_mut().zip(&outputs) {
                *slope += f64::from(value) * push;
            }
        }
        for (slope, push) in bias_slope.iter_mut().zip(&outputs) {
            *slope += push;
        }
    }
    (loss, slope)
}

/// Turns outputs into how each should move; gives the cost.
fn pushes(outputs: &mut [f64], class: usize) -> f64 {
    if let [output] = outputs {
        let wanted = if class == 1 { 1.0 } else { 0.0 };
        let chance = 1.0 / (1.0 + exp(-*output));
        let right = if class == 1 { chance } else { 1.0 - chance };
        *output = chance - wanted;
        return -ln(right.max(1e-300));
    }
    let top = outputs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for output in outputs.iter_mut() {
        *output = exp(*output - top);
    }
    let sum: f64 = outputs.iter().sum();
    for output in outputs.iter_mut() {
        *output /= sum;
    }
    let Some(right) = outputs.get_mut(class) else {
        return 0.0;
    };
    let cost = -ln(right.max(1e-300));
    *right -= 1.0;
    cost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_which_feature_means_what() {
        let rows: Vec<Row> = (0..3u32)
            .map(|at| Row {
                features: vec![(at, 1.0)],
                class: at as usize,
                weight: 1.0,
            })
            .collect();
        let how = How {
            hold_back: 0.1,
            rarity: 0.0,
            steps: 50,
        };
        let model = fit(&rows, 3, 3, how);
        for row in &rows {
            let outputs = model.outputs(&row.features);
            let best = outputs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            assert!(outputs[row.class] >= best, "{outputs:?}");
        }
    }

    #[test]
    fn of_two_classes_one_has_weights() {
        let rows = [0, 1].map(|at| Row {
            features: vec![(at, 1.0)],
            class: at as usize,
            weight: 1.0,
        });
        let how = How {
            hold_back: 0.1,
            rarity: 0.0,
            steps: 50,
        };
        let model = fit(&rows, 2, 1, how);
        assert!(model.outputs(&rows[0].features)[0] < -0.5);
        assert!(model.outputs(&rows[1].features)[0] > 0.5);
        let point = [0.4, -0.2, 0.1];
        let (cost, slope) = loss(&rows, &point, 1, 0.3);
        let near = loss(&rows, &[0.4, -0.2 + 1e-6, 0.1], 1, 0.3).0;
        assert!(((near - cost) / 1e-6 - slope[1]).abs() < 1e-4);
    }

    #[test]
    fn the_slope_is_that_of_the_loss() {
        let rows = [
            Row {
                features: vec![(0, 1.0), (1, 0.5)],
                class: 1,
                weight: 0.7,
            },
            Row {
                features: vec![(1, 2.0)],
                class: 0,
                weight: 1.0,
            },
        ];
        let point = [0.1, -0.2, 0.3, 0.4, 0.5, -0.6];
        let (cost, slope) = loss(&rows, &point, 2, 0.3);
        for at in 0..point.len() {
            let mut near = point;
            near[at] += 1e-6;
            let change = (loss(&rows, &near, 2, 0.3).0 - cost) / 1e-6;
            assert!((change - slope[at]).abs() < 1e-4, "{at}");
        }
    }
}
