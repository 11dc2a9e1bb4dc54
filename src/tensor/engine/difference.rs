//! Differences: how far two tensors are apart as a whole.

use super::apart::{Apart, Sums};
use crate::error::Result;
use crate::tensor::arithmetic::{expect_dtype, expect_shape};
use crate::tensor::element::visit;
use crate::tensor::{Dtype, Engine, Tensor};
use std::ops::ControlFlow;

/// How far two tensors are apart as a whole, in binary64.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The mean distance of two elements; none without elements.
    pub mean: Option<f64>,
    /// The length of the difference by that of the left tensor; none where that is 0.
    pub relative: Option<f64>,
    /// The cosine of the angle between them; none where either has no length.
    pub cosine: Option<f64>,
}

impl Engine {
    /// Measures two tensors of one dtype and shape; of complex numbers both parts count. Elements that
    /// [`Engine::compare`] takes as equal are 0 apart: a NaN and one of the same bits, but for `eps`. Sums are
    /// rounded within blocks first and taken in their order, so that any number of threads gives the same bits.
    ///
    /// # Errors
    /// `shape` or `dtype` when those differ; those of reading; `interrupted`.
    pub fn difference(
        &self,
        left: &Tensor,
        right: &Tensor,
        eps: Option<f64>,
    ) -> Result<Difference> {
        expect_shape(right.shape(), left.shape())?;
        expect_dtype(right.dtype(), left.dtype())?;
        let (dtype, parts) = match left.dtype() {
            Dtype::C64 => (Dtype::F32, 2.0),
            dtype => (dtype, 1.0),
        };
        let measure = |_, blocks: [&[u8]; 2]| visit(dtype, Apart::new(blocks, eps.is_none()));
        let mut total = Sums::default();
        self.reduce([left, right], measure, |sums| {
            total.add(&sums.unwrap_or_default());
            ControlFlow::Continue(())
        })?;
        Ok(total.difference(left.shape().elements() as f64 * parts))
    }
}

impl Sums {
    /// What the sums over so many pairs tell.
    fn difference(&self, elements: f64) -> Difference {
        let by = |what: f64, length: f64| (length != 0.0).then(|| what / length);
        let lengths = self.left.sqrt() * self.right.sqrt();
        Difference {
            mean: by(self.distance, elements),
            relative: by(self.apart.sqrt(), self.left.sqrt()),
            cosine: by(self.product, lengths).map(|cosine| cosine.clamp(-1.0, 1.0)),
        }
    }
}
