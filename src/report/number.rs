//! Numbers as the reference prints them: six digits in trees, shortest round trip elsewhere.

use serde_json::Value;

/// Six significant digits as C's `%.6g`: `3`, `2.33333`, `1e+06`, `1e-05`, `-0`, `nan`, `-inf`.
pub fn six_digits(number: f64) -> String {
    if !number.is_finite() {
        return word(number).to_owned();
    }
    let rounded = format!("{number:.5e}");
    let (digits, exponent) = split(&rounded);
    if !(-4..6).contains(&exponent) {
        return with_exponent(trimmed(digits), exponent);
    }
    let decimals = usize::try_from(5 - exponent).unwrap_or(0);
    trimmed(&format!("{number:.decimals$}")).to_owned()
}

/// The shortest text that reads back as the same binary64, as Python's `repr`: at least one decimal, or
/// an exponent below 1e-4 and from 1e16 on; `nan`, `inf`, `-inf`.
pub fn shortest(number: f64) -> String {
    if !number.is_finite() {
        return word(number).to_owned();
    }
    let text = format!("{number:?}");
    if !text.contains('e') {
        return text;
    }
    let (digits, exponent) = split(&text);
    with_exponent(digits, exponent)
}

/// A number as data: JSON has no words for NaN and the infinities, so they become text.
pub fn to_json(number: f64) -> Value {
    serde_json::Number::from_f64(number).map_or_else(|| word(number).into(), Value::Number)
}

/// Whether two numbers look the same at full precision: the same bits, or NaN both.
pub(super) fn are_alike(one: f64, two: f64) -> bool {
    one.to_bits() == two.to_bits() || (one.is_nan() && two.is_nan())
}

fn word(number: f64) -> &'static str {
    if number.is_nan() {
        "nan"
    } else if number > 0.0 {
        "inf"
    } else {
        "-inf"
    }
}

/// The digits and the exponent of Rust's exponent form, `1.5e-7`.
fn split(text: &str) -> (&str, i32) {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    (digits, exponent.parse().unwrap_or(0))
}

/// C and Python write a sign and at least two digits.
fn with_exponent(digits: &str, exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
}

fn trimmed(decimal: &str) -> &str {
    if !decimal.contains('.') {
        return decimal;
    }
    decimal.trim_end_matches('0').trim_end_matches('.')
}

#[cfg(test)]
mod tests;
