//! Comparisons: where two tensors differ, and by how much.

use crate::error::Result;
use crate::tensor::arithmetic::{expect_dtype, expect_shape};
use crate::tensor::element::{Element, Raw, Visit, Wide, visit};
use crate::tensor::{Dtype, Engine, Tensor};
use std::ops::ControlFlow;

/// How two tensors of one dtype and shape compare.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Comparison {
    /// How many elements differ.
    pub differing: u64,
    /// The first element that differs, counted in row-major order.
    pub first: Option<u64>,
    /// The largest distance between two elements, differing or not; a NaN when any distance is one.
    pub largest: f64,
    /// Where the largest distance is, for the first time; none when it is 0.
    pub largest_at: Option<u64>,
}

impl Comparison {
    /// Whether no element differs.
    pub fn is_equal(&self) -> bool {
        self.differing == 0
    }

    /// Takes in an element that is `distance` apart from its fellow.
    fn take(&mut self, at: u64, distance: f64, differs: bool) {
        if differs {
            self.differing += 1;
            self.first.get_or_insert(at);
        }
        self.grow(distance, Some(at));
    }

    /// Takes in what comes after.
    fn add(&mut self, later: Comparison) {
        self.differing += later.differing;
        self.first = self.first.or(later.first);
        self.grow(later.largest, later.largest_at);
    }

    fn grow(&mut self, distance: f64, at: Option<u64>) {
        let larger = distance > self.largest || distance.is_nan();
        if larger && !self.largest.is_nan() {
            self.largest = distance;
            self.largest_at = at;
        }
    }
}

impl Engine {
    /// Compares two tensors element by element. Without `eps` values must be equal: +0 is -0, and a NaN is a
    /// NaN of the same bits. With it, they may be `eps` apart: equal infinities are, a NaN never is; integers
    /// are compared exactly. Fails, of kind `Shape` or `Dtype`, when those differ.
    pub fn compare(&self, left: &Tensor, right: &Tensor, eps: Option<f64>) -> Result<Comparison> {
        expect_shape(right.shape(), left.shape())?;
        expect_dtype(right.dtype(), left.dtype())?;
        let (dtype, parts) = match left.dtype() {
            Dtype::C64 => (Dtype::F32, 2),
            dtype => (dtype, 1),
        };
        let compared = |start, [left, right]: [&[u8]; 2]| {
            let pair = Pair {
                start,
                parts,
                left,
                right,
                eps,
            };
            visit(dtype, pair).unwrap_or_default()
        };
        let mut total = Comparison::default();
        self.reduce([left, right], compared, |block| {
            total.add(block);
            ControlFlow::Continue(())
        })?;
        Ok(total)
    }
}

/// Two blocks to compare.
struct Pair<'b> {
    /// The number of the first element.
    start: u64,
    /// How many parts an element has: 2 for complex numbers.
    parts: u64,
    left: &'b [u8],
    right: &'b [u8],
    eps: Option<f64>,
}

impl Visit for Pair<'_> {
    type Output = Comparison;

    fn visit<T: Element>(self) -> Comparison {
        let mut comparison = Comparison::default();
        if self.eps.is_none() && self.left == self.right {
            return comparison;
        }
        let pairs = std::iter::zip(T::Raw::all(self.left), T::Raw::all(self.right));
        for (part, (left_raw, right_raw)) in std::iter::zip(0.., pairs) {
            let (left, right) = (T::load(*left_raw).widen(), T::load(*right_raw).widen());
            let same = left_raw == right_raw;
            let (distance, differs) = match self.eps {
                None if same => (0.0, false),
                None => (left.distance(right), left != right),
                Some(eps) => (left.distance(right), !left.is_within(right, eps)),
            };
            comparison.take(self.start + part / self.parts, distance, differs);
        }
        comparison
    }
}
