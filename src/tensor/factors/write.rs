//! Factors and their product, rounded once to the dtype of the matrix.

use super::leading::Leading;
use super::multiply::{ROWS, blocks, product};
use super::operand::power;
use crate::error::Result;
use crate::tensor::bulk;
use crate::tensor::heavy::Desk;
use crate::tensor::kernels::Cast;

/// Writes `diag(√S) Vh` to `a` and `U diag(√S)` to `b`.
pub fn factors(leading: &Leading, narrow: Cast, a: &mut [u8], b: &mut [u8]) {
    let (left, right) = (leading.left.as_ref(), leading.right.as_ref());
    let half = power(leading.exponent / 2);
    let roots: Vec<f64> = leading
        .values
        .iter()
        .map(|value| value.sqrt() * half)
        .collect();
    let width = a.len() / roots.len();
    for ((column, root), into) in right.col_iter().zip(&roots).zip(a.chunks_exact_mut(width)) {
        let row: Vec<f64> = column.iter().map(|entry| entry * root).collect();
        bulk::write(&row, into, narrow);
    }
    let width = b.len() / left.nrows();
    for (row, into) in left.row_iter().zip(b.chunks_exact_mut(width)) {
        let row: Vec<f64> = row
            .iter()
            .zip(&roots)
            .map(|(entry, root)| entry * root)
            .collect();
        bulk::write(&row, into, narrow);
    }
}

/// Writes `U diag(S) Vh`.
///
/// # Errors
/// `interrupted`.
pub fn approximation(
    leading: &Leading,
    narrow: Cast,
    into: &mut [u8],
    desk: &Desk<'_>,
) -> Result<()> {
    let mut scaled = leading.left.clone();
    for (column, value) in scaled.as_mut().col_iter_mut().zip(&leading.values) {
        super::leading::scale(column, *value);
    }
    let size = power(leading.exponent);
    let width = into.len() / scaled.nrows();
    let (of, spans) = (into.len() as u64, into.chunks_mut(ROWS * width));
    for (number, (rows, into)) in blocks(scaled.as_ref()).zip(spans).enumerate() {
        desk.cancel().check()?;
        // Columns of the transposed product are rows of the product, one after the other in memory.
        let block = product(leading.right.as_ref(), rows.transpose(), desk);
        for (row, into) in block.col_iter().zip(into.chunks_exact_mut(width)) {
            let row: Vec<f64> = row.iter().map(|entry| entry * size).collect();
            bulk::write(&row, into, narrow);
        }
        desk.step((number * ROWS * width) as u64, of);
    }
    Ok(())
}
