//! Numbers, flags and words as parameters take them from a value.

use crate::syntax::{Node, Value};
use crate::tensor::Number;

/// A binary64 number: numbers, flags as 0 and 1, and text that Python's `float()` reads.
pub(super) fn number(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Int(int) => Some(*int as f64),
        Value::Float(float) => Some(*float),
        Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
        Value::Str(text) => number_in_words(text),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// As [`number`], whole numbers exact.
pub(super) fn exact(node: &Node) -> Option<Number> {
    let whole = match &node.value {
        Value::Int(int) => Some(*int),
        Value::Bool(flag) => Some(i128::from(*flag)),
        Value::Str(text) => without_underscores(text.trim()).and_then(|text| text.parse().ok()),
        _ => None,
    };
    match whole {
        Some(whole) => Some(Number::Int(whole)),
        None => number(node).map(Number::Float),
    }
}

/// A number in text, with single underscores between digits; `inf`, `infinity` and `nan` in any case.
fn number_in_words(text: &str) -> Option<f64> {
    let text = text.trim();
    let unsigned = text.trim_start_matches(['+', '-']);
    let digits_first = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let words = ["inf", "infinity", "nan", ".inf", ".nan"];
    if !digits_first && !words.contains(&unsigned.to_ascii_lowercase().as_str()) {
        return None;
    }
    without_underscores(text)?
        .trim_matches('_')
        .replace(".inf", "inf")
        .replace(".nan", "nan")
        .parse()
        .ok()
}

fn without_underscores(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| characters.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let between = |at: usize| digit(at.checked_sub(1)) && digit(at.checked_add(1));
    let lone = characters
        .iter()
        .enumerate()
        .any(|(at, c)| *c == '_' && !between(at));
    (!lone).then(|| characters.into_iter().filter(|c| *c != '_').collect())
}

/// A number that is at least 0, written as a number.
pub(super) fn tolerance(node: &Node) -> Option<f64> {
    let value = match node.value {
        Value::Int(int) => int as f64,
        Value::Float(float) => float,
        _ => return None,
    };
    (value >= 0.0).then_some(value)
}

/// A whole number that fits 64 bits.
pub(super) fn integer(node: &Node) -> Option<i64> {
    match node.value {
        Value::Int(int) => i64::try_from(int).ok(),
        _ => None,
    }
}

/// A whole number that is at least 1, in any form a number may have.
pub(super) fn positive(node: &Node) -> Option<i64> {
    let whole = |value: &f64| *value >= 1.0 && value.fract() == 0.0;
    integer(node)
        .or_else(|| number(node).filter(whole).map(|value| value as i64))
        .filter(|value| *value > 0)
}

/// Whole numbers in a list.
pub(super) fn integers(node: &Node) -> Option<Vec<i64>> {
    node.as_list()?.iter().map(integer).collect()
}

/// The sizes of a new tensor's dimensions, each at least 1, at least one of them.
pub(super) fn sizes(node: &Node) -> Option<Vec<u64>> {
    let sizes = positives(node)?.into_iter();
    sizes.map(|size| u64::try_from(size).ok()).collect()
}

/// Whole numbers in a list, each at least 1, at least one of them.
pub(super) fn positives(node: &Node) -> Option<Vec<i64>> {
    let positive = |sizes: &Vec<i64>| !sizes.is_empty() && sizes.iter().all(|size| *size > 0);
    integers(node).filter(positive)
}

/// Sizes of dimensions, each at least 1, at least one of them; one may be -1.
pub(super) fn open_shape(node: &Node) -> Option<Vec<i64>> {
    let sizes = integers(node).filter(|sizes| !sizes.is_empty())?;
    let open = sizes.iter().filter(|size| **size == -1).count();
    let said = sizes.iter().filter(|size| **size > 0).count();
    (open < 2 && open + said == sizes.len()).then_some(sizes)
}

/// A flag: true or false, or one of the words for it in any case; never a number.
pub(super) fn flag(node: &Node) -> Option<bool> {
    match &node.value {
        Value::Bool(flag) => Some(*flag),
        Value::Str(word) => match word.trim().to_ascii_lowercase().as_str() {
            "true" | "t" | "yes" | "on" => Some(true),
            "false" | "f" | "no" | "off" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Text that is not empty.
pub(super) fn text(node: &Node) -> Option<String> {
    match &node.value {
        Value::Str(text) if !text.is_empty() => Some(text.clone()),
        _ => None,
    }
}

/// The number of a step, as its digits, or `now`.
pub(super) fn moment(node: &Node) -> Option<String> {
    match &node.value {
        Value::Int(step) if *step >= 0 => Some(step.to_string()),
        Value::Str(word) if word == "now" => Some(word.clone()),
        _ => None,
    }
}

/// One of `words`, trimmed, in any case.
pub(super) fn choice(node: &Node, words: &'static [&'static str]) -> Option<&'static str> {
    let Value::Str(text) = &node.value else {
        return None;
    };
    words
        .iter()
        .find(|word| word.eq_ignore_ascii_case(text.trim()))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<f64> {
        number(&Node::text(text))
    }

    #[test]
    fn numbers_in_text_are_read_as_python_reads_them() {
        assert_eq!(read("0.5"), Some(0.5));
        assert_eq!(read(" 1e3 "), Some(1000.0));
        assert_eq!(read("1_000"), Some(1000.0));
        assert_eq!(read("-Infinity"), Some(f64::NEG_INFINITY));
        assert!(read("nan").is_some_and(f64::is_nan));
        for wrong in ["", "_1", "1_", "1__0", "x", "0x10", "1e", "--1"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn whole_numbers_are_exact_however_they_are_written() {
        let large = (1_i128 << 53) + 1;
        assert_eq!(
            exact(&Node::new(Value::Int(large))),
            Some(Number::Int(large))
        );
        for text in ["9007199254740993", " 9_007_199_254_740_993 "] {
            assert_eq!(exact(&Node::text(text)), Some(Number::Int(large)), "{text}");
        }
        let broken = |text| exact(&Node::text(text));
        assert_eq!(broken("1e3"), Some(Number::Float(1000.0)));
        assert_eq!(broken("-inf"), Some(Number::Float(f64::NEG_INFINITY)));
        assert_eq!((broken("_1"), broken("low")), (None, None));
        assert_eq!(exact(&Node::new(Value::Null)), None);
    }

    #[test]
    fn whole_numbers_of_at_least_one_come_in_any_form() {
        for (text, expected) in [("2", 2), ("2.0", 2), ("1e3", 1000)] {
            assert_eq!(positive(&Node::text(text)), Some(expected), "{text}");
        }
        for wrong in ["0", "-1", "2.5", "nan", "inf", "low", "0.9"] {
            assert_eq!(positive(&Node::text(wrong)), None, "{wrong}");
        }
        let int = |value| positive(&Node::new(Value::Int(value)));
        assert_eq!((int(7), int(0)), (Some(7), None));
    }

    #[test]
    fn flags_take_words_but_no_numbers() {
        assert_eq!(flag(&Node::text("Yes")), Some(true));
        assert_eq!(flag(&Node::text("off")), Some(false));
        assert_eq!(flag(&Node::new(Value::Int(1))), None);
    }

    #[test]
    fn tolerances_are_numbers_of_at_least_zero() {
        assert_eq!(tolerance(&Node::new(Value::Int(0))), Some(0.0));
        for wrong in [
            Value::Float(-0.1),
            Value::Float(f64::NAN),
            Value::Bool(true),
        ] {
            assert_eq!(tolerance(&Node::new(wrong)), None);
        }
    }

    #[test]
    fn shapes_have_sizes_of_at_least_one() {
        let list = |sizes: &[i128]| Node::list(sizes.iter().map(|s| Node::new(Value::Int(*s))));
        assert_eq!(sizes(&list(&[2, 3])), Some(vec![2, 3]));
        assert_eq!(sizes(&list(&[])), None);
        assert_eq!(sizes(&list(&[2, 0])), None);
        assert_eq!(open_shape(&list(&[-1, 3])), Some(vec![-1, 3]));
        for wrong in [&[][..], &[0], &[-2, 3], &[-1, -1], &[-1, 0]] {
            assert_eq!(open_shape(&list(wrong)), None, "{wrong:?}");
        }
    }
}
