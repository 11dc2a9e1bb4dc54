//! Clamping: which dtypes can be kept between bounds, which bounds they have, and the kernels that do it.

use super::arithmetic::Update;
use super::half::update_in_f32;
use super::loops::update;
use crate::tensor::element::{Bf16, Bounded, F16, Float};
use crate::tensor::{Dtype, Number};
use half::f16;

/// How a dtype is kept between bounds.
pub struct Clamp {
    /// Whether a number may be a bound.
    pub bounds: fn(Number) -> bool,
    /// The kernel for the bounds nearest to these numbers, of which none is a NaN.
    pub between: fn(Number, Number) -> Update,
}

/// How `dtype` is kept between bounds; none when it cannot be.
pub fn clamp(dtype: Dtype) -> Option<Clamp> {
    match dtype {
        Dtype::F64 => Some(clamp_all::<f64>()),
        Dtype::F32 => Some(clamp_all::<f32>()),
        Dtype::BF16 => Some(clamp_all::<Bf16>()),
        Dtype::F16 => Some(CLAMP_HALVES),
        Dtype::I64 => Some(clamp_all::<i64>()),
        Dtype::I32 => Some(clamp_all::<i32>()),
        Dtype::I16 => Some(clamp_all::<i16>()),
        Dtype::I8 => Some(clamp_all::<i8>()),
        Dtype::U8 => Some(clamp_all::<u8>()),
        _ => None,
    }
}

fn clamp_all<T: Bounded>() -> Clamp {
    Clamp {
        bounds: T::bounds,
        between: |least, greatest| between(T::bound(least), T::bound(greatest)),
    }
}

const CLAMP_HALVES: Clamp = Clamp {
    bounds: |bound| F16::suits(bound.to_f64()),
    between: |least, greatest| update_in_f32(between(in_halves(least), in_halves(greatest))),
};

/// The value nearest to `bound` in float16, by way of float32.
fn in_halves(bound: Number) -> f32 {
    f16::from_f32(bound.to_f64() as f32).to_f32()
}

fn between<T: Bounded>(least: T, greatest: T) -> Update {
    Box::new(move |values| update(values, |value: T| value.between(least, greatest)))
}
