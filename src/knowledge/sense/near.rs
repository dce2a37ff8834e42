//! How alike two vectors are, in whole numbers: eight products an instruction, and the same sum on every machine.

use wide::i16x8;

use super::WIDTH;

/// What was asked, ready to be multiplied.
pub(super) struct Asked {
    step: f32,
    lanes: Vec<i16x8>,
}

impl Asked {
    /// A row of the knowledge base itself.
    pub(super) fn of_row((step, bytes): (f32, &[u8])) -> Self {
        let lanes = bytes.as_chunks::<8>().0.iter();
        let wide = |lane: &[u8; 8]| i16x8::new(lane.map(|byte| i16::from(byte.cast_signed())));
        Self {
            step,
            lanes: lanes.map(wide).collect(),
        }
    }

    pub(super) fn new(vector: &[f32; WIDTH]) -> Self {
        let most = vector
            .iter()
            .fold(f32::MIN_POSITIVE, |most, x| most.max(x.abs()));
        // Nine bits: a product of it with a byte, summed over all, stays within 32 bits.
        let step = most / 511.0;
        let lanes = vector.as_chunks::<8>().0;
        Self {
            step,
            lanes: lanes
                .iter()
                .map(|lane| i16x8::new(lane.map(|x| whole(x / step))))
                .collect(),
        }
    }

    pub(super) fn times(&self, step: f32, bytes: &[u8]) -> f32 {
        let mut sum = wide::i32x4::ZERO;
        for (asked, row) in self.lanes.iter().zip(bytes.as_chunks::<8>().0) {
            let row = row.map(|byte| i16::from(byte.cast_signed()));
            sum += asked.dot(i16x8::new(row));
        }
        let sum: i32 = sum.to_array().iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "a cosine needs no more")]
        let sum = sum as f32;
        sum * step * self.step
    }
}

#[expect(clippy::cast_possible_truncation, reason = "within 511 either way")]
pub(super) fn whole(x: f32) -> i16 {
    x.round() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cosine_in_whole_numbers_is_near_the_true_one() {
        let vector = |seed: usize| {
            let raw: [f32; WIDTH] = std::array::from_fn(|at| ((at * seed) % 17) as f32 - 8.0);
            let length = raw.iter().map(|x| x * x).sum::<f32>().sqrt();
            raw.map(|x| x / length)
        };
        let (a, b) = (vector(5), vector(11));
        let cosine: f32 = a.iter().zip(&b).map(|(a, b)| a * b).sum();
        let step = b.iter().fold(0.0_f32, |most, x| most.max(x.abs())) / 127.0;
        let bytes: Vec<u8> = b.iter().map(|x| whole(x / step).to_le_bytes()[0]).collect();
        assert!((Asked::new(&a).times(step, &bytes) - cosine).abs() < 0.01);
        let own = Asked::of_row((step, &bytes)).times(step, &bytes);
        assert!((own - 1.0).abs() < 0.01, "{own}");
    }
}
