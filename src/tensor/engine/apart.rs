//! Two blocks measured: sums over the pairs of their elements.

use crate::tensor::element::{Element, Raw, Visit, Wide};
use pulp::{Arch, Simd, WithSimd};
use std::marker::PhantomData;

/// How many pairs are taken in side by side. Part of the results: each lane has sums of its own.
const LANES: usize = 8;

/// How many pairs are converted at once.
const TILE: usize = 256;

/// Sums over pairs of elements.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    /// Of distances.
    pub distance: f64,
    /// Of squares of distances.
    pub apart: f64,
    /// Of squares on the left.
    pub left: f64,
    /// Of squares on the right.
    pub right: f64,
    /// Of products.
    pub product: f64,
}

impl Sums {
    /// Takes in the sums of later pairs.
    pub fn add(&mut self, later: &Sums) {
        self.distance += later.distance;
        self.apart += later.apart;
        self.left += later.left;
        self.right += later.right;
        self.product += later.product;
    }
}

/// Two blocks to measure.
pub(super) struct Apart<'b> {
    left: &'b [u8],
    right: &'b [u8],
    /// Whether a NaN is as good as one of the same bits.
    same_nan: bool,
}

impl<'b> Apart<'b> {
    /// Two blocks of as many elements.
    pub fn new([left, right]: [&'b [u8]; 2], same_nan: bool) -> Self {
        Apart {
            left,
            right,
            same_nan,
        }
    }
}

impl Visit for Apart<'_> {
    type Output = Sums;

    fn visit<T: Element>(self) -> Sums {
        Arch::new().dispatch(ApartOf::<T>(self, PhantomData))
    }
}

/// Two blocks of elements of one type.
struct ApartOf<'b, T>(Apart<'b>, PhantomData<T>);

impl<T: Element> WithSimd for ApartOf<'_, T> {
    type Output = Sums;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Sums {
        let (left, right) = (T::Raw::all(self.0.left), T::Raw::all(self.0.right));
        let (mut lanes, mut tile) = (Lanes::default(), Tile::default());
        for (left, right) in left.chunks(TILE).zip(right.chunks(TILE)) {
            tile.load::<T>(left, right, self.0.same_nan);
            lanes.take(&tile);
        }
        lanes.sums()
    }
}

/// Pairs of values and their distances; zeros behind the last pair add nothing.
struct Tile {
    left: [f64; TILE],
    right: [f64; TILE],
    distance: [f64; TILE],
}

impl Default for Tile {
    #[inline(always)]
    fn default() -> Self {
        Tile {
            left: [0.0; TILE],
            right: [0.0; TILE],
            distance: [0.0; TILE],
        }
    }
}

impl Tile {
    /// Takes in as many pairs as fit. Each row has a loop of its own, which runs in vectors; one for all does not.
    #[inline(always)]
    fn load<T: Element>(&mut self, left: &[T::Raw], right: &[T::Raw], same_nan: bool) {
        let wide = |raw: &T::Raw| T::load(*raw).widen();
        for (value, raw) in self.left.iter_mut().zip(left) {
            *value = wide(raw).to_f64();
        }
        for (value, raw) in self.right.iter_mut().zip(right) {
            *value = wide(raw).to_f64();
        }
        let pairs = left.iter().zip(right);
        for (distance, (left, right)) in self.distance.iter_mut().zip(pairs) {
            let apart = wide(left).distance(wide(right));
            *distance = if same_nan && left == right {
                0.0
            } else {
                apart
            };
        }
        let pairs = left.len().min(TILE);
        for row in [&mut self.left, &mut self.right, &mut self.distance] {
            row[pairs..].fill(0.0);
        }
    }
}

/// Sums side by side.
struct Lanes {
    distance: [f64; LANES],
    apart: [f64; LANES],
    left: [f64; LANES],
    right: [f64; LANES],
    product: [f64; LANES],
}

impl Default for Lanes {
    #[inline(always)]
    fn default() -> Self {
        Lanes {
            distance: [0.0; LANES],
            apart: [0.0; LANES],
            left: [0.0; LANES],
            right: [0.0; LANES],
            product: [0.0; LANES],
        }
    }
}

impl Lanes {
    #[inline(always)]
    fn take(&mut self, tile: &Tile) {
        let (left, right) = (tile.left.as_chunks().0, tile.right.as_chunks().0);
        let distances = tile.distance.as_chunks().0;
        for ((left, right), distance) in left.iter().zip(right).zip(distances) {
            self.take_row(left, right, distance);
        }
    }

    /// Takes in one more pair in each lane.
    #[inline(always)]
    fn take_row(&mut self, left: &[f64; LANES], right: &[f64; LANES], distance: &[f64; LANES]) {
        for lane in 0..LANES {
            self.distance[lane] += distance[lane];
            self.apart[lane] += distance[lane] * distance[lane];
            self.left[lane] += left[lane] * left[lane];
            self.right[lane] += right[lane] * right[lane];
            self.product[lane] += left[lane] * right[lane];
        }
    }

    /// All together, lanes in their order.
    #[inline(always)]
    fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for lane in 0..LANES {
            sums.add(&Sums {
                distance: self.distance[lane],
                apart: self.apart[lane],
                left: self.left[lane],
                right: self.right[lane],
                product: self.product[lane],
            });
        }
        sums
    }
}
