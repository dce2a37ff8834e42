//! Matrices as slices, row after row.

use ndarray::{Array2, ArrayView2, linalg::general_mat_mul};

/// Rows and columns of a matrix as it lies there, and whether it is read the other way round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix<'a> {
    numbers: &'a [f32],
    columns: usize,
    turned: bool,
}

impl<'a> Matrix<'a> {
    /// A matrix of so many columns.
    pub(super) fn new(numbers: &'a [f32], columns: usize) -> Self {
        Self {
            numbers,
            columns,
            turned: false,
        }
    }

    /// Rows for columns.
    pub(super) fn turned(self) -> Self {
        Self {
            turned: !self.turned,
            ..self
        }
    }

    #[allow(
        clippy::expect_used,
        reason = "training stops where its own shapes are wrong"
    )]
    fn view(self) -> ArrayView2<'a, f32> {
        let shape = (self.numbers.len() / self.columns, self.columns);
        let view = ArrayView2::from_shape(shape, self.numbers);
        let view = view.expect("rows of so many columns each: the shapes are the model's own");
        if self.turned {
            view.reversed_axes()
        } else {
            view
        }
    }

    /// The product with `right`.
    pub(super) fn times(self, right: Matrix<'_>) -> Vec<f32> {
        let (left, right) = (self.view(), right.view());
        let mut product = Array2::zeros((left.nrows(), right.ncols()));
        general_mat_mul(1.0, &left, &right, 0.0, &mut product);
        product.into_raw_vec_and_offset().0
    }
}

/// The sum of products, in sixteen lanes.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a, b) = (a.as_chunks::<16>().0, b.as_chunks::<16>().0);
    let mut sums = [0.0f32; 16];
    for (a, b) in a.iter().zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

/// Adds `times` x `what`.
pub(super) fn add(to: &mut [f32], times: f32, what: &[f32]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += times * what;
    }
}

/// A reproducible source of chance (splitmix64).
#[derive(Clone, Debug)]
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to below 1.
    #[allow(clippy::cast_precision_loss)] // 24 bits
    pub(super) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / 16_777_216.0
    }

    /// A number below `end`.
    #[allow(clippy::cast_possible_truncation)] // below `end`
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Puts them in another order.
    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        for end in (1..all.len()).rev() {
            all.swap(end, self.below(end + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_books() {
        let (a, b) = ([1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]);
        let (a, b) = (Matrix::new(&a, 2), Matrix::new(&b, 2));
        assert_eq!(a.times(b), [19.0, 22.0, 43.0, 50.0]);
        assert_eq!(a.turned().times(b), [26.0, 30.0, 38.0, 44.0]);
        assert_eq!(a.times(b.turned()), [17.0, 23.0, 39.0, 53.0]);
    }
}
