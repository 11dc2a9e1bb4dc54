//! What a torch file holds: which of its values are the tensors to take.

use super::choice::Choice;
use super::pickle::{Heap, Pickle, Value, View};
use super::{advice, python};
use crate::checkpoint::refusal::Refusal;
use crate::syntax;
use indexmap::IndexMap;
use std::collections::HashSet;
use std::path::Path;

/// How many values a message names.
const MOST_NAMED: usize = 5;

/// The tensors of a file.
#[derive(Debug)]
pub enum Contents<'h, 'p> {
    /// One, without a name.
    Bare(&'h View),
    /// Those of a dict, and what was left out beside them.
    Named(IndexMap<&'p str, &'h View>, Vec<String>),
}

/// Takes the tensors that were chosen of the file at `path`.
pub fn take<'h, 'p>(
    path: &Path,
    pickle: &'h Pickle<'p>,
    choice: &Choice,
) -> Result<Contents<'h, 'p>, Refusal> {
    let heap = &pickle.heap;
    let Chosen {
        value,
        found,
        beside,
    } = chosen(pickle, choice)?;
    if let Some(view) = heap.as_tensor(value) {
        return Ok(Contents::Bare(view));
    }
    if let Some(what) = heap.unsupported(value) {
        return Err(Refusal::new(format!("its tensor is {what}")).hint(advice::OTHERWISE));
    }
    let Some(entries) = heap.entries(value) else {
        return Err(advice::other(path, heap, value, &found));
    };
    let mut tensors = IndexMap::new();
    let mut others = Vec::new();
    for (key, value) in entries {
        let Some(name) = key.as_text() else {
            return Err(advice::key(path, heap, *key, &found));
        };
        match (heap.as_tensor(*value), heap.unsupported(*value)) {
            (Some(view), _) => drop(tensors.insert(name, view)),
            (None, Some(what)) => return Err(advice::unsupported(path, heap, name, &what, &found)),
            (None, None) => others.push((name, *value)),
        }
    }
    if others.is_empty() || choice.only_tensors {
        let others = beside.into_iter().chain(others);
        let left = others
            .map(|(name, value)| told(heap, name, value))
            .collect();
        return Ok(Contents::Named(tensors, left));
    }
    Err(mixed(path, heap, &others, tensors.is_empty(), &found))
}

/// A value under a name.
type Named<'p> = (&'p str, Value<'p>);

/// The value whose tensors are taken.
struct Chosen<'p> {
    value: Value<'p>,
    /// How Python finds it in what is loaded as `x`.
    found: String,
    /// What stands beside it, where nobody has chosen it.
    beside: Vec<Named<'p>>,
}

/// The value to take the tensors of, and what stands beside a `state_dict`.
fn chosen<'p>(pickle: &Pickle<'p>, choice: &Choice) -> Result<Chosen<'p>, Refusal> {
    let (heap, root) = (&pickle.heap, pickle.root);
    let entries = heap.entries(root).unwrap_or_default().iter();
    let named = entries.filter_map(|(key, value)| Some((key.as_text()?, *value)));
    let (key, beside) = match (&choice.key, heap.under(root, "state_dict")) {
        (Some(key), _) => (key.as_str(), Vec::new()),
        (None, Some(Value::Dict(_))) => {
            let beside = named.clone().filter(|(name, _)| *name != "state_dict");
            ("state_dict", beside.collect())
        }
        (None, _) => {
            return Ok(Chosen {
                value: root,
                found: "x".to_owned(),
                beside: Vec::new(),
            });
        }
    };
    match heap.under(root, key) {
        Some(value) => Ok(Chosen {
            value,
            found: format!("x{}", python::item(key).unwrap_or_default()),
            beside,
        }),
        None => Err(no_key(
            heap,
            root,
            key,
            named.map(|(name, _)| name).collect(),
        )),
    }
}

/// Refuses a key that is not there.
fn no_key(heap: &Heap, root: Value, key: &str, keys: Vec<&str>) -> Refusal {
    let fault = match heap.entries(root) {
        Some(_) => {
            let keys: Vec<String> = keys.iter().map(|name| format!("`{name}`")).collect();
            format!("it has no key `{key}`; its keys are {}", list(&keys))
        }
        None => {
            let what = heap.describe(root);
            format!("it has no key `{key}`: it holds {what}, not a dict")
        }
    };
    let refusal = Refusal::new(fault);
    match syntax::nearest(key, keys.iter().copied(), 1).first() {
        Some(near) => refusal.hint(format!("did you mean `{near}`?")),
        None => refusal.hint("leave `key` out to take the tensors at its top"),
    }
}

/// Refuses values that are no tensors, and says how to come by those there are.
fn mixed(path: &Path, heap: &Heap, others: &[Named], alone: bool, found: &str) -> Refusal {
    let told: Vec<String> = others
        .iter()
        .map(|(name, value)| told(heap, name, *value))
        .collect();
    let told = list(&told);
    let mut seen = HashSet::new();
    let has_tensors = |(_, value): &&Named| {
        let entries = heap.unseen(*value, &mut seen).unwrap_or_default();
        entries
            .iter()
            .any(|(_, value)| heap.as_tensor(*value).is_some())
    };
    let refusal = match alone {
        true => Refusal::new(format!("it holds no tensors at its top but {told}")),
        false => Refusal::new(format!("beside tensors it holds {told}"))
            .hint("`load: path: ..., only-tensors: true` leaves them out"),
    };
    let below = others.iter().find(has_tensors).filter(|_| found == "x");
    if let Some((name, _)) = below {
        let hint = format!("`load: path: ..., key: {name}` takes the tensors under `{name}`");
        return refusal.hint(hint);
    }
    if !alone {
        return refusal;
    }
    let below = advice::below(path, heap, others, found);
    refusal.hint(below.unwrap_or_else(|| advice::STATE_DICT.to_owned()))
}

fn told(heap: &Heap, name: &str, value: Value) -> String {
    format!("`{name}` ({})", heap.describe(value))
}

/// The first few of these, and how many more there are.
pub fn list(all: &[String]) -> String {
    let named = &all[..all.len().min(MOST_NAMED)];
    let more = all.len() - named.len();
    match (named, more) {
        ([], _) => "none".to_owned(),
        (_, 0) => named.join(", "),
        _ => format!("{} and {more} more", named.join(", ")),
    }
}
