//! Two curves over whole slices become SIMD when they are plain arithmetic: a C library's own is a call for each number.

/// e to the x, to seven digits: the power of two by its bits, the rest by a polynomial (Cephes' `expf`).
#[inline(always)]
#[must_use]
pub fn exp(x: f32) -> f32 {
    // Adding and taking away 1.5 x 2^23 rounds to a whole number, which then stands in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let twos = shifted - ROUND;
    // ln 2 in two parts, the first exact in few bits.
    let rest = x - twos * 0.693_359_4 - twos * -2.121_944_4e-4;
    let high = 0.166_666_65
        + rest
            * (0.041_665_795
                + rest * (0.008_333_452 + rest * (0.001_398_2 + rest * 1.987_569_1e-4)));
    let small = 1.0 + rest * (1.0 + rest * (0.5 + rest * high));
    let power = shifted.to_bits().wrapping_sub(ROUND.to_bits());
    small * f32::from_bits(power.wrapping_add(127) << 23)
}

/// The activation GELU and its slope, by the error function (Abramowitz and Stegun 7.1.26, to 1.5e-7).
#[inline(always)]
#[must_use]
pub fn gelu(x: f32) -> (f32, f32) {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let bell = exp(-z * z);
    let tail = t
        * (0.254_829_6
            + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
    let below = 0.5 * (1.0 + (1.0 - tail * bell).copysign(x));
    (x * below, below + x * 0.398_942_3 * bell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_right_to_seven_digits() {
        for x in [-80.0f32, -3.3, -1e-4, 0.0, 0.5, 1.0, 20.0, 80.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-6, "{x}");
        }
        assert!(exp(-1e9) < 1e-37 && exp(1e9).is_finite());
    }

    #[test]
    fn gelu_is_that_of_the_published_model() {
        // torch.nn.functional.gelu
        for (x, expected) in [
            (-3.0, -0.004_049_695),
            (-1.0, -0.158_655_25),
            (0.0, 0.0),
            (0.5, 0.345_731_2),
            (2.0, 1.954_499_7),
        ] {
            assert!((gelu(x).0 - expected).abs() < 1e-6, "{x}");
            let slope = (gelu(x + 1e-2).0 - gelu(x - 1e-2).0) / 2e-2;
            assert!((gelu(x).1 - slope).abs() < 1e-3, "{x}");
        }
    }
}
