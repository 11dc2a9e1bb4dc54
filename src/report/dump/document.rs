//! A tree as JSON: maps and lists, a tensor's summary as a map.

use super::Field;
use super::tree::Node;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A list with more missing entries than this is a map instead, so that no index makes it long.
const MOST_HOLES: u64 = 255;

/// The tops of a tree as one object, also where they are indices.
pub(super) fn top(nodes: &[Node]) -> Value {
    object(members(nodes))
}

fn value(node: &Node) -> Value {
    match node.fields {
        Some(fields) if node.children.is_empty() => summary(fields),
        Some(fields) => {
            let mut members = members(&node.children);
            members.insert(own_key(&members), summary(fields));
            object(members)
        }
        None => list(&node.children).unwrap_or_else(|| top(&node.children)),
    }
}

fn members(nodes: &[Node]) -> BTreeMap<String, Value> {
    let member = |node: &Node| (node.label.segment().to_owned(), value(node));
    nodes.iter().map(member).collect()
}

fn object(members: BTreeMap<String, Value>) -> Value {
    Value::Object(members.into_iter().collect::<Map<_, _>>())
}

fn summary(fields: &[(&'static str, Field)]) -> Value {
    object(
        fields
            .iter()
            .map(|(name, field)| ((*name).to_owned(), field.data()))
            .collect(),
    )
}

/// The key of the summary of a tensor that has others below it: a dot, since no segment is one. (The rest
/// of a very deep name may be: then one more.)
fn own_key(members: &BTreeMap<String, Value>) -> String {
    let mut key = ".".to_owned();
    while members.contains_key(&key) {
        key.push('.');
    }
    key
}

/// A list with null where an entry is missing; nothing if it would be long for what it holds, or if an
/// index is not in the usual form, which its place in a list could not tell.
fn list(nodes: &[Node]) -> Option<Value> {
    let indices: Option<Vec<u64>> = nodes.iter().map(|node| node.label.plain_index()).collect();
    let last = *indices.as_ref()?.last()?;
    let holes = last.checked_add(1)?.checked_sub(nodes.len() as u64)?;
    if holes > MOST_HOLES {
        return None;
    }
    let mut items: Vec<Value> = Vec::new();
    for (node, index) in nodes.iter().zip(indices?) {
        while (items.len() as u64) < index {
            items.push(Value::Null);
        }
        items.push(value(node));
    }
    Some(Value::Array(items))
}
