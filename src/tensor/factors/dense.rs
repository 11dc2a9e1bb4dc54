//! Dense decompositions in binary64, each by one thread: the last bits of more would depend on how many.
//!
//! None can be stopped, so that those which take long are done aside.

use crate::error::{Error, Kind, Result};
use crate::tensor::heavy::Desk;
use faer::diag::Diag;
use faer::dyn_stack::{MemBuffer, MemStack, StackReq};
use faer::linalg::evd::{ComputeEigenvectors, self_adjoint_evd, self_adjoint_evd_scratch};
use faer::linalg::householder::{
    apply_block_householder_sequence_on_the_left_in_place_scratch,
    apply_block_householder_sequence_on_the_left_in_place_with_conj,
};
use faer::linalg::qr::no_pivoting::factor;
use faer::linalg::svd::{ComputeSvdVectors, svd, svd_scratch};
use faer::{Auto, Conj, Mat, MatRef, Par, Spec};

/// How faer goes about a decomposition: its own choice.
fn auto<P: Auto<f64>>() -> Spec<P, f64> {
    Spec::new(P::auto())
}

/// The product of sizes from which on a decomposition takes long: hundredths of a second.
const LONG: usize = 400 * 400 * 400;

/// The eigenvalues of a symmetric matrix, of which the lower half is read, descending, and so many of its eigenvectors,
/// one in each column.
///
/// # Errors
/// `numeric` where they are not found; `io` where memory is short; `interrupted`.
pub fn eigen(matrix: Mat<f64>, wanted: usize, desk: &Desk<'_>) -> Result<(Vec<f64>, Mat<f64>)> {
    let size = matrix.nrows();
    let scratch = self_adjoint_evd_scratch::<f64>(size, ComputeEigenvectors::Yes, Par::Seq, auto());
    let bytes = taken(scratch, 2 * size * size);
    run(desk, [size, size, size], bytes, move || {
        eigen_of(matrix, wanted, scratch)
    })
}

fn eigen_of(matrix: Mat<f64>, wanted: usize, scratch: StackReq) -> Result<(Vec<f64>, Mat<f64>)> {
    let size = matrix.nrows();
    let mut memory = memory(scratch)?;
    let stack = MemStack::new(&mut memory);
    let mut values = Diag::zeros(size);
    let mut vectors = Mat::zeros(size, size);
    let into = (values.as_mut(), Some(vectors.as_mut()));
    self_adjoint_evd(matrix.as_ref(), into.0, into.1, Par::Seq, stack, auto())
        .map_err(|_| not_found("eigenvectors"))?;
    // Before the vectors are copied, in the other order, what they were made with is given back.
    drop((memory, matrix));
    let ascending = values.column_vector();
    let values = ascending.iter().rev().copied().collect();
    let descending = vectors.as_ref().reverse_cols();
    Ok((values, descending.subcols(0, wanted).to_owned()))
}

/// The left singular vectors of a matrix, one in each column, its singular values, descending, and its right singular
/// vectors.
///
/// # Errors
/// As [`eigen`].
pub fn singular(matrix: Mat<f64>, desk: &Desk<'_>) -> Result<Singular> {
    let (rows, columns) = matrix.shape();
    let size = rows.min(columns);
    let thin = ComputeSvdVectors::Thin;
    let scratch = svd_scratch::<f64>(rows, columns, thin, thin, Par::Seq, auto());
    let bytes = taken(scratch, rows * columns + size * (rows + columns));
    run(desk, [rows, columns, size], bytes, move || {
        singular_of(matrix.as_ref(), scratch)
    })
}

/// Left singular vectors, singular values, right singular vectors.
type Singular = (Mat<f64>, Vec<f64>, Mat<f64>);

fn singular_of(matrix: MatRef<'_, f64>, scratch: StackReq) -> Result<Singular> {
    let (rows, columns) = matrix.shape();
    let mut memory = memory(scratch)?;
    let stack = MemStack::new(&mut memory);
    let size = rows.min(columns);
    let (mut left, mut right) = (Mat::zeros(rows, size), Mat::zeros(columns, size));
    let mut values = Diag::zeros(size);
    let into = (values.as_mut(), Some(left.as_mut()), Some(right.as_mut()));
    svd(matrix, into.0, into.1, into.2, Par::Seq, stack, auto())
        .map_err(|_| not_found("singular vectors"))?;
    let values = values.column_vector().iter().copied().collect();
    Ok((left, values, right))
}

/// Orthonormal columns that span those of a matrix with at least as many rows as columns; as many even where those
/// depend on each other.
///
/// # Errors
/// `io` where memory is short; `interrupted`.
pub fn orthonormal(matrix: Mat<f64>, desk: &Desk<'_>) -> Result<Mat<f64>> {
    let (rows, columns) = matrix.shape();
    let block = factor::recommended_block_size::<f64>(rows, columns);
    let make = factor::qr_in_place_scratch::<f64>(rows, columns, block, Par::Seq, auto());
    let apply =
        apply_block_householder_sequence_on_the_left_in_place_scratch::<f64>(rows, block, columns);
    let scratch = StackReq::any_of(&[make, apply]);
    let bytes = taken(scratch, 2 * rows * columns);
    run(desk, [rows, columns, columns], bytes, move || {
        orthonormal_of(matrix, block, scratch)
    })
}

fn orthonormal_of(mut matrix: Mat<f64>, block: usize, scratch: StackReq) -> Result<Mat<f64>> {
    let (rows, columns) = matrix.shape();
    let mut memory = memory(scratch)?;
    let stack = MemStack::new(&mut memory);
    let mut turns = Mat::zeros(block, columns);
    factor::qr_in_place(matrix.as_mut(), turns.as_mut(), Par::Seq, stack, auto());
    let mut basis = Mat::identity(rows, columns);
    apply_block_householder_sequence_on_the_left_in_place_with_conj(
        matrix.as_ref(),
        turns.as_ref(),
        Conj::No,
        basis.as_mut(),
        Par::Seq,
        stack,
    );
    Ok(basis)
}

/// Does `work`, of these sizes, which takes so many bytes: here, or aside where that takes long.
fn run<T: Send + 'static>(
    desk: &Desk<'_>,
    sizes: [usize; 3],
    bytes: u64,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let product = sizes.into_iter().fold(1, usize::saturating_mul);
    match product < LONG {
        true => work(),
        false => desk.aside(bytes, work),
    }
}

/// The bytes of scratch memory and of so many numbers.
fn taken(scratch: StackReq, numbers: usize) -> u64 {
    (scratch.unaligned_bytes_required() + numbers * size_of::<f64>()) as u64
}

fn memory(scratch: StackReq) -> Result<MemBuffer> {
    MemBuffer::try_new(scratch).map_err(|_| {
        let bytes = scratch.unaligned_bytes_required();
        Error::new(
            Kind::Io,
            format!("no memory for {bytes} bytes to compute with"),
        )
    })
}

fn not_found(what: &str) -> Error {
    Error::new(
        Kind::Numeric,
        format!("the search for {what} did not converge"),
    )
}
