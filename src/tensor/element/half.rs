//! float16 and bfloat16: computed in binary32, rounded once.

use super::float32::InF32;
use super::small::{decode, encode};
use super::{Element, Target};

const SIGN: u16 = 0x8000;

/// IEEE binary16.
#[derive(Clone, Copy)]
pub struct F16(u16);

/// The upper half of a binary32.
#[derive(Clone, Copy)]
pub struct Bf16(u16);

impl Element for F16 {
    type Raw = [u8; 2];
    type Wide = f32;

    #[inline(always)]
    fn load(raw: [u8; 2]) -> F16 {
        F16(u16::from_le_bytes(raw))
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        let code = u32::from(self.0 & !SIGN);
        let finite = decode::<10, 15>(code).to_bits();
        // Infinity and NaN keep their fraction under the exponent of all ones.
        let special = 0x7f80_0000 | code << 13;
        let magnitude = if code < 0x7c00 { finite } else { special };
        f32::from_bits(magnitude | u32::from(self.0 & SIGN) << 16)
    }
}

impl Element for Bf16 {
    type Raw = [u8; 2];
    type Wide = f32;

    #[inline(always)]
    fn load(raw: [u8; 2]) -> Bf16 {
        Bf16(u16::from_le_bytes(raw))
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        f32::from_bits(u32::from(self.0) << 16)
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
        let finite = encode::<10, 15>(magnitude).min(0x7c00);
        let code = if value.is_nan() { 0x7e00 } else { finite };
        F16(code as u16 | (value.to_bits() >> 16) as u16 & SIGN)
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
        Bf16((bits.wrapping_add(0x7fff + odd) >> 16) as u16)
    }
}

impl InF32 for Bf16 {}
