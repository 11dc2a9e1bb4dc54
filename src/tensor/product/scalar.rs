//! The types that products are summed in.

use super::tile::Tile;
use crate::tensor::bulk::{by_rows, parallelism};
use crate::tensor::element::Target;
use faer::linalg::matmul::matmul;
use faer::traits::ComplexField;
use faer::traits::math_utils::one;
use faer::{Accum, MatMut};
use pulp::bytemuck::Pod;

/// A type that products are summed in.
pub trait Scalar: Target<Raw: Pod> + Pod + Default + Send + Sync {
    /// Writes the product of two tiles to `sums`, row by row, or adds it to them, with the same bits for any number
    /// of threads.
    fn multiply(
        sums: &mut [Self],
        accum: Accum,
        left: &Tile<Self>,
        right: &Tile<Self>,
        threads: usize,
    );
}

impl Scalar for f32 {
    fn multiply(
        sums: &mut [f32],
        accum: Accum,
        left: &Tile<f32>,
        right: &Tile<f32>,
        threads: usize,
    ) {
        multiply(sums, accum, left, right, threads);
    }
}

impl Scalar for f64 {
    fn multiply(
        sums: &mut [f64],
        accum: Accum,
        left: &Tile<f64>,
        right: &Tile<f64>,
        threads: usize,
    ) {
        multiply(sums, accum, left, right, threads);
    }
}

fn multiply<T: ComplexField>(
    sums: &mut [T],
    accum: Accum,
    left: &Tile<T>,
    right: &Tile<T>,
    threads: usize,
) {
    let (rows, columns) = (left.rows(), right.columns);
    let par = parallelism(threads, rows, columns);
    let sums = MatMut::from_row_major_slice_mut(sums, rows, columns);
    matmul(sums, accum, left.matrix(), right.matrix(), one(), par);
}

impl Scalar for i64 {
    fn multiply(
        sums: &mut [i64],
        accum: Accum,
        left: &Tile<i64>,
        right: &Tile<i64>,
        threads: usize,
    ) {
        if accum == Accum::Replace {
            sums.fill(0);
        }
        let into = (sums, right.columns);
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
