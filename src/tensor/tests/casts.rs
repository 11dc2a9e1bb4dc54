//! Casts and arithmetic give the bits that the reference gives.

use super::{bytes, floats, stored, values};
use crate::tensor::Dtype;

#[test]
fn double_rounding_goes_by_way_of_float32() {
    let value = 1.0 + 2_f64.powi(-11) + 2_f64.powi(-30);
    let tensor = stored(Dtype::F64, &[1], value.to_le_bytes().to_vec());
    assert_eq!(
        bytes(&tensor.cast(Dtype::F16).expect("castable")),
        [0x00, 0x3c]
    );
}

#[test]
fn scaling_rounds_the_factor_to_float32_only() {
    let half = stored(
        Dtype::F16,
        &[1],
        half::f16::from_f32(2047.0).to_le_bytes().to_vec(),
    );
    let scaled = half
        .scale(1.0 / 3.0)
        .and_then(|scaled| scaled.cast(Dtype::F32));
    assert_eq!(values(&scaled.expect("floats")), [682.5]);
    let zero = floats(&[2], &[0.0, -1.0]).scale(1e39).expect("floats");
    assert_eq!(bytes(&zero), [0, 0, 0xc0, 0x7f, 0, 0, 0x80, 0xff]);
}

#[test]
fn nans_come_out_quiet_with_the_sign_that_went_in() {
    let quiet = |bits: u32| f32::from_bits(bits).to_le_bytes().to_vec();
    let tensor = stored(Dtype::F32, &[1], quiet(0xff80_0001));
    let scaled = tensor.scale(2.0).expect("floats");
    assert_eq!(bytes(&scaled), quiet(0xffc0_0000));
    let narrow = tensor.cast(Dtype::BF16).expect("castable");
    assert_eq!(bytes(&narrow), [0xc0, 0xff]);
    let infinite = floats(&[1], &[f32::INFINITY]);
    let nothing = infinite.subtract(&infinite).expect("same");
    assert_eq!(bytes(&nothing), quiet(0x7fc0_0000));
    let sum = infinite.add(&tensor).expect("same");
    assert_eq!(bytes(&sum), quiet(0xffc0_0000));
}

#[test]
fn a_clamp_keeps_zeros_and_nans_as_they_are() {
    let given = floats(&[5], &[-0.0, 0.0, -f32::NAN, f32::INFINITY, -2.0]);
    let above = given.clamp(0.0, f64::INFINITY).expect("floats");
    let bits = |values: &[f32]| {
        values
            .iter()
            .map(|value| value.to_bits())
            .collect::<Vec<_>>()
    };
    let expected = [-0.0, 0.0, -f32::NAN, f32::INFINITY, 0.0];
    assert_eq!(bits(&values(&above)), bits(&expected));
    let below = given.clamp(f64::NEG_INFINITY, -0.0).expect("floats");
    let expected = [-0.0, 0.0, -f32::NAN, -0.0, -2.0];
    assert_eq!(bits(&values(&below)), bits(&expected));
}

#[test]
fn integers_and_truths_are_multiplied_in_their_dtype() {
    let bytes_of = |dtype, left: [u8; 2], right: [u8; 2]| {
        let [left, right] = [left, right].map(|raw| stored(dtype, &[2], raw.to_vec()));
        bytes(&left.multiply(&right).expect("same"))
    };
    assert_eq!(bytes_of(Dtype::U8, [16, 255], [17, 255]), [16, 1]);
    assert_eq!(bytes_of(Dtype::I8, [0x80, 0xff], [0xff, 7]), [0x80, 0xf9]);
    assert_eq!(bytes_of(Dtype::Bool, [1, 1], [0, 1]), [0, 1]);
}
