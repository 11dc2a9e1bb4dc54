//! Elements as numbers, decoded here so that nothing of the program judges itself.

use crate::tensors::{Dtype, Held};

/// The elements of a tensor as numbers.
pub fn numbers(held: &Held) -> Vec<f64> {
    let width = (held.dtype.bitsize() / 8).max(1);
    held.bytes
        .chunks_exact(width)
        .map(|element| number(held.dtype, element))
        .collect()
}

fn number(dtype: Dtype, element: &[u8]) -> f64 {
    let bits = element
        .iter()
        .rev()
        .fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    let width = 8 * element.len() as u32;
    let signed = (bits << (64 - width)) as i64 >> (64 - width);
    match dtype {
        Dtype::F64 => f64::from_bits(bits),
        Dtype::F32 => f64::from(f32::from_bits(bits as u32)),
        Dtype::F16 => float(bits, 5, 10),
        Dtype::BF16 => float(bits, 8, 7),
        Dtype::F8_E5M2 => float(bits, 5, 2),
        Dtype::F8_E4M3 if bits & 0x7f == 0x7f => f64::NAN,
        Dtype::F8_E4M3 if bits & 0x78 == 0x78 => {
            sign(bits, 7) * 256.0 * (1.0 + (bits & 7) as f64 / 8.0)
        }
        Dtype::F8_E4M3 => float(bits, 4, 3),
        Dtype::I64 | Dtype::I32 | Dtype::I16 | Dtype::I8 => signed as f64,
        Dtype::U64 | Dtype::U32 | Dtype::U16 | Dtype::U8 | Dtype::BOOL => bits as f64,
        other => panic!("no case has {other:?}"),
    }
}

/// A binary floating-point number of IEEE 754 with these widths of exponent and fraction.
fn float(bits: u64, exponent_bits: u32, fraction_bits: u32) -> f64 {
    let most = (1u64 << exponent_bits) - 1;
    let exponent = bits >> fraction_bits & most;
    let fraction = (bits & ((1 << fraction_bits) - 1)) as f64 / (1u64 << fraction_bits) as f64;
    let bias = (most >> 1) as i32;
    let size = match exponent {
        0 => fraction * 2f64.powi(1 - bias),
        all if all == most && fraction == 0.0 => f64::INFINITY,
        all if all == most => f64::NAN,
        exponent => (1.0 + fraction) * 2f64.powi(exponent as i32 - bias),
    };
    sign(bits, exponent_bits + fraction_bits) * size
}

fn sign(bits: u64, at: u32) -> f64 {
    if bits >> at & 1 == 1 { -1.0 } else { 1.0 }
}

#[test]
fn small_floats_decode() {
    let one = |dtype, bits: u16| number(dtype, &bits.to_le_bytes());
    assert_eq!(one(Dtype::F16, 0x3c00), 1.0);
    assert_eq!(one(Dtype::F16, 0x0001), 2f64.powi(-24));
    assert_eq!(one(Dtype::F16, 0xfc00), f64::NEG_INFINITY);
    assert_eq!(one(Dtype::BF16, 0xc040), -3.0);
    assert!(one(Dtype::BF16, 0x7fc0).is_nan());
    assert_eq!(number(Dtype::F8_E4M3, &[0x7e]), 448.0);
    assert_eq!(number(Dtype::F8_E5M2, &[0x7b]), 57344.0);
    assert_eq!(number(Dtype::I8, &[0xff]), -1.0);
}
