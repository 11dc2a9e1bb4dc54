//! The triples against a whole singular value decomposition in double precision.

use crate::tensor::factors::leading::{self, Leading};
use crate::tensor::factors::multiply::{doubles, product, singles};
use crate::tensor::factors::{dense, subspace};
use crate::tensor::heavy::Desk;
use crate::tensor::{Buffers, Progress};
use faer::{Mat, MatRef};
use rayon::ThreadPoolBuilder;

/// Numbers between -1 and 1 without order.
fn noise(rows: usize, columns: usize, seed: u64) -> Mat<f64> {
    let mut state = seed;
    Mat::from_fn(rows, columns, |_, _| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 11) as f64 / 2_f64.powi(52) - 1.0
    })
}

/// A matrix with these singular values, in single precision.
fn matrix(rows: usize, columns: usize, value: impl Fn(usize) -> f64) -> Mat<f32> {
    let size = rows.min(columns);
    let basis = |rows, seed| {
        alone(|desk| dense::orthonormal(noise(rows, size, seed), desk)).expect("not stopped")
    };
    let mut left = basis(rows, 1);
    for (at, column) in left.as_mut().col_iter_mut().enumerate() {
        leading::scale(column, value(at));
    }
    let product = alone(|desk| product(left.as_ref(), basis(columns, 2).transpose(), desk));
    singles(product.as_ref())
}

fn alone<T>(work: impl FnOnce(&Desk<'_>) -> T) -> T {
    work(&Desk::alone(&mut Buffers::default()))
}

/// How much larger than the smallest possible error that of the triples is, relative to `size`.
fn excess(matrix: MatRef<'_, f32>, leading: &Leading, size: impl Fn(f64, f64) -> f64) -> f64 {
    let whole = doubles(matrix);
    let (_, values, _) = alone(|desk| dense::singular(whole, desk)).expect("converges");
    let least = norm(&values[leading.values.len()..]);
    (error(matrix, leading) - least) / size(least, norm(&values))
}

/// How far the triples are from the matrix.
fn error(matrix: MatRef<'_, f32>, leading: &Leading) -> f64 {
    let mut scaled = leading.left.clone();
    for (column, value) in scaled.as_mut().col_iter_mut().zip(&leading.values) {
        leading::scale(column, *value);
    }
    let right = leading.right.transpose();
    (doubles(matrix) - alone(|desk| product(scaled.as_ref(), right, desk))).norm_l2()
}

fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}

fn of_error(least: f64, _: f64) -> f64 {
    least
}

fn of_matrix(_: f64, norm: f64) -> f64 {
    norm
}

type Spectrum = (&'static str, fn(usize) -> f64);

/// Ways in which singular values fall.
const SPECTRA: [Spectrum; 9] = [
    ("flat", |_| 1.0),
    ("slow", |at| 1.0 / (1.0 + at as f64)),
    ("fast", |at| 0.8_f64.powi(at as i32)),
    ("clustered", |at| {
        if at < 12 {
            5.0
        } else {
            1.0 + 1e-3 / (1.0 + at as f64)
        }
    }),
    ("gap", |at| if at < 3 { 100.0 } else { 1.0 }),
    ("root", |at| (1.0 + at as f64).sqrt().recip()),
    ("square", |at| (1.0 + at as f64).powi(-2)),
    ("noise after 8", |at| if at < 8 { 1.0 } else { 1e-8 }),
    ("noise after 4", |at| if at < 4 { 1.0 } else { 1e-8 }),
];

/// Those of [`SPECTRA`] that have no gap by which the best subspace could be told from others nearby.
const ONLY_WHOLE: [&str; 3] = ["flat", "gap", "noise after 4"];

#[test]
fn the_error_is_the_smallest_there_is() {
    for (name, value) in SPECTRA {
        for (rows, columns) in [(90, 60), (60, 90), (64, 64)] {
            for rank in [1, 8, 13] {
                let matrix = matrix(rows, columns, value);
                let leading =
                    alone(|desk| leading::of_singles(matrix.as_ref(), rank, desk)).expect("found");
                let excess = excess(matrix.as_ref(), &leading, of_error);
                assert!(
                    excess < 1e-9,
                    "{name} {rows}x{columns} rank {rank}: {excess:e}"
                );
            }
        }
    }
}

#[test]
fn subspaces_are_as_good_or_say_so() {
    for (name, value) in SPECTRA {
        let matrix = matrix(170, 140, value);
        let found = alone(|desk| subspace::leading(matrix.as_ref(), 8, desk)).expect("no failure");
        let Some(leading) = found else {
            assert!(ONLY_WHOLE.contains(&name), "{name}");
            continue;
        };
        let excess = excess(matrix.as_ref(), &leading, of_error);
        assert!(excess < 1e-9, "{name}: {excess:e}");
    }
}

/// The matrix of entries `f[i xor j]`, in single precision, and its singular values, which the Walsh transform of `f`
/// gives exactly, in this order but for the rounding of `f`.
fn dyadic(size: usize, value: impl Fn(usize) -> f64) -> (Mat<f32>, Vec<f64>) {
    let values: Vec<f64> = (0..size).map(|at| value(at) / size as f64).collect();
    let entries: Vec<f32> = walsh(values).iter().map(|entry| *entry as f32).collect();
    let matrix = Mat::from_fn(size, size, |row, column| entries[row ^ column]);
    let values = walsh(entries.iter().map(|entry| f64::from(*entry)).collect());
    let mut values: Vec<f64> = values.into_iter().map(f64::abs).collect();
    values.sort_by(|one, other| other.total_cmp(one));
    (matrix, values)
}

/// The Walsh transform of as many numbers as a power of two.
fn walsh(mut numbers: Vec<f64>) -> Vec<f64> {
    let mut half = 1;
    while half < numbers.len() {
        for pair in numbers.chunks_exact_mut(2 * half) {
            let (low, high) = pair.split_at_mut(half);
            for (low, high) in low.iter_mut().zip(high) {
                (*low, *high) = (*low + *high, *low - *high);
            }
        }
        half *= 2;
    }
    numbers
}

#[test]
fn large_matrices_are_brought_to_the_smallest_error() {
    let spectra: [Spectrum; 4] = [
        ("slower", |at| 0.99_f64.powi(at as i32)),
        ("slow", |at| 1.0 / (1.0 + at as f64)),
        ("square", |at| (1.0 + at as f64).powi(-2)),
        ("noise after 16", |at| if at < 16 { 1.0 } else { 1e-8 }),
    ];
    for (name, value) in spectra {
        let (matrix, values) = dyadic(1024, value);
        let found = alone(|desk| subspace::leading(matrix.as_ref(), 16, desk));
        let leading = found.expect("no failure").expect(name);
        let excess = error(matrix.as_ref(), &leading) / norm(&values[16..]) - 1.0;
        assert!(excess < 1e-9, "{name}: {excess:e}");
    }
}

#[test]
fn a_low_rank_is_found_exactly() {
    let entry = |row: usize, column: usize| (row * 7 + column * 3) % 5;
    let matrix = Mat::from_fn(100, 80, |row, column| entry(row, column) as f32);
    for rank in [5, 9] {
        let leading =
            alone(|desk| leading::of_singles(matrix.as_ref(), rank, desk)).expect("found");
        assert!(excess(matrix.as_ref(), &leading, of_matrix) < 1e-14);
        for at in 5..rank {
            assert_eq!(leading.values[at], 0.0);
            assert_eq!(
                leading.left.col(at).norm_max() + leading.right.col(at).norm_max(),
                0.0
            );
        }
    }
}

#[test]
fn vectors_are_orthonormal_and_signed() {
    for (rows, columns) in [(50, 30), (30, 50)] {
        let matrix = matrix(rows, columns, |at| 0.9_f64.powi(at as i32));
        let leading = alone(|desk| leading::of_singles(matrix.as_ref(), 6, desk)).expect("found");
        for side in [&leading.left, &leading.right] {
            let gram = side.transpose() * side;
            let identity: Mat<f64> = Mat::identity(6, 6);
            assert!((gram - identity).norm_max() < 1e-9);
        }
        for column in leading.right.col_iter() {
            let largest =
                column.iter().copied().fold(
                    0.0_f64,
                    |most, x| if x.abs() > most.abs() { x } else { most },
                );
            assert!(largest > 0.0);
        }
        assert!(leading.values.is_sorted_by(|one, next| one >= next));
    }
}

#[test]
fn double_precision_goes_to_its_own_limit() {
    let (left, right) = (noise(40, 25, 3), noise(25, 25, 4));
    let matrix = left * right;
    let leading = alone(|desk| leading::of_doubles(matrix.clone(), 25, desk)).expect("found");
    let scaled = Mat::from_fn(40, 25, |row, at| {
        leading.left[(row, at)] * leading.values[at]
    });
    let error = (&matrix - scaled * leading.right.transpose()).norm_l2();
    assert!(error < 1e-13 * matrix.norm_l2());
}

#[test]
fn more_threads_change_no_bit() {
    let matrix = matrix(700, 130, |at| 1.0 / (1.0 + at as f64));
    let found = [1, 2, 4].map(|threads| {
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        pool.install(|| {
            let mut buffers = Buffers::default();
            let desk = Desk::shared(&mut buffers, threads, Progress::default());
            let few = subspace::leading(matrix.as_ref(), 4, &desk).expect("no failure");
            let many = leading::of_singles(matrix.as_ref(), 20, &desk).expect("found");
            [few.expect("found"), many].map(|found| (found.left, found.values, found.right))
        })
    });
    assert!(found[0] == found[1] && found[0] == found[2]);
}

#[test]
fn sizes_choose_the_way() {
    let cases = [
        ((2048, 2048), 64, true),
        ((5632, 2048), 170, true),
        ((5632, 2048), 171, false),
        ((999, 999), 1, false),
        ((9000, 1000), 8, false),
    ];
    for (shape, rank, expected) in cases {
        assert_eq!(subspace::suits(shape, rank), expected, "{shape:?} {rank}");
    }
}
