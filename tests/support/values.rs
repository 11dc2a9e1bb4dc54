//! Values for the laws of languages: scalars of every kind, and lists and mappings of them.

use brainsurgery::syntax::{Node, Value};
use proptest::prelude::*;

/// Values a few levels deep, whose texts and keys come from these.
pub fn node(
    text: impl Strategy<Value = String> + 'static,
    key: impl Strategy<Value = String> + Clone + 'static,
) -> impl Strategy<Value = Node> + Clone {
    scalar(text).prop_recursive(4, 24, 4, move |inner| {
        let pairs = prop::collection::vec((key.clone(), inner.clone()), 0..4);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Node::list),
            pairs.prop_map(Node::map),
        ]
    })
}

fn scalar(text: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = Node> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i128>().prop_map(Value::Int),
        any::<i16>().prop_map(|small| Value::Int(small.into())),
        any::<u64>().prop_map(|bits| Value::Float(f64::from_bits(bits))),
        any::<i16>().prop_map(|small| Value::Float(f64::from(small) / 8.0)),
        text.prop_map(Value::Str),
    ]
    .prop_map(Node::new)
}
