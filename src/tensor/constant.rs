//! Constants: tensors of one number.

use super::element::{Bf16, E4m3, E5m2, F16, Float};
use super::expression::Expression;
use super::{Dtype, Shape, Tensor};
use crate::error::{Error, Kind, Result};

impl Tensor {
    /// A tensor of `value` everywhere. Floats round to nearest, integers truncate toward zero, bool is true
    /// unless 0. Fails, of kind `Value`, for a number beyond the dtype (infinities and NaN suit every float),
    /// and of kind `Dtype` for a dtype without numbers of its own.
    pub fn constant(dtype: Dtype, shape: Shape, value: f64) -> Result<Tensor> {
        let element = element(dtype, value)?;
        Ok(Tensor::new(dtype, shape, Expression::Constant(element)))
    }
}

/// The bytes of `value` in `dtype`, then zeroes.
fn element(dtype: Dtype, value: f64) -> Result<[u8; 8]> {
    match dtype {
        Dtype::F64 => float::<f64>(dtype, value),
        Dtype::F32 => float::<f32>(dtype, value),
        Dtype::BF16 => float::<Bf16>(dtype, value),
        Dtype::F16 => float::<F16>(dtype, value),
        Dtype::F8E4M3 => float::<E4m3>(dtype, value),
        Dtype::F8E5M2 => float::<E5m2>(dtype, value),
        Dtype::I64 | Dtype::I32 | Dtype::I16 | Dtype::I8 => signed(dtype, value),
        Dtype::U64 | Dtype::U32 | Dtype::U16 | Dtype::U8 => unsigned(dtype, value),
        Dtype::Bool => Ok([u8::from(value != 0.0), 0, 0, 0, 0, 0, 0, 0]),
        _ => Err(Error::new(
            Kind::Dtype,
            format!("{dtype} tensors cannot be made of a number"),
        )),
    }
}

fn float<T: Float>(dtype: Dtype, value: f64) -> Result<[u8; 8]> {
    if !T::suits(value) {
        return Err(beyond(dtype, value));
    }
    let mut element = [0; 8];
    let raw = T::from_f64(value).store();
    std::iter::zip(&mut element, raw.as_ref()).for_each(|(to, from)| *to = *from);
    Ok(element)
}

/// Integers are stored by their low bytes, whatever their width.
fn signed(dtype: Dtype, value: f64) -> Result<[u8; 8]> {
    let end = 2_f64.powi(dtype.bits() as i32 - 1);
    if !(-end..end).contains(&value) {
        return Err(beyond(dtype, value));
    }
    Ok((value as i64).to_le_bytes())
}

fn unsigned(dtype: Dtype, value: f64) -> Result<[u8; 8]> {
    let end = 2_f64.powi(dtype.bits() as i32);
    if !(0.0..end).contains(&value) {
        return Err(beyond(dtype, value));
    }
    Ok((value as u64).to_le_bytes())
}

/// A number that the dtype cannot hold.
pub(super) fn beyond(dtype: Dtype, value: f64) -> Error {
    Error::new(Kind::Value, format!("{dtype} cannot hold {value}"))
}
