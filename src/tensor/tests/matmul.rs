//! Products of matrices: `PyTorch`'s, within the bounds of their dtype, and the same bits for any number of threads.

use super::torch::{GOLDEN, checksum, dtype, mix};
use super::{bytes, floats, shape, stored, values};
use crate::error::Kind;
use crate::syntax::{Component, Slice};
use crate::tensor::{Dtype, Engine, Tensor};

const VECTORS: &str = include_str!("../../../tests/data/torch/matmul.txt");
const LATER: u64 = 1_000_003;

/// The numbers that the script of the vectors makes, from place `first` on.
fn numbers(dtype: Dtype, dimensions: &[u64], first: u64) -> Tensor {
    let count = shape(dimensions).elements();
    let codes = (first..first + count).map(|place| mix(place.wrapping_mul(GOLDEN)));
    let float = matches!(dtype, Dtype::F64 | Dtype::F32 | Dtype::F16 | Dtype::BF16);
    if float {
        let quarters = codes.map(|code| ((code % 17) as f64 - 8.0) / 4.0);
        let bytes = quarters.flat_map(f64::to_le_bytes).collect();
        let tensor = stored(Dtype::F64, dimensions, bytes);
        return tensor.cast(dtype).expect("castable");
    }
    let width = dtype.bits() as usize / 8;
    let bytes = codes.flat_map(|code| code.to_le_bytes().into_iter().take(width));
    stored(dtype, dimensions, bytes.collect())
}

fn dimensions(text: &str) -> Vec<u64> {
    let sizes = text.split('x').map(|size| size.parse().expect("a size"));
    sizes.collect()
}

#[test]
fn every_product_of_pytorch_is_met() {
    for line in VECTORS.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [name, left, right, expected] = words[..] else {
            panic!("four words, found `{line}`");
        };
        let left = numbers(dtype(name), &dimensions(left), 0);
        let right = numbers(dtype(name), &dimensions(right), LATER);
        let product = left.matmul(&right).expect("a product");
        assert_eq!(
            format!("{:016x}", checksum(product.dtype(), &bytes(&product))),
            expected,
            "{line}"
        );
    }
}

/// Numbers of every size between -1 and 1.
fn fractions(dimensions: &[u64], seed: u64) -> Tensor {
    let places = 0..shape(dimensions).elements();
    let codes = places.map(|place| mix(place.wrapping_mul(GOLDEN) ^ seed) as i64);
    let numbers: Vec<f32> = codes
        .map(|code| (code as f64 / 2_f64.powi(63)) as f32)
        .collect();
    floats(dimensions, &numbers)
}

#[test]
fn float32_sums_stay_within_their_rounding() {
    let (left, right) = (fractions(&[37, 211], 1), fractions(&[211, 19], 2));
    let product = values(&left.matmul(&right).expect("a product"));
    let (left, right) = (values(&left), values(&right));
    for (place, found) in product.iter().enumerate() {
        let (row, column) = (place / 19, place % 19);
        let terms =
            (0..211).map(|at| f64::from(left[row * 211 + at]) * f64::from(right[at * 19 + column]));
        let (exact, size) = terms.fold((0.0, 0.0), |(sum, size), term| {
            (sum + term, size + term.abs())
        });
        let bound = 211.0 * f64::from(f32::EPSILON) * size;
        assert!(
            (f64::from(*found) - exact).abs() <= bound,
            "{found} {exact}"
        );
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let shapes: [(&[u64], &[u64]); 6] = [
        (&[1, 70_000], &[70_000, 1]),
        (&[1, 5000], &[5000, 90]),
        (&[70, 5000], &[5000]),
        (&[1100, 150], &[150, 90]),
        (&[130, 9000], &[9000, 40]),
        (&[3, 9, 20], &[3, 20, 5000]),
    ];
    for dtype in [Dtype::F32, Dtype::F64, Dtype::BF16] {
        for (left, right) in shapes {
            let of = |threads| {
                let left = fractions(left, 3).cast(dtype).expect("castable");
                let right = fractions(right, 4).cast(dtype).expect("castable");
                let product = left.matmul(&right).expect("a product");
                Engine::new(threads).settle([&product]).expect("readable");
                bytes(&product)
            };
            let one = of(1);
            assert!(
                [2, 4].into_iter().all(|threads| of(threads) == one),
                "{dtype} {left:?} {right:?}"
            );
        }
    }
}

#[test]
fn what_is_summed_in_its_place_and_what_is_summed_aside_have_the_same_bits() {
    for (dtype, panel) in [(Dtype::F32, 4096), (Dtype::F64, 2048)] {
        let left = fractions(&[7, 30], 3).cast(dtype).expect("castable");
        let right = fractions(&[30, 5000], 4).cast(dtype).expect("castable");
        let columns = Slice {
            components: vec![super::all(), super::range(0, panel, 1)],
        };
        let aside = left.matmul(&right).and_then(|wide| wide.slice(&columns));
        let in_place = right.slice(&columns).and_then(|part| left.matmul(&part));
        assert_eq!(
            bytes(&aside.expect("within")),
            bytes(&in_place.expect("a product")),
            "{dtype}"
        );
    }
}

#[test]
fn operands_may_be_any_expression() {
    let left = fractions(&[6, 4], 5);
    let columns = Slice {
        components: vec![super::all(), super::range(1, 3, 1)],
    };
    let part = left
        .slice(&columns)
        .expect("within")
        .scale(2.0)
        .expect("floats");
    let product = part.matmul(
        &left
            .slice(&Slice {
                components: vec![super::range(0, 2, 1)],
            })
            .expect("within"),
    );
    let product = product.expect("a product");
    let all = values(&left);
    let expected = 2.0 * all[1] * all[3] + 2.0 * all[2] * all[7];
    assert!((values(&product)[3] - expected).abs() < 1e-6);
    let twice = product.add(&product).expect("same").matmul(
        &left
            .slice(&Slice {
                components: vec![super::range(0, 4, 1), Component::Index(0)],
            })
            .expect("within"),
    );
    assert_eq!(twice.expect("a product").shape(), &shape(&[6]));
}

#[test]
fn overflow_and_nan_come_out_as_they_do_elsewhere() {
    let halves = |numbers: &[f32]| floats(&[1, 2], numbers).cast(Dtype::F16).expect("castable");
    let column = floats(&[2], &[60000.0, 60000.0])
        .cast(Dtype::F16)
        .expect("castable");
    let code = |numbers| bytes(&halves(numbers).matmul(&column).expect("a product"));
    assert_eq!(code(&[1.0, 1.0]), [0x00, 0x7c]);
    assert_eq!(code(&[1.0, f32::NAN])[1] & 0x7f, 0x7e);
    // Sums beyond float16 on the way are no loss.
    assert_eq!(code(&[2.0, -1.0]), bytes(&column)[..2]);
}

#[test]
fn what_cannot_be_multiplied_is_refused() {
    let matrix = |dtype: Dtype| stored(dtype, &[2, 2], vec![1; dtype.bits() as usize / 2]);
    for dtype in [
        Dtype::Bool,
        Dtype::F8E4M3,
        Dtype::U16,
        Dtype::U32,
        Dtype::U64,
        Dtype::C64,
    ] {
        let error = matrix(dtype).matmul(&matrix(dtype)).expect_err("refused");
        assert_eq!(error.kind(), Kind::Dtype);
        assert_eq!(
            error.message(),
            format!("{dtype} tensors cannot be multiplied as matrices")
        );
    }
    let error = matrix(Dtype::F16)
        .matmul(&matrix(Dtype::BF16))
        .expect_err("differ");
    assert_eq!(error.kind(), Kind::Dtype);
    let error = floats(&[3], &[1.0; 3])
        .matmul(&matrix(Dtype::BF16))
        .expect_err("shape first");
    assert_eq!(error.kind(), Kind::Shape);
}

#[test]
fn a_wish_to_stop_is_heard() {
    let engine = Engine::new(2);
    engine.cancel().request();
    let product = fractions(&[8, 8], 6)
        .matmul(&fractions(&[8], 7))
        .expect("a product");
    assert_eq!(
        engine.settle([&product]).expect_err("stopped").kind(),
        Kind::Interrupted
    );
}
