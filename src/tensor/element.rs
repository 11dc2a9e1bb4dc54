//! Elements: how a number of each dtype lies in memory, computes, and turns into another dtype.
//!
//! The rules are those of `PyTorch` on x86-64, spelled out so that every processor gives the same bits.
//! A NaN that comes out of an operation is *settled*: quiet, without payload, with the sign of the NaN that
//! went in, the left one of two. Where none went in, it has the sign of the last element that did.

mod float32;
mod float64;
mod float8;
mod half;
mod integer;
mod rare;
mod small;
mod truncate;
mod truth;
mod visit;
mod wide;

pub(super) use float8::{E4m3, E5m2};
pub(super) use float32::settle;
pub(super) use half::{Bf16, F16};
pub(super) use small::unpack;
pub(super) use truth::Truth;
pub(super) use visit::{Visit, visit, visit_reals};
pub(super) use wide::Wide;

use super::Number;

/// A number as it lies in memory, little-endian and at any address.
pub(super) trait Element: Copy {
    /// Its bytes.
    type Raw: Raw;
    /// A type that holds every value of this one and knows how to become any other.
    type Wide: Wide;

    /// The number that `raw` stands for.
    fn load(raw: Self::Raw) -> Self;
    /// The same value, in the wide type.
    fn widen(self) -> Self::Wide;
}

/// The bytes of one element.
pub(super) trait Raw: Copy + PartialEq + AsRef<[u8]> {
    /// The whole elements at the front of `bytes`.
    fn all(bytes: &[u8]) -> &[Self];
    /// The whole elements at the front of `bytes`, to be written.
    fn all_mut(bytes: &mut [u8]) -> &mut [Self];
}

impl<const N: usize> Raw for [u8; N] {
    #[inline(always)]
    fn all(bytes: &[u8]) -> &[Self] {
        bytes.as_chunks().0
    }

    #[inline(always)]
    fn all_mut(bytes: &mut [u8]) -> &mut [Self] {
        bytes.as_chunks_mut().0
    }
}

/// A dtype that is computed: every other can be converted to it, by the rules of a cast.
pub(super) trait Target: Element {
    /// The bytes of this number.
    fn store(self) -> Self::Raw;
    /// Converts from binary32, of which NaNs are settled.
    fn from_f32(value: f32) -> Self;

    /// Converts from binary64, of which NaNs are settled; by way of binary32 unless the dtype is wider.
    #[inline(always)]
    fn from_f64(value: f64) -> Self {
        Self::from_f32(f32::from_f64(value))
    }

    /// Converts from an integer; by way of binary32 unless the dtype is wider.
    #[inline(always)]
    fn from_i64(value: i64) -> Self {
        Self::from_f32(value as f32)
    }

    /// Converts from an integer that may be too large for `i64`; as [`Target::from_i64`].
    #[inline(always)]
    fn from_u64(value: u64) -> Self {
        Self::from_f32(value as f32)
    }
}

/// A dtype of which tensors can be added.
pub(super) trait Sum: Target {
    /// The sum, rounded or wrapped to the dtype.
    fn plus(self, other: Self) -> Self;
}

/// A dtype of which tensors can be subtracted.
pub(super) trait Difference: Target {
    /// The difference, rounded or wrapped to the dtype.
    fn minus(self, other: Self) -> Self;
}

/// A dtype of which tensors can be multiplied.
pub(super) trait Product: Target {
    /// The product, rounded or wrapped to the dtype.
    fn times(self, other: Self) -> Self;
}

/// A dtype of floats.
pub(super) trait Float: Target {
    /// The largest finite value.
    const LARGEST: f64;

    /// Whether it has a number near `value`: finite ones lie within its own, infinities and NaN suit every float.
    fn suits(value: f64) -> bool {
        !value.is_finite() || value.abs() <= Self::LARGEST
    }
}

/// A dtype that can be kept between two bounds.
pub(super) trait Bounded: Target + Send + Sync + 'static {
    /// Whether `value` may be a bound.
    fn bounds(value: Number) -> bool;
    /// The bound nearest to `value`, which is no NaN.
    fn bound(value: Number) -> Self;
    /// The bound this number lies beyond, else the number. Zeros of both signs lie at the same place.
    fn between(self, least: Self, greatest: Self) -> Self;
}

/// A dtype that a number can scale.
pub(super) trait Scalable: Target + 'static {
    /// The precision the product is computed in.
    type Factor: Copy + Send + Sync + 'static;

    /// The factor in that precision.
    fn factor(by: f64) -> Self::Factor;
    /// The product, rounded to the dtype.
    fn scaled(self, factor: Self::Factor) -> Self;
}
