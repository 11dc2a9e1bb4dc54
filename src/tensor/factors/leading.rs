//! The leading singular triples of a matrix, found in the way that suits its size.

use super::{dense, gram, subspace};
use crate::error::Result;
use crate::tensor::heavy::Desk;
use faer::{ColRef, Mat, MatRef, Scale};

/// Singular values of a single precision matrix are rounding errors below this share of the largest.
const LEAST_OF_SINGLES: f64 = 1e-7;

/// The leading singular triples of a matrix divided by a power of two.
#[derive(Debug)]
pub struct Leading {
    /// Left singular vectors, one in each column.
    pub left: Mat<f64>,
    /// Singular values, descending.
    pub values: Vec<f64>,
    /// Right singular vectors, one in each column.
    pub right: Mat<f64>,
    /// The even power of two that the matrix was divided by.
    pub exponent: i32,
}

/// The `rank` leading triples of a matrix in single precision whose largest entry is near 1.
///
/// # Errors
/// `numeric` where nothing converges; `io` where memory is short; `interrupted`.
pub fn of_singles(matrix: MatRef<'_, f32>, rank: usize, desk: &Desk<'_>) -> Result<Leading> {
    let leading = match matrix.nrows() < matrix.ncols() {
        true => of_tall(matrix.transpose(), rank, desk)?.transposed(),
        false => of_tall(matrix, rank, desk)?,
    };
    Ok(leading.settled(LEAST_OF_SINGLES))
}

/// The `rank` leading triples of a matrix in double precision whose largest entry is near 1.
///
/// # Errors
/// As [`of_singles`].
pub fn of_doubles(matrix: MatRef<'_, f64>, rank: usize, desk: &Desk<'_>) -> Result<Leading> {
    desk.cancel().check()?;
    let (left, mut values, right) = dense::singular(matrix)?;
    values.truncate(rank);
    let leading = Leading {
        left: left.subcols(0, rank).to_owned(),
        values,
        right: right.subcols(0, rank).to_owned(),
        exponent: 0,
    };
    let size = matrix.nrows().max(matrix.ncols());
    Ok(leading.settled(f64::EPSILON * size as f64))
}

/// As [`of_singles`], of a matrix with at least as many rows as columns.
fn of_tall(matrix: MatRef<'_, f32>, rank: usize, desk: &Desk<'_>) -> Result<Leading> {
    let found = match subspace::suits(matrix.shape(), rank) {
        true => subspace::right(matrix, rank, desk)?,
        false => None,
    };
    let right = match found {
        Some(right) => right,
        None => gram::right(matrix, rank, desk)?,
    };
    let left = gram::times(matrix, right.as_ref(), desk)?;
    Ok(Leading::of(left, right))
}

impl Leading {
    /// The triples of right singular vectors, given what the matrix makes of them.
    pub fn of(mut left: Mat<f64>, right: Mat<f64>) -> Leading {
        let norm = |at| left.col(at).norm_l2();
        let values: Vec<f64> = (0..left.ncols()).map(norm).collect();
        for (column, value) in left.as_mut().col_iter_mut().zip(&values) {
            scale(column, if *value > 0.0 { value.recip() } else { 0.0 });
        }
        Leading {
            left,
            values,
            right,
            exponent: 0,
        }
    }

    /// The triples of the transposed matrix.
    fn transposed(self) -> Leading {
        Leading {
            left: self.right,
            right: self.left,
            ..self
        }
    }

    /// The same with signs as they are stated, and with zeros for triples whose value is at most `least` of the
    /// largest: the vectors of those are made of rounding errors.
    fn settled(mut self, least: f64) -> Leading {
        let largest = self.values.iter().copied().fold(0.0, f64::max);
        for (at, value) in self.values.iter_mut().enumerate() {
            let sign = match *value <= least * largest {
                true => 0.0,
                false => sign(self.right.col(at)),
            };
            *value *= sign.abs();
            scale(self.left.col_mut(at), sign);
            scale(self.right.col_mut(at), sign);
        }
        self
    }
}

/// Multiplies a column by a number.
pub fn scale(mut column: faer::ColMut<'_, f64>, by: f64) {
    column *= Scale(by);
}

/// The sign, 1 or -1, of the entry of largest magnitude, the first of several.
fn sign(column: ColRef<'_, f64>) -> f64 {
    let largest = column.iter().fold(0.0_f64, |largest, entry| {
        if entry.abs() > largest.abs() {
            *entry
        } else {
            largest
        }
    });
    1_f64.copysign(largest)
}
