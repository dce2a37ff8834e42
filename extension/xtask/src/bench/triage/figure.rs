//! One figure with its 95 % interval, and the table of them.

use std::fmt;

/// How many samples the interval is drawn from.
const SAMPLES: usize = 1_000;

/// A measured value with the bounds between which 95 of 100 samples of the same rows lie (Efron's percentile
/// bootstrap, from a fixed seed).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) value: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Figure {
    /// `score` of all the rows, and of samples of them.
    pub(crate) fn of<T: Clone>(rows: &[T], score: impl Fn(&[T]) -> f64) -> Self {
        let mut state = 0x9e37_79b9_7f4a_7c15u64;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % below.max(1) as u64).unwrap_or(0)
        };
        let mut values: Vec<f64> = (0..SAMPLES)
            .map(|_| {
                let sample: Vec<T> = rows
                    .iter()
                    .filter_map(|_| rows.get(next(rows.len())).cloned())
                    .collect();
                score(&sample)
            })
            .collect();
        values.sort_by(f64::total_cmp);
        let at = |share: usize| values.get(SAMPLES * share / 1_000).copied();
        Self {
            value: score(rows),
            low: at(25).unwrap_or(f64::NAN),
            high: at(975).unwrap_or(f64::NAN),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { value, low, high } = self;
        write!(f, "{value:.3} ({low:.3} to {high:.3})")
    }
}

/// What was measured of one set, by one judge.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The set and how many rows of it.
    pub(crate) set: String,
    /// What is measured.
    pub(crate) measure: String,
    /// Who judged: "linear", "both speeds", "VADER" …
    pub(crate) judge: String,
    pub(crate) figure: Figure,
}

impl Row {
    pub(crate) fn new(set: &str, measure: &str, judge: &str, figure: Figure) -> Self {
        Self {
            set: set.to_owned(),
            measure: measure.to_owned(),
            judge: judge.to_owned(),
            figure,
        }
    }
}

/// Prints rows as a table.
pub(crate) fn print(rows: &[Row]) {
    let mut last = "";
    for row in rows {
        if row.set != last {
            println!("{}", row.set);
            last = &row.set;
        }
        println!("  {:<34} {:<16} {}", row.measure, row.judge, row.figure);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_value_and_narrows_with_more_rows() {
        let mean =
            |rows: &[f64]| rows.iter().sum::<f64>() / f64::from(u32::try_from(rows.len()).unwrap());
        let few: Vec<f64> = (0..20).map(|n| f64::from(n % 2)).collect();
        let many: Vec<f64> = (0..2000).map(|n| f64::from(n % 2)).collect();
        let (few, many) = (Figure::of(&few, mean), Figure::of(&many, mean));
        assert!((few.value - 0.5).abs() < 1e-9 && few.low < 0.5 && few.high > 0.5);
        assert!(many.high - many.low < (few.high - few.low) / 3.0);
        // A mean of n coins errs by 1.96 · .5 / √n.
        assert!((many.high - many.low - 2.0 * 1.96 * 0.5 / 2000f64.sqrt()).abs() < 0.01);
    }
}
