//! The triples against a whole singular value decomposition in double precision.

use crate::tensor::factors::leading::{self, Leading};
use crate::tensor::factors::{dense, gram, subspace};
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
    let left = dense::orthonormal(noise(rows, size, 1)).expect("converges");
    let right = dense::orthonormal(noise(columns, size, 2)).expect("converges");
    let scaled = Mat::from_fn(rows, size, |row, at| left[(row, at)] * value(at));
    let product = scaled * right.transpose();
    Mat::from_fn(rows, columns, |row, column| product[(row, column)] as f32)
}

fn alone<T>(work: impl FnOnce(&Desk<'_>) -> T) -> T {
    work(&Desk::alone(&mut Buffers::default()))
}

/// How much larger than the smallest possible error that of the triples is, relative to `size`.
fn excess(matrix: MatRef<'_, f32>, leading: &Leading, size: impl Fn(f64, f64) -> f64) -> f64 {
    let whole = Mat::from_fn(matrix.nrows(), matrix.ncols(), |row, column| {
        f64::from(matrix[(row, column)])
    });
    let (_, values, _) = dense::singular(whole.as_ref()).expect("converges");
    let rank = leading.values.len();
    let least = values[rank..]
        .iter()
        .map(|value| value * value)
        .sum::<f64>()
        .sqrt();
    let scaled = Mat::from_fn(whole.nrows(), rank, |row, at| {
        leading.left[(row, at)] * leading.values[at]
    });
    let error = (&whole - scaled * leading.right.transpose()).norm_l2();
    (error - least) / size(least, whole.norm_l2())
}

fn of_error(least: f64, _: f64) -> f64 {
    least
}

fn of_matrix(_: f64, norm: f64) -> f64 {
    norm
}

type Spectrum = (&'static str, fn(usize) -> f64);

/// Ways in which singular values fall.
const SPECTRA: [Spectrum; 5] = [
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
];

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
fn subspaces_are_as_good_but_for_the_rounding_of_single_precision() {
    for (name, value) in SPECTRA {
        let matrix = matrix(170, 140, value);
        let right = alone(|desk| subspace::right(matrix.as_ref(), 8, desk)).expect("no failure");
        let right = right.expect(name);
        let left =
            alone(|desk| gram::times(matrix.as_ref(), right.as_ref(), desk)).expect("not stopped");
        let excess = excess(matrix.as_ref(), &Leading::of(left, right), of_error);
        assert!(excess < 2e-8, "{name}: {excess:e}");
    }
}

#[test]
fn a_low_rank_is_found_exactly() {
    let matrix = matrix(100, 80, |at| if at < 5 { 1.0 + at as f64 } else { 0.0 });
    for rank in [5, 9] {
        let leading =
            alone(|desk| leading::of_singles(matrix.as_ref(), rank, desk)).expect("found");
        assert!(excess(matrix.as_ref(), &leading, of_matrix) < 1e-7);
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
    let leading = alone(|desk| leading::of_doubles(matrix.as_ref(), 25, desk)).expect("found");
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
            let few = subspace::right(matrix.as_ref(), 4, &desk).expect("no failure");
            let many = leading::of_singles(matrix.as_ref(), 20, &desk).expect("found");
            (few.expect("found"), many.left, many.right, many.values)
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
