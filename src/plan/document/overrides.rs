//! `key=value`: one value of a plan, set from outside.

mod path;

use super::merge;
use crate::error::{Error, Kind, Place, Result, Text};
use crate::syntax::yaml::{self, Dialect};
use crate::syntax::{Entry, Map, Node, Value, Warning};
use path::Part;
use std::sync::Arc;

/// Where to set which value.
pub(super) struct Override {
    path: Vec<(Part, Place)>,
    value: Node,
}

impl Override {
    /// Reads `path=value`. The value is a scalar, a list in brackets or a mapping in braces; quotes
    /// make it text, and nothing is the empty text.
    pub(super) fn parse(text: &Arc<Text>, dialect: &Dialect) -> Result<(Self, Vec<Warning>)> {
        let content = text.content();
        let Some(sign) = content.find('=') else {
            let message = format!("`{content}` is neither a file nor `key=value`");
            let place = Place::new(text, 0..content.len());
            return Err(Error::new(Kind::Payload, message).at(&place));
        };
        let path = path::parse(&Place::new(text, 0..sign))?;
        let place = Place::new(text, sign + 1..content.len());
        let (value, warnings) = yaml::parse_value(&place, dialect)?;
        Ok((Override { path, value }, warnings))
    }

    /// Sets the value, which replaces what stood there; behind `name+` and `+name` it is added to it. Mappings
    /// and lists on the way are made where they are missing, and lists filled up with nulls.
    pub(super) fn apply(mut self, root: Node) -> Node {
        let side = self.path.last_mut().and_then(|(part, _)| part.extends());
        let value = self.value;
        set(root, self.path.into_iter(), |mut node| match side {
            None => value,
            Some(side) => {
                merge::extend(&mut node, value, side);
                node
            }
        })
    }
}

/// `node` with what `end` makes of the value behind `path`, whose length is bounded.
fn set(
    node: Node,
    mut path: impl Iterator<Item = (Part, Place)>,
    end: impl FnOnce(Node) -> Node,
) -> Node {
    let place = node.place.clone();
    match path.next() {
        None => end(node),
        Some((Part::Key(name), key)) => {
            let (mut map, place) = match node.value {
                Value::Map(map) => (map, place),
                _ => (Map::new(), Some(key.clone())),
            };
            let nothing = || Entry {
                key: Some(key),
                node: Node::new(Value::Null),
            };
            let entry = map.entry(name).or_insert_with(nothing);
            entry.node = set(take(&mut entry.node), path, end);
            Node {
                place,
                ..Node::new(Value::Map(map))
            }
        }
        Some((Part::Index(index), here)) => {
            let mut items = merge::items(node);
            items.resize(items.len().max(index + 1), Node::at(Value::Null, here));
            items[index] = set(take(&mut items[index]), path, end);
            Node {
                place,
                ..Node::list(items)
            }
        }
    }
}

fn take(node: &mut Node) -> Node {
    std::mem::replace(node, Node::new(Value::Null))
}

#[cfg(test)]
mod tests;
