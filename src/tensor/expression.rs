//! A tensor: dtype, shape, and the expression its elements come from.

use super::{Bytes, Dtype, Shape};
use std::fmt;
use std::sync::Arc;

/// An immutable tensor, cheap to clone. Its elements are evaluated when they are read.
#[derive(Clone)]
pub struct Tensor(Arc<Parts>);

/// What a tensor is made of.
pub(super) struct Parts {
    dtype: Dtype,
    shape: Shape,
    pub(super) expression: Expression,
}

/// Where elements come from.
pub(super) enum Expression {
    /// A contiguous range of a source, row-major, little-endian.
    Stored { bytes: Arc<dyn Bytes>, offset: u64 },
}

impl Tensor {
    /// The elements that lie in `bytes` from `offset` on: row-major, little-endian, without gaps.
    pub fn stored(dtype: Dtype, shape: Shape, bytes: Arc<dyn Bytes>, offset: u64) -> Tensor {
        Tensor::new(dtype, shape, Expression::Stored { bytes, offset })
    }

    pub(super) fn new(dtype: Dtype, shape: Shape, expression: Expression) -> Tensor {
        Tensor(Arc::new(Parts {
            dtype,
            shape,
            expression,
        }))
    }

    /// The type of the elements.
    pub fn dtype(&self) -> Dtype {
        self.0.dtype
    }

    /// The dimensions.
    pub fn shape(&self) -> &Shape {
        &self.0.shape
    }

    /// How many bytes the elements take when written.
    pub fn bytes(&self) -> u64 {
        let bits = self.0.shape.elements() * u64::from(self.0.dtype.bits());
        bits.div_ceil(8)
    }

    /// The source and offset of the elements while they are still one range of it, unchanged.
    pub fn as_stored(&self) -> Option<(&Arc<dyn Bytes>, u64)> {
        match &self.0.expression {
            Expression::Stored { bytes, offset } => Some((bytes, *offset)),
        }
    }

    pub(super) fn expression(&self) -> &Expression {
        &self.0.expression
    }
}

impl fmt::Debug for Tensor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tensor({} {})", self.0.dtype, self.0.shape)
    }
}
