//! Uniform numbers: one draw for each element of at most 32 bits, two for each of 64.

use super::fill::Recipe;
use super::vector::{self, Loop};
use crate::tensor::element::{Raw, Target};
use std::iter::zip;
use std::marker::PhantomData;

/// The binary32 number in [0, 1) that a draw stands for.
#[inline(always)]
pub(super) fn unit(draw: u32) -> f32 {
    (draw & 0x00ff_ffff) as f32 * f32::EPSILON / 2.0
}

/// The binary64 number in [0, 1) that two draws stand for.
#[inline(always)]
pub(super) fn unit_double(draws: [u32; 2]) -> f64 {
    let bits = u64::from(draws[0]) << 32 | u64::from(draws[1]);
    (bits & ((1 << 53) - 1)) as f64 * f64::EPSILON / 2.0
}

/// Uniform numbers computed in binary32, for dtype `T`.
pub(super) struct Uniform<T> {
    low: f32,
    high: f32,
    width: f32,
    dtype: PhantomData<fn() -> T>,
}

impl<T: Target<Wide = f32>> Uniform<T> {
    /// Over the interval from the first of two numbers to the second.
    pub fn new([low, high]: [f64; 2]) -> Self {
        let (low, high) = (low as f32, high as f32);
        Uniform {
            low,
            high,
            width: high - low,
            dtype: PhantomData,
        }
    }

    /// The interval is open above: what is rounded to its end becomes its beginning.
    #[inline(always)]
    fn element(&self, draw: u32) -> T {
        let value = unit(draw).mul_add(self.width, self.low);
        let rounded = T::from_f32(value);
        let at_end = rounded.widen() == T::from_f32(self.high).widen();
        if at_end {
            T::from_f32(self.low)
        } else {
            rounded
        }
    }
}

impl<T: Target<Wide = f32> + 'static> Recipe for Uniform<T> {
    const TOGETHER: usize = 1;
    const DRAWS: usize = 1;
    const BYTES: usize = size_of::<T::Raw>();

    fn make(&self, draws: &[u32], into: &mut [u8]) {
        vector::run(Make(self, draws, into));
    }
}

struct Make<'m, T>(&'m Uniform<T>, &'m [u32], &'m mut [u8]);

impl<T: Target<Wide = f32>> Loop for Make<'_, T> {
    #[inline(always)]
    fn run(self) {
        let Make(uniform, draws, into) = self;
        for (raw, draw) in zip(T::Raw::all_mut(into), draws) {
            *raw = uniform.element(*draw).store();
        }
    }
}

/// Uniform numbers of float64.
pub(super) struct UniformDouble {
    low: f64,
    high: f64,
}

impl UniformDouble {
    /// Over the interval from the first of two numbers to the second.
    pub fn new([low, high]: [f64; 2]) -> Self {
        UniformDouble { low, high }
    }

    #[inline(always)]
    fn element(&self, draws: [u32; 2]) -> f64 {
        let value = unit_double(draws).mul_add(self.high - self.low, self.low);
        if value == self.high { self.low } else { value }
    }
}

impl Recipe for UniformDouble {
    const TOGETHER: usize = 1;
    const DRAWS: usize = 2;
    const BYTES: usize = 8;

    fn make(&self, draws: &[u32], into: &mut [u8]) {
        vector::run(MakeDouble(self, draws, into));
    }
}

struct MakeDouble<'m>(&'m UniformDouble, &'m [u32], &'m mut [u8]);

impl Loop for MakeDouble<'_> {
    #[inline(always)]
    fn run(self) {
        let MakeDouble(uniform, draws, into) = self;
        for (raw, draws) in zip(into.as_chunks_mut().0, draws.as_chunks().0) {
            *raw = uniform.element(*draws).to_le_bytes();
        }
    }
}
