//! Comparisons: where two tensors differ, and by how much.

use super::distance::{Distances, Found};
use crate::error::Result;
use crate::tensor::arithmetic::{expect_dtype, expect_shape};
use crate::tensor::element::visit;
use crate::tensor::{Dtype, Engine, Tensor};
use std::ops::ControlFlow;

/// How two tensors of one dtype and shape compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// How many elements differ.
    pub differing: u64,
    /// The first element that differs, counted in row-major order.
    pub first: Option<u64>,
    /// The largest distance between two elements, differing or not; a NaN when any distance is one.
    pub largest: f64,
    /// The first element that is so far from its fellow; none when the largest distance is 0.
    pub largest_at: Option<u64>,
}

impl Comparison {
    /// That of a tensor with itself.
    const EQUAL: Comparison = Comparison {
        differing: 0,
        first: None,
        largest: 0.0,
        largest_at: None,
    };

    /// Whether no element differs.
    pub fn is_equal(&self) -> bool {
        self.differing == 0
    }
}

impl Engine {
    /// Whether a comparison looks at elements: a tensor equals itself, but for NaNs within `eps`.
    pub fn compares(left: &Tensor, right: &Tensor, eps: Option<f64>) -> bool {
        eps.is_some() || !left.is(right)
    }

    /// Compares two tensors element by element. Without `eps` values must be equal: +0 is -0, and a NaN is a
    /// NaN of the same bits. With it, they may be `eps` apart: equal infinities are, a NaN never is; integers
    /// are compared exactly. Of complex numbers both parts count. Fails, of kind `Shape` or `Dtype`, when
    /// those differ. What needs no look ([`Engine::compares`]) is not read.
    pub fn compare(&self, left: &Tensor, right: &Tensor, eps: Option<f64>) -> Result<Comparison> {
        expect_shape(right.shape(), left.shape())?;
        expect_dtype(right.dtype(), left.dtype())?;
        if !Engine::compares(left, right, eps) {
            return Ok(Comparison::EQUAL);
        }
        let (dtype, parts) = match left.dtype() {
            Dtype::C64 => (Dtype::F32, 2),
            dtype => (dtype, 1),
        };
        let measure = |start, [left, right]: [&[u8]; 2]| {
            let found = visit(dtype, Distances { left, right, eps }).unwrap_or_default();
            found.placed(|part| start + part / parts)
        };
        let mut total = Found::default();
        self.reduce([left, right], measure, |found| {
            total.add(found);
            ControlFlow::Continue(())
        })?;
        Ok(Comparison {
            differing: total.differing,
            first: total.first,
            largest: f64::from_bits(total.largest),
            largest_at: total.largest_at,
        })
    }
}
