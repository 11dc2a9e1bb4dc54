//! The layout before zip archives: four pickles, a pickle of storage keys, then the storages one by one.
//!
//! Layout: `_legacy_save` in `torch/serialization.py` of PyTorch.

use super::advice;
use super::pickle::{self, Element, Fault, Heap, Pickle, Value};
use super::storages::{Range, Storages};
use crate::checkpoint::input::InputFile;
use crate::tensor::Bytes;
use std::collections::HashMap;
use std::sync::Arc;

/// The number that the first pickle holds, little-endian: 0x1950a86a20f9469cfc6c.
const MAGIC: [u8; 10] = [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
/// The version that the second holds.
const VERSION: i64 = 1001;
/// Bytes of the count before the elements of a storage.
const COUNT: u64 = 8;

/// The pickles of a file.
#[derive(Debug)]
pub struct Legacy<'p> {
    /// What was saved.
    pub object: Pickle<'p>,
    /// The keys of the storages, in the order of their bytes.
    keys: Vec<&'p str>,
    /// How many bytes the pickles take.
    pub length: usize,
}

/// Runs the pickles at the beginning of a file.
pub fn parse(bytes: &[u8]) -> Result<Legacy<'_>, Fault> {
    let mut rest = bytes;
    let magic = next(&mut rest)?;
    if magic.root != Value::Long(&MAGIC) {
        return Err(advice::not_torch().into());
    }
    let version = next(&mut rest)?;
    if version.root != Value::Int(VERSION) {
        return Err(Fault::wrong("its version is not known"));
    }
    let machine = next(&mut rest)?;
    if machine.heap.under(machine.root, "little_endian") != Some(Value::Bool(true)) {
        return Err(advice::big_endian().into());
    }
    let object = next(&mut rest)?;
    let keys = next(&mut rest)?;
    let keys = keys.heap.items(keys.root);
    let keys = keys.and_then(|keys| keys.iter().map(|key| key.as_text()).collect());
    Ok(Legacy {
        object,
        keys: keys.ok_or_else(|| Fault::wrong("its storages have no keys"))?,
        length: bytes.len() - rest.len(),
    })
}

fn next<'p>(rest: &mut &'p [u8]) -> Result<Pickle<'p>, Fault> {
    let pickle = pickle::run(rest)?;
    *rest = &rest[pickle.length..];
    Ok(pickle)
}

impl Legacy<'_> {
    /// Finds the storages behind the pickles. The error is what is wrong with them.
    pub fn storages(&self, input: &Arc<InputFile>) -> Result<Storages, String> {
        let elements = elements(&self.object.heap);
        let mut storages = Storages::new();
        let mut at = self.length as u64;
        for key in &self.keys {
            let mut count = [0; COUNT as usize];
            let read = input.read_at(at, &mut count);
            read.map_err(|_| format!("it ends before storage `{key}`"))?;
            let width = elements.get(key).and_then(|element| element.bytes());
            let width = width.ok_or_else(|| format!("storage `{key}` is of no known type"))?;
            let length = u64::from_le_bytes(count).checked_mul(width);
            let end = length.and_then(|length| length.checked_add(at + COUNT));
            let (Some(length), Some(end)) = (length, end) else {
                return Err(format!("storage `{key}` is too large"));
            };
            if end > input.stamp().bytes {
                return Err(format!("it ends within storage `{key}`"));
            }
            let range = Range {
                bytes: input.clone(),
                offset: at + COUNT,
                length,
            };
            storages.insert((*key).to_owned(), range);
            at = end;
        }
        Ok(storages)
    }
}

fn elements<'p>(heap: &Heap<'p>) -> HashMap<&'p str, Element> {
    let storages = heap.storages().iter();
    storages
        .map(|storage| (storage.key, storage.element))
        .collect()
}
