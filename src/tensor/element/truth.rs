//! bool: one byte, false when 0.

use super::{Element, Product, Sum, Target};

/// A truth value. Any byte but 0 reads as true; true is written as 1.
#[derive(Clone, Copy)]
pub struct Truth(bool);

impl Element for Truth {
    type Raw = [u8; 1];
    type Wide = i64;

    #[inline(always)]
    fn load(raw: [u8; 1]) -> Truth {
        Truth(raw != [0])
    }

    #[inline(always)]
    fn widen(self) -> i64 {
        i64::from(self.0)
    }
}

impl Target for Truth {
    #[inline(always)]
    fn store(self) -> [u8; 1] {
        [u8::from(self.0)]
    }

    #[inline(always)]
    fn from_f64(value: f64) -> Truth {
        Truth(value != 0.0)
    }

    #[inline(always)]
    fn from_f32(value: f32) -> Truth {
        Truth(value != 0.0)
    }

    #[inline(always)]
    fn from_i64(value: i64) -> Truth {
        Truth(value != 0)
    }

    #[inline(always)]
    fn from_u64(value: u64) -> Truth {
        Truth(value != 0)
    }
}

impl Sum for Truth {
    /// Logical or.
    #[inline(always)]
    fn plus(self, other: Truth) -> Truth {
        Truth(self.0 | other.0)
    }
}

impl Product for Truth {
    /// Logical and.
    #[inline(always)]
    fn times(self, other: Truth) -> Truth {
        Truth(self.0 & other.0)
    }
}
