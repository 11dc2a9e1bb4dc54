//! Constants: tensors of one number.

use super::element::{Bf16, E4m3, E5m2, F16, Float};
use super::expression::Expression;
use super::{Dtype, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use std::fmt;

impl Tensor {
    /// A tensor of `value` everywhere. Floats round to nearest, integers truncate toward zero, bool is true
    /// unless 0. Fails, of kind `Value`, for a number beyond the dtype (infinities and NaN suit every float),
    /// and of kind `Dtype` for a dtype without numbers of its own.
    pub fn constant(dtype: Dtype, shape: Shape, value: f64) -> Result<Tensor> {
        let element = element(dtype, value)?;
        Ok(Tensor::new(dtype, shape, Expression::Constant(element)))
    }
}

/// The bytes of `value` in `dtype`, then zeroes. Fails as [`Tensor::constant`].
pub(super) fn element(dtype: Dtype, value: f64) -> Result<[u8; 8]> {
    match dtype {
        Dtype::I64 | Dtype::I32 | Dtype::I16 | Dtype::I8 => signed(dtype, value),
        Dtype::U64 | Dtype::U32 | Dtype::U16 | Dtype::U8 => unsigned(dtype, value),
        Dtype::Bool => Ok([u8::from(value != 0.0), 0, 0, 0, 0, 0, 0, 0]),
        _ => match largest(dtype) {
            Some(largest) if value.is_finite() && value.abs() > largest => {
                Err(beyond(dtype, value))
            }
            _ => nearest(dtype, value),
        },
    }
}

/// The largest finite number of a floating dtype that is computed.
pub(super) fn largest(dtype: Dtype) -> Option<f64> {
    let largest = match dtype {
        Dtype::F64 => f64::LARGEST,
        Dtype::F32 => f32::LARGEST,
        Dtype::BF16 => Bf16::LARGEST,
        Dtype::F16 => F16::LARGEST,
        Dtype::F8E4M3 => E4m3::LARGEST,
        Dtype::F8E5M2 => E5m2::LARGEST,
        _ => return None,
    };
    Some(largest)
}

/// The bytes of the number of a floating dtype that is nearest to `value`, then zeroes. Fails, of kind
/// `Dtype`, for a dtype without numbers of its own.
pub(super) fn nearest(dtype: Dtype, value: f64) -> Result<[u8; 8]> {
    match dtype {
        Dtype::F64 => Ok(value.to_le_bytes()),
        Dtype::F32 => Ok(float::<f32>(value)),
        Dtype::BF16 => Ok(float::<Bf16>(value)),
        Dtype::F16 => Ok(float::<F16>(value)),
        Dtype::F8E4M3 => Ok(float::<E4m3>(value)),
        Dtype::F8E5M2 => Ok(float::<E5m2>(value)),
        _ => Err(Error::new(
            Kind::Dtype,
            format!("{dtype} tensors cannot be made of a number"),
        )),
    }
}

fn float<T: Float>(value: f64) -> [u8; 8] {
    let mut element = [0; 8];
    let raw = T::from_f64(value).store();
    std::iter::zip(&mut element, raw.as_ref()).for_each(|(to, from)| *to = *from);
    element
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

/// That `dtype` cannot hold `value`.
pub(super) fn beyond(dtype: Dtype, value: impl fmt::Display) -> Error {
    Error::new(Kind::Value, format!("{dtype} cannot hold {value}"))
}
