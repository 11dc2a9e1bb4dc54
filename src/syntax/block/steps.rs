//! The steps that a value of YAML stands for: one, a list of them, or those of a plan.

use crate::error::{Error, Kind, Result, Text};
use crate::syntax::yaml::Dialect;
use crate::syntax::{Entry, Map, Node, Value, oly};

/// The section of a plan that holds its steps.
pub const TRANSFORMS: &str = "transforms";

/// The steps of a value, in order.
///
/// # Errors
/// `payload` for an item that is no step, and for a plan with inputs or an output.
pub(super) fn of(node: &Node) -> Result<Vec<Node>> {
    match &node.value {
        Value::Null => Ok(Vec::new()),
        Value::List(items) => items.iter().map(step).collect(),
        Value::Map(map) if map.contains_key(TRANSFORMS) => of_plan(map),
        Value::Map(map) => map.iter().map(|(name, entry)| named(name, entry)).collect(),
        _ => step(node).map(|step| vec![step]),
    }
}

/// Whether each step has a name that is one.
pub(super) fn are_known(steps: &[Node], dialect: &Dialect) -> bool {
    let name = |step: &Node| {
        step.as_map()?
            .first()
            .map(|(name, _)| (dialect.is_step)(name))
    };
    steps.iter().all(|step| name(step) == Some(true))
}

/// The step of a line, which is no section of a plan.
///
/// # Errors
/// `payload` for a section.
pub(super) fn of_line(step: Node) -> Result<Node> {
    match step.as_map().and_then(Map::first) {
        Some((name, entry)) if section(name).is_some() => named(name, entry),
        _ => Ok(step),
    }
}

/// The steps of a plan that was pasted.
fn of_plan(plan: &Map) -> Result<Vec<Node>> {
    let mut steps = Vec::new();
    for (key, entry) in plan {
        match (key.as_str(), section(key)) {
            (TRANSFORMS, _) => steps = of(&entry.node)?,
            (_, Some(_)) if is_nothing(&entry.node) => {}
            (_, Some(hint)) => return Err(refused(key, entry, hint)),
            _ => {
                return Err(
                    Error::new(Kind::Payload, format!("a plan has no section `{key}`"))
                        .at_some(entry.key.as_ref()),
                );
            }
        }
    }
    Ok(steps)
}

fn is_nothing(node: &Node) -> bool {
    node.is_null() || node.as_list().is_some_and(<[Node]>::is_empty)
}

/// Whether this is a section of a plan and no step.
pub fn is_section(name: &str) -> bool {
    name == TRANSFORMS || section(name).is_some()
}

/// What to do instead of giving this section of a plan, if it is one.
fn section(name: &str) -> Option<&'static str> {
    match name {
        "inputs" | "input" => Some("`load: path: ..., alias: ...` opens a checkpoint here"),
        "output" => Some("`save: path: ...` writes a checkpoint here"),
        _ => None,
    }
}

fn refused(name: &str, entry: &Entry, hint: &str) -> Error {
    Error::new(
        Kind::Payload,
        format!("expected a step, found `{name}` of a plan"),
    )
    .at_some(entry.key.as_ref())
    .hint(hint)
    .hint("or run the whole plan as one step: `execute: plan.yaml`")
}

/// The step of this name, which is no section of a plan.
fn named(name: &str, entry: &Entry) -> Result<Node> {
    if let Some(hint) = section(name) {
        return Err(refused(name, entry, hint));
    }
    let map = Map::from_iter([(name.to_string(), entry.clone())]);
    Ok(Node {
        place: entry.key.clone(),
        ..Node::new(Value::Map(map))
    })
}

/// The step of an item: a name with its payload, a name alone, or a line of OLY.
fn step(item: &Node) -> Result<Node> {
    match &item.value {
        Value::Map(map) if map.len() == 1 => Ok(item.clone()),
        Value::Str(text) => {
            let step = oly::parse_lenient(&Text::line(text.as_str())).map_err(Error::from);
            step.map(|(step, _)| step)
        }
        _ => {
            let message = format!("expected a step, `name: arguments`, found {}", found(item));
            Err(Error::new(Kind::Payload, message).at_some(item.place.as_ref()))
        }
    }
}

fn found(item: &Node) -> String {
    match item.as_map() {
        Some(map) => format!("a mapping of {} keys", map.len()),
        None => item.kind().to_string(),
    }
}
