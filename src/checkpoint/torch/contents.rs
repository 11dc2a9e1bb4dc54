//! What a torch file holds: which of its values are the tensors to take.

use super::choice::Choice;
use super::pickle::{Global, Heap, Pickle, Value, View};
use indexmap::IndexMap;

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

/// Why the tensors of a file cannot be taken.
#[derive(Debug)]
pub struct Refusal {
    /// What is in the way.
    pub fault: String,
    /// What to try instead.
    pub hints: Vec<String>,
}

impl From<String> for Refusal {
    fn from(fault: String) -> Self {
        Refusal {
            fault,
            hints: Vec::new(),
        }
    }
}

/// Takes the tensors that were chosen.
pub fn take<'h, 'p>(pickle: &'h Pickle<'p>, choice: &Choice) -> Result<Contents<'h, 'p>, Refusal> {
    let heap = &pickle.heap;
    let (chosen, beside) = chosen(pickle, choice)?;
    if let Some(view) = heap.as_tensor(chosen) {
        return Ok(Contents::Bare(view));
    }
    let Some(entries) = heap.entries(chosen) else {
        let fault = match chosen {
            Value::Global(Global::Unsupported(what)) => format!("its tensor is {what}"),
            _ => format!("it holds {}, not tensors", heap.describe(chosen)),
        };
        return Err(fault.into());
    };
    let mut tensors = IndexMap::new();
    let mut others = Vec::new();
    for (key, value) in entries {
        let Some(name) = key.as_text() else {
            let what = heap.describe(*key);
            return Err(format!("a key of it is {what}, not a text").into());
        };
        match (heap.as_tensor(*value), value) {
            (Some(view), _) => drop(tensors.insert(name, view)),
            (None, Value::Global(Global::Unsupported(what))) => {
                return Err(format!("tensor `{name}` is {what}: that is not supported").into());
            }
            (None, _) => others.push((name, *value)),
        }
    }
    if others.is_empty() || choice.only_tensors {
        let others = beside.into_iter().chain(others);
        let left = others
            .map(|(name, value)| told(heap, name, value))
            .collect();
        return Ok(Contents::Named(tensors, left));
    }
    Err(mixed(heap, &others, tensors.is_empty()))
}

/// A value under a name.
type Named<'p> = (&'p str, Value<'p>);

/// The value to take the tensors of, and what stands beside a `state_dict`.
fn chosen<'p>(
    pickle: &Pickle<'p>,
    choice: &Choice,
) -> Result<(Value<'p>, Vec<Named<'p>>), Refusal> {
    let (heap, root) = (&pickle.heap, pickle.root);
    let entries = heap.entries(root).unwrap_or_default().iter();
    let named = entries.filter_map(|(key, value)| Some((key.as_text()?, *value)));
    if let Some(key) = &choice.key {
        let found = heap.under(root, key).map(|value| (value, Vec::new()));
        return found.ok_or_else(|| {
            let keys: Vec<String> = named.map(|(name, _)| format!("`{name}`")).collect();
            format!("it has no key `{key}`; its keys are {}", list(&keys)).into()
        });
    }
    match heap.under(root, "state_dict") {
        Some(inner @ Value::Dict(_)) => Ok((
            inner,
            named.filter(|(name, _)| *name != "state_dict").collect(),
        )),
        _ => Ok((root, Vec::new())),
    }
}

/// Refuses values that are no tensors, and says how to come by those there are.
fn mixed(heap: &Heap, others: &[Named], alone: bool) -> Refusal {
    let told: Vec<String> = others
        .iter()
        .map(|(name, value)| told(heap, name, *value))
        .collect();
    let told = list(&told);
    let has_tensors = |(_, value): &&Named| {
        let entries = heap.entries(*value).unwrap_or_default();
        entries
            .iter()
            .any(|(_, value)| heap.as_tensor(*value).is_some())
    };
    let mut hints = Vec::new();
    if let Some((name, _)) = others.iter().find(has_tensors) {
        hints.push(format!(
            "`load: path: ..., key: {name}` takes the tensors under `{name}`"
        ));
    }
    let fault = if alone {
        format!("it holds no tensors at its top but {told}")
    } else {
        hints.push("`load: path: ..., only-tensors: true` leaves them out".to_owned());
        format!("beside tensors it holds {told}")
    };
    Refusal { fault, hints }
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
