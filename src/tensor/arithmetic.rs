//! Arithmetic and casts: new tensors, element by element from others.

use super::constant::beyond;
use super::expression::Expression;
use super::kernels::{self, Combine};
use super::{Dtype, Number, Shape, Tensor};
use crate::error::{Error, Kind, Result};

impl Tensor {
    /// The tensor times a number, in its dtype. Fails, of kind `Dtype`, unless that is float64, float32,
    /// float16 or bfloat16.
    pub fn scale(&self, by: f64) -> Result<Tensor> {
        let kernel = kernels::scale(self.dtype(), by);
        let kernel = kernel.ok_or_else(|| unsupported(self.dtype(), "scaled", Dtype::F32))?;
        Ok(self.derived(Expression::Update {
            of: self.clone(),
            kernel,
        }))
    }

    /// The elements as `dtype`; the same tensor when they already are. Fails, of kind `Dtype`, where there is
    /// no such cast.
    pub fn cast(&self, dtype: Dtype) -> Result<Tensor> {
        if dtype == self.dtype() {
            return Ok(self.clone());
        }
        let kernel = kernels::cast(self.dtype(), dtype).ok_or_else(|| {
            let message = format!("{} cannot be cast to {dtype}", self.dtype());
            Error::new(Kind::Dtype, message).hint(HELD)
        })?;
        let cast = Expression::Cast {
            of: self.clone(),
            kernel,
        };
        Ok(Tensor::new(dtype, self.shape().clone(), cast))
    }

    /// The sum with a tensor of the same shape and dtype: integers wrap, bool is *or*. Fails, of kind `Shape`
    /// or `Dtype`, when they differ or the dtype cannot be added.
    pub fn add(&self, other: &Tensor) -> Result<Tensor> {
        self.combined(other, kernels::add, "added")
    }

    /// The difference from a tensor of the same shape and dtype; integers wrap. Fails, of kind `Shape` or
    /// `Dtype`, when they differ or the dtype cannot be subtracted.
    pub fn subtract(&self, other: &Tensor) -> Result<Tensor> {
        self.combined(other, kernels::subtract, "subtracted")
    }

    /// The product with a tensor of the same shape and dtype: integers wrap, bool is *and*. Fails, of kind
    /// `Shape` or `Dtype`, when they differ or the dtype cannot be multiplied.
    pub fn multiply(&self, other: &Tensor) -> Result<Tensor> {
        self.combined(other, kernels::multiply, "multiplied")
    }

    /// The elements, those below `min` replaced by it, then those above `max` by that, in the dtype; an
    /// infinity where there is no bound. A NaN stays one, and a NaN bound makes every element one. Fails, of
    /// kind `Dtype`, for bool, float8 and wide unsigned integers, and, of kind `Value`, for a bound the dtype
    /// cannot hold.
    pub fn clamp(&self, min: impl Into<Number>, max: impl Into<Number>) -> Result<Tensor> {
        let (min, max) = (min.into(), max.into());
        let dtype = self.dtype();
        let clamp =
            kernels::clamp(dtype).ok_or_else(|| unsupported(dtype, "clamped", suited(dtype)))?;
        if let Some(bound) = [min, max].into_iter().find(|bound| !(clamp.bounds)(*bound)) {
            return Err(beyond(dtype, bound));
        }
        if min.is_nan() || max.is_nan() {
            return Tensor::constant(dtype, self.shape().clone(), f64::NAN);
        }
        Ok(self.derived(Expression::Update {
            of: self.clone(),
            kernel: (clamp.between)(min, max),
        }))
    }

    fn combined(
        &self,
        other: &Tensor,
        kernel: fn(Dtype) -> Option<Combine>,
        done: &str,
    ) -> Result<Tensor> {
        expect_shape(other.shape(), self.shape())?;
        expect_dtype(other.dtype(), self.dtype())?;
        let dtype = self.dtype();
        let kernel = kernel(dtype).ok_or_else(|| unsupported(dtype, done, suited(dtype)))?;
        let (left, right) = (self.clone(), other.clone());
        Ok(self.derived(Expression::Combine {
            left,
            right,
            kernel,
        }))
    }

    /// A tensor of this dtype and shape.
    fn derived(&self, expression: Expression) -> Tensor {
        Tensor::new(self.dtype(), self.shape().clone(), expression)
    }
}

/// Fails, of kind `Shape`, unless two shapes are the same.
pub(super) fn expect_shape(found: &Shape, expected: &Shape) -> Result<()> {
    if found == expected {
        return Ok(());
    }
    let message = format!("the shapes differ: {found}, expected {expected}");
    Err(Error::new(Kind::Shape, message).hint("shapes must agree exactly: nothing is broadcast"))
}

/// Fails, of kind `Dtype`, unless two dtypes are the same.
pub(super) fn expect_dtype(found: Dtype, expected: Dtype) -> Result<()> {
    if found == expected {
        return Ok(());
    }
    let message = format!("the dtypes differ: {found}, expected {expected}");
    Err(Error::new(Kind::Dtype, message).hint(format!("cast it to {expected} first")))
}

/// What to do with a dtype that is neither computed nor cast.
pub(super) const HELD: &str =
    "it can be copied, renamed, cut, joined, compared and saved, not computed";

/// The dtype to cast to for arithmetic.
fn suited(dtype: Dtype) -> Dtype {
    match dtype {
        Dtype::U64 | Dtype::U32 | Dtype::U16 | Dtype::Bool => Dtype::I64,
        _ => Dtype::F32,
    }
}

fn unsupported(dtype: Dtype, done: &str, instead: Dtype) -> Error {
    let error = Error::new(Kind::Dtype, format!("{dtype} tensors cannot be {done}"));
    match kernels::cast(dtype, instead) {
        Some(_) => error.hint(format!("cast it to {instead} first")),
        None => error.hint(HELD),
    }
}
