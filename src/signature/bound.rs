//! Bound values: what a parameter may hold once it has been checked, and how it would be typed.

use super::{Call, values};
use crate::syntax::{Node, Reference, Size, Value};
use crate::tensor::{Dtype, Number, Seed, Shape, Values};

/// A value that has been checked against its [`super::Kind`].
#[derive(Clone, Debug)]
pub(super) enum Bound {
    Reference(Reference),
    References(Vec<Reference>),
    Number(f64),
    Exact(Number),
    Integer(i64),
    Flag(bool),
    Text(String),
    Dtype(Dtype),
    Choice(&'static str),
    Shape(Shape),
    Integers(Vec<i64>),
    Seed(Seed),
    Values(Values),
    Size(Size),
    Claim(Box<Call>),
    Claims(Vec<Call>),
    Topic(Vec<String>),
    Steps(Node),
}

impl Bound {
    /// The value as it would be typed in full.
    pub fn to_node(&self) -> Node {
        let integer = |value: i64| Node::new(Value::Int(i128::from(value)));
        match self {
            Bound::Reference(reference) => reference.to_node(),
            Bound::References(references) => Node::list(references.iter().map(Reference::to_node)),
            Bound::Number(number) => Node::new(Value::Float(*number)),
            Bound::Exact(number) => values::number_node(*number),
            Bound::Integer(value) => integer(*value),
            Bound::Flag(flag) => Node::new(Value::Bool(*flag)),
            Bound::Text(text) => Node::text(text),
            Bound::Dtype(dtype) => Node::text(dtype.name()),
            Bound::Choice(word) => Node::text(*word),
            Bound::Shape(shape) => Node::list(
                shape
                    .dimensions()
                    .iter()
                    .map(|size| Node::new(Value::Int(i128::from(*size)))),
            ),
            Bound::Integers(integers) => Node::list(integers.iter().map(|value| integer(*value))),
            Bound::Seed(seed) => Node::new(Value::Int(seed.number())),
            Bound::Values(values) => values::to_node(values),
            Bound::Size(size) => Node::text(size.to_string()),
            Bound::Claim(call) => call.to_node(),
            Bound::Claims(calls) => Node::list(calls.iter().map(Call::to_node)),
            Bound::Topic(words) => topic_node(words),
            Bound::Steps(steps) => steps.clone(),
        }
    }
}

fn topic_node(words: &[String]) -> Node {
    match words {
        [] => Node::empty(),
        [word] => Node::text(word),
        [word, inside @ ..] => Node::map([(word.as_str(), topic_node(inside))]),
    }
}
