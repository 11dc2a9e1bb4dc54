//! float16 and bfloat16: computed in binary32, rounded once.

use super::float32::InF32;
use super::small::{decode, encode};
use super::{Element, Float, Target};
use half::{bf16, f16};

const SIGN: u16 = 0x8000;

/// IEEE binary16.
#[derive(Clone, Copy)]
pub struct F16(f16);

/// The upper half of a binary32.
#[derive(Clone, Copy)]
pub struct Bf16(bf16);

impl Element for F16 {
    type Raw = [u8; 2];
    type Wide = f32;

    #[inline(always)]
    fn load(raw: [u8; 2]) -> F16 {
        F16(f16::from_le_bytes(raw))
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        let code = u32::from(self.0.to_bits() & !SIGN);
        let finite = decode::<10, 15>(code).to_bits();
        // Infinity and NaN keep their fraction under the exponent of all ones.
        let special = 0x7f80_0000 | code << 13;
        let magnitude = if code < 0x7c00 { finite } else { special };
        f32::from_bits(magnitude | u32::from(self.0.to_bits() & SIGN) << 16)
    }
}

impl Element for Bf16 {
    type Raw = [u8; 2];
    type Wide = f32;

    #[inline(always)]
    fn load(raw: [u8; 2]) -> Bf16 {
        Bf16(bf16::from_le_bytes(raw))
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        f32::from_bits(u32::from(self.0.to_bits()) << 16)
    }
}

impl Target for F16 {
    #[inline(always)]
    fn store(self) -> [u8; 2] {
        self.0.to_le_bytes()
    }

    #[inline(always)]
    fn from_f32(value: f32) -> F16 {
        let magnitude = value.to_bits() & 0x7fff_ffff;
        let infinity = u32::from(f16::INFINITY.to_bits());
        let number = encode::<10, 15>(magnitude).min(infinity) as u16;
        let code = if value.is_nan() {
            f16::NAN.to_bits()
        } else {
            number
        };
        F16(f16::from_bits(code | (value.to_bits() >> 16) as u16 & SIGN))
    }
}

impl Target for Bf16 {
    #[inline(always)]
    fn store(self) -> [u8; 2] {
        self.0.to_le_bytes()
    }

    #[inline(always)]
    fn from_f32(value: f32) -> Bf16 {
        // A settled NaN has no low bits, so rounding leaves it as it is.
        let bits = value.to_bits();
        let odd = (bits >> 16) & 1;
        let nearest = bits.wrapping_add(0x7fff + odd) >> 16;
        Bf16(bf16::from_bits(nearest as u16))
    }
}

impl Float for F16 {
    const LARGEST: f64 = f16::MAX.to_f64_const();
}

impl Float for Bf16 {
    const LARGEST: f64 = bf16::MAX.to_f64_const();
}

impl InF32 for Bf16 {}
