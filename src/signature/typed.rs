//! A payload as it was typed, with names kept as text: `[h, 010, w]` names a segment `010`, not 10.

use super::{Kind, Payload, Signature};
use crate::syntax::{Entry, Map, Node, Value};

/// The payload with every name written as text, so that printing it loses nothing.
pub fn typed(signature: &Signature, payload: &Node, claims: &[&'static Signature]) -> Node {
    match (signature.payload, &payload.value) {
        (Payload::Whole(key), _) => value(signature, key, payload, claims),
        (_, Value::Map(keys)) => {
            let entry = |(key, entry): (&String, &Entry)| {
                let node = value(signature, key, &entry.node, claims);
                (
                    key.clone(),
                    Entry {
                        key: entry.key.clone(),
                        node,
                    },
                )
            };
            Node {
                value: Value::Map(keys.iter().map(entry).collect::<Map>()),
                ..payload.clone()
            }
        }
        (Payload::KeysOr(key), _) => value(signature, key, payload, claims),
        _ => payload.clone(),
    }
}

fn value(signature: &Signature, key: &str, node: &Node, claims: &[&'static Signature]) -> Node {
    match (signature.param(key).map(|param| param.kind), &node.value) {
        (Some(Kind::References(_) | Kind::Names), Value::List(items)) => Node {
            value: Value::List(items.iter().map(reference).collect()),
            ..node.clone()
        },
        (Some(kind), _) if names(kind) => reference(node),
        (Some(Kind::Claims), Value::List(items)) => {
            let items = items.iter().map(|item| claim(item, claims)).collect();
            Node {
                value: Value::List(items),
                ..node.clone()
            }
        }
        (Some(Kind::Claim), _) => claim(node, claims),
        _ => node.clone(),
    }
}

/// Whether a value of this kind names tensors.
fn names(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Reference(_) | Kind::Side | Kind::Destination(..) | Kind::Beside(_) | Kind::Name(_)
    )
}

/// One claim: a map of its name to its payload.
fn claim(node: &Node, claims: &[&'static Signature]) -> Node {
    let Some((name, entry)) = node.as_map().and_then(Map::first) else {
        return node.clone();
    };
    match claims.iter().find(|claim| claim.name == name) {
        Some(signature) => {
            let payload = typed(signature, &entry.node, claims);
            Node {
                place: node.place.clone(),
                ..Node::map([(name.as_str(), payload)])
            }
        }
        None => node.clone(),
    }
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
