//! Low-rank factors of matrices, each pair computed once.
//!
//! The best approximation of a matrix by one of rank *r* is made of its *r* leading singular triples
//! (Eckart and Young, 1936): `W ≈ U diag(S) Vh`. Its signs are fixed: of each row of `Vh` the entry of largest
//! magnitude, the first of several, is positive. Numbers are computed in float32 upward and rounded once at the
//! end; they are the same bits for any number of threads.
//!
//! Before that rounding, the error `‖W - U diag(S) Vh‖` is at most 1 + 1e-9 times the smallest there is, and
//! 1e-12 `‖W‖` on top of that, whatever the singular values are: each way to the triples knows how far it falls
//! short ([`excess`]), and the next is taken where that is too much. Rounding the result to float32 adds about
//! 3e-8 `‖W‖`, at right angles to the error: where the smallest error is beyond 1e-3 `‖W‖` that is not seen either.

mod dense;
mod excess;
mod fine;
mod gram;
mod leading;
mod multiply;
mod operand;
mod subspace;
#[cfg(test)]
mod tests;
mod write;

use super::heavy::{Desk, Heavy, keep};
use super::{Dtype, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use operand::Operand;
use std::num::NonZeroU64;

impl Tensor {
    /// Two factors whose product is the best approximation of a matrix `[m, n]` by one of rank `rank`:
    /// `diag(√S) Vh`, of shape `[rank, n]`, and `U diag(√S)`, of shape `[m, rank]`, in this order and of this
    /// dtype. A rank beyond the smaller of `m` and `n` is that one. `name` is what an error calls the matrix.
    ///
    /// Triples that cannot be told from rounding errors, of S at most 2.2e-16 times the larger of `m` and `n` times
    /// the largest, are zero.
    ///
    /// # Errors
    /// `shape` unless there are two dimensions, none of size 0; `dtype` unless it is float64, float32, float16 or
    /// bfloat16. Later, when numbers are needed, `numeric` where the matrix is not finite.
    pub fn low_rank_factors(&self, rank: NonZeroU64, name: &str) -> Result<[Tensor; 2]> {
        let operand = Operand::new(self, rank, name)?;
        let factors = <[Tensor; 2]>::try_from(keep(Factors(operand)));
        factors.map_err(|_| Error::new(Kind::Numeric, "there are two factors"))
    }

    /// The best approximation of a matrix by one of rank `rank`: the product of [`Tensor::low_rank_factors`],
    /// rounded once.
    ///
    /// # Errors
    /// As [`Tensor::low_rank_factors`].
    pub fn low_rank(&self, rank: NonZeroU64, name: &str) -> Result<Tensor> {
        let operand = Operand::new(self, rank, name)?;
        let product = keep(Approximation(operand)).pop();
        product.ok_or_else(|| Error::new(Kind::Numeric, "there is one approximation"))
    }
}

/// Both factors of a matrix.
#[derive(Debug)]
struct Factors(Operand);

impl Heavy for Factors {
    fn operands(&self) -> Vec<Tensor> {
        vec![self.0.tensor.clone()]
    }

    fn results(&self) -> Vec<(Dtype, Shape)> {
        let Operand {
            rows,
            columns,
            rank,
            ..
        } = self.0;
        let shapes = [vec![rank, columns], vec![rows, rank]];
        shapes
            .map(|sizes| (self.0.dtype, Shape::part(sizes)))
            .into()
    }

    fn compute(&self, desk: &mut Desk<'_>, results: &mut [&mut [u8]]) -> Result<()> {
        let [a, b] = results else {
            return Ok(());
        };
        let leading = self.0.leading(desk)?;
        write::factors(&leading, self.0.narrow, a, b);
        Ok(())
    }
}

/// The approximation of a matrix.
#[derive(Debug)]
struct Approximation(Operand);

impl Heavy for Approximation {
    fn operands(&self) -> Vec<Tensor> {
        vec![self.0.tensor.clone()]
    }

    fn results(&self) -> Vec<(Dtype, Shape)> {
        let sizes = vec![self.0.rows, self.0.columns];
        vec![(self.0.dtype, Shape::part(sizes))]
    }

    fn compute(&self, desk: &mut Desk<'_>, results: &mut [&mut [u8]]) -> Result<()> {
        let [result] = results else {
            return Ok(());
        };
        let leading = self.0.leading(desk)?;
        write::approximation(&leading, self.0.narrow, result, desk)
    }
}
