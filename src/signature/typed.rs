//! A payload as it was typed, with names kept as text: `[h, 010, w]` names a segment `010`, not 10.

use super::named::{Rewrite, rewritten};
use super::{Kind, Signature};
use crate::syntax::{Node, Value};

/// The payload with every name written as text, so that printing it loses nothing.
pub fn typed(signature: &Signature, payload: &Node, claims: &[&'static Signature]) -> Node {
    let rewrite = Rewrite {
        name: &|_: Kind, node: &Node| reference(node),
        step: &Node::clone,
    };
    rewritten(signature, payload, claims, &rewrite)
}

/// A reference, which may be a list of tokens.
fn reference(node: &Node) -> Node {
    match &node.value {
        Value::List(items) => Node {
            value: Value::List(items.iter().map(name).collect()),
            ..node.clone()
        },
        _ => name(node),
    }
}

/// A scalar as the text it was written as.
fn name(node: &Node) -> Node {
    match (&node.value, node.as_name()) {
        (Value::Null | Value::Str(_), _) | (_, None) => node.clone(),
        (_, Some(text)) => Node {
            place: node.place.clone(),
            ..Node::text(text)
        },
    }
}
