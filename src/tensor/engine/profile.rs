//! Profiles: how the elements of a tensor lie between its ends.

use super::Statistics;
use super::bins::{BINS, Bins, Counts};
use crate::error::Result;
use crate::tensor::element::visit_reals;
use crate::tensor::{Engine, Tensor};
use std::ops::ControlFlow;

/// How the elements of a tensor lie between its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// The standard deviation of a sample (divided by one less than the elements, as PyTorch's `std` does),
    /// in binary64; a NaN when an element is no finite number; none for fewer than two elements.
    pub std: Option<f64>,
    /// How many elements lie in each of the equal parts between the least and the greatest, NaNs left out;
    /// none where an end is infinite or missing.
    pub histogram: Option<[u64; BINS]>,
}

impl Engine {
    /// Looks at all elements once more, where `statistics` told the ends and the mean. Sums are rounded
    /// within blocks first and taken in their order, so that any number of threads gives the same bits.
    ///
    /// # Errors
    /// Those of reading; `interrupted`.
    pub fn profile(&self, tensor: &Tensor, statistics: &Statistics) -> Result<Profile> {
        let elements = tensor.shape().elements();
        let ends = statistics
            .ends
            .filter(|[low, high]| (high - low).is_finite());
        let special = statistics.nans + statistics.infinities > 0;
        let center = statistics.mean.filter(|mean| mean.is_finite());
        let bins = Bins::between(ends, center.unwrap_or(0.0));
        let mut total = Counts::default();
        let count = |_, [block]: [&[u8]; 1]| visit_reals(tensor.dtype(), bins.of(block));
        self.reduce([tensor], count, |counts| {
            total.add(&counts.unwrap_or_default());
            ControlFlow::Continue(())
        })?;
        let std = match special {
            true => f64::NAN,
            false => total.deviation(elements),
        };
        Ok(Profile {
            std: (elements > 1).then_some(std),
            histogram: ends.map(|_| total.bins()),
        })
    }
}
