//! Profiles: how the elements of a tensor lie between its ends.

use super::Statistics;
use super::bins::{BINS, Bins, Counts};
use super::statistics::summary;
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
    /// Looks at all elements of a tensor for both. Sums are rounded within blocks first and taken in their
    /// order, or made from how often each value is there, so that any number of threads gives the same bits.
    ///
    /// # Errors
    /// Those of [`Engine::statistics`].
    pub fn survey(&self, tensor: &Tensor) -> Result<(Statistics, Profile)> {
        let elements = tensor.shape().elements();
        if !Engine::takes_census(tensor) {
            let statistics = self.statistics(tensor)?;
            let counts = self.counts(tensor, bins(&statistics))?;
            return Ok((statistics, profile(elements, &statistics, &counts)));
        }
        let census = self.census(tensor)?;
        let statistics = summary(tensor.dtype(), elements, census.tally());
        let counts = census.counts(bins(&statistics));
        Ok((statistics, profile(elements, &statistics, &counts)))
    }

    /// How many times a survey reads a tensor.
    pub fn surveys(tensor: &Tensor) -> u64 {
        match Engine::takes_census(tensor) {
            true => 1,
            false => 2,
        }
    }

    /// Looks at all elements once more, for how they lie in bins.
    fn counts(&self, tensor: &Tensor, bins: Bins) -> Result<Counts> {
        let mut total = Counts::default();
        let count = |_, [block]: [&[u8]; 1]| visit_reals(tensor.dtype(), bins.of(block));
        self.reduce([tensor], count, |counts| {
            total.add(&counts.unwrap_or_default());
            ControlFlow::Continue(())
        })?;
        Ok(total)
    }
}

/// The ends between which bins lie: those of all elements, unless one is infinite.
fn ends(statistics: &Statistics) -> Option<[f64; 2]> {
    let finite = |[low, high]: &[f64; 2]| (high - low).is_finite();
    statistics.ends.filter(finite)
}

fn bins(statistics: &Statistics) -> Bins {
    let mean = statistics.mean;
    let middle = || statistics.ends.map(|[low, high]| low / 2.0 + high / 2.0);
    let center = mean.filter(|mean| mean.is_finite()).or_else(middle);
    let center = center.filter(|center| center.is_finite());
    Bins::between(ends(statistics), center.unwrap_or(0.0))
}

fn profile(elements: u64, statistics: &Statistics, counts: &Counts) -> Profile {
    let special = statistics.nans + statistics.infinities > 0;
    let std = match special {
        true => f64::NAN,
        false => counts.deviation(elements),
    };
    Profile {
        std: (elements > 1).then_some(std),
        histogram: ends(statistics).map(|_| counts.bins()),
    }
}
