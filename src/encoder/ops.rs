//! What happens between the linear maps, over whole slices so that it becomes SIMD: the library's own versions call a
//! function of the C library for each number.

use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};

use super::curves::{exp, gelu};
use super::file::Norm;

/// Added to a variance, as the published model does.
const NEARLY_NOTHING: f32 = 1e-12;

/// The numbers of a tensor whose rows lie one after the other.
pub(super) fn numbers<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    let all = storage.as_slice::<f32>()?;
    let found = layout
        .contiguous_offsets()
        .and_then(|(begin, end)| all.get(begin..end));
    found.ok_or_else(|| {
        candle_core::Error::Msg("the rows do not lie one after the other".to_owned())
    })
}

/// A map of rows to rows of the same length.
struct ByRow<F>(&'static str, F);

impl<F: Fn(&mut [f32]) + Send + Sync> CustomOp1 for ByRow<F> {
    fn name(&self) -> &'static str {
        self.0
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let mut all = numbers(storage, layout)?.to_vec();
        let width = layout.dims().last().copied().unwrap_or(1);
        all.chunks_exact_mut(width.max(1)).for_each(&self.1);
        Ok((CpuStorage::F32(all), layout.shape().clone()))
    }
}

/// GELU of every number.
pub(super) fn activate(x: &Tensor) -> Result<Tensor> {
    x.apply_op1_no_bwd(&ByRow("gelu", |row: &mut [f32]| {
        for x in row {
            *x = gelu(*x).0;
        }
    }))
}

/// Makes each row a distribution.
pub(super) fn softmax(x: &Tensor) -> Result<Tensor> {
    x.apply_op1_no_bwd(&ByRow("softmax", |row: &mut [f32]| {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut sum = 0.0;
        for x in row.iter_mut() {
            *x = exp(*x - top);
            sum += *x;
        }
        for x in row {
            *x /= sum;
        }
    }))
}

/// Layer norm of each row.
pub(super) fn norm(x: &Tensor, by: &Norm) -> Result<Tensor> {
    x.apply_op1_no_bwd(&ByRow("layer norm", |row: &mut [f32]| {
        #[allow(clippy::cast_precision_loss)] // 384
        let count = row.len() as f32;
        let mean = row.iter().sum::<f32>() / count;
        let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / count;
        let narrow = 1.0 / (variance + NEARLY_NOTHING).sqrt();
        for ((x, gain), bias) in row.iter_mut().zip(&by.gain).zip(&by.bias) {
            *x = (*x - mean) * narrow * gain + bias;
        }
    }))
}
