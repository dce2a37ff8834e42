//! L-BFGS (Nocedal 1980): the lowest point of a smooth loss, from the whole data at once, so that nothing depends on
//! an order or a random number.

use std::collections::VecDeque;

/// How many earlier steps it remembers.
const MEMORY: usize = 8;
/// It stops where the loss falls by less than this share in a step.
const STILL: f64 = 1e-5;

/// What an earlier step taught: how far it moved, how the slope turned, and one over their product.
type Lesson = (Vec<f64>, Vec<f64>, f64);

/// Goes down from `point` by at most so many steps; `at` gives loss and slope at a point.
pub(crate) fn descend(
    mut point: Vec<f64>,
    steps: usize,
    at: impl Fn(&[f64]) -> (f64, Vec<f64>),
) -> Vec<f64> {
    let (mut loss, mut slope) = at(&point);
    let mut memory: VecDeque<Lesson> = VecDeque::new();
    for _ in 0..steps {
        let direction = downhill(&slope, &memory);
        let Some((next, next_loss, next_slope)) = step(&at, &point, loss, &slope, &direction)
        else {
            break;
        };
        let moved = less(&next, &point);
        let turned = less(&next_slope, &slope);
        let curve = dot(&moved, &turned);
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
    point
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn less(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

/// The slope, bent by what earlier steps told of the curvature.
fn downhill(slope: &[f64], memory: &VecDeque<Lesson>) -> Vec<f64> {
    let mut direction: Vec<f64> = slope.iter().map(|slope| -slope).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for (moved, turned, inverse) in memory.iter().rev() {
        let share = inverse * dot(moved, &direction);
        for (direction, turned) in direction.iter_mut().zip(turned) {
            *direction -= share * turned;
        }
        shares.push(share);
    }
    if let Some((_, turned, inverse)) = memory.back() {
        let length = 1.0 / (inverse * dot(turned, turned));
        for direction in &mut direction {
            *direction *= length;
        }
    }
    for ((moved, turned, inverse), share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = inverse * dot(turned, &direction);
        for (direction, moved) in direction.iter_mut().zip(moved) {
            *direction += (share - back) * moved;
        }
    }
    direction
}

/// Goes along `direction`, half as far each time until the loss has fallen enough.
fn step(
    at: impl Fn(&[f64]) -> (f64, Vec<f64>),
    point: &[f64],
    loss: f64,
    slope: &[f64],
    direction: &[f64],
) -> Option<(Vec<f64>, f64, Vec<f64>)> {
    let fall = dot(slope, direction);
    let mut length = 1.0;
    if fall >= 0.0 {
        return None;
    }
    for _ in 0..30 {
        let next: Vec<f64> = point
            .iter()
            .zip(direction)
            .map(|(at, along)| at + length * along)
            .collect();
        let (next_loss, next_slope) = at(&next);
        if next_loss <= loss + 1e-4 * length * fall {
            return Some((next, next_loss, next_slope));
        }
        length *= 0.5;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_bottom_of_a_bowl() {
        let found = descend(vec![0.0, 0.0], 50, |point| {
            let (x, y) = (point[0] - 3.0, point[1] + 1.0);
            (1.0 + x * x + 10.0 * y * y, vec![2.0 * x, 20.0 * y])
        });
        assert!(
            (found[0] - 3.0).abs() < 1e-2 && (found[1] + 1.0).abs() < 1e-2,
            "{found:?}"
        );
    }
}
