//! binary64: one IEEE operation each, NaNs made ours.

use super::{Bounded, Difference, Element, Float, Product, Scalable, Sum, Target};
use crate::tensor::Number;

const QUIET: u64 = 0x7ff8_0000_0000_0000;
const SIGN: u64 = 0x8000_0000_0000_0000;

/// The result of an operation, settled: a NaN becomes the quiet one with the sign of `cause`.
#[inline(always)]
pub(super) fn settle(result: f64, cause: f64) -> f64 {
    let quiet = QUIET | cause.to_bits() & SIGN;
    if result.is_nan() {
        f64::from_bits(quiet)
    } else {
        result
    }
}

/// Of two operands, the one that a NaN comes from.
#[inline(always)]
fn cause(left: f64, right: f64) -> f64 {
    if left.is_nan() { left } else { right }
}

impl Element for f64 {
    type Raw = [u8; 8];
    type Wide = f64;

    #[inline(always)]
    fn load(raw: [u8; 8]) -> f64 {
        f64::from_le_bytes(raw)
    }

    #[inline(always)]
    fn widen(self) -> f64 {
        self
    }
}

impl Target for f64 {
    #[inline(always)]
    fn store(self) -> [u8; 8] {
        self.to_le_bytes()
    }

    #[inline(always)]
    fn from_f64(value: f64) -> f64 {
        value
    }

    #[inline(always)]
    fn from_f32(value: f32) -> f64 {
        if value.is_nan() {
            return f64::from_bits(QUIET | u64::from(value.to_bits()) << 32 & SIGN);
        }
        f64::from(value)
    }

    #[inline(always)]
    fn from_i64(value: i64) -> f64 {
        value as f64
    }

    #[inline(always)]
    fn from_u64(value: u64) -> f64 {
        value as f64
    }
}

impl Float for f64 {
    const LARGEST: f64 = f64::MAX;
}

impl Sum for f64 {
    #[inline(always)]
    fn plus(self, other: f64) -> f64 {
        settle(self + other, cause(self, other))
    }
}

impl Difference for f64 {
    #[inline(always)]
    fn minus(self, other: f64) -> f64 {
        settle(self - other, cause(self, other))
    }
}

impl Product for f64 {
    #[inline(always)]
    fn times(self, other: f64) -> f64 {
        settle(self * other, cause(self, other))
    }
}

impl Bounded for f64 {
    fn bounds(value: Number) -> bool {
        f64::suits(value.to_f64())
    }

    fn bound(value: Number) -> f64 {
        value.to_f64()
    }

    #[inline(always)]
    fn between(self, least: f64, greatest: f64) -> f64 {
        let raised = if self < least { least } else { self };
        let kept = if raised > greatest { greatest } else { raised };
        settle(kept, self)
    }
}

impl Scalable for f64 {
    type Factor = f64;

    fn factor(by: f64) -> f64 {
        by
    }

    #[inline(always)]
    fn scaled(self, factor: f64) -> f64 {
        settle(self * factor, self)
    }
}
