//! Tallies: what one block of elements adds to the statistics of a tensor.

use crate::tensor::element::{Element, Raw, Visit, Wide};
use pulp::{Arch, Simd, WithSimd};
use std::marker::PhantomData;

/// How many elements are taken in side by side. Part of the results: each lane has a sum of its own.
const LANES: usize = 8;

/// How many elements are converted at once.
const TILE: usize = 256;

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
    /// The tally of one element.
    pub fn of(value: f64) -> Tally {
        Tally {
            sum: value,
            min: value,
            max: value,
            nans: u64::from(value.is_nan()),
            infinities: u64::from(value.is_infinite()),
            zeros: u64::from(value == 0.0),
        }
    }

    /// The tally of so many times the same elements, at least once.
    pub fn times(self, times: u64) -> Tally {
        Tally {
            sum: self.sum * times as f64,
            nans: self.nans * times,
            infinities: self.infinities * times,
            zeros: self.zeros * times,
            ..self
        }
    }

    /// Takes in the elements of a later tally.
    pub fn add(&mut self, other: Tally) {
        self.sum += other.sum;
        self.min = least(self.min, other.min);
        self.max = greatest(self.max, other.max);
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

/// The greater of two values; the first in the cases of [`least`].
#[inline(always)]
fn greatest(first: f64, second: f64) -> f64 {
    if second > first { second } else { first }
}

/// Tallies a block.
pub(super) struct Count<'b>(pub &'b [u8]);

impl Visit for Count<'_> {
    type Output = Tally;

    fn visit<T: Element>(self) -> Tally {
        Arch::new().dispatch(CountOf::<T>(self.0, PhantomData))
    }
}

/// Tallies a block of elements of one type.
struct CountOf<'b, T>(&'b [u8], PhantomData<T>);

impl<T: Element> WithSimd for CountOf<'_, T> {
    type Output = Tally;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Tally {
        let mut lanes = Lanes::default();
        let mut rest = Tally::default();
        let mut values = [0.0; TILE];
        for raws in T::Raw::all(self.0).chunks(TILE) {
            for (value, raw) in values.iter_mut().zip(raws) {
                *value = T::load(*raw).widen().to_f64();
            }
            let (rows, last) = values[..raws.len()].as_chunks();
            for row in rows {
                lanes.take(row);
            }
            last.iter().for_each(|value| rest.add(Tally::of(*value)));
        }
        let mut tally = lanes.tally();
        tally.add(rest);
        // Where the sum is finite, so is every element.
        if !tally.sum.is_finite() {
            let elements = T::Raw::all(self.0).iter();
            let values = || elements.clone().map(|raw| T::load(*raw).widen().to_f64());
            tally.nans = values().filter(|value| value.is_nan()).count() as u64;
            tally.infinities = values().filter(|value| value.is_infinite()).count() as u64;
        }
        tally
    }
}

/// Tallies side by side, each part of them in a row of its own; what is no finite number is not counted.
struct Lanes {
    sum: [f64; LANES],
    min: [f64; LANES],
    max: [f64; LANES],
    zeros: [u64; LANES],
}

impl Default for Lanes {
    #[inline(always)]
    fn default() -> Self {
        let tally = Tally::default();
        Lanes {
            sum: [tally.sum; LANES],
            min: [tally.min; LANES],
            max: [tally.max; LANES],
            zeros: [0; LANES],
        }
    }
}

impl Lanes {
    /// Takes in one more element in each lane.
    #[inline(always)]
    fn take(&mut self, values: &[f64; LANES]) {
        for (lane, value) in values.iter().enumerate() {
            self.sum[lane] += value;
            self.min[lane] = least(self.min[lane], *value);
            self.max[lane] = greatest(self.max[lane], *value);
            self.zeros[lane] += u64::from(*value == 0.0);
        }
    }

    /// All lanes together, in their order.
    #[inline(always)]
    fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for lane in 0..LANES {
            tally.add(Tally {
                sum: self.sum[lane],
                min: self.min[lane],
                max: self.max[lane],
                zeros: self.zeros[lane],
                ..Tally::default()
            });
        }
        tally
    }
}
