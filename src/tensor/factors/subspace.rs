//! A few leading singular triples of a large matrix `A`, by subspace iteration with Chebyshev filters.
//!
//! A block of vectors, somewhat wider than wanted, is turned toward the leading eigenvectors of the Gram matrix
//! `A' A`. Each round looks for the best vectors within the block (Rayleigh and Ritz) and asks how far they are
//! from being eigenvectors; where too far, a Chebyshev polynomial of the Gram matrix shrinks what belongs to the
//! eigenvalues below the block against what belongs to those above (Saad, *Numerical Methods for Large Eigenvalue
//! Problems*, 2011, §5.3 and §7.4). Rounds compute in single precision; [`fine`] goes on in double precision and
//! knows when the vectors are good enough.

use super::leading::Leading;
use super::multiply::{add_gram, add_product, blocks, doubles, product, singles};
use super::{dense, fine, gram};
use crate::error::Result;
use crate::tensor::heavy::Desk;
use faer::{Mat, MatRef, unzip, zip};

/// After so many rounds single precision has done what it can.
const ROUNDS: usize = 20;

/// How far vectors may be from eigenvectors, after which double precision goes on: products in single precision tell
/// no less.
const TOLERANCE: f64 = 2e-6;

/// The share of the largest eigenvalue below which eigenvalues are made of rounding errors.
const LEAST: f64 = 1e-14;

/// Whether a matrix, of at least as many rows as columns, is one for this: large, not much taller than wide, and
/// few vectors wanted. Otherwise [`gram`] is faster.
pub fn suits((rows, columns): (usize, usize), rank: usize) -> bool {
    columns >= 1000 && rank <= columns / 12 && rows <= columns.saturating_mul(8)
}

/// The `rank` leading singular triples; none where they were not found.
///
/// # Errors
/// `numeric` where a decomposition fails; `io` where memory is short; `interrupted`.
pub fn leading(matrix: MatRef<'_, f32>, rank: usize, desk: &Desk<'_>) -> Result<Option<Leading>> {
    match coarse(matrix, rank, desk)? {
        Some(block) => fine::leading(matrix, block, rank, desk),
        None => Ok(None),
    }
}

/// Vectors, the leading ones among them as far as single precision can tell; none where numbers leave its range.
fn coarse(matrix: MatRef<'_, f32>, rank: usize, desk: &Desk<'_>) -> Result<Option<Mat<f64>>> {
    let width = (rank + (rank / 2).max(32)).min(matrix.ncols());
    let gram = whole_gram(matrix, desk)?;
    let start = scattered(matrix.ncols(), width);
    let start = product(gram.as_ref(), start.as_ref(), desk);
    let mut block = doubles(start.as_ref());
    let mut before = f64::INFINITY;
    for _ in 0..ROUNDS {
        desk.cancel().check()?;
        if !block.is_all_finite() {
            return Ok(None);
        }
        let ritz = Ritz::within(block, matrix, desk)?;
        let worst = ritz.residual(matrix, rank, desk);
        if worst < TOLERANCE || worst > before / 2.0 {
            return Ok(Some(ritz.vectors));
        }
        before = worst;
        desk.step((-worst.log2()).max(0.0) as u64, (-TOLERANCE.log2()) as u64);
        let degree = degree(&ritz.values, rank, worst);
        block = filtered(&gram, ritz, degree, desk)?;
    }
    Ok(Some(block))
}

/// The Gram matrix in single precision, both halves.
fn whole_gram(matrix: MatRef<'_, f32>, desk: &Desk<'_>) -> Result<Mat<f32>> {
    let mut gram = Mat::zeros(matrix.ncols(), matrix.ncols());
    for block in blocks(matrix) {
        desk.cancel().check()?;
        add_gram(gram.as_mut(), block, desk);
    }
    for column in 1..gram.ncols() {
        for row in 0..column {
            gram[(row, column)] = gram[(column, row)];
        }
    }
    Ok(gram)
}

/// Numbers between -1 and 1 that are the same every time (`SplitMix64`, Steele and others, 2014).
fn scattered(rows: usize, columns: usize) -> Mat<f32> {
    let mut state = 0_u64;
    Mat::from_fn(rows, columns, |_, _| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) as i64 as f64 / 2_f64.powi(63)) as f32
    })
}

/// The best approximations to eigenvectors of the Gram matrix within a subspace.
struct Ritz {
    /// Approximate eigenvalues, descending.
    values: Vec<f64>,
    /// Approximate eigenvectors, one in each column.
    vectors: Mat<f64>,
    /// What the matrix makes of them.
    images: Mat<f32>,
}

impl Ritz {
    /// The best within the span of a block.
    fn within(block: Mat<f64>, matrix: MatRef<'_, f32>, desk: &Desk<'_>) -> Result<Ritz> {
        let basis = dense::orthonormal(block, desk)?;
        let images = product(matrix, singles(basis.as_ref()).as_ref(), desk);
        let squares = gram::of(images.as_ref(), desk)?;
        let (values, turn) = dense::eigen(squares, images.ncols(), desk)?;
        Ok(Ritz {
            vectors: product(basis.as_ref(), turn.as_ref(), desk),
            images: product(images.as_ref(), singles(turn.as_ref()).as_ref(), desk),
            values,
        })
    }

    /// How far the worst of the first `rank` is from being an eigenvector, relative to its value and the largest.
    fn residual(&self, matrix: MatRef<'_, f32>, rank: usize, desk: &Desk<'_>) -> f64 {
        let back = product(matrix.transpose(), self.images.subcols(0, rank), desk);
        let largest = self.values[0];
        let of = |at: usize| {
            let value = self.values[at];
            if value <= LEAST * largest {
                return 0.0;
            }
            let pairs = back.col(at).iter().zip(self.vectors.col(at).iter());
            let squares = pairs.map(|(back, vector)| (f64::from(*back) - value * vector).powi(2));
            (squares.sum::<f64>() / (value * largest)).sqrt()
        };
        (0..rank).map(of).fold(0.0, f64::max)
    }
}

/// The degree of the next filter: enough to reach the tolerance, as far as that keeps numbers in range and the
/// smallest of the wanted vectors in sight beside the largest.
fn degree(values: &[f64], rank: usize, worst: f64) -> usize {
    let growth = |value: f64| (2.0 * value / bound(values) - 1.0).max(1.0).acosh();
    let (most, least) = (growth(values[0]), growth(values[rank - 1]));
    let enough = ((worst / TOLERANCE).ln() + 2.3) / least;
    let limit = (12.0 / (most - least)).min(60.0 / most).min(48.0);
    enough.ceil().min(limit).max(2.0) as usize
}

/// The eigenvalue below which a filter shrinks: the smallest within the block.
fn bound(values: &[f64]) -> f64 {
    let smallest = values.last().copied().unwrap_or_default();
    smallest.max(1e-12 * values[0])
}

/// The vectors times the Chebyshev polynomial of this degree, which is small between 0 and the bound, of the Gram
/// matrix.
fn filtered(gram: &Mat<f32>, ritz: Ritz, degree: usize, desk: &Desk<'_>) -> Result<Mat<f64>> {
    let scale = (2.0 / bound(&ritz.values)) as f32;
    let mut before = singles(ritz.vectors.as_ref());
    let mut now = -&before;
    add_product(now.as_mut(), gram.as_ref(), before.as_ref(), scale, desk);
    for _ in 1..degree {
        desk.cancel().check()?;
        zip!(&mut before, &now).for_each(|unzip!(before, now)| *before = -2.0 * *now - *before);
        add_product(
            before.as_mut(),
            gram.as_ref(),
            now.as_ref(),
            2.0 * scale,
            desk,
        );
        std::mem::swap(&mut before, &mut now);
    }
    Ok(doubles(now.as_ref()))
}
