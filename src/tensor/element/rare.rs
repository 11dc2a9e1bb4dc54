//! Formats that are read but never computed.

use super::Element;
use super::small::decode;

const SIGN: u8 = 0x80;

/// A float8 without infinity and -0, whose only NaN has the code that -0 would have.
#[derive(Clone, Copy)]
pub struct Fnuz<const FRACTION: u32, const BIAS: u32>(u8);

/// A power of two: 2^(code - 127), or NaN.
#[derive(Clone, Copy)]
pub struct Power(u8);

/// One number of fewer than eight bits, the lowest of its byte; every code is finite.
#[derive(Clone, Copy)]
pub struct Tiny<const BITS: u32, const FRACTION: u32, const BIAS: u32>(u8);

/// The real part of a complex number of two binary32; the imaginary part is left aside.
#[derive(Clone, Copy)]
pub struct RealPart(f32);

impl<const FRACTION: u32, const BIAS: u32> Element for Fnuz<FRACTION, BIAS> {
    type Raw = [u8; 1];
    type Wide = f32;

    #[inline(always)]
    fn load(raw: [u8; 1]) -> Self {
        Fnuz(raw[0])
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        let magnitude = decode::<FRACTION, BIAS>(u32::from(self.0 & !SIGN));
        match self.0 {
            SIGN => f32::from_bits(0x7fc0_0000),
            code if code < SIGN => magnitude,
            _ => -magnitude,
        }
    }
}

impl Element for Power {
    type Raw = [u8; 1];
    type Wide = f32;

    #[inline(always)]
    fn load(raw: [u8; 1]) -> Self {
        Power(raw[0])
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        match self.0 {
            // Half the least normal binary32.
            0 => f32::from_bits(0x0040_0000),
            0xff => f32::from_bits(0x7fc0_0000),
            code => f32::from_bits(u32::from(code) << 23),
        }
    }
}

impl<const BITS: u32, const FRACTION: u32, const BIAS: u32> Element for Tiny<BITS, FRACTION, BIAS> {
    type Raw = [u8; 1];
    type Wide = f32;

    #[inline(always)]
    fn load(raw: [u8; 1]) -> Self {
        Tiny(raw[0])
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        let sign = 1 << (BITS - 1);
        let magnitude = decode::<FRACTION, BIAS>(u32::from(self.0 & (sign - 1)));
        if self.0 & sign == 0 {
            magnitude
        } else {
            -magnitude
        }
    }
}

impl Element for RealPart {
    type Raw = [u8; 8];
    type Wide = f32;

    #[inline(always)]
    fn load([a, b, c, d, ..]: [u8; 8]) -> Self {
        RealPart(f32::from_le_bytes([a, b, c, d]))
    }

    #[inline(always)]
    fn widen(self) -> f32 {
        self.0
    }
}
