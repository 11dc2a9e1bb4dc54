//! The top of a plan: which keys it may have, and the forms in which they are left out.

use super::findings::Findings;
use crate::error::{Error, Kind, Result};
use crate::signature::Payload;
use crate::syntax::yaml::Dialect;
use crate::syntax::{Entry, Map, Node, Value, nearest};
use crate::transforms;

const INPUTS: &str = "inputs";
const TRANSFORMS: &str = "transforms";
const OUTPUT: &str = "output";
/// The keys of a plan.
const KEYS: [&str; 3] = [INPUTS, TRANSFORMS, OUTPUT];
/// A key that is taken for `inputs`.
const INPUT: &str = "input";

/// The root as a mapping: nothing is the empty plan, a list is its `transforms`, and `input` is
/// `inputs`.
pub(super) fn mapping(root: Node) -> Result<Node> {
    let place = root.place.clone();
    let map = match root.value {
        Value::Null => Map::new(),
        Value::Map(map) => rename_input(map)?,
        Value::List(_) => Map::from([(
            TRANSFORMS.to_owned(),
            Entry {
                key: None,
                node: root,
            },
        )]),
        _ => {
            let message = format!("a plan is a mapping, found {}", root.kind());
            return Err(Error::new(Kind::Payload, message)
                .at_some(place.as_ref())
                .hint("begin with `inputs:`, `transforms:` or `output:`"));
        }
    };
    Ok(Node {
        place,
        ..Node::new(Value::Map(map))
    })
}

fn rename_input(map: Map) -> Result<Map> {
    if let (Some(entry), true) = (map.get(INPUT), map.contains_key(INPUTS)) {
        let message = "`input` and `inputs` are the same; give one of them";
        return Err(Error::new(Kind::Payload, message).at_some(entry.key.as_ref()));
    }
    let renamed = |name: String| {
        if name == INPUT {
            INPUTS.to_owned()
        } else {
            name
        }
    };
    Ok(map
        .into_iter()
        .map(|(name, entry)| (renamed(name), entry))
        .collect())
}

/// Whether a verb may have this payload: one that takes nothing is rather a key that plans do not have.
fn may_hold(name: &str, payload: &Node) -> bool {
    let nothing = payload.is_null() || payload.as_map().is_some_and(Map::is_empty);
    let takes_nothing =
        transforms::find(name).is_some_and(|verb| verb.signature.payload == Payload::Nothing);
    nothing || !takes_nothing
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
        let listed = section(TRANSFORMS);
        let mut steps = listed.map_or_else(Vec::new, items);
        let others = root.as_map().into_iter().flatten();
        for (name, entry) in others.filter(|(name, _)| !KEYS.contains(&name.as_str())) {
            let is_step = (dialect.is_step)(name) && may_hold(name, &entry.node);
            if is_step && listed.is_none() && !dialect.strict {
                let message = format!("`{name}` at the top is read as a step of `transforms`");
                findings.warn(message, entry.key.as_ref());
                steps.push(step(name, entry));
            } else {
                findings.fail(unknown(name, is_step).at_some(entry.key.as_ref()));
            }
        }
        Sections {
            inputs: section(INPUTS),
            steps,
            output: section(OUTPUT),
        }
    }
}

/// A step that stands at the top, as an item.
fn step(name: &str, entry: &Entry) -> Node {
    let map = Map::from([(name.to_owned(), entry.clone())]);
    Node {
        place: entry.key.clone(),
        ..Node::new(Value::Map(map))
    }
}

/// The items of `transforms`: a list, or one item.
fn items(section: &Node) -> Vec<Node> {
    match &section.value {
        Value::Null => Vec::new(),
        Value::List(items) => items.clone(),
        _ => vec![section.clone()],
    }
}

fn unknown(name: &str, is_step: bool) -> Error {
    let error = Error::new(Kind::Payload, format!("a plan has no key `{name}`"));
    let near = nearest(name, KEYS, 1);
    let dashed = name.strip_prefix('-');
    match near.first() {
        _ if dashed.is_some_and(|name| transforms::find(name).is_some()) => error.hint(format!(
            "put a blank behind the dash: `- {}:`",
            dashed.unwrap_or_default()
        )),
        _ if is_step => error.hint(format!(
            "put `{name}` under `transforms`, as an item `- {name}:`"
        )),
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("the keys are `inputs`, `transforms` and `output`"),
    }
}
