//! Floats truncated to integers, by integer steps that vectorise.
//!
//! As x86 does it: toward zero; what does not fit, and NaN, becomes the least integer.

/// A float that can be truncated.
pub(super) trait Truncate: Copy {
    /// As an `i32`.
    fn to_i32(self) -> i32;
    /// As an `i64`.
    fn to_i64(self) -> i64;
}

impl Truncate for f32 {
    #[inline(always)]
    fn to_i32(self) -> i32 {
        let bits = self.to_bits();
        // The exponent says how many bits of the fraction, its hidden one in front, are whole.
        let fraction = bits << 8 | 1 << 31;
        let exponent = bits >> 23 & 0xff;
        let whole = fraction >> 1 >> 157_u32.saturating_sub(exponent).min(31);
        let magnitude = if exponent > 157 { 1 << 31 } else { whole };
        let sign = bits as i32 >> 31;
        (magnitude as i32 ^ sign).wrapping_sub(sign)
    }

    #[inline(always)]
    fn to_i64(self) -> i64 {
        f64::from(self).to_i64()
    }
}

impl Truncate for f64 {
    #[inline(always)]
    fn to_i32(self) -> i32 {
        let whole = self.to_i64();
        let low = whole as i32;
        if i64::from(low) == whole {
            low
        } else {
            i32::MIN
        }
    }

    #[inline(always)]
    fn to_i64(self) -> i64 {
        let bits = self.to_bits();
        let fraction = bits << 11 | 1 << 63;
        let exponent = bits >> 52 & 0x7ff;
        let whole = fraction >> 1 >> 1085_u64.saturating_sub(exponent).min(63);
        let magnitude = if exponent > 1085 { 1 << 63 } else { whole };
        let sign = bits as i64 >> 63;
        (magnitude as i64 ^ sign).wrapping_sub(sign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_truncated_and_the_rest_is_the_least_integer() {
        let ends = [(1 << 31) as f32, 1e10, f32::INFINITY, f32::NAN];
        for value in ends.into_iter().flat_map(|value| [value, -value]) {
            assert_eq!(value.to_i32(), i32::MIN, "{value}");
        }
        let small = [
            0.0,
            -0.0,
            1e-45,
            0.99,
            -1.0,
            1.5,
            -2.9,
            8_388_607.5,
            2_147_483_520.0,
        ];
        for value in small {
            assert_eq!(value.to_i32(), value as i32, "{value}");
            assert_eq!(value.to_i64(), value as i64, "{value}");
        }
        let wide = [
            2_147_483_647.9,
            -2_147_483_648.9,
            4e9,
            9_223_372_036_854_774_784.0,
            -1e18,
        ];
        for value in wide {
            assert_eq!(f64::to_i64(value), value as i64, "{value}");
        }
        assert_eq!(2_147_483_647.9_f64.to_i32(), i32::MAX);
        assert_eq!((-2_147_483_648.9_f64).to_i32(), i32::MIN);
        for value in [2_147_483_648.0, 4_294_967_296.5, f64::NAN] {
            assert_eq!(value.to_i32(), i32::MIN, "{value}");
        }
        for value in [2_f64.powi(63), -1e300, f64::NEG_INFINITY, f64::NAN] {
            assert_eq!(value.to_i64(), i64::MIN, "{value}");
        }
    }

    #[test]
    fn every_exponent_is_truncated_as_the_language_does_it() {
        for exponent in 0..0x9d_u32 {
            for fraction in [0, 1, 0x2a_aaaa, 0x7f_ffff] {
                let value = f32::from_bits(exponent << 23 | fraction);
                assert_eq!(value.to_i32(), value as i32);
                assert_eq!((-value).to_i32(), -value as i32);
                let value = f64::from(value) * 2_147_483_649.0;
                assert_eq!(value.to_i64(), value as i64);
            }
        }
    }
}
