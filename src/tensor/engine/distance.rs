//! Distances: how far apart the elements of two blocks are.

use crate::tensor::element::{Element, Raw, Visit, Wide};
use pulp::{Arch, Simd, WithSimd};
use std::marker::PhantomData;

/// How many elements are measured at once.
const TILE: usize = 256;

/// What is found in two blocks. Places are counted from the start of the block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    /// How many elements differ.
    pub differing: u64,
    /// The first that does.
    pub first: Option<u64>,
    /// The rank of the largest distance.
    pub largest: u64,
    /// Where it is, for the first time; none when it is 0.
    pub largest_at: Option<u64>,
}

/// A number that orders distances, which are never negative, as they are large, a NaN last. It is the bits of
/// the distance, or of some NaN.
#[inline(always)]
fn rank(distance: f64) -> u64 {
    if distance.is_nan() {
        u64::MAX
    } else {
        distance.to_bits()
    }
}

impl Found {
    /// The same with other names for the places.
    pub fn placed(self, place: impl Fn(u64) -> u64) -> Found {
        let (first, largest_at) = (self.first.map(&place), self.largest_at.map(&place));
        Found {
            first,
            largest_at,
            ..self
        }
    }

    /// Takes in what is found later.
    pub fn add(&mut self, later: Found) {
        self.differing += later.differing;
        self.first = self.first.or(later.first);
        if later.largest > self.largest {
            self.largest = later.largest;
            self.largest_at = later.largest_at;
        }
    }

    /// Takes in the elements from place `start` on: the rank of each distance, and 1 for each that differs.
    #[inline(always)]
    fn take(&mut self, start: u64, ranks: &[u64], differing: &[u64]) {
        let place = |found: usize| start + found as u64;
        let count: u64 = differing.iter().sum();
        if count > 0 && self.first.is_none() {
            self.first = differing.iter().position(|differs| *differs > 0).map(place);
        }
        self.differing += count;
        let largest = ranks.iter().fold(0, |largest, rank| largest.max(*rank));
        if largest > self.largest {
            self.largest = largest;
            self.largest_at = ranks.iter().position(|rank| *rank == largest).map(place);
        }
    }
}

/// Two blocks to measure; within `eps` of each other elements do not differ.
#[derive(Clone, Copy)]
pub(super) struct Distances<'b> {
    pub left: &'b [u8],
    pub right: &'b [u8],
    pub eps: Option<f64>,
}

impl Visit for Distances<'_> {
    type Output = Found;

    fn visit<T: Element>(self) -> Found {
        if self.eps.is_none() && self.left == self.right {
            return Found::default();
        }
        Arch::new().dispatch(DistancesOf::<T>(self, PhantomData))
    }
}

/// Two blocks of elements of one type.
struct DistancesOf<'b, T>(Distances<'b>, PhantomData<T>);

impl<T: Element> WithSimd for DistancesOf<'_, T> {
    type Output = Found;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Found {
        let Distances { left, right, eps } = self.0;
        let (exact, eps) = (eps.is_none(), eps.unwrap_or(0.0));
        let (left, right) = (T::Raw::all(left), T::Raw::all(right));
        let mut found = Found::default();
        let (mut ranks, mut differing) = ([0; TILE], [0; TILE]);
        for start in (0..left.len()).step_by(TILE) {
            let pairs = std::iter::zip(&left[start..], &right[start..]);
            let results = std::iter::zip(&mut ranks, &mut differing);
            for ((left, right), (rank_of, differs)) in pairs.zip(results) {
                let same = exact & (left == right);
                let (left, right) = (T::load(*left).widen(), T::load(*right).widen());
                let distance = left.distance(right);
                *rank_of = if same { 0 } else { rank(distance) };
                *differs = u64::from(!(same | left.is_within(right, eps)));
            }
            let units = TILE.min(left.len() - start);
            found.take(start as u64, &ranks[..units], &differing[..units]);
        }
        found
    }
}
