//! Logarithm, sine and cosine in binary32, to the bit as PyTorch's vector kernels compute them.
//!
//! The polynomials are those of the Cephes library (S. Moshier, `logf`, `sinf`, `cosf`), each step one fused
//! operation. Every line is one operation that IEEE 754 defines, so all processors agree. Constants have the
//! digits that tell their binary32 number from all others.

/// The natural logarithm of a number in [2^-24, 1].
#[inline(always)]
pub(super) fn ln(value: f32) -> f32 {
    let bits = value.to_bits();
    let exponent = ((bits >> 23) as i32 - 126) as f32;
    let mantissa = f32::from_bits(bits & 0x007f_ffff | 0x3f00_0000);
    let below = mantissa < std::f32::consts::FRAC_1_SQRT_2;
    let exponent = if below { exponent - 1.0 } else { exponent };
    let less = mantissa - 1.0;
    let x = if below { less + mantissa } else { less };
    let square = x * x;
    let mut y = LN[0];
    for next in &LN[1..] {
        y = y.mul_add(x, *next);
    }
    let y = y * x;
    let y = y.mul_add(square, exponent * -2.121_944_4e-4);
    let y = (-square).mul_add(0.5, y);
    exponent.mul_add(0.693_359_4, x + y)
}

/// The polynomial of the logarithm, the highest power first.
const LN: [f32; 9] = [
    7.037_683_6e-2,
    -1.151_461e-1,
    1.167_699_84e-1,
    -1.242_014_1e-1,
    1.424_932_3e-1,
    -1.666_805_8e-1,
    2.000_071_4e-1,
    -2.499_999_4e-1,
    3.333_333e-1,
];

/// The sine and the cosine of an angle in [0, 8].
#[inline(always)]
pub(super) fn sin_cos(angle: f32) -> (f32, f32) {
    let octant = ((angle * 1.273_239_5) as i32 + 1) & !1;
    let count = octant as f32;
    let x = count.mul_add(-0.785_156_25, angle);
    let x = count.mul_add(-2.418_756_5e-4, x);
    let x = count.mul_add(-3.774_895e-8, x);
    let square = x * x;
    let even = 2.443_315_7e-5_f32.mul_add(square, -1.388_731_6e-3);
    let even = even.mul_add(square, 4.166_664_6e-2) * square;
    let even = even.mul_add(square, -(square * 0.5)) + 1.0;
    let odd = (-1.951_529_6e-4_f32).mul_add(square, 8.332_161e-3);
    let odd = odd.mul_add(square, -1.666_665_5e-1) * square;
    let odd = odd.mul_add(x, x);
    let swapped = octant & 2 != 0;
    let (sine, cosine) = if swapped { (even, odd) } else { (odd, even) };
    let sine = if octant & 4 != 0 { -sine } else { sine };
    let cosine = if (octant - 2) & 4 == 0 {
        -cosine
    } else {
        cosine
    };
    (sine, cosine)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many units of its last place `found` is away from `exact`, where that is at least 2^-20.
    fn ulps(found: f32, exact: f64) -> f64 {
        let unit =
            f64::from(f32::EPSILON) * 2_f64.powi(exact.abs().max(1e-6).log2().floor() as i32);
        (f64::from(found) - exact).abs() / unit
    }

    #[test]
    fn logarithms_are_near() {
        assert_eq!(ln(1.0), 0.0);
        for step in (1..=1 << 24).step_by(997) {
            let value = step as f32 / 16_777_216.0;
            let error = ulps(ln(value), f64::from(value).ln());
            assert!(error < 2.0, "ln({value}) is {error} units off");
        }
    }

    #[test]
    fn sines_and_cosines_are_near() {
        assert_eq!(sin_cos(0.0), (0.0, 1.0));
        for step in 0..100_000 {
            let angle = step as f32 * 6.283_185e-5;
            let (sine, cosine) = sin_cos(angle);
            let (exact_sine, exact_cosine) = f64::from(angle).sin_cos();
            assert!((f64::from(sine) - exact_sine).abs() < 1.2e-7, "{angle}");
            assert!((f64::from(cosine) - exact_cosine).abs() < 1.2e-7, "{angle}");
        }
    }
}
