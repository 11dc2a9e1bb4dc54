//! Numbers of people: the values of elements, and those that steps are given, exact.

use std::fmt;

/// From here on, and below its inverse, floats are written with an exponent.
const LONG: f64 = 1e16;

/// The value of one element, or a number as it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// True or false.
    Bool(bool),
    /// Any integer of up to 64 bits.
    Int(i128),
    /// Any real float of up to 64 bits.
    Float(f64),
}

impl Number {
    /// The nearest binary64; 0 or 1 for false and true.
    pub fn to_f64(self) -> f64 {
        match self {
            Number::Bool(flag) => f64::from(u8::from(flag)),
            Number::Int(value) => value as f64,
            Number::Float(value) => value,
        }
    }

    /// The integer it is; none for a broken number, an infinity and a NaN.
    pub fn whole(self) -> Option<i128> {
        match self {
            Number::Bool(flag) => Some(i128::from(flag)),
            Number::Int(value) => Some(value),
            Number::Float(value) if value.fract() == 0.0 => Some(value as i128),
            Number::Float(_) => None,
        }
    }

    /// Whether it is greater than another: of two integers exactly, else as binary64.
    pub fn exceeds(self, other: Number) -> bool {
        match (self.whole(), other.whole()) {
            (Some(one), Some(two)) => one > two,
            _ => self.to_f64() > other.to_f64(),
        }
    }

    /// Whether it is no number.
    pub fn is_nan(self) -> bool {
        self.to_f64().is_nan()
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Number::Float(value)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Bool(flag) => write!(f, "{flag}"),
            Number::Int(value) => write!(f, "{value}"),
            Number::Float(value) if (1.0 / LONG..LONG).contains(&value.abs()) => {
                write!(f, "{value}")
            }
            Number::Float(value) if *value == 0.0 || !value.is_finite() => write!(f, "{value}"),
            Number::Float(value) => write!(f, "{value:e}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_they_are_and_long_ones_short() {
        let cases = [
            (Number::Int(i128::from(u64::MAX)), "18446744073709551615"),
            (Number::Float(65510.0), "65510"),
            (Number::Float(-0.1), "-0.1"),
            (Number::Float(0.0), "0"),
            (Number::Float(1e39), "1e39"),
            (Number::Float(-2.5e-30), "-2.5e-30"),
            (Number::Float(f64::NAN), "NaN"),
            (Number::Float(f64::NEG_INFINITY), "-inf"),
            (Number::Bool(true), "true"),
        ];
        for (number, shown) in cases {
            assert_eq!(number.to_string(), shown);
        }
    }

    #[test]
    fn integers_are_compared_exactly() {
        let large = 1_i128 << 53;
        assert!(Number::Int(large + 1).exceeds(Number::Float(large as f64)));
        assert!(!Number::Int(large).exceeds(Number::Int(large)));
        assert!(Number::Float(f64::INFINITY).exceeds(Number::Int(large)));
        assert!(!Number::Float(f64::NAN).exceeds(Number::Int(0)));
        assert!(Number::Float(2.5).exceeds(Number::Bool(true)));
    }

    #[test]
    fn broken_and_endless_numbers_are_not_whole() {
        assert_eq!(Number::Float(-3.0).whole(), Some(-3));
        for value in [0.5, f64::INFINITY, f64::NAN] {
            assert_eq!(Number::Float(value).whole(), None);
        }
    }
}
