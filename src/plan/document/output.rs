//! `output`: what a plan writes at its end.

use super::findings::Findings;
use super::{Context, interpolate};
use crate::checkpoint::Format;
use crate::error::{Error, Kind, Place, Result};
use crate::syntax::{Map, Node, Size, Value, nearest};

/// The keys of the mapping form.
const KEYS: [&str; 4] = ["path", "format", "shard", "alias"];

/// What to write, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The path as given. It may begin with `alias::`: see [`Output::target`].
    pub path: String,
    /// The alias to write, where `alias` gives it.
    pub alias: Option<String>,
    /// The format, where it is given.
    pub format: Option<Format>,
    /// The size of shards, where it is given.
    pub shard: Option<Size>,
    /// Where the path was written.
    pub place: Option<Place>,
    /// Where the alias was written.
    pub alias_place: Option<Place>,
}

impl Output {
    /// The alias to write, if one is named, and the path. `alias::` before the path names one where
    /// `is_alias` knows it; otherwise it belongs to the path.
    pub fn target(&self, is_alias: impl Fn(&str) -> bool) -> (Option<&str>, &str) {
        match (&self.alias, self.path.split_once("::")) {
            (Some(alias), _) => (Some(alias), &self.path),
            (None, Some((alias, path))) if is_alias(alias) && !path.is_empty() => {
                (Some(alias), path)
            }
            _ => (None, &self.path),
        }
    }

    /// The section in full: a mapping of the keys that were given.
    pub fn to_node(&self) -> Node {
        let entries = [
            ("alias", self.alias.clone()),
            ("path", Some(self.path.clone())),
            ("format", self.format.map(|format| format.name().to_owned())),
            ("shard", self.shard.map(|size| size.to_string())),
        ];
        let given = entries
            .into_iter()
            .filter_map(|(key, text)| Some((key, text?)));
        Node::map(given.map(|(key, text)| (key, Node::text(text))))
    }
}

/// Reads the section: nothing, a path, or a mapping.
pub(super) fn read(
    section: Option<&Node>,
    context: &Context,
    findings: &mut Findings,
) -> Option<Output> {
    let node = section?;
    match &node.value {
        Value::Null => None,
        Value::Str(path) if path.is_empty() => None,
        Value::Map(map) if map.is_empty() => None,
        Value::Str(_) => {
            let path = findings.keep(text(node, "path", context))?;
            let place = node.place.clone();
            Some(Output {
                path,
                alias: None,
                format: None,
                shard: None,
                place,
                alias_place: None,
            })
        }
        Value::Map(map) => from_map(map, node, context, findings),
        _ => {
            let message = format!("`output` is a path or a mapping, found {}", node.kind());
            findings.fail(fault(message).at_some(node.place.as_ref()));
            None
        }
    }
}

fn from_map(map: &Map, node: &Node, context: &Context, findings: &mut Findings) -> Option<Output> {
    for (key, entry) in map.iter().filter(|(key, _)| !KEYS.contains(&key.as_str())) {
        findings.fail(unknown(key).at_some(entry.key.as_ref()));
    }
    let value = |key: &str| map.get(key).map(|entry| &entry.node);
    let given = |key| value(key).filter(|node| !node.is_null());
    let whole = map.keys().all(|key| KEYS.contains(&key.as_str()));
    if whole && given("path").is_none() {
        // A key that is unknown may be meant for it, and was told.
        findings.fail(fault("`output` needs a `path`").at_some(node.place.as_ref()));
    }
    let mut text = |key| findings.keep(text(given(key)?, key, context));
    let (path, alias, format, shard) = (text("path"), text("alias"), text("format"), text("shard"));
    let placed = |error: Error, key: &str| {
        let place = value(key).and_then(|node| node.place.as_ref());
        error.at_some(place).for_key(key)
    };
    let format = format.map(|name| read_format(&name).map_err(|error| placed(error, "format")));
    let shard = shard.map(|size| Size::parse(&size).map_err(|error| placed(error, "shard")));
    Some(Output {
        alias,
        format: format.and_then(|format| findings.keep(format)),
        shard: shard.and_then(|shard| findings.keep(shard)),
        path: path?,
        place: given("path").and_then(|node| node.place.clone()),
        alias_place: given("alias").and_then(|node| node.place.clone()),
    })
}

/// The text of a key, with variables filled in.
fn text(node: &Node, key: &str, context: &Context) -> Result<String> {
    let result = match &node.value {
        Value::Str(text) if !text.is_empty() => interpolate::fill(text, context.variable),
        Value::Str(_) => Err(fault(format!("`{key}` is empty"))),
        Value::Int(number) if key == "shard" => Err(fault(format!(
            "`shard` is a size, found the number {number}"
        ))
        .hint(format!("add a unit: `{number}MB`"))),
        _ => Err(fault(format!("`{key}` is text, found {}", node.kind()))),
    };
    result.map_err(|error| error.at_some(node.place.as_ref()).for_key(key))
}

fn read_format(name: &str) -> Result<Format> {
    Format::parse(name).ok_or_else(|| {
        fault(format!("`{name}` is not a format"))
            .hint("formats are safetensors, torch, numpy and dcp")
    })
}

fn unknown(key: &str) -> Error {
    let error = fault(format!("`output` has no key `{key}`"));
    match nearest(key, KEYS, 1).first() {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("the keys are `path`, `format`, `shard` and `alias`"),
    }
}

fn fault(message: impl Into<String>) -> Error {
    Error::new(Kind::Payload, message)
}
