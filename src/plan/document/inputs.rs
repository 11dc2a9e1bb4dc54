//! `inputs`: the checkpoints a plan opens, each under an alias.

use super::alias::{self, Alias};
use super::findings::Findings;
use super::{Context, interpolate, steps};
use crate::error::{Error, Kind, Place, Result, Text};
use crate::syntax::{Map, Node, Value};

/// The alias of the only input, where none is given.
const ONLY: &str = "model";
/// The key of the section.
const KEY: &str = "inputs";

/// What becomes of an input without alias where there are several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unnamed {
    /// It is refused.
    Refused,
    /// It is called `model_1` where it is the first of them, and so on.
    Numbered,
}

/// A checkpoint to open.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The name its state dict goes by.
    pub alias: String,
    /// Its path as given; a leading `~` still stands there.
    pub path: String,
    /// Where it was written.
    pub place: Option<Place>,
}

/// A plan that adds checkpoints, given as `[alias::]path`, to the inputs of another.
pub(super) fn patch(paths: &[String]) -> Node {
    let written = |path: &String| {
        let place = Place::new(&Text::line(path), 0..path.len());
        Node::at(Value::Str(path.clone()), place)
    };
    Node::map([("inputs+", Node::list(paths.iter().map(written)))])
}

/// Reads the section: nothing, one path, a list, or a mapping of aliases to paths.
pub(super) fn read(
    section: Option<&Node>,
    unnamed: Unnamed,
    context: &Context,
    findings: &mut Findings,
) -> Vec<Input> {
    let entries = section.map_or_else(Vec::new, entries);
    let several = (entries.len() > 1).then_some(unnamed);
    let mut inputs: Vec<Input> = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let read = entry
            .read(index, several, context)
            .and_then(|input| unique(input, &inputs));
        let place = entry.node.place.as_ref();
        let placed = read.map_err(|error| error.at_some(place).for_key(KEY));
        if let Some((input, alias)) = findings.keep(placed) {
            if alias == Alias::Odd {
                let message = format!("the alias `{}` is unusual", input.alias);
                findings.warn(message, input.place.as_ref());
            }
            inputs.push(input);
        }
    }
    inputs
}

/// One input as written: `[alias::]path`, or a path under its alias.
struct Entry<'a> {
    alias: Option<&'a str>,
    node: &'a Node,
}

fn entries(section: &Node) -> Vec<Entry<'_>> {
    match &section.value {
        Value::Null => Vec::new(),
        Value::List(items) => items.iter().flat_map(item).collect(),
        _ => item(section),
    }
}

fn item(node: &Node) -> Vec<Entry<'_>> {
    let pairs = |map| {
        Map::iter(map).map(|(alias, entry)| Entry {
            alias: Some(alias),
            node: &entry.node,
        })
    };
    match node.as_map() {
        Some(map) => pairs(map).collect(),
        None => vec![Entry { alias: None, node }],
    }
}

impl Entry<'_> {
    /// Reads the entry, which is one of several, some maybe without alias, or the only one.
    fn read(
        &self,
        index: usize,
        several: Option<Unnamed>,
        context: &Context,
    ) -> Result<(Input, Alias)> {
        let text = self.text(context)?;
        let (alias, path) = match (self.alias, text.split_once("::")) {
            (Some(alias), _) => (alias, text.as_str()),
            (None, Some(parts)) => parts,
            (None, None) => ("", text.as_str()),
        };
        if path.is_empty() {
            return Err(fault(format!("the input `{alias}` has no path")));
        }
        let alias = match (alias, several) {
            ("", Some(Unnamed::Numbered)) => &format!("{ONLY}_{}", index + 1),
            ("", Some(Unnamed::Refused)) => {
                return Err(fault("an input needs an alias where there are several")
                    .hint(format!("write `alias::{path}`")));
            }
            ("", None) => ONLY,
            (alias, _) => alias,
        };
        let input = Input {
            alias: alias.to_owned(),
            path: path.to_owned(),
            place: self.node.place.clone(),
        };
        Ok((input, alias::check(alias)?))
    }

    fn text(&self, context: &Context) -> Result<String> {
        match &self.node.value {
            Value::Str(text) if text.is_empty() => Err(fault("an input is empty")),
            Value::Str(text) => interpolate::fill(text, context.variable),
            Value::Null => {
                let hint = steps::hole(self.node.place.as_ref());
                Err(fault("an input is missing").hint(hint))
            }
            _ => Err(fault(format!(
                "an input is a path, found {}",
                self.node.kind()
            ))),
        }
    }
}

fn unique(read: (Input, Alias), before: &[Input]) -> Result<(Input, Alias)> {
    let alias = &read.0.alias;
    let Some(first) = before.iter().find(|input| input.alias == *alias) else {
        return Ok(read);
    };
    Err(
        fault(format!("the alias `{alias}` is taken by `{}`", first.path))
            .hint("give each input an alias of its own"),
    )
}

fn fault(message: impl Into<String>) -> Error {
    Error::new(Kind::Payload, message)
}
