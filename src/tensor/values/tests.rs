//! Values in every dtype and every shape they fill.

use super::Values;
use crate::error::Kind;
use crate::tensor::Number::{Bool, Float, Int};
use crate::tensor::tests::{at, bytes, range, shape, slice};
use crate::tensor::{Buffers, Dtype, Number, Tensor};
use proptest::prelude::*;

fn written(dimensions: &[u64], numbers: &[Number]) -> Values {
    Values::new(shape(dimensions), numbers.to_vec()).expect("as many numbers")
}

/// The bytes of one number, or the kind of failure.
fn one(dtype: Dtype, number: Number) -> Result<Vec<u8>, Kind> {
    let tensor = Tensor::of_values(dtype, shape(&[1]), &written(&[], &[number]));
    tensor
        .map(|tensor| bytes(&tensor))
        .map_err(|error| error.kind())
}

#[test]
fn numbers_become_those_of_the_dtype() {
    let exact = (1_i64 << 53) + 1;
    let cases = [
        (Dtype::I64, Int(exact.into()), exact.to_le_bytes().to_vec()),
        (Dtype::U64, Int(u64::MAX.into()), vec![255; 8]),
        (
            Dtype::I64,
            Int(i64::MIN.into()),
            i64::MIN.to_le_bytes().to_vec(),
        ),
        (Dtype::I32, Float(-2.7), (-2_i32).to_le_bytes().to_vec()),
        (Dtype::U8, Float(255.9), vec![255]),
        (Dtype::I8, Float(-0.5), vec![0]),
        (Dtype::I8, Bool(true), vec![1]),
        (Dtype::Bool, Int(1 << 100), vec![1]),
        (Dtype::Bool, Float(-0.0), vec![0]),
        (Dtype::Bool, Float(f64::NAN), vec![1]),
        (
            Dtype::F32,
            Float(1e39),
            f32::INFINITY.to_le_bytes().to_vec(),
        ),
        (
            Dtype::F64,
            Int(i128::from(exact)),
            2_f64.powi(53).to_le_bytes().to_vec(),
        ),
        // By way of binary64, as in PyTorch: rounded at once it would be one step more.
        (
            Dtype::F32,
            Int((1 << 54) + (1 << 30) + 1),
            2_f32.powi(54).to_le_bytes().to_vec(),
        ),
        (Dtype::F16, Int(65_520), vec![0, 0x7c]),
        (Dtype::BF16, Float(-f64::INFINITY), vec![0x80, 0xff]),
        (Dtype::F8E4M3, Float(449.0), vec![0x7e]),
        (Dtype::F8E4M3, Float(f64::INFINITY), vec![0x7e]),
        (Dtype::F8E5M2, Float(1e9), vec![0x7c]),
    ];
    for (dtype, number, expected) in cases {
        assert_eq!(one(dtype, number), Ok(expected), "{dtype} {number:?}");
    }
}

#[test]
fn what_an_integer_cannot_hold_is_refused() {
    let cases = [
        (Dtype::U8, Int(-1)),
        (Dtype::U8, Int(256)),
        (Dtype::U8, Float(256.0)),
        (Dtype::U16, Float(-0.5)),
        (Dtype::I8, Int(128)),
        (Dtype::I64, Int(1 << 63)),
        (Dtype::U64, Int(1 << 64)),
        (Dtype::U64, Int(-1)),
        (Dtype::I32, Float(f64::NAN)),
        (Dtype::I64, Float(f64::INFINITY)),
    ];
    for (dtype, number) in cases {
        assert_eq!(one(dtype, number), Err(Kind::Value), "{dtype} {number:?}");
    }
    assert_eq!(one(Dtype::C64, Int(1)), Err(Kind::Dtype));
    assert_eq!(one(Dtype::F4, Float(1.0)), Err(Kind::Dtype));
}

#[test]
fn shapes_that_do_not_fit_are_refused() {
    let two = written(&[2], &[Int(1), Int(2)]);
    for wanted in [&[2, 3][..], &[3], &[], &[0]] {
        let error = Tensor::of_values(Dtype::F32, shape(wanted), &two).expect_err("does not fit");
        assert_eq!(error.kind(), Kind::Shape);
    }
    let row = written(&[1, 2], &[Int(1), Int(2)]);
    assert!(Tensor::of_values(Dtype::F32, shape(&[2]), &row).is_err());
    let empty = Tensor::of_values(Dtype::F32, shape(&[0, 2]), &row).expect("fits");
    assert!(bytes(&empty).is_empty());
}

#[test]
fn a_slice_of_repeated_values_is_that_part() {
    let values = written(&[2, 1], &[Int(1), Int(2)]);
    let tensor = Tensor::of_values(Dtype::U8, shape(&[3, 2, 4]), &values).expect("fits");
    let part = tensor.slice(&slice(&[range(0, 3, 2), at(1), range(0, 4, 3)]));
    assert_eq!(bytes(&part.expect("fits")), [2; 4]);
}

proptest! {
    #[test]
    fn values_repeat_as_they_do_in_numpy(
        sizes in proptest::collection::vec((1_u64..4, any::<bool>()), 0..4),
        more in proptest::collection::vec(1_u64..4, 0..3),
        cut in 0_u64..200,
    ) {
        let have: Vec<u64> = sizes.iter().map(|(size, once)| if *once { 1 } else { *size }).collect();
        let want: Vec<u64> = more.into_iter().chain(sizes.iter().map(|(size, _)| *size)).collect();
        let (have, want) = (shape(&have), shape(&want));
        let numbers: Vec<Number> = (0..have.elements()).map(|value| Int(value.into())).collect();
        let values = Values::new(have.clone(), numbers).expect("as many");
        let tensor = Tensor::of_values(Dtype::U8, want.clone(), &values).expect("fits");
        let expected = (0..want.elements()).map(|element| {
            let position = want.position(element);
            let own = &position[position.len() - have.dimensions().len()..];
            let steps = own.iter().zip(have.dimensions()).zip(have.strides());
            steps.map(|((at, size), stride)| at % size * stride).sum::<u64>() as u8
        });
        let expected: Vec<u8> = expected.collect();
        let cut = cut.min(want.elements());
        let mut found = vec![0; expected.len()];
        let (before, after) = found.split_at_mut(cut as usize);
        let mut buffers = Buffers::default();
        tensor.read(0, before, &mut buffers).expect("readable");
        tensor.read(cut, after, &mut buffers).expect("readable");
        prop_assert_eq!(found, expected);
    }
}
