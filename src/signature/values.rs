//! Numbers in nested lists, from a value and back.

use crate::error::{Error, Kind, Result};
use crate::syntax::{Node, Value};
use crate::tensor::{Number, Shape, Values};

/// The numbers of a value, and the shape of its lists. Numbers stay as they were written: whole ones exact.
///
/// # Errors
/// `value` for anything but numbers and lists of one length at each depth.
pub(super) fn read(node: &Node) -> Result<Values> {
    let mut dimensions = Vec::new();
    let mut first = Some(node);
    while let Some(items) = first.and_then(Node::as_list) {
        if dimensions.len() == Shape::MOST_DIMENSIONS {
            let message = format!("lists nest at most {} deep", Shape::MOST_DIMENSIONS);
            return Err(refused(message, node));
        }
        dimensions.push(items.len() as u64);
        first = items.first();
    }
    let mut numbers = Vec::new();
    gather(node, &dimensions, &mut numbers)?;
    let values = Shape::new(dimensions).and_then(|shape| Values::new(shape, numbers));
    values.ok_or_else(|| refused("there are too many numbers".to_string(), node))
}

/// Adds the numbers of a value whose lists have these lengths.
fn gather(node: &Node, dimensions: &[u64], numbers: &mut Vec<Number>) -> Result<()> {
    match (node.as_list(), dimensions.split_first()) {
        (Some(items), Some((length, within))) if items.len() as u64 == *length => items
            .iter()
            .try_for_each(|item| gather(item, within, numbers)),
        (Some(items), Some((length, _))) => {
            let (found, expected) = (items.len(), length);
            let message = format!("the lists differ in length: {found}, expected {expected}");
            Err(refused(message, node))
        }
        (Some(_), None) => Err(refused("a list stands beside numbers".to_string(), node)),
        (None, None) => {
            numbers.push(number(node)?);
            Ok(())
        }
        (None, Some(_)) => {
            number(node)?;
            Err(refused("a number stands beside lists".to_string(), node))
        }
    }
}

fn number(node: &Node) -> Result<Number> {
    match &node.value {
        Value::Int(value) => Ok(Number::Int(*value)),
        Value::Float(value) => Ok(Number::Float(*value)),
        Value::Bool(value) => Ok(Number::Bool(*value)),
        Value::Str(text) => {
            let error = refused(format!("expected a number, found `{text}`"), node);
            match text.trim().to_ascii_lowercase().trim_start_matches('-') {
                "nan" => Err(error.hint("write `.nan`")),
                "inf" | "infinity" => Err(error.hint("write `.inf` or `-.inf`")),
                _ => Err(error),
            }
        }
        Value::Null | Value::List(_) | Value::Map(_) => {
            let message = format!("expected a number, found {}", node.kind());
            Err(refused(message, node))
        }
    }
}

fn refused(message: String, node: &Node) -> Error {
    Error::new(Kind::Value, message).at_some(node.place.as_ref())
}

/// Numbers as they would be typed.
pub(super) fn to_node(values: &Values) -> Node {
    let mut numbers = values.numbers().iter();
    nested(values.shape().dimensions(), &mut numbers)
}

fn nested<'n>(dimensions: &[u64], numbers: &mut impl Iterator<Item = &'n Number>) -> Node {
    let Some((length, within)) = dimensions.split_first() else {
        let number = numbers.next();
        return number.map_or(Node::new(Value::Null), |number| number_node(*number));
    };
    Node::list((0..*length).map(|_| nested(within, numbers)))
}

/// One number as it would be typed.
pub(super) fn number_node(number: Number) -> Node {
    Node::new(match number {
        Number::Int(value) => Value::Int(value),
        Number::Float(value) => Value::Float(value),
        Number::Bool(value) => Value::Bool(value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;
    use crate::syntax::oly;

    /// The value of a key on a line.
    fn value(written: &str) -> Node {
        let step = oly::parse(&Text::line(format!("x: values: {written}"))).expect("a line");
        let payload = step.as_map().and_then(|map| map.get("x"));
        let keys = payload.and_then(|payload| payload.node.as_map());
        let entry = keys.and_then(|keys| keys.get("values"));
        entry.expect("the key").node.clone()
    }

    #[test]
    fn numbers_keep_their_kind_and_their_nesting() {
        let read = |written| read(&value(written)).expect("numbers");
        let values = read("[[1, -2.5], [true, .nan]]");
        assert_eq!(values.shape().dimensions(), [2, 2]);
        let numbers = values.numbers();
        let expected = [Number::Int(1), Number::Float(-2.5), Number::Bool(true)];
        assert_eq!(numbers[..3], expected);
        assert!(matches!(numbers[3], Number::Float(nan) if nan.is_nan()));
        assert!(read("7").shape().dimensions().is_empty());
        assert_eq!(read("[]").shape().dimensions(), [0]);
        let large = read("[9007199254740993]");
        assert_eq!(large.numbers(), [Number::Int(9_007_199_254_740_993)]);
    }

    #[test]
    fn written_again_they_are_the_same() {
        for written in ["3", "[1, 2.5, false]", "[[[1], [2]], [[3], [4]]]", "[]"] {
            let node = value(written);
            assert_eq!(to_node(&read(&node).expect("numbers")), node);
        }
    }

    #[test]
    fn what_is_not_numbers_is_refused_in_its_place() {
        let cases = [
            (
                "[[1, 2], [3]]",
                "[3]",
                "the lists differ in length: 1, expected 2",
            ),
            ("[1, [2]]", "[2]", "a list stands beside numbers"),
            ("[[1], 2]", "2", "a number stands beside lists"),
            ("[1, a]", "a", "expected a number, found `a`"),
            ("[1, nan]", "nan", "expected a number, found `nan`"),
            ("[1, null]", "null", "expected a number, found null"),
            ("null", "null", "expected a number, found null"),
            ("{ a: 1 }", "{ a: 1 }", "expected a number, found a mapping"),
        ];
        for (written, place, message) in cases {
            let error = read(&value(written)).expect_err(written);
            assert_eq!((error.kind(), error.message()), (Kind::Value, message));
            assert_eq!(error.place().map(|place| place.words()), Some(place));
        }
        let deep = (0..65).fold(Node::new(Value::Int(1)), |node, _| Node::list([node]));
        assert_eq!(read(&deep).expect_err("too deep").kind(), Kind::Value);
    }
}
