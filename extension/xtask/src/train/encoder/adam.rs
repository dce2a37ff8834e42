//! Adam with decoupled decay (Loshchilov and Hutter 2019), a slope of bounded length, a warm start and a straight way
//! down.

use super::learnt::Learnt;

/// How fast is learnt.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pace {
    /// The longest step of a turn's inner numbers.
    pub(crate) rate: f32,
    /// How many times longer the head and the turns' outer numbers step.
    pub(crate) outer: f32,
    /// How much of a number goes with each step.
    pub(crate) decay: f32,
}

/// The moving means of slope and squared slope.
pub(super) struct Adam {
    means: Vec<Vec<f32>>,
    squares: Vec<Vec<f32>>,
    step: i32,
}

const OLD: f32 = 0.9;
const OLD_SQUARES: f32 = 0.99;
/// The part of all steps in which the pace rises.
const WARM: f32 = 0.08;

impl Adam {
    pub(super) fn new(learnt: &Learnt) -> Self {
        Self {
            means: learnt.noughts(),
            squares: learnt.noughts(),
            step: 0,
        }
    }

    /// Takes one of `steps` steps down.
    #[allow(clippy::cast_precision_loss)] // thousands of steps
    pub(super) fn step(
        &mut self,
        learnt: &mut Learnt,
        slopes: &[Vec<f32>],
        pace: Pace,
        steps: usize,
    ) {
        let length: f64 = slopes
            .iter()
            .flatten()
            .map(|slope| f64::from(slope * slope))
            .sum();
        #[allow(clippy::cast_possible_truncation)] // 1 at most
        let shorter = length.sqrt().recip().min(1.0) as f32;
        let way = self.step as f32 / steps as f32;
        self.step += 1;
        let warm = (self.step as f32 / (steps as f32 * WARM).max(1.0)).min(1.0);
        let rate = pace.rate * warm * (1.0 - way);
        let full = |old: f32| 1.0 - old.powi(self.step);
        let (full, full_squares) = (full(OLD), full(OLD_SQUARES));
        let outer: Vec<bool> = (0..slopes.len())
            .map(|part| learnt.is_outer(part))
            .collect();
        for (part, slopes) in slopes.iter().enumerate() {
            let rate = if outer[part] { rate * pace.outer } else { rate };
            let moving = self.means[part].iter_mut().zip(&mut self.squares[part]);
            for ((number, slope), (mean, square)) in
                learnt.parts[part].iter_mut().zip(slopes).zip(moving)
            {
                let slope = slope * shorter;
                *mean = OLD * *mean + (1.0 - OLD) * slope;
                *square = OLD_SQUARES * *square + (1.0 - OLD_SQUARES) * slope * slope;
                let down = (*mean / full) / ((*square / full_squares).sqrt() + 1e-8);
                *number -= rate * (down + pace.decay * *number);
            }
        }
    }
}
