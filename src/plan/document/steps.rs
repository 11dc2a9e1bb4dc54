//! `transforms`: items in all their forms, each brought to a mapping of one name to its payload.

use super::findings::Findings;
use super::{Context, interpolate};
use crate::error::{Error, Kind, Place, Result, Text};
use crate::syntax::oly::{self, Commas};
use crate::syntax::{Entry, Map, Node, Value, Warning};
use crate::transforms::{self, Transform};

/// The key of payloads in which variables are filled in.
const PATH: &str = "path";

/// Reads every item; errors say which by its index.
pub(super) fn read(items: &[Node], context: &Context, findings: &mut Findings) -> Vec<Node> {
    let mut steps = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 && item.is_null() && items[index - 1] == *item {
            // An index far behind the last step leaves many holes, and is one mistake.
            continue;
        }
        let read = step(item).and_then(|(step, warnings)| Ok((filled(step, context)?, warnings)));
        let placed = read.map_err(|error| error.at_some(item.place.as_ref()).in_step(index));
        steps.extend(findings.read(placed));
    }
    steps
}

/// One item: a mapping of one key, or a line of OLY, which a bare name is too.
fn step(item: &Node) -> Result<(Node, Vec<Warning>)> {
    match &item.value {
        Value::Str(text) => Ok(oly::parse_place(&line(item, text), Commas::Forgiven)?),
        Value::Map(map) => match map.first() {
            Some((name, entry)) if map.len() == 1 => {
                Ok((with_payload(item, name, entry), Vec::new()))
            }
            Some((first, _)) => Err(crowded(first, map)),
            None => Err(fault("a step needs a name, found an empty mapping")),
        },
        Value::Null => Err(fault("a step is missing").hint(hole(item.place.as_ref()))),
        _ => Err(fault(format!(
            "a step is a name or a mapping, found {}",
            item.kind()
        ))
        .hint("write `- name: { key: value }`")),
    }
}

/// What to do about an item that is nothing: files hold it, overrides leave it.
pub(super) fn hole(place: Option<&Place>) -> &'static str {
    match place.is_some_and(|place| place.text().name().is_some()) {
        true => "write it, or take its place in the list away",
        false => "an override names a later one",
    }
}

/// Where the text of an item stands without its quotes, or the text itself where it was escaped.
fn line(item: &Node, text: &str) -> Place {
    let whole = || Place::new(&Text::line(text), 0..text.len());
    let Some(place) = &item.place else {
        return whole();
    };
    let bare = [0, 1].map(|quote| {
        let range = place.range();
        Place::new(
            place.text(),
            range.start + quote..range.end.saturating_sub(quote),
        )
    });
    bare.into_iter()
        .find(|place| place.words() == text)
        .unwrap_or_else(whole)
}

/// The step with the empty mapping for a payload that is null.
fn with_payload(item: &Node, name: &str, entry: &Entry) -> Node {
    if !entry.node.is_null() {
        return item.clone();
    }
    let node = Node {
        place: entry.node.place.clone(),
        ..Node::empty()
    };
    let entry = Entry {
        key: entry.key.clone(),
        node,
    };
    Node {
        value: Value::Map(Map::from([(name.to_owned(), entry)])),
        ..item.clone()
    }
}

/// Several names in one item, which merging two files gives as well as a missing dash or indentation.
fn crowded(first: &str, map: &Map) -> Error {
    let second = map.get_index(1).map_or("", |(name, _)| name);
    let texts = map
        .values()
        .filter_map(|entry| Some(entry.key.as_ref()?.text()));
    let mut texts = texts.collect::<Vec<_>>();
    texts.dedup();
    let takes = |verb: &Transform| verb.signature.param(second).is_some();
    let hint = match texts.len() > 1 {
        true => "merged files meet item by item; `transforms+` adds steps at the end".to_owned(),
        false if transforms::find(first).is_some_and(takes) => {
            format!("`{second}` belongs to `{first}`: indent it further")
        }
        false => format!("begin each with a dash: `- {second}:`"),
    };
    let error = fault(format!(
        "an item is one step, found `{first}` and `{second}`"
    ))
    .hint(hint);
    let place = map.get_index(1).and_then(|(_, entry)| entry.key.as_ref());
    error.at_some(place)
}

/// The step with the variables in its `path` filled in.
fn filled(mut step: Node, context: &Context) -> Result<Node> {
    let Value::Map(map) = &mut step.value else {
        return Ok(step);
    };
    for (_, entry) in map.iter_mut() {
        if let Value::Map(payload) = &mut entry.node.value
            && let Some(entry) = payload.get_mut(PATH)
            && let Value::Str(path) = &mut entry.node.value
        {
            let filled = interpolate::fill(path, context.variable);
            *path =
                filled.map_err(|error| error.at_some(entry.node.place.as_ref()).for_key(PATH))?;
        }
    }
    Ok(step)
}

fn fault(message: impl Into<String>) -> Error {
    Error::new(Kind::Payload, message)
}
