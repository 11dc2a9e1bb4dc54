//! A mapping while it is read: keys are text, stand once, and `<<` takes over other mappings.

use super::source::Link;
use crate::error::{Error, Kind, Place, Result};
use crate::syntax::{Entry, Map, Node, Value};

/// The key that stands for all keys of the mapping behind it.
const MERGE: &str = "<<";

/// The entries read so far.
#[derive(Default)]
pub(super) struct Mapping {
    map: Map,
    merged: Vec<Node>,
    key: Option<Key>,
}

struct Key {
    name: String,
    place: Option<Place>,
    merges: bool,
    /// Further keys around its value, the outermost first.
    links: Vec<Link>,
}

impl Mapping {
    /// Takes the next value of the mapping: keys and their values by turns. `links` are further keys
    /// around the value, if this is a key.
    pub(super) fn take(&mut self, node: Node, links: &[Link]) -> Result<()> {
        match self.key.take() {
            None => self.key = Some(self.read_key(node, links)?),
            Some(key) if key.merges => self.merged.push(node),
            Some(key) => {
                let entry = Entry {
                    key: key.place,
                    node: inside(key.links, node),
                };
                self.map.insert(key.name, entry);
            }
        }
        Ok(())
    }

    /// Where the key stands whose value comes next.
    pub(super) fn key_place(&self) -> Option<&Place> {
        self.key.as_ref()?.place.as_ref()
    }

    /// How many further keys stand around the value that comes next.
    pub(super) fn links(&self) -> usize {
        self.key.as_ref().map_or(0, |key| key.links.len())
    }

    fn read_key(&self, node: Node, links: &[Link]) -> Result<Key> {
        let Some(name) = node.as_name() else {
            let message = format!("a key must be text, found {}", node.kind());
            return Err(Error::new(Kind::Payload, message).at_some(node.place.as_ref()));
        };
        if let Some(first) = self.map.get(name) {
            return Err(duplicate(name, first.key.as_ref()).at_some(node.place.as_ref()));
        }
        Ok(Key {
            merges: name == MERGE && node.lexeme.is_some(),
            name: name.to_owned(),
            place: node.place,
            links: links.to_vec(),
        })
    }

    /// The mapping: what was merged first, where nearer keys win over merged ones.
    pub(super) fn finish(self) -> Result<Map> {
        if self.merged.is_empty() {
            return Ok(self.map);
        }
        let mut whole = Map::new();
        for node in self.merged {
            for map in merged_maps(node)? {
                for (name, entry) in map {
                    whole.entry(name).or_insert(entry);
                }
            }
        }
        whole.extend(self.map);
        Ok(whole)
    }
}

/// A value inside the keys of `links`.
fn inside(links: Vec<Link>, node: Node) -> Node {
    links.into_iter().rfold(node, |node, link| {
        let place = link.place.clone();
        let key = Some(link.place);
        Node::at(
            Value::Map(Map::from([(link.name, Entry { key, node })])),
            place,
        )
    })
}

fn duplicate(name: &str, first: Option<&Place>) -> Error {
    let message = match first.map(Place::line_and_column) {
        Some((line, column)) => {
            format!("duplicate key `{name}`, first at line {line}, column {column}")
        }
        None => format!("duplicate key `{name}`"),
    };
    Error::new(Kind::Payload, message).hint("each key may stand once in a mapping")
}

/// The mappings behind one `<<`.
fn merged_maps(node: Node) -> Result<Vec<Map>> {
    let place = node.place;
    let items = match node.value {
        Value::List(items) => items.into_iter().map(|item| item.value).collect(),
        other => vec![other],
    };
    let map = |value| match value {
        Value::Map(map) => Ok(map),
        _ => Err(
            Error::new(Kind::Payload, "`<<` takes a mapping or a list of mappings")
                .at_some(place.as_ref()),
        ),
    };
    items.into_iter().map(map).collect()
}
