//! Right singular vectors as eigenvectors of the Gram matrix `A' A`.
//!
//! It is summed up in double precision, block of rows by block of rows, so that the squares lose nothing that single
//! precision holds.

use super::dense;
use super::multiply::{ROWS, add_gram, add_product, blocks, widened};
use crate::error::Result;
use crate::tensor::heavy::Desk;
use faer::{Mat, MatRef};

/// The `rank` leading right singular vectors of a matrix with at least as many rows as columns, one in each column.
///
/// # Errors
/// `numeric` where they are not found; `io` where memory is short; `interrupted`.
pub fn right(matrix: MatRef<'_, f32>, rank: usize, desk: &Desk<'_>) -> Result<Mat<f64>> {
    let (_, vectors) = dense::eigen(of(matrix, desk)?.as_ref())?;
    Ok(vectors.subcols(0, rank).to_owned())
}

/// The Gram matrix of a matrix, of which the lower half counts, in double precision.
///
/// # Errors
/// `interrupted`.
pub fn of(matrix: MatRef<'_, f32>, desk: &Desk<'_>) -> Result<Mat<f64>> {
    let mut sums = Mat::zeros(matrix.ncols(), matrix.ncols());
    let mut room = Vec::new();
    for block in blocks(matrix) {
        desk.cancel().check()?;
        add_gram(sums.as_mut(), widened(block, &mut room), desk);
    }
    Ok(sums)
}

/// The product of a matrix with a narrow one, in double precision.
///
/// # Errors
/// `interrupted`.
pub fn times(
    matrix: MatRef<'_, f32>,
    narrow: MatRef<'_, f64>,
    desk: &Desk<'_>,
) -> Result<Mat<f64>> {
    let mut product = Mat::zeros(matrix.nrows(), narrow.ncols());
    let mut room = Vec::new();
    for (number, block) in blocks(matrix).enumerate() {
        desk.cancel().check()?;
        let into = product.as_mut().subrows_mut(number * ROWS, block.nrows());
        add_product(into, widened(block, &mut room), narrow, 1.0, desk);
    }
    Ok(product)
}
