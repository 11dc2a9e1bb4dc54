//! The leading singular triples of a matrix, found in the way that suits its size.

use super::multiply::doubles;
use super::{dense, gram, subspace};
use crate::error::Result;
use crate::tensor::heavy::Desk;
use faer::{ColRef, Mat, MatRef, Scale};

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
    Ok(leading.settled(matrix.shape()))
}

/// The `rank` leading triples of a matrix in double precision whose largest entry is near 1.
///
/// # Errors
/// As [`of_singles`].
pub fn of_doubles(matrix: Mat<f64>, rank: usize, desk: &Desk<'_>) -> Result<Leading> {
    let shape = matrix.shape();
    Ok(whole(matrix, rank, desk)?.settled(shape))
}

/// As [`of_singles`], of a matrix with at least as many rows as columns: each way is faster than the next, and tells
/// where its vectors are not good enough.
fn of_tall(matrix: MatRef<'_, f32>, rank: usize, desk: &Desk<'_>) -> Result<Leading> {
    let mut found = None;
    if subspace::suits(matrix.shape(), rank) {
        found = subspace::leading(matrix, rank, desk)?;
    }
    if found.is_none() {
        found = gram::leading(matrix, rank, desk)?;
    }
    match found {
        Some(leading) => Ok(leading),
        None => whole(doubles(matrix), rank, desk),
    }
}

/// The leading triples from a whole singular value decomposition.
fn whole(matrix: Mat<f64>, rank: usize, desk: &Desk<'_>) -> Result<Leading> {
    let (left, values, right) = dense::singular(matrix, desk)?;
    Ok(Leading::first(rank, &left, &values, &right))
}

impl Leading {
    /// The first triples of several.
    pub fn first(rank: usize, left: &Mat<f64>, values: &[f64], right: &Mat<f64>) -> Leading {
        Leading {
            left: left.subcols(0, rank).to_owned(),
            values: values[..rank].to_vec(),
            right: right.subcols(0, rank).to_owned(),
            exponent: 0,
        }
    }

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

    /// The same with signs as they are stated, and with zeros for triples whose value is a rounding error beside
    /// the largest: the vectors of those mean nothing.
    fn settled(mut self, (rows, columns): (usize, usize)) -> Leading {
        let least = f64::EPSILON * rows.max(columns) as f64;
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
