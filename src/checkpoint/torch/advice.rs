//! What to do with a torch file that holds something else than named tensors: the line of Python that saves
//! what it holds as such.

use super::pickle::{Heap, Id, Value};
use super::python::{Load, item, line};
use crate::checkpoint::refusal::Refusal;
use std::collections::HashSet;
use std::path::Path;

/// How deep tensors are searched for below dicts.
const DEEPEST: usize = 4;
/// How to write a file that is read.
pub const STATE_DICT: &str =
    "`torch.save(model.state_dict(), 'weights.pt')` writes a file that is read";
/// What to do with a tensor that no method makes one that is read.
pub const OTHERWISE: &str =
    "save it as an ordinary tensor, or leave it out where the file is saved";
/// Words for tensors that are not supported, and the method that makes them tensors that are.
const METHODS: [(&str, &str); 6] = [
    ("sparse", "to_dense()"),
    ("quantised", "dequantize()"),
    ("a conjugate view", "resolve_conj()"),
    ("a negative view", "resolve_neg()"),
    (
        "of dtype complex",
        "to(torch.complex64) if v.is_complex() else v",
    ),
    ("of the class", "as_subclass(torch.Tensor)"),
];

/// Globals that mean nothing here, and that `torch.load` takes nevertheless.
const HARMLESS: [(&str, &str); 8] = [
    ("__builtin__", "bytearray"),
    ("__builtin__", "set"),
    ("builtins", "bytearray"),
    ("builtins", "complex"),
    ("builtins", "set"),
    ("_codecs", "encode"),
    ("collections", "Counter"),
    ("torch", "device"),
];

/// How torch loads a file: only where it holds no classes of others without trust.
fn load(heap: &Heap) -> Load {
    match heap.classes().all(|class| HARMLESS.contains(&class)) {
        true => Load::Plain,
        false => Load::Trusting,
    }
}

/// Refuses numbers in the other byte order.
pub fn big_endian() -> Refusal {
    let hint = "load it with torch and save it again on a machine that is little-endian";
    Refusal::new("its numbers are big-endian").hint(hint)
}

/// Refuses a pickle that is not one of torch.
pub fn not_torch() -> Refusal {
    Refusal::new("it is a pickle, but none that torch has saved").hint(STATE_DICT)
}

/// Refuses a program.
pub fn script(path: &Path) -> Refusal {
    let fault = "it is a TorchScript program, which has code beside its tensors";
    Refusal::new(fault).hint(line(path, Load::Script, "x.state_dict()"))
}

/// Refuses a tensor that is not supported, in these words; the dict that it is in is found like this: `x`,
/// or `x['model']`.
pub fn unsupported(path: &Path, heap: &Heap, name: &str, what: &str, found: &str) -> Refusal {
    let refusal = Refusal::new(format!("tensor `{name}` is {what}: that is not supported"));
    let method = METHODS.iter().find(|(word, _)| what.starts_with(word));
    let Some((_, method)) = method else {
        return refusal.hint(OTHERWISE);
    };
    let load = match *method {
        "as_subclass(torch.Tensor)" => Load::Trusting,
        _ => load(heap),
    };
    let all = format!("{{k: v.{method} for k, v in {found}.items()}}");
    refusal.hint(line(path, load, &all))
}

/// Refuses a value that is no dict of tensors.
pub fn other(path: &Path, heap: &Heap, value: Value, found: &str) -> Refusal {
    if let Some((module, name)) = heap.class(value) {
        return match heap.is_keyed(value) {
            true => Refusal::new(format!(
                "it holds {}, not a plain dict",
                heap.describe(value)
            ))
            .hint(line(path, Load::Trusting, &format!("dict({found})"))),
            false => object(path, module, name, found),
        };
    }
    let refusal = Refusal::new(format!("it holds {}, not tensors", heap.describe(value)));
    let items = heap.items(value).unwrap_or_default();
    match items.iter().any(|item| heap.as_tensor(*item).is_some()) {
        true => {
            let named = format!("{{str(n): t for n, t in enumerate({found})}}");
            refusal.hint(line(path, load(heap), &named))
        }
        false => refusal.hint(STATE_DICT),
    }
}

/// Refuses an object of a class that means nothing here.
fn object(path: &Path, module: &str, name: &str, found: &str) -> Refusal {
    let class = format!("`{module}.{name}`");
    if module.starts_with("torch.optim") {
        let fault = format!("it holds {class}, an optimiser, not tensors");
        return Refusal::new(fault).hint("open the file of its model");
    }
    let refusal = Refusal::new(format!("it holds {class}, not tensors"));
    match is_data(module) {
        true => refusal.hint(STATE_DICT),
        false => refusal.hint(line(path, Load::Trusting, &format!("{found}.state_dict()"))),
    }
}

/// Whether objects of the classes of this module are never modules of torch.
fn is_data(module: &str) -> bool {
    let root = module.split('.').next().unwrap_or(module);
    matches!(
        root,
        "argparse"
            | "builtins"
            | "__builtin__"
            | "_codecs"
            | "_io"
            | "collections"
            | "datetime"
            | "numpy"
            | "posix"
            | "pathlib"
    )
}

/// Refuses a key that is no text.
pub fn key(path: &Path, heap: &Heap, key: Value, found: &str) -> Refusal {
    let fault = format!("a key of it is {}, not a text", heap.describe(key));
    let named = format!("{{str(k): v for k, v in {found}.items()}}");
    Refusal::new(fault).hint(line(path, load(heap), &named))
}

/// How to come by the tensors that these values of a dict hold, if any.
pub fn below(path: &Path, heap: &Heap, others: &[(&str, Value)], found: &str) -> Option<String> {
    let names = others.iter().map(|(name, _)| *name);
    if names.clone().any(|name| name == "param_groups") && names.clone().any(|name| name == "state")
    {
        return Some("it is the state of an optimiser: open the file of its model".to_owned());
    }
    let arrays = |(_, value): &(&str, Value)| {
        let class = heap.class(*value);
        class.is_some_and(|(module, name)| module.starts_with("numpy") && name == "_reconstruct")
    };
    if others.iter().all(arrays) {
        let all = format!("{{k: torch.as_tensor(v) for k, v in {found}.items()}}");
        return Some(line(path, Load::Trusting, &all));
    }
    let mut seen = HashSet::new();
    let mut ways = others.iter().filter_map(|(name, value)| {
        let way = way(heap, *value, DEEPEST, &mut seen)?;
        Some(format!("{found}{}{way}", item(name)?))
    });
    let expression = ways.next()?;
    let load = match expression.ends_with(".state_dict()") {
        true => Load::Trusting,
        false => load(heap),
    };
    Some(line(path, load, &expression))
}

/// How Python gets from a value to a dict of tensors below it. What was seen is not looked at again: one dict
/// can stand in any number of others.
fn way(heap: &Heap, value: Value, depth: usize, seen: &mut HashSet<Id>) -> Option<String> {
    if let Some((module, _)) = heap.class(value) {
        let model = !is_data(module) && !module.starts_with("torch.optim");
        let model = model && !heap.is_keyed(value);
        return model.then(|| ".state_dict()".to_owned());
    }
    let entries = heap.unseen(value, seen)?;
    if entries
        .iter()
        .any(|(_, value)| heap.as_tensor(*value).is_some())
    {
        return Some(String::new());
    }
    let depth = depth.checked_sub(1)?;
    entries.iter().find_map(|(key, value)| {
        let way = way(heap, *value, depth, seen)?;
        Some(format!("{}{way}", item(key.as_text()?)?))
    })
}
