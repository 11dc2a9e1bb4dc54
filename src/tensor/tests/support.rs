//! Which operations suit which dtypes.

use super::{bytes, floats, shape, stored};
use crate::error::Kind;
use crate::tensor::{Dtype, Number, Shape, Tensor};

/// Every dtype: its name, and whether it can be scaled, clamped, added, subtracted, multiplied, cast to
/// float32, cast to.
const TABLE: &[(Dtype, [bool; 7])] = &[
    (Dtype::U64, [false, false, false, false, false, true, false]),
    (Dtype::I64, [false, true, true, true, true, true, true]),
    (Dtype::F64, [true, true, true, true, true, true, true]),
    (
        Dtype::C64,
        [false, false, false, false, false, false, false],
    ),
    (Dtype::F32, [true, true, true, true, true, true, true]),
    (Dtype::U32, [false, false, false, false, false, true, false]),
    (Dtype::I32, [false, true, true, true, true, true, true]),
    (Dtype::BF16, [true, true, true, true, true, true, true]),
    (Dtype::F16, [true, true, true, true, true, true, true]),
    (Dtype::U16, [false, false, false, false, false, true, false]),
    (Dtype::I16, [false, true, true, true, true, true, true]),
    (
        Dtype::F8E5M2FNUZ,
        [false, false, false, false, false, true, false],
    ),
    (
        Dtype::F8E4M3FNUZ,
        [false, false, false, false, false, true, false],
    ),
    (
        Dtype::F8E8M0,
        [false, false, false, false, false, true, false],
    ),
    (
        Dtype::F8E4M3,
        [false, false, false, false, false, true, true],
    ),
    (
        Dtype::F8E5M2,
        [false, false, false, false, false, true, true],
    ),
    (Dtype::I8, [false, true, true, true, true, true, true]),
    (Dtype::U8, [false, true, true, true, true, true, true]),
    (
        Dtype::F6E3M2,
        [false, false, false, false, false, false, false],
    ),
    (
        Dtype::F6E2M3,
        [false, false, false, false, false, false, false],
    ),
    (Dtype::F4, [false, false, false, false, false, false, false]),
    (Dtype::Bool, [false, false, true, false, true, true, true]),
];

#[test]
fn each_dtype_does_what_the_table_says_and_refuses_the_rest() {
    let single = floats(&[8], &[1.0; 8]);
    for (dtype, expected) in TABLE {
        let tensor = stored(*dtype, &[8], vec![1; dtype.bits() as usize]);
        let found = [
            tensor.scale(2.0),
            tensor.clamp(0.0, 1.0),
            tensor.add(&tensor),
            tensor.subtract(&tensor),
            tensor.multiply(&tensor),
            tensor.cast(Dtype::F32),
            single.cast(*dtype),
        ];
        for (result, expected) in found.iter().zip(expected) {
            assert_eq!(result.is_ok(), *expected, "{dtype} {result:?}");
            if let Err(error) = result {
                assert_eq!(error.kind(), Kind::Dtype);
            }
        }
        assert!(tensor.cast(*dtype).is_ok());
    }
}

#[test]
fn refusals_say_what_to_do() {
    let tensor = stored(Dtype::I32, &[1], vec![0; 4]);
    let error = tensor.scale(2.0).expect_err("integers");
    assert_eq!(error.message(), "int32 tensors cannot be scaled");
    assert_eq!(error.hints(), ["cast it to float32 first"]);
    let flags = stored(Dtype::Bool, &[1], vec![1]);
    let error = flags.subtract(&flags).expect_err("no difference");
    assert_eq!(error.message(), "bool tensors cannot be subtracted");
    assert_eq!(error.hints(), ["cast it to int64 first"]);
    let error = tensor.add(&floats(&[1], &[1.0])).expect_err("differ");
    assert_eq!(
        error.message(),
        "the dtypes differ: float32, expected int32"
    );
    let error = floats(&[3], &[1.0; 3]).subtract(&floats(&[1, 3], &[1.0; 3]));
    let error = error.expect_err("differ");
    assert_eq!(error.message(), "the shapes differ: [1, 3], expected [3]");
    assert_eq!(error.kind(), Kind::Shape);
}

#[test]
fn constants_are_what_the_dtype_can_hold() {
    let element = |dtype, value| {
        let shape = Shape::new(vec![1]).expect("small");
        Tensor::constant(dtype, shape, value).map(|tensor| bytes(&tensor))
    };
    let holds = [
        (Dtype::U8, 255.9, vec![255]),
        (Dtype::I8, 127.9, vec![127]),
        (Dtype::I16, -2.7, vec![0xfe, 0xff]),
        (
            Dtype::U64,
            1e19,
            10_000_000_000_000_000_000_u64.to_le_bytes().to_vec(),
        ),
        (Dtype::F16, 65504.0, vec![0xff, 0x7b]),
        (Dtype::BF16, -0.1, vec![0xcd, 0xbd]),
        (Dtype::F8E4M3, 448.0, vec![0x7e]),
        (Dtype::F8E5M2, f64::INFINITY, vec![0x7c]),
        (Dtype::Bool, f64::NAN, vec![1]),
        (Dtype::F32, f64::NEG_INFINITY, vec![0, 0, 0x80, 0xff]),
    ];
    for (dtype, value, expected) in holds {
        assert_eq!(
            element(dtype, value).expect("holds"),
            expected,
            "{dtype} {value}"
        );
    }
    let refused = [
        (Dtype::U8, 256.0, Kind::Value),
        (Dtype::U8, -0.5, Kind::Value),
        (Dtype::I8, -128.9, Kind::Value),
        (Dtype::I64, 9_223_372_036_854_775_808.0, Kind::Value),
        (Dtype::I32, f64::NAN, Kind::Value),
        (Dtype::F16, 65504.1, Kind::Value),
        (Dtype::F32, 1e39, Kind::Value),
        (Dtype::F8E4M3, 449.0, Kind::Value),
        (Dtype::C64, 0.0, Kind::Dtype),
    ];
    for (dtype, value, kind) in refused {
        assert_eq!(
            element(dtype, value).expect_err("refused").kind(),
            kind,
            "{dtype} {value}"
        );
    }
}

#[test]
fn bounds_are_what_the_dtype_can_hold() {
    let clamped = |dtype: Dtype, min, max| {
        let zero = stored(dtype, &[1], vec![0; dtype.bits() as usize / 8]);
        zero.clamp(min, max).map(|tensor| bytes(&tensor))
    };
    let holds = [
        (Dtype::F16, -0.1, 65504.0, vec![0, 0]),
        (Dtype::F16, 0.1, f64::INFINITY, vec![0x66, 0x2e]),
        (Dtype::BF16, f64::NEG_INFINITY, -0.1, vec![0xcd, 0xbd]),
        (Dtype::F32, -0.0, -0.0, vec![0; 4]),
        (Dtype::F32, f64::NAN, 1.0, vec![0, 0, 0xc0, 0x7f]),
        (Dtype::F64, 0.0, f64::NAN, f64::NAN.to_le_bytes().to_vec()),
        (Dtype::U8, 3.0, 255.0, vec![3]),
        (Dtype::I8, f64::NEG_INFINITY, -128.0, vec![0x80]),
        (Dtype::I16, f64::INFINITY, f64::INFINITY, vec![0xff, 0x7f]),
    ];
    for (dtype, min, max, expected) in holds {
        let found = clamped(dtype, min, max).expect("holds");
        assert_eq!(found, expected, "{dtype} {min} {max}");
    }
    let refused = [
        (Dtype::F16, 65504.1, "float16 cannot hold 65504.1"),
        (Dtype::BF16, 3.4e38, "bfloat16 cannot hold 3.4e38"),
        (Dtype::F32, -1e39, "float32 cannot hold -1e39"),
        (Dtype::U8, -1.0, "uint8 cannot hold -1"),
        (Dtype::I32, 2.5, "int32 cannot hold 2.5"),
        (Dtype::I32, f64::NAN, "int32 cannot hold NaN"),
        (Dtype::I8, 128.0, "int8 cannot hold 128"),
    ];
    for (dtype, bound, message) in refused {
        for (min, max) in [(bound, f64::INFINITY), (f64::NEG_INFINITY, bound)] {
            let error = clamped(dtype, min, max).expect_err("refused");
            assert_eq!(error.kind(), Kind::Value, "{dtype} {bound}");
            assert!(error.message().starts_with(message), "{error:?}");
        }
    }
}

#[test]
fn integers_are_exact_beyond_the_precision_of_floats() {
    let large = (1_i128 << 53) + 1;
    let clamp = |min: i128, max: i128| {
        let middle = stored(Dtype::I64, &[1], vec![0; 8]);
        middle.clamp(Number::Int(min), Number::Int(max))
    };
    let low = bytes(&clamp(large, i128::from(i64::MAX)).expect("holds"));
    assert_eq!(low, (large as i64).to_le_bytes());
    let high = bytes(&clamp(i128::from(i64::MIN), -large).expect("holds"));
    assert_eq!(high, (-large as i64).to_le_bytes());
    let beyond = clamp(0, 1 << 63).expect_err("beyond");
    assert_eq!(beyond.message(), "int64 cannot hold 9223372036854775808");
    let whole = |dtype, value| Tensor::constant(dtype, shape(&[1]), Number::Int(value));
    let most = whole(Dtype::U64, i128::from(u64::MAX)).expect("holds");
    assert_eq!(bytes(&most), [255; 8]);
    let more = whole(Dtype::U64, 1 << 64).expect_err("beyond");
    assert_eq!(more.message(), "uint64 cannot hold 18446744073709551616");
    let hint = "it holds whole numbers from 0 to 18446744073709551615";
    assert_eq!(more.hints(), [hint]);
    let exact = whole(Dtype::I64, large).expect("holds");
    assert_eq!(bytes(&exact), (large as i64).to_le_bytes());
    let float = whole(Dtype::F16, 1 << 70).expect_err("beyond");
    assert_eq!(float.message(), "float16 cannot hold 1.1805916207174113e21");
    assert_eq!(float.hints(), ["its largest number is 65504"]);
}
