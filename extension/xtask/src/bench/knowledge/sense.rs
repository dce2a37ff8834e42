//! Vectors of texts: made by all cores, compared, ranked.

use std::collections::HashMap;
use std::thread;

use handrail::encoder::Encoder;

/// Vectors by text.
#[derive(Default)]
pub(super) struct Vectors(HashMap<String, Vec<f32>>);

impl Vectors {
    /// Reads every text once.
    pub(super) fn new<'a>(encoder: &Encoder, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let texts: Vec<&str> = texts.into_iter().collect();
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let share = texts.len().div_ceil(cores).max(1);
        let read = |share: &[&str]| -> Vec<(String, Vec<f32>)> {
            let one = |text: &&str| ((*text).to_owned(), encoder.embed(text).to_vec());
            share.iter().map(one).collect()
        };
        let all = thread::scope(|scope| {
            let running: Vec<_> = texts
                .chunks(share)
                .map(|share| scope.spawn(move || read(share)))
                .collect();
            running
                .into_iter()
                .filter_map(|one| one.join().ok())
                .flatten()
                .collect()
        });
        Self(all)
    }

    /// The vector of a text that was read.
    pub(super) fn of(&self, text: &str) -> Option<&[f32]> {
        self.0.get(text).map(Vec::as_slice)
    }
}

/// The product of two vectors: of length 1, their likeness.
pub(super) fn likeness(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The `top` most alike of `all`, best first: places and likenesses.
pub(super) fn nearest(to: &[f32], all: &[&[f32]], top: usize) -> Vec<(usize, f32)> {
    let mut found: Vec<(usize, f32)> = all
        .iter()
        .enumerate()
        .map(|(at, vector)| (at, likeness(to, vector)))
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found.truncate(top);
    found
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_most_alike_comes_first() {
        let all: [&[f32]; 3] = [&[0.0, 1.0], &[1.0, 0.0], &[0.6, 0.8]];
        assert_eq!(nearest(&[0.0, 1.0], &all, 2), [(0, 1.0), (2, 0.8)]);
    }
}
