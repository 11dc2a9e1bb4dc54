//! binary32, and the arithmetic of all that compute in it: one IEEE operation, NaNs made ours.

use super::{Bounded, Difference, Element, Float, Product, Scalable, Sum, Target};
use crate::tensor::Number;

const QUIET: u32 = 0x7fc0_0000;
const SIGN: u32 = 0x8000_0000;

/// The result of an operation, settled: a NaN becomes the quiet one with the sign of `cause`.
#[inline(always)]
pub fn settle(result: f32, cause: f32) -> f32 {
    let quiet = QUIET | cause.to_bits() & SIGN;
    if result.is_nan() {
        f32::from_bits(quiet)
    } else {
        result
    }
}

/// Of two operands, the one that a NaN comes from.
#[inline(always)]
fn cause(left: f32, right: f32) -> f32 {
    if left.is_nan() { left } else { right }
}

impl Element for f32 {
    type Raw = [u8; 4];
    type Wide = f32;

    #[inline(always)]
    fn load(raw: [u8; 4]) -> f32 {
        f32::from_le_bytes(raw)
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        self
    }
}

impl Target for f32 {
    #[inline(always)]
    fn store(self) -> [u8; 4] {
        self.to_le_bytes()
    }

    #[inline(always)]
    fn from_f64(value: f64) -> f32 {
        if value.is_nan() {
            return f32::from_bits(QUIET | (value.to_bits() >> 32) as u32 & SIGN);
        }
        value as f32
    }

    #[inline(always)]
    fn from_f32(value: f32) -> f32 {
        value
    }
}

impl Float for f32 {
    const LARGEST: f64 = f32::MAX as f64;
}

/// A dtype whose arithmetic is one binary32 operation, rounded back to it.
pub(super) trait InF32: Float<Wide = f32> + Send + Sync + 'static {}

impl InF32 for f32 {}

impl<T: InF32> Sum for T {
    #[inline(always)]
    fn plus(self, other: T) -> T {
        let (left, right) = (self.widen(), other.widen());
        T::from_f32(settle(left + right, cause(left, right)))
    }
}

impl<T: InF32> Difference for T {
    #[inline(always)]
    fn minus(self, other: T) -> T {
        let (left, right) = (self.widen(), other.widen());
        T::from_f32(settle(left - right, cause(left, right)))
    }
}

impl<T: InF32> Product for T {
    #[inline(always)]
    fn times(self, other: T) -> T {
        let (left, right) = (self.widen(), other.widen());
        T::from_f32(settle(left * right, cause(left, right)))
    }
}

impl<T: InF32> Bounded for T {
    fn bounds(value: Number) -> bool {
        T::suits(value.to_f64())
    }

    fn bound(value: Number) -> T {
        T::from_f64(value.to_f64())
    }

    #[inline(always)]
    fn between(self, least: T, greatest: T) -> T {
        let (value, least, greatest) = (self.widen(), least.widen(), greatest.widen());
        let raised = if value < least { least } else { value };
        let kept = if raised > greatest { greatest } else { raised };
        T::from_f32(settle(kept, value))
    }
}

impl<T: InF32> Scalable for T {
    type Factor = f32;

    fn factor(by: f64) -> f32 {
        f32::from_f64(by)
    }

    #[inline(always)]
    fn scaled(self, factor: f32) -> T {
        let value = self.widen();
        T::from_f32(settle(value * factor, value))
    }
}
