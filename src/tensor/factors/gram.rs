//! Singular triples from the eigenvectors of the Gram matrix `A' A`.
//!
//! It is summed up in double precision, block of rows by block of rows, so that the squares lose nothing that single
//! precision holds.

use super::leading::Leading;
use super::multiply::{ROWS, add_gram, add_product, blocks, widened};
use super::{dense, excess};
use crate::error::Result;
use crate::tensor::heavy::Desk;
use faer::{Mat, MatRef};

/// The `rank` leading singular triples of a matrix with at least as many rows as columns; none where squares tell too
/// little of the small ones.
///
/// # Errors
/// `numeric` where they are not found; `io` where memory is short; `interrupted`.
pub fn leading(matrix: MatRef<'_, f32>, rank: usize, desk: &Desk<'_>) -> Result<Option<Leading>> {
    let (values, right) = dense::eigen(of(matrix, desk)?, rank, desk)?;
    if !excess::is_small(&values, rank) {
        return Ok(None);
    }
    let left = times(matrix, right.as_ref(), desk)?;
    Ok(Some(Leading::of(left, right)))
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

/// The product of the transposed matrix with a narrow one, in double precision.
///
/// # Errors
/// `interrupted`.
pub fn times_transposed(
    matrix: MatRef<'_, f32>,
    narrow: MatRef<'_, f64>,
    desk: &Desk<'_>,
) -> Result<Mat<f64>> {
    let mut product = Mat::zeros(matrix.ncols(), narrow.ncols());
    let mut room = Vec::new();
    for (number, block) in blocks(matrix).enumerate() {
        desk.cancel().check()?;
        let narrow = narrow.subrows(number * ROWS, block.nrows());
        let block = widened(block, &mut room).transpose();
        add_product(product.as_mut(), block, narrow, 1.0, desk);
    }
    Ok(product)
}
