//! Floating formats narrower than binary32: magnitudes in and out, by integer steps that vectorise.
//!
//! A format has `FRACTION` fraction bits and an exponent of bias `BIAS`. Signs, infinities and NaNs are the
//! caller's: formats differ in them.

const FRACTION_32: u32 = 23;
const BIAS_32: u32 = 127;

/// The binary32 power of two at which one step of the fraction is the smallest step of the format.
const fn step_scale<const FRACTION: u32, const BIAS: u32>() -> u32 {
    (BIAS_32 + 1 + FRACTION_32 - BIAS - FRACTION) << FRACTION_32
}

/// The code nearest to the binary32 `magnitude`, ties to even; codes past the largest mean overflow.
#[inline(always)]
pub(super) fn encode<const FRACTION: u32, const BIAS: u32>(magnitude: u32) -> u32 {
    let shift = FRACTION_32 - FRACTION;
    let least_normal = (BIAS_32 + 1 - BIAS) << FRACTION_32;
    if magnitude < least_normal {
        let scale = step_scale::<FRACTION, BIAS>();
        let sum = f32::from_bits(magnitude) + f32::from_bits(scale);
        return sum.to_bits().wrapping_sub(scale);
    }
    let half_below = (1 << (shift - 1)) - 1;
    let odd = (magnitude >> shift) & 1;
    let rounded = magnitude.wrapping_add(half_below + odd) >> shift;
    rounded.wrapping_sub((BIAS_32 - BIAS) << FRACTION)
}

/// The value of a code without sign, as far as it stands for a finite number.
#[inline(always)]
pub(super) fn decode<const FRACTION: u32, const BIAS: u32>(code: u32) -> f32 {
    if code < 1 << FRACTION {
        let scale = step_scale::<FRACTION, BIAS>();
        return f32::from_bits(scale + code) - f32::from_bits(scale);
    }
    let shift = FRACTION_32 - FRACTION;
    f32::from_bits((code << shift) + ((BIAS_32 - BIAS) << FRACTION_32))
}

/// Spreads numbers of `bits` bits, packed lowest bits first, over one byte each.
pub fn unpack(packed: &[u8], bits: u32, into: &mut [u8]) {
    let width = bits as usize;
    for (number, code) in into.iter_mut().enumerate() {
        let (byte, shift) = (number * width / 8, number * width % 8);
        let next = packed.get(byte + 1).copied().unwrap_or(0);
        let pair = u16::from_le_bytes([packed[byte], next]);
        *code = (pair >> shift) as u8 & ((1 << width) - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_decodes_and_encodes_to_itself() {
        for code in 0..0x7c00_u32 {
            let value = decode::<10, 15>(code);
            assert_eq!(value, half::f16::from_bits(code as u16).to_f32());
            assert_eq!(encode::<10, 15>(value.to_bits()), code);
        }
    }

    #[test]
    fn packed_numbers_come_lowest_bits_first() {
        let mut four = [0; 4];
        unpack(&[0x21, 0x43], 4, &mut four);
        assert_eq!(four, [1, 2, 3, 4]);
        let mut six = [0; 4];
        unpack(&[0x81, 0x30, 0x10], 6, &mut six);
        assert_eq!(six, [1, 2, 3, 4]);
    }

    #[test]
    fn halves_round_as_the_half_crate_does() {
        for bits in (0..0x7f80_0000_u32).step_by(4001) {
            let expected = half::f16::from_f32(f32::from_bits(bits)).to_bits();
            let found = encode::<10, 15>(bits).min(0x7c00);
            assert_eq!(found, u32::from(expected), "{bits:x}");
        }
    }
}
