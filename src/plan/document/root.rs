//! The top of a plan: which keys it may have, and the forms in which they are left out.

use super::findings::Findings;
use crate::error::{Error, Kind, Result};
use crate::syntax::yaml::Dialect;
use crate::syntax::{Entry, Map, Node, Value, nearest};

/// The keys of a plan.
const KEYS: [&str; 3] = ["inputs", "transforms", "output"];
/// A key that is taken for `inputs`.
const INPUT: &str = "input";

/// The root as a mapping: nothing is the empty plan, a list is its `transforms`, and `input` is
/// `inputs`.
pub(super) fn mapping(root: Node) -> Result<Node> {
    let Node {
        value,
        place,
        lexeme,
    } = root;
    let map = match value {
        Value::Null => Map::new(),
        Value::Map(map) => rename_input(map)?,
        Value::List(_) => {
            let node = Node {
                value,
                place: place.clone(),
                lexeme: None,
            };
            Map::from([("transforms".to_owned(), Entry { key: None, node })])
        }
        other => {
            let message = format!("a plan is a mapping, found {}", Node::new(other).kind());
            return Err(Error::new(Kind::Payload, message)
                .at_some(place.as_ref())
                .hint("begin with `inputs:`, `transforms:` or `output:`"));
        }
    };
    Ok(Node {
        value: Value::Map(map),
        place,
        lexeme,
    })
}

fn rename_input(map: Map) -> Result<Map> {
    if let (Some(entry), true) = (map.get(INPUT), map.contains_key(KEYS[0])) {
        let message = "`input` and `inputs` are the same; give one of them";
        return Err(Error::new(Kind::Payload, message).at_some(entry.key.as_ref()));
    }
    let rename = |(name, entry)| match name {
        name if name == INPUT => (KEYS[0].to_owned(), entry),
        name => (name, entry),
    };
    Ok(map.into_iter().map(rename).collect())
}

/// The parts of a plan, each as written.
pub(super) struct Sections<'a> {
    pub(super) inputs: Option<&'a Node>,
    /// The items of `transforms`.
    pub(super) steps: Vec<Node>,
    pub(super) output: Option<&'a Node>,
}

impl<'a> Sections<'a> {
    /// Takes a plan apart. Steps at the top are taken for `transforms` where there is none.
    pub(super) fn of(root: &'a Node, dialect: &Dialect, findings: &mut Findings) -> Self {
        let section = |name: &str| root.as_map().and_then(|map| Some(&map.get(name)?.node));
        let mut steps = items(section(KEYS[1]));
        let others = root.as_map().into_iter().flatten();
        for (name, entry) in others.filter(|(name, _)| !KEYS.contains(&name.as_str())) {
            let is_step = (dialect.is_step)(name);
            if !is_step || dialect.strict || section(KEYS[1]).is_some() {
                findings.fail(unknown(name, is_step).at_some(entry.key.as_ref()));
                continue;
            }
            let message = format!("`{name}` at the top is read as a step of `transforms`");
            findings.warn(message, entry.key.as_ref());
            let map = Map::from([(name.clone(), entry.clone())]);
            steps.push(Node {
                value: Value::Map(map),
                place: entry.key.clone(),
                lexeme: None,
            });
        }
        Sections {
            inputs: section(KEYS[0]),
            steps,
            output: section(KEYS[2]),
        }
    }
}

/// The items of `transforms`: a list, or one item.
fn items(section: Option<&Node>) -> Vec<Node> {
    match section.map(|node| (node, &node.value)) {
        None | Some((_, Value::Null)) => Vec::new(),
        Some((_, Value::List(items))) => items.clone(),
        Some((item, _)) => vec![item.clone()],
    }
}

fn unknown(name: &str, is_step: bool) -> Error {
    let error = Error::new(Kind::Payload, format!("a plan has no key `{name}`"));
    let near = nearest(name, KEYS, 1);
    match near.first() {
        _ if is_step => error.hint(format!(
            "put `{name}` under `transforms`, as an item `- {name}:`"
        )),
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("the keys are `inputs`, `transforms` and `output`"),
    }
}
