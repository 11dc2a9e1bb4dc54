//! What a scalar written without quotes means: a flag, nothing, a number, or text.

use crate::syntax::Value;
use nom::branch::alt;
use nom::character::complete::{char, digit0, digit1, one_of, satisfy};
use nom::combinator::{all_consuming, opt, recognize};
use nom::{IResult, Parser};

/// The value that a bare scalar stands for. The first rule that holds decides:
///
/// 1. `true` and `false` in any case are flags;
/// 2. `null`, `Null`, `NULL` and `~` are no value;
/// 3. decimal digits without leading zeros, with an optional `-`, are a whole number if it fits `i128`;
/// 4. `.inf`, `-.inf`, `.nan` and digits with a dot or an exponent are a number if it is not too large;
/// 5. everything else is text, such as `+1`, `01`, `1_000`, `0x10`, `yes`, `nan` and `5GB`.
pub fn coerce(bare: &str) -> Value {
    word(bare)
        .or_else(|| integer(bare).map(Value::Int))
        .or_else(|| float(bare).map(Value::Float))
        .unwrap_or_else(|| Value::Str(bare.to_owned()))
}

fn word(bare: &str) -> Option<Value> {
    if bare.eq_ignore_ascii_case("true") {
        return Some(Value::Bool(true));
    }
    if bare.eq_ignore_ascii_case("false") {
        return Some(Value::Bool(false));
    }
    matches!(bare, "null" | "Null" | "NULL" | "~").then_some(Value::Null)
}

fn integer(bare: &str) -> Option<i128> {
    let digits = bare.strip_prefix('-').unwrap_or(bare);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let zero_led = digits.len() > 1 && digits.starts_with('0');
    (plain && !zero_led).then(|| bare.parse().ok()).flatten()
}

fn float(bare: &str) -> Option<f64> {
    match bare {
        ".inf" | ".Inf" | ".INF" => return Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Some(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    all_consuming(decimal).parse(bare).ok()?;
    bare.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Digits with a dot, an exponent, or both.
fn decimal(input: &str) -> IResult<&str, &str, ()> {
    let pointed = alt((
        recognize((digit1, char('.'), digit0)),
        recognize((char('.'), digit1)),
    ));
    let with_point = recognize((pointed, opt(exponent)));
    let without_point = recognize((digit1, exponent));
    recognize((opt(char('-')), alt((with_point, without_point)))).parse(input)
}

fn exponent(input: &str) -> IResult<&str, &str, ()> {
    let mark = satisfy(|c| matches!(c, 'e' | 'E'));
    recognize((mark, opt(one_of("+-")), digit1)).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_text(bare: &str) -> bool {
        coerce(bare) == Value::Str(bare.to_owned())
    }

    #[test]
    fn flags_and_null() {
        for (bare, flag) in [("true", true), ("tRuE", true), ("FALSE", false)] {
            assert_eq!(coerce(bare), Value::Bool(flag));
        }
        for bare in ["null", "Null", "NULL", "~"] {
            assert_eq!(coerce(bare), Value::Null);
        }
        for bare in ["nULL", "nil", "none", "yes", "no", "on", "off", ""] {
            assert!(is_text(bare), "{bare}");
        }
    }

    #[test]
    fn whole_numbers_fit_128_bits() {
        assert_eq!(coerce("-0"), Value::Int(0));
        assert_eq!(coerce(&i128::MIN.to_string()), Value::Int(i128::MIN));
        assert_eq!(coerce(&i128::MAX.to_string()), Value::Int(i128::MAX));
        for bare in [
            "170141183460469231731687303715884105728",
            "01",
            "-01",
            "+1",
            "--1",
            "-",
            "1_000",
            "١",
        ] {
            assert!(is_text(bare), "{bare}");
        }
    }

    #[test]
    fn numbers_have_a_point_or_an_exponent() {
        let numbers = [
            ("1.", 1.0),
            (".5", 0.5),
            ("-.5", -0.5),
            ("1e5", 1e5),
            ("01.5", 1.5),
            (".5E+3", 500.0),
        ];
        for (bare, number) in numbers {
            assert_eq!(coerce(bare), Value::Float(number), "{bare}");
        }
        assert_eq!(coerce("-.INF"), Value::Float(f64::NEG_INFINITY));
        assert!(matches!(coerce(".NaN"), Value::Float(nan) if nan.is_nan()));
        for bare in [
            "1e999", "-1e999", ".", "-.", "e5", ".e5", "1e", "1.5.2", "inf", "nan", ".iNF",
            "-.nan", "0x10", "1:30",
        ] {
            assert!(is_text(bare), "{bare}");
        }
    }

    #[test]
    fn negative_zero_keeps_its_sign() {
        assert!(matches!(coerce("-0.0"), Value::Float(zero) if zero.is_sign_negative()));
    }
}
