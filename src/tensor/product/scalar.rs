//! The types that products are summed in.

use super::tile::Tile;
use crate::tensor::bulk::{by_rows, parallelism};
use crate::tensor::element::Target;
use faer::{Accum, linalg::matmul::matmul};
use pulp::bytemuck::Pod;

/// A type that products are summed in.
pub trait Scalar: Target<Raw: Pod> + Pod + Default + Send + Sync {
    /// Writes the product of two tiles to `sums`, or adds it to them, with the same bits for any number of threads.
    fn multiply(
        sums: &mut Tile<Self>,
        accum: Accum,
        left: &Tile<Self>,
        right: &Tile<Self>,
        threads: usize,
    );
}

impl Scalar for f32 {
    fn multiply(
        sums: &mut Tile<f32>,
        accum: Accum,
        left: &Tile<f32>,
        right: &Tile<f32>,
        threads: usize,
    ) {
        let par = parallelism(threads, sums.rows(), sums.columns);
        let (left, right) = (left.matrix(), right.matrix());
        matmul(sums.matrix_mut(), accum, left, right, 1.0, par);
    }
}

impl Scalar for f64 {
    fn multiply(
        sums: &mut Tile<f64>,
        accum: Accum,
        left: &Tile<f64>,
        right: &Tile<f64>,
        threads: usize,
    ) {
        let par = parallelism(threads, sums.rows(), sums.columns);
        let (left, right) = (left.matrix(), right.matrix());
        matmul(sums.matrix_mut(), accum, left, right, 1.0, par);
    }
}

impl Scalar for i64 {
    fn multiply(
        sums: &mut Tile<i64>,
        accum: Accum,
        left: &Tile<i64>,
        right: &Tile<i64>,
        threads: usize,
    ) {
        if accum == Accum::Replace {
            sums.values.fill(0);
        }
        let into = (&mut sums.values[..], sums.columns);
        let from = (&left.values[..], left.columns);
        by_rows(threads, into, from, |sums, factors| {
            let rows = right.values.chunks_exact(right.columns);
            for (factor, row) in std::iter::zip(factors, rows) {
                for (sum, value) in std::iter::zip(&mut *sums, row) {
                    *sum = sum.wrapping_add(factor.wrapping_mul(*value));
                }
            }
        });
    }
}
