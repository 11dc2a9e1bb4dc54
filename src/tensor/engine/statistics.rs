//! Statistics: least, greatest and mean of a tensor, and how many elements are out of the ordinary.

use super::tally::{Count, Tally};
use crate::error::Result;
use crate::tensor::element::visit_reals;
use crate::tensor::{Dtype, Engine, Tensor};
use half::{bf16, f16};
use std::ops::ControlFlow;

/// What a look at all elements tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statistics {
    /// The least element, in binary64; a NaN when any element is one; none without elements.
    pub min: Option<f64>,
    /// The greatest element, as [`Statistics::min`].
    pub max: Option<f64>,
    /// The mean, as [`Statistics::min`]: summed in binary64, then rounded to the dtype; to float32 for float8,
    /// integers and bool.
    pub mean: Option<f64>,
    /// The least and the greatest element that is no NaN; none where there is no such.
    pub ends: Option<[f64; 2]>,
    /// How many elements are NaN.
    pub nans: u64,
    /// How many elements are infinite.
    pub infinities: u64,
    /// How many elements are 0.
    pub zeros: u64,
}

impl Engine {
    /// Looks at all elements of a tensor; of complex numbers at the real parts, as PyTorch does that casts them.
    ///
    /// # Errors
    /// Those of reading; `interrupted`.
    pub fn statistics(&self, tensor: &Tensor) -> Result<Statistics> {
        let dtype = tensor.dtype();
        let elements = tensor.shape().elements();
        if Engine::takes_census(tensor) {
            return Ok(summary(dtype, elements, self.census(tensor)?.tally()));
        }
        let mut total = Tally::default();
        let count = |_, [block]: [&[u8]; 1]| visit_reals(dtype, Count(block)).unwrap_or_default();
        self.reduce([tensor], count, |tally| {
            total.add(tally);
            ControlFlow::Continue(())
        })?;
        Ok(summary(dtype, elements, total))
    }
}

/// What a tally of so many elements tells.
pub(super) fn summary(dtype: Dtype, elements: u64, total: Tally) -> Statistics {
    let shown = |value| match (elements, total.nans) {
        (0, _) => None,
        (_, 0) => Some(value),
        _ => Some(f64::NAN),
    };
    Statistics {
        min: shown(total.min),
        max: shown(total.max),
        mean: shown(rounded(dtype, total.sum / elements as f64)),
        ends: (total.nans < elements).then_some([total.min, total.max]),
        nans: total.nans,
        infinities: total.infinities,
        zeros: total.zeros,
    }
}

/// `mean` in the precision of `dtype`; half types by way of float32.
fn rounded(dtype: Dtype, mean: f64) -> f64 {
    match dtype {
        Dtype::F64 => mean,
        Dtype::F16 => f16::from_f32(mean as f32).to_f64(),
        Dtype::BF16 => bf16::from_f32(mean as f32).to_f64(),
        _ => f64::from(mean as f32),
    }
}
