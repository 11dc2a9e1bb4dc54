//! Tensors on the storages of a file, and what is to be said of them.

use super::contents::list;
use super::pickle::{Heap, View};
use super::storages::Storages;
use crate::tensor::Tensor;
use indexmap::IndexMap;
use std::collections::HashMap;
use std::sync::Arc;

/// Tensors under their names.
pub type Tensors = Vec<(Arc<str>, Tensor)>;

/// The tensors of these views, and what a person should know: what was left out, and what was tied. The
/// error is what is wrong with one of them.
pub fn named(
    heap: &Heap,
    views: &IndexMap<&str, &View>,
    left: &[String],
    storages: &Storages,
) -> Result<(Tensors, Vec<String>), String> {
    let mut tensors = Vec::with_capacity(views.len());
    for (name, view) in views {
        let made = tensor(heap, view, storages);
        let made = made.map_err(|fault| format!("tensor `{name}`: {fault}"))?;
        tensors.push((Arc::from(*name), made));
    }
    let left = (!left.is_empty()).then(|| format!("left out {}", list(left)));
    let notes = left.into_iter().chain(ties(heap, views));
    Ok((tensors, notes.collect()))
}

/// The tensor of a view. The error is what is wrong with it.
pub fn tensor(heap: &Heap, view: &View, storages: &Storages) -> Result<Tensor, String> {
    let storage = heap.storages().get(view.storage);
    let key = storage.map_or("", |storage| storage.key);
    let range = storages.get(key);
    let range = range.ok_or_else(|| format!("storage `{key}` is not there"))?;
    if view.bytes().is_none_or(|needed| needed > range.length) {
        return Err(format!("it reaches beyond the end of storage `{key}`"));
    }
    let skipped = view.offset * u64::from(view.dtype.bits() / 8);
    let tensor = Tensor::strided(
        view.dtype,
        view.shape.clone(),
        &view.strides,
        range.bytes.clone(),
        range.offset + skipped,
    );
    tensor.map_err(|error| error.message().to_owned())
}

/// Says which names stand for the same numbers: here each has its own.
fn ties(heap: &Heap, views: &IndexMap<&str, &View>) -> Option<String> {
    let mut first = HashMap::new();
    let mut tied = Vec::new();
    for (name, view) in views.iter().filter(|(_, view)| view.shape.elements() > 0) {
        let key = heap.storages().get(view.storage).map(|storage| storage.key);
        let place = (key, view.offset, view.shape.dimensions(), &view.strides);
        match first.get(&place) {
            Some(other) => tied.push(format!("`{name}` with `{other}`")),
            None => drop(first.insert(place, name)),
        }
    }
    let told = list(&tied);
    (!tied.is_empty()).then(|| format!("tied in the file, edited apart here: {told}"))
}
