//! What a value says for a parameter that takes a word, a size or a topic, and what is said when it does not.

use crate::error::{Error, Kind as Fault, Place, Result, Text};
use crate::signature::{Kind, Param, scalars};
use crate::syntax::{Node, Size, Value, nearest, oly};
use crate::tensor::{Dtype, Seed, Shape};

pub(super) fn wrong_kind(param: &Param, node: &Node) -> Error {
    let found = match node.as_name().filter(|_| !is_quoted(node)) {
        Some(text) => format!("`{text}`"),
        None => node
            .place
            .as_ref()
            .map_or_else(|| node.kind().to_string(), |place| shown(node, place)),
    };
    let (name, kind) = (param.name, param.kind.words());
    let message = format!("`{name}` takes {kind}, found {found}");
    let error = Error::new(Fault::Payload, message);
    match near_choice(param, node) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None if param.kind == Kind::Count && is_quoted(node) && is_number(node) => {
            error.hint("a number stands without quotes")
        }
        None => error,
    }
}

/// Whether the user wrote quotes around a text.
fn is_quoted(node: &Node) -> bool {
    let place = node.place.as_ref();
    let quoted = |place: &Place| place.words().starts_with(['\'', '"']);
    node.as_name().is_some() && place.is_some_and(quoted)
}

/// Whether a text is the digits of a number.
fn is_number(node: &Node) -> bool {
    node.as_name()
        .is_some_and(|text| text.parse::<f64>().is_ok())
}

/// The choice that is nearest to what was given, for a parameter that takes one of a few words.
fn near_choice(param: &Param, node: &Node) -> Option<&'static str> {
    let Kind::Choice(choices) = param.kind else {
        return None;
    };
    nearest(node.as_name()?, choices.iter().copied(), 1)
        .first()
        .copied()
}

fn shown(node: &Node, place: &Place) -> String {
    match place.words() {
        words if words.len() <= 60 && !words.contains('\n') && !words.is_empty() => {
            format!("`{words}`")
        }
        _ => node.kind().to_string(),
    }
}

/// The shape of a new tensor.
pub(super) fn shape(param: &Param, node: &Node) -> Result<Shape> {
    let sizes = scalars::sizes(node).ok_or_else(|| wrong_kind(param, node))?;
    let most = Shape::MOST_ELEMENTS;
    Shape::new(sizes).ok_or_else(|| {
        let message = format!(
            "`{}` is too large: a tensor has at most {most} elements",
            param.name
        );
        Error::new(Fault::Shape, message)
    })
}

/// A dtype to make tensors of.
pub(super) fn dtype(node: &Node) -> Result<Dtype> {
    let name = dtype_name(node)?;
    match (Dtype::parse(name), Dtype::named(name)) {
        (Some(dtype), _) => Ok(dtype),
        (None, None) => Err(unknown_dtype(name, &Dtype::NAMES)),
        (None, Some(held)) => {
            let message = format!("{held} tensors can be held, but not made");
            Err(Error::new(Fault::Payload, message).hint(one_of(&Dtype::NAMES)))
        }
    }
}

/// A dtype that a tensor may have.
pub(super) fn any_dtype(node: &Node) -> Result<Dtype> {
    let name = dtype_name(node)?;
    let names = Dtype::ALL.map(Dtype::name);
    Dtype::named(name).ok_or_else(|| unknown_dtype(name, &names))
}

fn dtype_name(node: &Node) -> Result<&str> {
    let expected = || format!("expected a dtype, found {}", node.kind());
    let name = node.as_name();
    name.ok_or_else(|| Error::new(Fault::Payload, expected()))
}

fn unknown_dtype(name: &str, names: &[&'static str]) -> Error {
    let error = Error::new(Fault::Payload, format!("unknown dtype `{name}`"));
    match nearest(name, names.iter().copied(), 1).first() {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(one_of(names)),
    }
}

fn one_of(names: &[&'static str]) -> String {
    format!("dtypes are {}", names.join(", "))
}

/// What a generator of random numbers starts from.
pub(super) fn seed(param: &Param, node: &Node) -> Result<Seed> {
    let Value::Int(number) = node.value else {
        return Err(wrong_kind(param, node));
    };
    Seed::new(number).ok_or_else(|| {
        let message = format!("the seed `{number}` is out of range");
        let (least, largest) = (Seed::LEAST, Seed::LARGEST);
        Error::new(Fault::Value, message).hint(format!("seeds go from {least} to {largest}"))
    })
}

pub(super) fn size(node: &Node) -> Result<Size> {
    match &node.value {
        Value::Str(text) => Size::parse(text),
        Value::Int(number) => Err(Error::new(
            Fault::Payload,
            format!("a size needs a unit, found `{number}`"),
        )
        .hint(format!("write `{number}MB`"))),
        _ => Err(Error::new(
            Fault::Payload,
            format!("expected a size such as 512MB, found {}", node.kind()),
        )),
    }
}

/// Words inside each other, at most three: `copy`, `{ assert: equal }`, `{ try: { assert: equal } }`; the
/// last may stand as a key without value.
pub(super) fn topic(node: &Node) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut node = node;
    while words.len() < 3 {
        match &node.value {
            Value::Str(word) if !word.is_empty() => {
                words.push(word.clone());
                return Some(words);
            }
            Value::Null if !words.is_empty() => return Some(words),
            Value::Map(map) if map.len() == 1 => {
                let (word, entry) = map.first()?;
                words.push(word.clone());
                node = &entry.node;
            }
            _ => return None,
        }
    }
    node.is_null().then_some(words)
}

/// A default as it would be typed: the same parser reads it.
pub(super) fn default_node(written: &str) -> Node {
    let line = Text::line(format!("default: {written}"));
    let parsed = oly::parse(&line).ok();
    let value = parsed.and_then(|step| {
        step.as_map()
            .and_then(|map| map.first())
            .map(|(_, e)| e.node.clone())
    });
    Node {
        place: None,
        ..value.unwrap_or_else(|| Node::text(written))
    }
}
