//! One field of a summary: a shape, a number, a text, or all values of a tensor.

use super::Values;
use crate::report::{number, visible};
use serde_json::{Value, json};

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// A shape: `[2, 3]`, `[]` for a single element.
    Shape(Vec<u64>),
    /// A statistic: six digits in a tree, exact in JSON.
    Number(f64),
    /// A statistic of nothing: `None` in a tree, null in JSON.
    Null,
    /// A word, such as a dtype.
    Text(String),
    /// A count.
    Count(u64),
    /// Several counts.
    Counts(Vec<u64>),
    /// The elements, nested as the shape says.
    Values(Values),
}

impl Field {
    /// The field as a drawn tree shows it.
    pub(super) fn text(&self) -> String {
        match self {
            Field::Shape(numbers) | Field::Counts(numbers) => format!("{numbers:?}"),
            Field::Number(number) => number::six_digits(*number),
            Field::Null => "None".to_owned(),
            Field::Text(text) => visible(text).into_owned(),
            Field::Count(count) => count.to_string(),
            Field::Values(values) => values.text(),
        }
    }

    /// The field as data.
    pub(super) fn data(&self) -> Value {
        match self {
            Field::Shape(numbers) | Field::Counts(numbers) => json!(numbers),
            Field::Number(number) => number::to_json(*number),
            Field::Null => Value::Null,
            Field::Text(text) => json!(text),
            Field::Count(count) => json!(count),
            Field::Values(values) => values.data(),
        }
    }

    /// Whether both show the same at full precision. NaN is like NaN, zero is unlike minus zero.
    pub(super) fn is_like(&self, other: &Field) -> bool {
        match (self, other) {
            (Field::Number(one), Field::Number(two)) => number::are_alike(*one, *two),
            (Field::Values(one), Field::Values(two)) => one.is_like(two),
            _ => self == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::dump::Elements;

    #[test]
    fn fields_in_trees_and_as_data() {
        let cases = [
            (Field::Shape(vec![2, 3]), "[2, 3]", json!([2, 3])),
            (Field::Shape(vec![]), "[]", json!([])),
            (Field::Counts(vec![1, 0]), "[1, 0]", json!([1, 0])),
            (Field::Number(7.0 / 3.0), "2.33333", json!(7.0 / 3.0)),
            (Field::Number(f64::NAN), "nan", json!("nan")),
            (Field::Null, "None", json!(null)),
            (Field::Text("cpu\n".into()), "cpu\\n", json!("cpu\n")),
            (
                Field::Count(u64::MAX),
                "18446744073709551615",
                json!(u64::MAX),
            ),
        ];
        for (field, text, data) in cases {
            assert_eq!((field.text().as_str(), field.data()), (text, data));
        }
    }

    #[test]
    fn fields_are_alike_when_they_show_the_same() {
        let values = |number| {
            Field::Values(Values {
                shape: vec![1],
                elements: Elements::Floats(vec![number]),
            })
        };
        assert!(Field::Number(f64::NAN).is_like(&Field::Number(-f64::NAN)));
        assert!(!Field::Number(0.0).is_like(&Field::Number(-0.0)));
        assert!(!Field::Number(1.0).is_like(&Field::Number(1.000_000_1)));
        assert!(!Field::Number(1.0).is_like(&Field::Count(1)));
        assert!(values(f64::NAN).is_like(&values(f64::NAN)));
        assert!(!values(0.0).is_like(&values(-0.0)));
    }
}
