//! A second opinion: what we write must read back as what was meant, by our reader and by another.

use super::source::Source;
use super::tree;
use crate::error::{Error, Kind, Place, Result, Text};
use crate::syntax::{Node, Value};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Refuses `text` unless both readers take it for `node`.
pub(super) fn check(node: &Node, text: &str) -> Result<()> {
    let line = Text::line(text);
    let (read, _) = tree::read(&Source::of(&Place::new(&line, 0..text.len())))?;
    let Other(other) = serde_yaml::from_str(text).map_err(|cause| fault(&cause.to_string()))?;
    match same(node, &read) && same(node, &other) {
        true => Ok(()),
        false => Err(fault("it reads back as another value")),
    }
}

fn fault(cause: &str) -> Error {
    Error::new(Kind::Payload, format!("this value cannot be YAML: {cause}"))
}

/// Whether two values are the same to the bit, where all NaN are one.
fn same(left: &Node, right: &Node) -> bool {
    match (&left.value, &right.value) {
        (Value::Float(left), Value::Float(right)) => same_float(*left, *right),
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same(left, right))
        }
        (Value::Map(left), Value::Map(right)) => {
            let pairs = || left.iter().zip(right);
            left.len() == right.len()
                && pairs().all(|((left, _), (right, _))| left == right)
                && pairs().all(|((_, left), (_, right))| same(&left.node, &right.node))
        }
        (left, right) => left == right,
    }
}

fn same_float(left: f64, right: f64) -> bool {
    left.to_bits() == right.to_bits() || left.is_nan() && right.is_nan()
}

/// A value as the other reader sees it.
struct Other(Node);

impl<'de> Deserialize<'de> for Other {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader).map(Other)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::new(Value::Null))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::new(Value::Bool(flag)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::new(Value::Int(number.into())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::new(Value::Int(number.into())))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Node, E> {
        Ok(Node::new(Value::Int(number)))
    }

    fn visit_u128<E: serde::de::Error>(self, number: u128) -> Result<Node, E> {
        let number = i128::try_from(number).map_err(E::custom)?;
        Ok(Node::new(Value::Int(number)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::new(Value::Float(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(Other(item)) = from.next_element()? {
            items.push(item);
        }
        Ok(Node::list(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, Other(node))) = from.next_entry::<String, Other>()? {
            entries.push((key, node));
        }
        Ok(Node::map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_difference_is_seen() {
        let node = Node::map([
            (
                "a",
                Node::list([Node::new(Value::Int(1)), Node::new(Value::Float(-0.0))]),
            ),
            ("b", Node::text("yes")),
        ]);
        check(&node, "a: [1, -0.0]\nb: 'yes'\n").unwrap();
        for text in [
            "a: [1, 0.0]\nb: 'yes'\n",
            "a: [1.0, -0.0]\nb: 'yes'\n",
            "a: [1]\nb: 'yes'\n",
            "b: 'yes'\na: [1, -0.0]\n",
            "a: [1, -0.0]\nb: no\n",
            "a: [1, -0.0]\n",
            "a: [1, -0.0",
        ] {
            check(&node, text).unwrap_err();
        }
    }
}
