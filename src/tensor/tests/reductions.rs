//! What is found by looking at all elements.

use super::{bytes, counting, floats, shape, stored};
use crate::error::Kind;
use crate::tensor::{Comparison, Dtype, Engine, Number, Statistics, Tensor};

fn statistics(tensor: &Tensor) -> Statistics {
    Engine::new(1).statistics(tensor).expect("real numbers")
}

/// Least, greatest and mean.
fn ends(tensor: &Tensor) -> [Option<f64>; 3] {
    let found = statistics(tensor);
    [found.min, found.max, found.mean]
}

#[test]
fn means_round_once_to_the_dtype() {
    let half = floats(&[3], &[1.0, 1.0, 70144.0])
        .cast(Dtype::BF16)
        .expect("castable");
    assert_eq!(ends(&half), [Some(1.0), Some(70144.0), Some(23424.0)]);
    let single = floats(&[3], &[1.0, 2.0, 4.0]);
    assert_eq!(ends(&single)[2], Some(2.333_333_253_860_473_6));
    let integers = single.cast(Dtype::U8).expect("castable");
    assert_eq!(
        ends(&integers),
        [Some(1.0), Some(4.0), Some(2.333_333_253_860_473_6)]
    );
    let double = single.cast(Dtype::F64).expect("castable");
    assert_eq!(ends(&double)[2], Some(7.0 / 3.0));
}

#[test]
fn statistics_of_what_is_out_of_the_ordinary() {
    assert_eq!(ends(&floats(&[0, 3], &[])), [None; 3]);
    let nan = statistics(&floats(&[4], &[1.0, f32::NAN, f32::INFINITY, -0.0]));
    assert!(nan.min.is_some_and(f64::is_nan));
    assert!(nan.max.is_some_and(f64::is_nan) && nan.mean.is_some_and(f64::is_nan));
    assert_eq!((nan.nans, nan.infinities, nan.zeros), (1, 1, 1));
    let zero = ends(&floats(&[1], &[-0.0])).map(|value| value.map(f64::to_bits));
    assert_eq!(zero, [Some(1 << 63), Some(1 << 63), Some(0)]);
    let ends = ends(&floats(&[2], &[f32::INFINITY, f32::NEG_INFINITY]));
    assert_eq!(ends[..2], [Some(f64::NEG_INFINITY), Some(f64::INFINITY)]);
    assert!(ends[2].is_some_and(f64::is_nan));
}

#[test]
fn what_is_not_finite_is_counted_wherever_it_stands() {
    let mut values = vec![1.0; 70_001];
    for place in [3, 300, 65_537, 70_000] {
        values[place] = f32::NAN;
    }
    (values[9], values[66_000]) = (f32::INFINITY, f32::NEG_INFINITY);
    values[1000] = -0.0;
    let found = statistics(&floats(&[70_001], &values));
    assert_eq!((found.nans, found.infinities, found.zeros), (4, 2, 1));
    assert_eq!(found.ends, Some([f64::NEG_INFINITY, f64::INFINITY]));
    let largest = [f64::MAX; 20].map(f64::to_le_bytes).concat();
    let found = statistics(&stored(Dtype::F64, &[20], largest));
    assert_eq!((found.nans, found.infinities), (0, 0));
    assert_eq!(found.mean, Some(f64::INFINITY));
}

#[test]
fn statistics_of_every_real_dtype() {
    let packed = stored(Dtype::F4, &[4], vec![0x21, 0xf3]);
    assert_eq!(ends(&packed), [Some(-6.0), Some(1.5), Some(-0.75)]);
    let packed = stored(Dtype::F6E3M2, &[4], vec![0x1f, 0, 0]);
    assert_eq!(ends(&packed), [Some(0.0), Some(28.0), Some(7.0)]);
    let powers = stored(Dtype::F8E8M0, &[2], vec![127, 130]);
    assert_eq!(ends(&powers), [Some(1.0), Some(8.0), Some(4.5)]);
}

#[test]
fn statistics_of_complex_numbers_are_those_of_their_real_parts() {
    let parts = [1.0_f32, f32::NAN, 4.0, -9.0, 0.0, 2.0];
    let bytes = parts.iter().flat_map(|part| part.to_le_bytes()).collect();
    let complex = stored(Dtype::C64, &[3], bytes);
    let mean = f64::from(5.0_f32 / 3.0);
    assert_eq!(ends(&complex), [Some(0.0), Some(4.0), Some(mean)]);
    let engine = Engine::new(2);
    let (seen, profile) = engine.survey(&complex).expect("readable");
    assert_eq!((seen.nans, seen.zeros), (0, 1));
    let bins = profile.histogram.expect("finite ends");
    assert_eq!((bins[0], bins[4], bins[15]), (1, 1, 1));
    let values = engine.values(&complex).expect("few");
    assert_eq!(values[2..4], [Number::Float(4.0), Number::Float(-9.0)]);
}

#[test]
fn statistics_do_not_depend_on_threads() {
    let many = counting(&[1000, 777])
        .cast(Dtype::F32)
        .and_then(|many| many.scale(0.1));
    let many = many.expect("floats");
    let one = statistics(&many);
    for threads in [2, 3, 8] {
        assert_eq!(Engine::new(threads).statistics(&many).expect("real"), one);
    }
}

fn compare(left: &Tensor, right: &Tensor, eps: Option<f64>) -> Comparison {
    Engine::new(2)
        .compare(left, right, eps)
        .expect("comparable")
}

#[test]
fn equal_is_by_value_and_a_nan_by_its_bits() {
    let left = floats(&[4], &[0.0, f32::NAN, f32::INFINITY, 1.0]);
    let right = floats(&[4], &[-0.0, f32::NAN, f32::INFINITY, 1.5]);
    let exact = compare(&left, &right, None);
    let expected = Comparison {
        differing: 1,
        first: Some(3),
        largest: 0.5,
        largest_at: Some(3),
    };
    assert_eq!(exact, expected);
    assert!(compare(&left, &left, None).is_equal());
    let near = compare(&left, &right, Some(0.5));
    assert_eq!((near.differing, near.first), (1, Some(1)));
    assert!(near.largest.is_nan());
    assert_eq!(near.largest_at, Some(1));
    let other = floats(&[1], &[f32::from_bits(0x7fc0_0001)]);
    assert!(!compare(&floats(&[1], &[f32::NAN]), &other, None).is_equal());
}

#[test]
fn integers_compare_exactly() {
    let pair = |left: i64, right: i64, eps| {
        let one = |value: i64| stored(Dtype::I64, &[1], value.to_le_bytes().to_vec());
        compare(&one(left), &one(right), Some(eps)).is_equal()
    };
    let large = 1 << 53;
    assert!(!pair(large, large + 1, 0.0));
    assert!(pair(large, large + 1, 1.5));
    assert!(!pair(i64::MIN, i64::MAX, 1.8e19));
    assert!(pair(i64::MIN, i64::MAX, f64::INFINITY));
}

#[test]
fn differences_are_found_across_blocks() {
    let left = counting(&[300, 1000]);
    let mut changed = bytes(&left);
    changed[4 * 70_000] ^= 1;
    changed[4 * 250_000 + 1] ^= 1;
    changed[4 * 299_999] ^= 3;
    let right = stored(Dtype::I32, &[300, 1000], changed);
    let expected = Comparison {
        differing: 3,
        first: Some(70_000),
        largest: 256.0,
        largest_at: Some(250_000),
    };
    assert_eq!(compare(&left, &right, None), expected);
    assert_eq!(compare(&left, &right, Some(3.0)).differing, 1);
    let error = Engine::new(1).compare(&left, &counting(&[300_000]), None);
    assert_eq!(error.expect_err("shapes differ").kind(), Kind::Shape);
    let complex = |byte| {
        stored(
            Dtype::C64,
            &[2],
            [[0; 8], [0, 0, 0, 0, 0, 0, byte, 0x40]].concat(),
        )
    };
    assert_eq!(compare(&complex(0), &complex(0x80), None).first, Some(1));
}

#[test]
fn zero_is_either_zero_and_never_a_nan() {
    let first = |tensor: &Tensor, eps| Engine::new(1).first_nonzero(tensor, eps).expect("real");
    assert_eq!(first(&floats(&[2], &[0.0, -0.0]), None), None);
    assert_eq!(first(&floats(&[2], &[0.0, f32::NAN]), None), Some(1));
    assert_eq!(first(&floats(&[3], &[-0.5, 0.5, 0.6]), Some(0.5)), Some(2));
    assert_eq!(
        first(&floats(&[1], &[f32::INFINITY]), Some(f64::INFINITY)),
        None
    );
    assert_eq!(first(&floats(&[0], &[]), None), None);
    let nothing = Tensor::constant(Dtype::F16, shape(&[1000, 200]), 0.0).expect("fits");
    let found = Engine::new(2).first_nonzero(&nothing, None);
    assert_eq!(found.expect("real"), None);
}

#[test]
fn values_are_exact_and_typed() {
    let values = |tensor: &Tensor| Engine::new(1).values(tensor).expect("few");
    let half = floats(&[1], &[0.1]).cast(Dtype::F16).expect("castable");
    assert_eq!(values(&half), [Number::Float(0.0999755859375)]);
    let flags = stored(Dtype::Bool, &[2], vec![1, 0]);
    assert_eq!(values(&flags), [Number::Bool(true), Number::Bool(false)]);
    let large = stored(Dtype::U64, &[], vec![0xff; 8]);
    assert_eq!(values(&large), [Number::Int(i128::from(u64::MAX))]);
    let large = Tensor::constant(Dtype::U8, shape(&[1 << 40]), 0.0).expect("fits");
    assert_eq!(
        Engine::new(1).values(&large).expect_err("many").kind(),
        Kind::Value
    );
}

#[test]
fn one_element_is_read_wherever_it_lies() {
    let element = |tensor: &Tensor, at| Engine::new(1).element(tensor, at).expect("inside");
    let packed = stored(Dtype::F4, &[4], vec![0x21, 0xf3]);
    assert_eq!(element(&packed, 2), [Number::Float(1.5)]);
    assert_eq!(element(&packed, 3), [Number::Float(-6.0)]);
    let packed = stored(Dtype::F6E3M2, &[4], vec![0x1f, 0, 0]);
    assert_eq!(element(&packed, 0), [Number::Float(28.0)]);
    let truth = stored(Dtype::Bool, &[2], vec![0, 1]);
    assert_eq!(element(&truth, 1), [Number::Bool(true)]);
    assert_eq!(element(&counting(&[3]), 2), [Number::Int(2)]);
    let parts = [1.0_f32, 2.0, 3.0, -4.0].map(f32::to_le_bytes).concat();
    let complex = stored(Dtype::C64, &[2], parts);
    let expected = [Number::Float(3.0), Number::Float(-4.0)];
    assert_eq!(element(&complex, 1), expected);
}
