//! The float8 formats with names of their own in a plan: read and written.

use super::small::{decode, encode};
use super::{Element, F16, Float, Target};

const SIGN: u8 = 0x80;
const NAN: u8 = 0x7f;

/// 4 exponent bits, 3 fraction bits, bias 7: no infinity, the largest is 448.
#[derive(Clone, Copy)]
pub struct E4m3(u8);

/// 5 exponent bits, 2 fraction bits, bias 15: the upper half of a binary16.
#[derive(Clone, Copy)]
pub struct E5m2(u8);

/// The code of `value` with its sign; what lies past the code `largest` becomes that.
#[inline(always)]
fn encoded<const FRACTION: u32, const BIAS: u32>(value: f32, largest: u32) -> u8 {
    let bits = value.to_bits();
    let finite = encode::<FRACTION, BIAS>(bits & 0x7fff_ffff).min(largest);
    let code = if value.is_nan() { NAN } else { finite as u8 };
    code | (bits >> 24) as u8 & SIGN
}

impl Element for E4m3 {
    type Raw = [u8; 1];
    type Wide = f32;

    #[inline(always)]
    fn load(raw: [u8; 1]) -> E4m3 {
        E4m3(raw[0])
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        let code = self.0 & !SIGN;
        let finite = decode::<3, 7>(u32::from(code)).to_bits();
        let magnitude = if code == NAN { 0x7fc0_0000 } else { finite };
        f32::from_bits(magnitude | u32::from(self.0 & SIGN) << 24)
    }
}

impl Element for E5m2 {
    type Raw = [u8; 1];
    type Wide = f32;

    #[inline(always)]
    fn load(raw: [u8; 1]) -> E5m2 {
        E5m2(raw[0])
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        F16::load([0, self.0]).widen()
    }
}

impl Target for E4m3 {
    #[inline(always)]
    fn store(self) -> [u8; 1] {
        [self.0]
    }

    #[inline(always)]
    fn from_f32(value: f32) -> E4m3 {
        E4m3(encoded::<3, 7>(value, 0x7e))
    }
}

impl Target for E5m2 {
    #[inline(always)]
    fn store(self) -> [u8; 1] {
        [self.0]
    }

    #[inline(always)]
    fn from_f32(value: f32) -> E5m2 {
        E5m2(encoded::<2, 15>(value, 0x7c))
    }
}

impl Float for E4m3 {
    const LARGEST: f64 = 448.0;
}

impl Float for E5m2 {
    const LARGEST: f64 = 57_344.0;
}
