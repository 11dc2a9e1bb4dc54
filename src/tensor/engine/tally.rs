//! Tallies: what one block of elements adds to the statistics of a tensor.

use crate::tensor::element::{Element, Raw, Visit, Wide};
use pulp::{Arch, Simd, WithSimd};
use std::marker::PhantomData;

/// How many elements are taken in side by side. Part of the results: each lane has a sum of its own.
const LANES: usize = 16;

/// A count of elements, and the ends and the sum of their values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    pub sum: f64,
    pub min: f64,
    pub max: f64,
    pub nans: u64,
    pub infinities: u64,
    pub zeros: u64,
}

impl Default for Tally {
    fn default() -> Self {
        Tally {
            sum: 0.0,
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
            nans: 0,
            infinities: 0,
            zeros: 0,
        }
    }
}

impl Tally {
    /// Takes in one more element.
    #[inline(always)]
    fn take(&mut self, value: f64) {
        self.sum += value;
        self.min = least(self.min, value);
        self.max = -least(-self.max, -value);
        self.nans += u64::from(value.is_nan());
        self.infinities += u64::from(value.is_infinite());
        self.zeros += u64::from(value == 0.0);
    }

    /// Takes in the elements of a later tally.
    pub fn add(&mut self, other: Tally) {
        self.sum += other.sum;
        self.min = least(self.min, other.min);
        self.max = -least(-self.max, -other.max);
        self.nans += other.nans;
        self.infinities += other.infinities;
        self.zeros += other.zeros;
    }
}

/// The lesser of two values; the first when they are equal, as zeroes of either sign are, or one is a NaN.
#[inline(always)]
fn least(first: f64, second: f64) -> f64 {
    if second < first { second } else { first }
}

/// Tallies a block.
pub(super) struct Count<'b>(pub &'b [u8]);

impl Visit for Count<'_> {
    type Output = Tally;

    fn visit<T: Element>(self) -> Tally {
        let lanes = Arch::new().dispatch(Lanes::<T>(self.0, PhantomData));
        let mut tally = Tally::default();
        lanes.into_iter().for_each(|lane| tally.add(lane));
        tally
    }
}

/// Tallies every sixteenth element of a block, from each of the first sixteen on.
struct Lanes<'b, T>(&'b [u8], PhantomData<T>);

impl<T: Element> WithSimd for Lanes<'_, T> {
    type Output = [Tally; LANES];

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> [Tally; LANES] {
        let mut lanes = [Tally::default(); LANES];
        let (rows, rest) = T::Raw::all(self.0).as_chunks::<LANES>();
        for row in rows {
            for (lane, raw) in lanes.iter_mut().zip(row) {
                lane.take(T::load(*raw).widen().to_f64());
            }
        }
        for (lane, raw) in lanes.iter_mut().zip(rest) {
            lane.take(T::load(*raw).widen().to_f64());
        }
        lanes
    }
}
