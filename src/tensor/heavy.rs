//! Heavy computations: done once, when first needed, their results kept while anything refers to them.
//!
//! A tensor made by one is an [`super::expression::Expression::Kept`]: its dtype and shape are known at
//! once, its elements are computed by [`super::Engine::settle`], which every reader of numbers calls first.

mod aside;
mod computation;
mod desk;
mod kept;
mod once;
mod pending;
#[cfg(test)]
mod tests;

pub(super) use desk::Desk;
pub(super) use kept::Kept;
pub(super) use once::once;
pub(super) use pending::pending;

use super::expression::Expression;
use super::{Dtype, Shape, Tensor};
use crate::error::Result;
use computation::Computation;
use std::fmt;
use std::sync::Arc;

/// A computation of whole tensors from whole tensors, too costly to be done twice.
pub(super) trait Heavy: Send + Sync + fmt::Debug {
    /// The tensors it reads. They are let go once it is done.
    fn operands(&self) -> Vec<Tensor>;

    /// The dtype and shape of each result.
    fn results(&self) -> Vec<(Dtype, Shape)>;

    /// Computes every result, row-major, little-endian, each into its place: page-aligned, of exact length,
    /// zeroed. Operands are read through `desk`, where heavy ones are at hand.
    ///
    /// # Errors
    /// Those of reading; after any the computation may be tried again.
    fn compute(&self, desk: &mut Desk<'_>, results: &mut [&mut [u8]]) -> Result<()>;
}

/// One tensor for each result of `heavy`, computed once, all together, when the first number of any is needed.
pub(super) fn keep(heavy: impl Heavy + 'static) -> Vec<Tensor> {
    let results = heavy.results();
    let places: Vec<_> = results.iter().map(|_| Arc::default()).collect();
    let computation = Arc::new(Computation::new(heavy, &places));
    let tensors = std::iter::zip(results, places).map(|((dtype, shape), place)| {
        let kept = Kept::new(computation.clone(), place);
        Tensor::new(dtype, shape, Expression::Kept(kept))
    });
    tensors.collect()
}
