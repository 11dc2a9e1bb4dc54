//! What a scalar without quotes means: YAML 1.2's core schema.

use crate::syntax::Value;

/// The value of a plain scalar. Numbers that i128 or f64 cannot hold stay text, as in OLY.
pub(super) fn resolve(text: &str) -> Value {
    match text {
        "" | "null" | "Null" | "NULL" | "~" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).unwrap_or_else(|| Value::Str(text.to_owned())),
    }
}

/// The number that `text` writes, if it writes one that fits.
fn number(text: &str) -> Option<Value> {
    if all_digits(unsigned(text)) {
        return integer(text).map(Value::Int);
    }
    let value = integer(text).map(Value::Int);
    value.or_else(|| float(text).map(Value::Float))
}

/// Whether YAML 1.1, which the Python tools read, takes these digits for another number or for text.
pub(super) fn looks_octal(text: &str) -> bool {
    let digits = unsigned(text);
    let significant = digits.trim_start_matches('0');
    digits.len() > significant.len() && significant.len() > 1 && all_digits(digits)
        || digits.starts_with('0') && matches!(significant, "8" | "9")
}

/// A whole number: decimal with an optional sign, or `0o` and `0x` without one.
pub(super) fn integer(text: &str) -> Option<i128> {
    if let Some(octal) = text.strip_prefix("0o") {
        return radix(octal, 8);
    }
    if let Some(hexadecimal) = text.strip_prefix("0x") {
        return radix(hexadecimal, 16);
    }
    if !all_digits(unsigned(text)) {
        return None;
    }
    text.parse().ok()
}

fn radix(digits: &str, radix: u32) -> Option<i128> {
    let fits = digits.starts_with(|c: char| c.is_digit(radix));
    i128::from_str_radix(digits, radix).ok().filter(|_| fits)
}

/// A number with a point, an exponent or both, or one of the names of what is no number.
pub(super) fn float(text: &str) -> Option<f64> {
    match (text, unsigned(text)) {
        (".nan" | ".NaN" | ".NAN", _) => return Some(f64::NAN),
        (_, ".inf" | ".Inf" | ".INF") if text.starts_with('-') => return Some(f64::NEG_INFINITY),
        (_, ".inf" | ".Inf" | ".INF") => return Some(f64::INFINITY),
        _ => {}
    }
    if !is_float(unsigned(text)) {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// `D+`, `D+ "." D*` or `"." D+`, then an optional exponent.
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let mantissa_fits = match mantissa.split_once('.') {
        None => all_digits(mantissa),
        Some(("", fraction)) => all_digits(fraction),
        Some((whole, "")) => all_digits(whole),
        Some((whole, fraction)) => all_digits(whole) && all_digits(fraction),
    };
    mantissa_fits && exponent.is_none_or(|exponent| all_digits(unsigned(exponent)))
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_do_not_fit_stay_text() {
        let text = |text: &str| Value::Str(text.to_owned());
        let huge = "1".repeat(60);
        for written in [
            huge.as_str(),
            "1e999",
            "-1e999",
            "0x",
            "0o8",
            "0x-1",
            "0o+1",
            "--1",
            "+",
            ".",
        ] {
            assert_eq!(resolve(written), text(written));
        }
        assert_eq!(resolve(&i128::MIN.to_string()), Value::Int(i128::MIN));
        assert_eq!(resolve("0x7f"), Value::Int(127));
        assert_eq!(resolve("0o17"), Value::Int(15));
    }

    #[test]
    fn floats_have_a_point_or_an_exponent() {
        for (written, value) in [
            ("1.", 1.0),
            (".5", 0.5),
            ("+.5", 0.5),
            ("1.e3", 1e3),
            ("-1E-2", -0.01),
        ] {
            assert_eq!(resolve(written), Value::Float(value), "{written}");
        }
        for written in [
            ".", "e5", ".e5", "1e", "1e+", "1.2.3", "infinity", "nan", "-.nan", "1 2",
        ] {
            assert_eq!(resolve(written), Value::Str(written.into()), "{written}");
        }
    }

    #[test]
    fn leading_zeros_are_told_where_readers_differ() {
        for written in ["010", "+010", "-0010", "08", "09", "0100", "018"] {
            assert!(looks_octal(written), "{written}");
        }
        for written in [
            "0", "00", "7", "007", "10", "100", "0.10", "0x10", "", "-", "01e5", "010.5",
        ] {
            assert!(!looks_octal(written), "{written}");
        }
    }
}
