//! Products of matrices, each computed once, tile by tile.

mod blocks;
mod form;
mod scalar;
mod tile;

use super::arithmetic::{HELD, expect_dtype};
use super::heavy::{Desk, Heavy, keep};
use super::kernels::{self, Cast};
use super::{Dtype, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use form::Form;

impl Tensor {
    /// The matrix product with a tensor of the same dtype.
    ///
    /// One dimension is a row on the left and a column on the right, and is gone from the result. More than
    /// two are batches of matrices, whose leading dimensions are broadcast. Integers wrap; float16 and bfloat16
    /// are summed in float32 and rounded once; float32 and float64 are summed in their own dtype, in an order
    /// that does not depend on the number of threads.
    ///
    /// # Errors
    /// `shape` without dimensions, or where inner or leading sizes do not fit; `dtype` where the dtypes
    /// differ, or for bool, complex, unsigned integers wider than 8 bits, and floats narrower than 16.
    pub fn matmul(&self, other: &Tensor) -> Result<Tensor> {
        let form = Form::of(self.shape(), other.shape())?;
        expect_dtype(other.dtype(), self.dtype())?;
        let dtype = self.dtype();
        let wide = wide(dtype).ok_or_else(|| refused(dtype))?;
        let narrow = kernels::cast(wide, dtype).ok_or_else(|| refused(dtype))?;
        let product = Product {
            form,
            left: self.cast(wide)?,
            right: other.cast(wide)?,
            dtype,
            narrow,
        };
        keep(product).pop().ok_or_else(|| refused(dtype))
    }
}

/// The dtype that products of `dtype` are summed in, if there are any.
fn wide(dtype: Dtype) -> Option<Dtype> {
    match dtype {
        Dtype::F64 => Some(Dtype::F64),
        Dtype::F32 | Dtype::F16 | Dtype::BF16 => Some(Dtype::F32),
        Dtype::I64 | Dtype::I32 | Dtype::I16 | Dtype::I8 | Dtype::U8 => Some(Dtype::I64),
        _ => None,
    }
}

fn refused(dtype: Dtype) -> Error {
    let message = format!("{dtype} tensors cannot be multiplied as matrices");
    let error = Error::new(Kind::Dtype, message);
    match kernels::cast(dtype, Dtype::F32) {
        Some(_) => error.hint("cast both to float32 or to int64 first"),
        None => error.hint(HELD),
    }
}

/// A matrix product to compute.
#[derive(Debug)]
struct Product {
    form: Form,
    /// The factors, in the dtype that products are summed in.
    left: Tensor,
    right: Tensor,
    /// The dtype of the result, and the kernel that rounds to it.
    dtype: Dtype,
    narrow: Cast,
}

impl Heavy for Product {
    fn operands(&self) -> Vec<Tensor> {
        vec![self.left.clone(), self.right.clone()]
    }

    fn results(&self) -> Vec<(Dtype, Shape)> {
        vec![(self.dtype, self.form.result.clone())]
    }

    fn compute(&self, desk: &mut Desk<'_>, results: &mut [&mut [u8]]) -> Result<()> {
        let [result] = results else {
            return Ok(());
        };
        match self.left.dtype() {
            Dtype::F64 => blocks::multiply::<f64>(self, desk, result),
            Dtype::F32 => blocks::multiply::<f32>(self, desk, result),
            _ => blocks::multiply::<i64>(self, desk, result),
        }
    }
}
