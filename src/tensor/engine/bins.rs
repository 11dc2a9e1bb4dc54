//! Bins: equal parts between two ends, and how many elements of a block lie in each.

use crate::tensor::element::{Element, Raw, Visit, Wide};
use pulp::{Arch, Simd, WithSimd};
use std::marker::PhantomData;

/// How many parts there are.
pub const BINS: usize = 16;

/// How many elements are taken in side by side. Part of the results: each lane has sums of its own.
const LANES: usize = 8;

/// How many elements are placed at once.
const TILE: usize = 256;

/// The places of the greatest element, and of a NaN, behind the bins.
const LAST: usize = BINS;
const NOWHERE: usize = BINS + 1;

/// A power of two above all places, so that any place is within bounds once it is cut to size.
const PLACES: usize = 32;

/// The high bits of 1.0, above the four that tell which sixteenth of the way to 2.0 a number lies at.
const ONE: u64 = 0x3ff0;

/// A number whose high bits tell that it lies nowhere.
const BEYOND: f64 = 2.0 + 2.0 / BINS as f64;

/// The ends of the bins, and the number that deviations are measured from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bins {
    low: f64,
    scale: f64,
    center: f64,
}

/// How many elements lie in each place, and how far they are from the center.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    places: [u64; PLACES],
    sum: f64,
    squares: f64,
}

impl Bins {
    /// Bins between two ends; one bin for all where there are none or both are the same.
    pub fn between(ends: Option<[f64; 2]>, center: f64) -> Bins {
        let [low, high] = ends.unwrap_or_default();
        let scale = 1.0 / (high - low);
        Bins {
            low,
            scale: if scale.is_finite() { scale } else { 0.0 },
            center,
        }
    }

    /// These bins for a block.
    pub fn of(self, block: &[u8]) -> Fill<'_> {
        Fill { bins: self, block }
    }

    /// Takes in an element that is there so many times.
    pub fn take(&self, value: f64, times: u64, counts: &mut Counts) {
        let (deviation, weight) = (value - self.center, times as f64);
        counts.sum += deviation * weight;
        counts.squares += deviation * deviation * weight;
        counts.places[self.place(value) as usize % PLACES] += times;
    }

    /// The place of an element that lies between the ends, or is a NaN.
    #[inline(always)]
    fn place(&self, value: f64) -> u32 {
        let share = (value - self.low) * self.scale;
        let number = if share <= 1.0 { 1.0 + share } else { BEYOND };
        ((number.to_bits() >> 48).wrapping_sub(ONE)) as u32
    }
}

impl Counts {
    /// Takes in the counts of a later block.
    pub fn add(&mut self, later: &Counts) {
        for (count, more) in self.places.iter_mut().zip(later.places) {
            *count += more;
        }
        self.sum += later.sum;
        self.squares += later.squares;
    }

    /// How many elements lie in each bin; the greatest lies in the last.
    pub fn bins(&self) -> [u64; BINS] {
        let mut bins = [0; BINS];
        bins.copy_from_slice(&self.places[..BINS]);
        bins[BINS - 1] += self.places[LAST];
        bins
    }

    /// The standard deviation of a sample of so many elements. The center need not be the mean:
    /// what it is off is taken out.
    pub fn deviation(&self, elements: u64) -> f64 {
        let elements = elements as f64;
        let squares = self.squares - self.sum * self.sum / elements;
        if squares.is_nan() {
            return f64::INFINITY; // Both are beyond what binary64 holds.
        }
        (squares.max(0.0) / (elements - 1.0)).sqrt()
    }
}

/// Bins to fill with the elements of a block.
pub(super) struct Fill<'b> {
    bins: Bins,
    block: &'b [u8],
}

impl Visit for Fill<'_> {
    type Output = Counts;

    fn visit<T: Element>(self) -> Counts {
        Arch::new().dispatch(FillOf::<T>(self, PhantomData))
    }
}

/// Bins to fill with elements of one type.
struct FillOf<'b, T>(Fill<'b>, PhantomData<T>);

impl<T: Element> WithSimd for FillOf<'_, T> {
    type Output = Counts;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Counts {
        let Fill { bins, block } = self.0;
        let mut filling = Filling::default();
        let mut values = [bins.center; TILE];
        for raws in T::Raw::all(block).chunks(TILE) {
            for (value, raw) in values.iter_mut().zip(raws) {
                *value = T::load(*raw).widen().to_f64();
            }
            // Behind the last element stands the center, which deviates by nothing.
            values[raws.len()..].fill(bins.center);
            filling.deviate(bins, &values);
            filling.place(bins, &values, raws.len());
        }
        filling.counts()
    }
}

/// Counts and sums side by side.
struct Filling {
    sum: [f64; LANES],
    squares: [f64; LANES],
    places: [[u32; PLACES]; 4],
}

impl Default for Filling {
    #[inline(always)]
    fn default() -> Self {
        Filling {
            sum: [0.0; LANES],
            squares: [0.0; LANES],
            places: [[0; PLACES]; 4],
        }
    }
}

impl Filling {
    #[inline(always)]
    fn deviate(&mut self, bins: Bins, values: &[f64; TILE]) {
        for row in values.as_chunks::<LANES>().0 {
            for (lane, value) in row.iter().enumerate() {
                let deviation = value - bins.center;
                self.sum[lane] += deviation;
                self.squares[lane] += deviation * deviation;
            }
        }
    }

    /// Counts the first `units` values, four side by side so that no count waits for another.
    #[inline(always)]
    fn place(&mut self, bins: Bins, values: &[f64; TILE], units: usize) {
        let mut places = [NOWHERE as u32; TILE];
        for (place, value) in places.iter_mut().zip(values) {
            *place = bins.place(*value);
        }
        places[units..].fill(NOWHERE as u32);
        for four in places.as_chunks::<4>().0 {
            for (counts, place) in self.places.iter_mut().zip(four) {
                counts[*place as usize % PLACES] += 1;
            }
        }
    }

    /// All together, lanes in their order.
    #[inline(always)]
    fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for places in &self.places {
            for (count, more) in counts.places.iter_mut().zip(places) {
                *count += u64::from(*more);
            }
        }
        counts.sum = self.sum.iter().sum();
        counts.squares = self.squares.iter().sum();
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The place of a value as it is defined.
    fn defined(low: f64, high: f64, value: f64) -> usize {
        if value.is_nan() {
            return NOWHERE;
        }
        ((value - low) * (1.0 / (high - low)) * BINS as f64).floor() as usize
    }

    #[test]
    fn ends_and_edges_lie_where_they_should() {
        let bins = Bins::between(Some([-8.0, 8.0]), 0.0);
        for value in -8..=8 {
            assert_eq!(bins.place(f64::from(value)) as usize, (value + 8) as usize);
        }
        assert_eq!(bins.place(f64::NAN) as usize, NOWHERE);
        assert_eq!(bins.place(-0.0), 8);
        for ends in [Some([3.0, 3.0]), None] {
            assert_eq!(Bins::between(ends, 0.0).place(3.0), 0);
        }
    }

    proptest! {
        #[test]
        fn every_value_lies_in_its_bin(low in -1e3..1e3_f64, size in 1e-3..1e3_f64, at in 0.0..=1.0_f64) {
            let high = low + size;
            let value = (low + at * size).min(high);
            let place = Bins::between(Some([low, high]), 0.0).place(value) as usize;
            let expected = defined(low, high, value);
            // A value within a rounding of an edge may lie on either side of it.
            let share = (value - low) / (high - low) * BINS as f64;
            let edge = (share - share.round()).abs() < 1e-9;
            prop_assert!(place == expected || edge, "{place} {expected} {share}");
        }
    }
}
