//! Integers: two's complement that wraps; conversions from floats as x86 does them.

use super::truncate::Truncate;
use super::{Bounded, Difference, Element, Product, Sum, Target};
use crate::tensor::Number;

/// How an integer type is loaded, and the wide type that holds all its values.
macro_rules! element {
    ($int:ty, $bytes:literal, $wide:ty) => {
        impl Element for $int {
            type Raw = [u8; $bytes];
            type Wide = $wide;

            #[inline(always)]
            fn load(raw: [u8; $bytes]) -> $int {
                <$int>::from_le_bytes(raw)
            }

            #[inline(always)]
            fn widen(self) -> $wide {
                <$wide>::from(self)
            }
        }
    };
}

/// How an integer type is computed; a binary64 is truncated by `$truncate`, a binary32 by `$short`, then
/// they lose their high bits.
macro_rules! computed {
    ($int:ty, $bytes:literal, $truncate:ident, $short:ident) => {
        element!($int, $bytes, i64);

        impl Target for $int {
            #[inline(always)]
            fn store(self) -> [u8; $bytes] {
                self.to_le_bytes()
            }

            #[inline(always)]
            fn from_f64(value: f64) -> $int {
                value.$truncate() as $int
            }

            #[inline(always)]
            fn from_f32(value: f32) -> $int {
                value.$short() as $int
            }

            #[inline(always)]
            fn from_i64(value: i64) -> $int {
                value as $int
            }

            #[inline(always)]
            fn from_u64(value: u64) -> $int {
                value as $int
            }
        }

        impl Sum for $int {
            #[inline(always)]
            fn plus(self, other: $int) -> $int {
                self.wrapping_add(other)
            }
        }

        impl Difference for $int {
            #[inline(always)]
            fn minus(self, other: $int) -> $int {
                self.wrapping_sub(other)
            }
        }

        impl Product for $int {
            #[inline(always)]
            fn times(self, other: $int) -> $int {
                self.wrapping_mul(other)
            }
        }

        impl Bounded for $int {
            /// Whole numbers it holds; an infinity stands for its own end.
            fn bounds(value: Number) -> bool {
                let held = |whole: i128| <$int>::try_from(whole).is_ok();
                value.to_f64().is_infinite() || value.whole().is_some_and(held)
            }

            fn bound(value: Number) -> $int {
                match value.whole().map(<$int>::try_from) {
                    Some(Ok(held)) => held,
                    _ => value.to_f64() as $int,
                }
            }

            #[inline(always)]
            fn between(self, least: $int, greatest: $int) -> $int {
                self.max(least).min(greatest)
            }
        }
    };
}

computed!(i8, 1, to_i32, to_i32);
computed!(i16, 2, to_i32, to_i32);
computed!(i32, 4, to_i32, to_i32);
computed!(i64, 8, to_i64, to_i64);
// The low byte of a binary32 beyond an i32 is 0 in an i64 too, so the short way gives the same.
computed!(u8, 1, to_i64, to_i32);
element!(u16, 2, i64);
element!(u32, 4, i64);
element!(u64, 8, u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_become_integers_as_on_x86() {
        assert_eq!(i8::from_f64(300.0), 44);
        assert_eq!(i16::from_f32(1e10), 0);
        assert_eq!(i8::from_f32(f32::NAN), 0);
        assert_eq!(i32::from_f64(2_147_483_648.0), i32::MIN);
        assert_eq!(i32::from_f64(-2_147_483_648.9), i32::MIN);
        assert_eq!(i32::from_f64(2_147_483_647.9), i32::MAX);
        assert_eq!(i64::from_f32(f32::INFINITY), i64::MIN);
        assert_eq!(i64::from_f64(-1.9), -1);
        assert_eq!(u8::from_f32(-1.5), 255);
        assert_eq!(u8::from_f64(-300.0), 212);
        assert_eq!(
            u8::from_f64(30_000_000_007.0),
            (30_000_000_007_i64 & 255) as u8
        );
        assert_eq!(u8::from_f32(f32::NAN), 0);
    }

    #[test]
    fn arithmetic_wraps() {
        assert_eq!(250_u8.plus(10), 4);
        assert_eq!(i64::MIN.minus(1), i64::MAX);
    }
}
