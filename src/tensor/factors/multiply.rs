//! Products of matrices at hand, the same bits for any number of threads.

use crate::tensor::bulk::parallelism;
use crate::tensor::heavy::Desk;
use faer::linalg::matmul::matmul;
use faer::linalg::matmul::triangular::{self, BlockStructure};
use faer::traits::{ComplexField, Conjugate};
use faer::{Accum, Mat, MatMut, MatRef};

/// How many rows of a large matrix are worked on at once.
pub const ROWS: usize = 512;

/// The product of two matrices.
pub fn product<T>(left: MatRef<'_, T>, right: MatRef<'_, T>, desk: &Desk<'_>) -> Mat<T>
where
    T: ComplexField + Conjugate<Canonical = T>,
{
    let mut into = Mat::zeros(left.nrows(), right.ncols());
    let par = parallelism(desk.threads(), left.nrows(), right.ncols());
    matmul(
        into.as_mut(),
        Accum::Replace,
        left,
        right,
        T::one_impl(),
        par,
    );
    into
}

/// Adds `by` times the product of two matrices to `into`.
pub fn add_product<T>(
    into: MatMut<'_, T>,
    left: MatRef<'_, T>,
    right: MatRef<'_, T>,
    by: T,
    desk: &Desk<'_>,
) where
    T: ComplexField + Conjugate<Canonical = T>,
{
    let par = parallelism(desk.threads(), left.nrows(), right.ncols());
    matmul(into, Accum::Add, left, right, by, par);
}

/// Adds the product of the transposed block with itself to the lower half of `into`.
pub fn add_gram<T>(into: MatMut<'_, T>, block: MatRef<'_, T>, desk: &Desk<'_>)
where
    T: ComplexField + Conjugate<Canonical = T>,
{
    let (lower, whole) = (BlockStructure::TriangularLower, BlockStructure::Rectangular);
    let par = parallelism(desk.threads(), block.ncols(), block.ncols());
    let left = block.transpose();
    triangular::matmul(
        into,
        lower,
        Accum::Add,
        left,
        whole,
        block,
        whole,
        T::one_impl(),
        par,
    );
}

/// The rows of a matrix, some at a time.
pub fn blocks<'m, T>(matrix: MatRef<'m, T>) -> impl Iterator<Item = MatRef<'m, T>> {
    let starts = (0..matrix.nrows()).step_by(ROWS);
    starts.map(move |start| matrix.subrows(start, ROWS.min(matrix.nrows() - start)))
}

/// A block in double precision, held in `room` in the order it lies in memory.
pub fn widened<'r>(block: MatRef<'_, f32>, room: &'r mut Vec<f64>) -> MatRef<'r, f64> {
    if block.row_stride() == 1 {
        return in_rows(block.transpose(), room).transpose();
    }
    in_rows(block, room)
}

fn in_rows<'r>(block: MatRef<'_, f32>, room: &'r mut Vec<f64>) -> MatRef<'r, f64> {
    room.clear();
    for row in block.row_iter() {
        room.extend(row.iter().map(|number| f64::from(*number)));
    }
    MatRef::from_row_major_slice(room, block.nrows(), block.ncols())
}

/// A matrix in single precision.
pub fn singles(matrix: MatRef<'_, f64>) -> Mat<f32> {
    Mat::from_fn(matrix.nrows(), matrix.ncols(), |row, column| {
        matrix[(row, column)] as f32
    })
}

/// A matrix in double precision.
pub fn doubles(matrix: MatRef<'_, f32>) -> Mat<f64> {
    Mat::from_fn(matrix.nrows(), matrix.ncols(), |row, column| {
        f64::from(matrix[(row, column)])
    })
}
