//! What in a payload names tensors, aliases and steps, and a payload in which they are written anew.

use super::{Kind, Payload, Signature};
use crate::syntax::{Entry, Map, Node, Value};

/// How parts of a payload are written anew.
pub struct Rewrite<'r> {
    /// A reference, a name or an alias.
    pub name: &'r dyn Fn(Kind, &Node) -> Node,
    /// A step inside the step.
    pub step: &'r dyn Fn(&Node) -> Node,
}

/// The payload with its names and the steps inside it written anew.
pub fn rewritten(
    signature: &Signature,
    payload: &Node,
    claims: &[&'static Signature],
    rewrite: &Rewrite<'_>,
) -> Node {
    match (signature.payload, &payload.value) {
        (Payload::Whole(key), _) => value(signature, key, payload, claims, rewrite),
        (_, Value::Map(keys)) => {
            let entry = |(key, entry): (&String, &Entry)| {
                let node = value(signature, key, &entry.node, claims, rewrite);
                let place = entry.key.clone();
                (key.clone(), Entry { key: place, node })
            };
            Node {
                value: Value::Map(keys.iter().map(entry).collect::<Map>()),
                ..payload.clone()
            }
        }
        (Payload::KeysOr(key), _) => value(signature, key, payload, claims, rewrite),
        _ => payload.clone(),
    }
}

fn value(
    signature: &Signature,
    key: &str,
    node: &Node,
    claims: &[&'static Signature],
    rewrite: &Rewrite<'_>,
) -> Node {
    let kind = signature.param(key).map(|param| param.kind);
    match (kind, &node.value) {
        (Some(kind @ (Kind::References(_) | Kind::Names)), Value::List(items)) => {
            each(node, items, |item| (rewrite.name)(kind, item))
        }
        (Some(kind), _) if names(kind) => (rewrite.name)(kind, node),
        (Some(Kind::Claims), Value::List(items)) => {
            each(node, items, |item| claim(item, claims, rewrite))
        }
        (Some(Kind::Claim), _) => claim(node, claims, rewrite),
        (Some(Kind::Steps), Value::List(items)) => each(node, items, rewrite.step),
        (Some(Kind::Steps), _) => (rewrite.step)(node),
        _ => node.clone(),
    }
}

/// The same list with each item written anew.
fn each(list: &Node, items: &[Node], rewrite: impl Fn(&Node) -> Node) -> Node {
    Node {
        value: Value::List(items.iter().map(rewrite).collect()),
        ..list.clone()
    }
}

/// Whether a value of this kind names tensors, or an alias.
fn names(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Reference(_)
            | Kind::Side
            | Kind::Destination(..)
            | Kind::Beside(_)
            | Kind::Name(_)
            | Kind::Alias
    )
}

/// One claim: a map of its name to its payload.
fn claim(node: &Node, claims: &[&'static Signature], rewrite: &Rewrite<'_>) -> Node {
    let Some((name, entry)) = node.as_map().and_then(Map::first) else {
        return node.clone();
    };
    match claims.iter().find(|claim| claim.name == name) {
        Some(signature) => {
            let payload = rewritten(signature, &entry.node, claims, rewrite);
            Node {
                place: node.place.clone(),
                ..Node::map([(name.as_str(), payload)])
            }
        }
        None => node.clone(),
    }
}
