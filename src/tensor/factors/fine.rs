//! The last rounds of subspace iteration, in double precision, until the vectors are known to be good enough.
//!
//! Each round looks for the best vectors within the span, by a singular value decomposition of what the matrix makes
//! of it, which unlike squares keeps small singular values apart from rounding errors; and multiplies by the matrix
//! and its transpose once (Halko and others, *SIAM Review* 53, 2011, algorithm 4.4).

use super::excess::Estimate;
use super::leading::Leading;
use super::multiply::{blocks, product};
use super::{dense, gram};
use crate::error::Result;
use crate::tensor::heavy::Desk;
use faer::{Mat, MatRef};

/// After so many rounds the vectors are looked for in another way.
const ROUNDS: usize = 10;

/// The `rank` leading singular triples, from vectors whose span holds nearly all of the right ones; none where they
/// are not as good as promised after some rounds, or rounds are of little use.
///
/// # Errors
/// `numeric` where a decomposition fails; `io` where memory is short; `interrupted`.
pub fn leading(
    matrix: MatRef<'_, f32>,
    mut vectors: Mat<f64>,
    rank: usize,
    desk: &Desk<'_>,
) -> Result<Option<Leading>> {
    let squares = squares(matrix);
    let mut before = f64::INFINITY;
    for _ in 0..ROUNDS {
        let found = Round::within(vectors, matrix, desk)?;
        let estimate = Estimate {
            values: &found.values,
            missing: &found.missing(rank),
            rank,
            squares,
        };
        let (excess, allowed) = (estimate.excess(), estimate.allowed());
        if excess <= allowed {
            let triples = Leading::first(rank, &found.left, &found.values, &found.right);
            return Ok(Some(triples));
        }
        if excess > before / 2.0 {
            return Ok(None);
        }
        before = excess;
        vectors = found.back;
    }
    Ok(None)
}

/// The sum of the squares of all entries.
fn squares(matrix: MatRef<'_, f32>) -> f64 {
    let row = |row: faer::RowRef<'_, f32>| row.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>();
    blocks(matrix)
        .map(|block| block.row_iter().map(row).sum::<f64>())
        .sum()
}

/// The best triples within the span of some vectors.
struct Round {
    left: Mat<f64>,
    values: Vec<f64>,
    right: Mat<f64>,
    /// What the transposed matrix makes of the left vectors.
    back: Mat<f64>,
}

impl Round {
    fn within(vectors: Mat<f64>, matrix: MatRef<'_, f32>, desk: &Desk<'_>) -> Result<Round> {
        let basis = dense::orthonormal(vectors, desk)?;
        let images = gram::times(matrix, basis.as_ref(), desk)?;
        let (left, values, turn) = dense::singular(images, desk)?;
        Ok(Round {
            back: gram::times_transposed(matrix, left.as_ref(), desk)?,
            right: product(basis.as_ref(), turn.as_ref(), desk),
            left,
            values,
        })
    }

    /// The norms of what is missing for each of the first vectors to be a singular one.
    fn missing(&self, rank: usize) -> Vec<f64> {
        let pairs = self.back.col_iter().zip(self.right.col_iter());
        let missing = pairs.zip(&self.values).take(rank);
        missing
            .map(|((back, right), value)| {
                let parts = back.iter().zip(right.iter());
                let squares = parts.map(|(back, right)| (back - value * right).powi(2));
                squares.sum::<f64>().sqrt()
            })
            .collect()
    }
}
