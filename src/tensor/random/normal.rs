//! Normal numbers, sixteen or more: blocks of sixteen, made of as many uniform numbers.
//!
//! The method is that of Box and Muller ("A Note on the Generation of Random Normal Deviates", Annals of
//! Mathematical Statistics 29, 1958): a radius and an angle for each two elements, eight places apart.

use super::fill::{BLOCK, Recipe};
use super::single::{ln, sin_cos};
use super::uniform::{unit, unit_double};
use super::vector::{self, Loop};
use crate::tensor::element::{Raw, Target, Wide, settle};
use std::f64::consts::TAU;
use std::iter::zip;
use std::marker::PhantomData;

/// How many blocks are made at once.
const BLOCKS: usize = 16;

/// How many elements of a block have the cosine; the others have the sine.
const HALF: usize = BLOCK / 2;

/// Normal numbers computed in binary32, for dtype `T`.
pub(super) struct Normal<T> {
    mean: f32,
    std: f32,
    dtype: PhantomData<fn() -> T>,
}

impl<T: Target<Wide = f32>> Normal<T> {
    /// With the first of two numbers in the middle, and the second as standard deviation.
    pub fn new([mean, std]: [f64; 2]) -> Self {
        Normal {
            mean: mean as f32,
            std: std as f32,
            dtype: PhantomData,
        }
    }

    #[inline(always)]
    fn pair(&self, radius: u32, angle: u32) -> (f32, f32) {
        let radius = (-2.0 * ln(1.0 - unit(radius))).sqrt();
        let (sine, cosine) = sin_cos(unit(angle) * std::f32::consts::TAU);
        (self.element(radius * cosine), self.element(radius * sine))
    }

    #[inline(always)]
    fn element(&self, deviate: f32) -> f32 {
        settle(deviate.mul_add(self.std, self.mean), self.mean)
    }
}

impl<T: Target<Wide = f32> + 'static> Recipe for Normal<T> {
    const TOGETHER: usize = BLOCK;
    const DRAWS: usize = 1;
    const BYTES: usize = size_of::<T::Raw>();

    fn make(&self, draws: &[u32], into: &mut [u8]) {
        let tiles = into.chunks_mut(BLOCKS * BLOCK * Self::BYTES);
        for (draws, into) in zip(draws.chunks(BLOCKS * BLOCK), tiles) {
            vector::run(Make(self, draws, into));
        }
    }
}

/// At most [`BLOCKS`] blocks.
struct Make<'m, T>(&'m Normal<T>, &'m [u32], &'m mut [u8]);

impl<T: Target<Wide = f32>> Loop for Make<'_, T> {
    /// Gathers what belongs together in two rows, so that one long loop goes over all blocks.
    #[inline(always)]
    fn run(self) {
        let Make(normal, draws, into) = self;
        let (mut radii, mut angles) = ([0; BLOCKS * HALF], [0; BLOCKS * HALF]);
        let rows = zip(
            radii.as_chunks_mut::<HALF>().0,
            angles.as_chunks_mut::<HALF>().0,
        );
        for (draws, (radii, angles)) in zip(draws.as_chunks::<BLOCK>().0, rows) {
            radii.copy_from_slice(&draws[..HALF]);
            angles.copy_from_slice(&draws[HALF..]);
        }
        let (mut cosines, mut sines) = ([0.0; BLOCKS * HALF], [0.0; BLOCKS * HALF]);
        let rows = zip(&mut cosines, &mut sines);
        for (draws, (cosine, sine)) in zip(zip(&radii, &angles), rows) {
            (*cosine, *sine) = normal.pair(*draws.0, *draws.1);
        }
        let rows = zip(cosines.as_chunks::<HALF>().0, sines.as_chunks::<HALF>().0);
        for (raws, (cosines, sines)) in zip(T::Raw::all_mut(into).chunks_mut(BLOCK), rows) {
            let (first, second) = raws.split_at_mut(HALF);
            store::<T>(cosines, first);
            store::<T>(sines, second);
        }
    }
}

#[inline(always)]
fn store<T: Target>(values: &[f32; HALF], raws: &mut [T::Raw]) {
    for (raw, value) in zip(raws, values) {
        *raw = T::from_f32(*value).store();
    }
}

/// Normal numbers of float64, with the logarithm, sine and cosine of the platform.
pub(super) struct NormalDouble {
    mean: f64,
    std: f64,
}

impl NormalDouble {
    /// With the first of two numbers in the middle, and the second as standard deviation.
    pub fn new([mean, std]: [f64; 2]) -> Self {
        NormalDouble { mean, std }
    }

    fn pair(&self, radius: f64, angle: f64) -> (f64, f64) {
        let radius = (-2.0 * (1.0 - radius).ln()).sqrt();
        let angle = TAU * angle;
        let element = |deviate: f64| deviate.mul_add(self.std, self.mean).narrow();
        (element(radius * angle.cos()), element(radius * angle.sin()))
    }
}

impl Recipe for NormalDouble {
    const TOGETHER: usize = BLOCK;
    const DRAWS: usize = 2;
    const BYTES: usize = 8;

    fn make(&self, draws: &[u32], into: &mut [u8]) {
        let blocks = into.as_chunks_mut::<8>().0.chunks_mut(BLOCK);
        for (draws, raws) in zip(draws.as_chunks::<2>().0.chunks(BLOCK), blocks) {
            let (radii, angles) = draws.split_at(HALF);
            let (cosines, sines) = raws.split_at_mut(HALF);
            for (draws, raws) in zip(zip(radii, angles), zip(cosines, sines)) {
                let (cosine, sine) = self.pair(unit_double(*draws.0), unit_double(*draws.1));
                (*raws.0, *raws.1) = (cosine.to_le_bytes(), sine.to_le_bytes());
            }
        }
    }
}
