//! The factors of tensors: dtypes, sizes, extremes, refusals.

use crate::error::Kind;
use crate::tensor::factors::dense;
use crate::tensor::heavy::Desk;
use crate::tensor::tests::{bytes, floats, shape, stored, values};
use crate::tensor::{Buffers, Cancel, Dtype, Engine, Scratch, Tensor};
use faer::Mat;
use std::num::NonZeroU64;

fn rank(rank: u64) -> NonZeroU64 {
    NonZeroU64::new(rank).expect("positive")
}

/// A matrix of rank 2 and a little more.
fn weights(rows: u64, columns: u64, size: f32) -> Tensor {
    let entry = |row: u64, column: u64| {
        let (row, column) = (row as f32, column as f32);
        size * ((row * 0.37).sin() * (column + 1.0).sqrt()
            + (row - 2.0) * (column * 0.61).cos()
            + (row * column).sin() * 0.01)
    };
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let numbers: Vec<f32> = places.map(|(row, column)| entry(row, column)).collect();
    floats(&[rows, columns], &numbers)
}

/// The largest difference between two float32 tensors, relative to the largest element of the first.
fn distance(one: &Tensor, other: &Tensor) -> f32 {
    assert_eq!(one.shape(), other.shape());
    let (one, other) = (values(one), values(other));
    let size = one
        .iter()
        .fold(0.0_f32, |most, value| most.max(value.abs()));
    let pairs = one.iter().zip(&other);
    pairs.map(|(a, b)| (a - b).abs() / size).fold(0.0, f32::max)
}

#[test]
fn factors_multiply_to_the_approximation() {
    for (rows, columns) in [(9, 5), (5, 9), (1, 7), (7, 1), (1, 1), (6, 6)] {
        let matrix = weights(rows, columns, 1.0);
        let [a, b] = matrix.low_rank_factors(rank(2), "w").expect("a matrix");
        let effective = 2.min(rows).min(columns);
        assert_eq!(a.shape(), &shape(&[effective, columns]));
        assert_eq!(b.shape(), &shape(&[rows, effective]));
        let product = b.matmul(&a).expect("fits");
        let approximation = matrix.low_rank(rank(2), "w").expect("a matrix");
        assert!(distance(&approximation, &product) < 1e-6);
        assert!(distance(&matrix, &approximation) < 0.02);
        let whole = matrix.low_rank(rank(1000), "w").expect("a matrix");
        assert!(distance(&matrix, &whole) < 1e-6);
    }
}

#[test]
fn sizes_near_the_ends_of_the_range_are_no_matter() {
    let plain = weights(8, 6, 1.0).low_rank(rank(2), "w").expect("a matrix");
    for exponent in [100, -100, -135] {
        let size = 2_f32.powi(exponent / 2) * 2_f32.powi(exponent - exponent / 2);
        let found = weights(8, 6, size)
            .low_rank(rank(2), "w")
            .expect("a matrix");
        let back = found
            .cast(Dtype::F64)
            .and_then(|wide| wide.scale(2_f64.powi(-exponent)));
        let back = back
            .and_then(|wide| wide.cast(Dtype::F32))
            .expect("castable");
        let bound = if exponent < -126 { 1e-3 } else { 1e-6 };
        assert!(distance(&plain, &back) < bound, "{exponent}");
    }
    let huge = weights(8, 6, 1.0)
        .cast(Dtype::F64)
        .and_then(|wide| wide.scale(1e307))
        .expect("castable");
    let [a, b] = huge.low_rank_factors(rank(2), "w").expect("a matrix");
    for factor in [a, b] {
        let numbers = factor
            .scale(1e-150)
            .and_then(|small| small.cast(Dtype::F32))
            .expect("castable");
        assert!(values(&numbers).iter().all(|number| number.abs() < 1e5));
    }
}

#[test]
fn halves_are_rounded_once() {
    let halves = weights(7, 5, 1.0).cast(Dtype::BF16).expect("castable");
    let singles = halves.cast(Dtype::F32).expect("castable");
    let [a, b] = halves.low_rank_factors(rank(2), "w").expect("a matrix");
    let [wide_a, wide_b] = singles.low_rank_factors(rank(2), "w").expect("a matrix");
    for (half, wide) in [(a, wide_a), (b, wide_b)] {
        assert_eq!(half.dtype(), Dtype::BF16);
        assert_eq!(
            bytes(&half),
            bytes(&wide.cast(Dtype::BF16).expect("castable"))
        );
    }
}

#[test]
fn nothing_comes_of_nothing() {
    for dtype in [Dtype::F32, Dtype::F64, Dtype::F16] {
        let zero = stored(dtype, &[4, 3], vec![0; 12 * dtype.bits() as usize / 8]);
        let [a, b] = zero.low_rank_factors(rank(2), "w").expect("a matrix");
        for result in [a, b, zero.low_rank(rank(2), "w").expect("a matrix")] {
            assert!(bytes(&result).iter().all(|byte| *byte == 0));
        }
    }
}

#[test]
fn numbers_that_are_not_finite_are_named() {
    let mut numbers = vec![1.0; 12];
    numbers[7] = f32::NAN;
    numbers[9] = f32::INFINITY;
    let failure = |numbers: &[f32], dtype| {
        let matrix = floats(&[4, 3], numbers).cast(dtype).expect("castable");
        let result = matrix.low_rank(rank(1), "m::w").expect("by its header");
        Engine::new(2).settle([&result]).expect_err("not finite")
    };
    for dtype in [Dtype::F32, Dtype::F64, Dtype::F16, Dtype::BF16] {
        let error = failure(&numbers, dtype);
        assert_eq!(error.kind(), Kind::Numeric);
        assert_eq!(error.message(), "`m::w` holds a NaN at [2, 1]");
    }
    numbers[7] = 0.0;
    let error = failure(&numbers, Dtype::F32);
    assert_eq!(error.message(), "`m::w` holds an infinity at [3, 0]");
}

#[test]
fn what_is_no_float_matrix_is_refused_by_its_header() {
    let of = |dtype: Dtype, sizes: &[u64]| {
        let bytes = shape(sizes).elements() * u64::from(dtype.bits()) / 8;
        let tensor = stored(dtype, sizes, vec![0; bytes as usize]);
        let error = tensor.low_rank_factors(rank(1), "w").expect_err("refused");
        assert_eq!(
            error.kind(),
            tensor.low_rank(rank(1), "w").expect_err("refused").kind()
        );
        (error.kind(), error.message().to_string())
    };
    let shape = |message: &str| (Kind::Shape, message.to_string());
    assert_eq!(
        of(Dtype::F32, &[3]),
        shape("low-rank factors are those of a matrix, not of [3]")
    );
    assert_eq!(of(Dtype::I32, &[2, 2, 2]).0, Kind::Shape);
    assert_eq!(
        of(Dtype::F32, &[0, 3]),
        shape("a matrix [0, 3] has no elements, so no low-rank factors")
    );
    assert_eq!(
        of(Dtype::I8, &[2, 2]),
        (
            Kind::Dtype,
            "int8 tensors have no low-rank factors".to_string()
        )
    );
}

#[test]
fn a_wish_to_stop_is_heard() {
    let result = weights(20, 10, 1.0)
        .low_rank(rank(3), "w")
        .expect("a matrix");
    let engine = Engine::new(2);
    engine.cancel().request();
    assert_eq!(
        engine.settle([&result]).expect_err("stopped").kind(),
        Kind::Interrupted
    );
    engine.cancel().clear();
    engine.settle([&result]).expect("goes on");
}

#[test]
fn long_decompositions_do_not_begin_after_a_wish_to_stop() {
    let cancel = Cancel::default();
    let mut buffers = Buffers::new(1, cancel.clone(), Scratch::default());
    let desk = Desk::alone(&mut buffers);
    cancel.request();
    let kinds = [
        dense::eigen(Mat::identity(400, 400), 400, &desk).map(|_| ()),
        dense::singular(Mat::identity(400, 400), &desk).map(|_| ()),
        dense::orthonormal(Mat::identity(640, 500), &desk).map(|_| ()),
    ];
    for stopped in kinds {
        assert_eq!(stopped.expect_err("stopped").kind(), Kind::Interrupted);
    }
    let (values, vectors) = dense::eigen(Mat::identity(9, 9), 4, &desk).expect("at once");
    assert_eq!((values, vectors.shape()), (vec![1.0; 9], (9, 4)));
}
