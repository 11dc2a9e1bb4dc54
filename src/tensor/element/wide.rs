//! Wide types: each holds all values of many dtypes, compares them, and turns into any dtype.

use super::{Target, float32, float64};
use crate::tensor::Number;

/// A type in which conversions and comparisons meet; the default is 0.
pub trait Wide: Copy + Default + PartialEq {
    /// This value in dtype `T`.
    fn narrow<T: Target>(self) -> T;
    /// This value for a person.
    fn number(self) -> Number;
    /// The nearest binary64.
    fn to_f64(self) -> f64;
    /// How far apart two values are: 0 where they are equal, infinities too; a NaN where one is.
    fn distance(self, other: Self) -> f64;
    /// Whether two values are at most `eps` apart; integers are compared exactly.
    fn is_within(self, other: Self, eps: f64) -> bool;
}

impl Wide for f64 {
    #[inline(always)]
    fn narrow<T: Target>(self) -> T {
        T::from_f64(float64::settle(self, self))
    }

    fn number(self) -> Number {
        Number::Float(self)
    }

    #[inline(always)]
    fn to_f64(self) -> f64 {
        self
    }

    #[inline(always)]
    fn distance(self, other: f64) -> f64 {
        if self == other {
            0.0
        } else {
            (self - other).abs()
        }
    }

    #[inline(always)]
    fn is_within(self, other: f64, eps: f64) -> bool {
        self.distance(other) <= eps
    }
}

impl Wide for f32 {
    #[inline(always)]
    fn narrow<T: Target>(self) -> T {
        T::from_f32(float32::settle(self, self))
    }

    fn number(self) -> Number {
        Number::Float(f64::from(self))
    }

    #[inline(always)]
    fn to_f64(self) -> f64 {
        f64::from(self)
    }

    #[inline(always)]
    fn distance(self, other: f32) -> f64 {
        f64::from(self).distance(f64::from(other))
    }

    #[inline(always)]
    fn is_within(self, other: f32, eps: f64) -> bool {
        self.distance(other) <= eps
    }
}

impl Wide for i64 {
    #[inline(always)]
    fn narrow<T: Target>(self) -> T {
        T::from_i64(self)
    }

    fn number(self) -> Number {
        Number::Int(i128::from(self))
    }

    #[inline(always)]
    fn to_f64(self) -> f64 {
        self as f64
    }

    #[inline(always)]
    fn distance(self, other: i64) -> f64 {
        self.abs_diff(other) as f64
    }

    #[inline(always)]
    fn is_within(self, other: i64, eps: f64) -> bool {
        self.abs_diff(other) <= eps as u64
    }
}

impl Wide for u64 {
    #[inline(always)]
    fn narrow<T: Target>(self) -> T {
        T::from_u64(self)
    }

    fn number(self) -> Number {
        Number::Int(i128::from(self))
    }

    #[inline(always)]
    fn to_f64(self) -> f64 {
        self as f64
    }

    #[inline(always)]
    fn distance(self, other: u64) -> f64 {
        self.abs_diff(other) as f64
    }

    #[inline(always)]
    fn is_within(self, other: u64, eps: f64) -> bool {
        self.abs_diff(other) <= eps as u64
    }
}
