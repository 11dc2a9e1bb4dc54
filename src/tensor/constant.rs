//! Constants: tensors of one number.

use super::arithmetic::HELD;
use super::element::{Bf16, E4m3, E5m2, F16, Float};
use super::expression::Expression;
use super::{Dtype, Number, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use std::ops::Range;

impl Tensor {
    /// A tensor of `value` everywhere. Floats round to nearest by way of binary64, broken numbers are truncated
    /// toward zero for integers, which hold whole ones exactly; bool is true unless 0. Fails, of kind `Value`,
    /// for a number beyond the dtype (infinities and NaN suit every float), and of kind `Dtype` for a dtype
    /// without numbers of its own.
    pub fn constant(dtype: Dtype, shape: Shape, value: impl Into<Number>) -> Result<Tensor> {
        let element = element(dtype, value.into())?;
        Ok(Tensor::new(dtype, shape, Expression::Constant(element)))
    }
}

/// The bytes of `value` in `dtype`, then zeroes. Fails as [`Tensor::constant`].
pub(super) fn element(dtype: Dtype, value: Number) -> Result<[u8; 8]> {
    if let Some(range) = range(dtype) {
        let whole = truncated(value, &range).ok_or_else(|| beyond(dtype, value))?;
        // Integers are stored by their low bytes, whatever their width.
        return Ok((whole as u64).to_le_bytes());
    }
    let value = value.to_f64();
    if dtype == Dtype::Bool {
        return Ok([u8::from(value != 0.0), 0, 0, 0, 0, 0, 0, 0]);
    }
    match largest(dtype) {
        Some(largest) if value.is_finite() && value.abs() > largest => {
            Err(beyond(dtype, Number::Float(value)))
        }
        _ => nearest(dtype, value),
    }
}

/// A number within `range`, its fraction cut off; none for others.
fn truncated(value: Number, range: &Range<i128>) -> Option<i128> {
    match value {
        Number::Float(value) => {
            let ends = range.start as f64..range.end as f64;
            ends.contains(&value).then_some(value as i128)
        }
        _ => value.whole().filter(|whole| range.contains(whole)),
    }
}

/// The integers that an integer dtype holds.
fn range(dtype: Dtype) -> Option<Range<i128>> {
    let end = |bits: u32| 1_i128 << bits;
    match dtype {
        Dtype::U64 | Dtype::U32 | Dtype::U16 | Dtype::U8 => Some(0..end(dtype.bits())),
        Dtype::I64 | Dtype::I32 | Dtype::I16 | Dtype::I8 => {
            let end = end(dtype.bits() - 1);
            Some(-end..end)
        }
        _ => None,
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
        _ => {
            let message = format!("{dtype} tensors cannot be made of a number");
            Err(Error::new(Kind::Dtype, message).hint(HELD))
        }
    }
}

fn float<T: Float>(value: f64) -> [u8; 8] {
    let mut element = [0; 8];
    let raw = T::from_f64(value).store();
    std::iter::zip(&mut element, raw.as_ref()).for_each(|(to, from)| *to = *from);
    element
}

/// That `dtype` cannot hold `value`, and what it can.
pub(super) fn beyond(dtype: Dtype, value: Number) -> Error {
    let error = Error::new(Kind::Value, format!("{dtype} cannot hold {value}"));
    match (range(dtype), largest(dtype)) {
        (Some(range), _) => error.hint(format!(
            "it holds whole numbers from {} to {}",
            range.start,
            range.end - 1
        )),
        (None, Some(largest)) => {
            error.hint(format!("its largest number is {}", Number::Float(largest)))
        }
        (None, None) => error,
    }
}
