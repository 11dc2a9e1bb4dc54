//! The zip archive of a torch file: `P/data.pkl`, the storages `P/data/KEY`, `P/byteorder`.
//!
//! Layout: `caffe2/serialize/inline_container.h` of PyTorch.

use super::advice;
use super::storages::{Range, Storages};
use crate::checkpoint::input::InputFile;
use crate::checkpoint::refusal::Refusal;
use crate::checkpoint::unzip;
use std::collections::HashMap;
use std::sync::Arc;

/// The name of the pickle, behind the prefix of all names.
const PICKLE: &str = "data.pkl";

/// What an archive holds.
#[derive(Debug)]
pub struct Archive {
    /// The pickle.
    pub pickle: Range,
    /// The storages.
    pub storages: Storages,
}

impl Archive {
    /// Reads the directory of a zip archive. The error is what is wrong with it.
    pub fn open(input: &Arc<InputFile>) -> Result<Self, Refusal> {
        let entries = unzip::entries(input)?.into_iter().map(range);
        let mut entries: HashMap<String, Range> = entries.collect();
        let prefix = prefix(&entries)?;
        let prefix = prefix.as_str();
        if entries.contains_key(&format!("{prefix}constants.pkl")) {
            return Err(advice::script(input.path()));
        }
        if let Some(order) = entries.get(&format!("{prefix}byteorder")) {
            check_order(order)?;
        }
        let pickle = entries.remove(&format!("{prefix}{PICKLE}"));
        let pickle = pickle.ok_or_else(no_pickle)?;
        let data = format!("{prefix}data/");
        let storage =
            |(name, range): (String, Range)| Some((name.strip_prefix(&data)?.to_owned(), range));
        Ok(Archive {
            pickle,
            storages: entries.into_iter().filter_map(storage).collect(),
        })
    }
}

/// An entry, by name.
fn range(entry: unzip::Entry) -> (String, Range) {
    let (bytes, offset) = entry.bytes();
    let range = Range {
        bytes,
        offset,
        length: entry.length,
    };
    (entry.name, range)
}

/// What precedes the name of the pickle, and with it all names: the one nearest to the top.
fn prefix(entries: &HashMap<String, Range>) -> Result<String, Refusal> {
    let prefixes = entries.keys().filter_map(|name| name.strip_suffix(PICKLE));
    let mut prefixes: Vec<&str> = prefixes
        .filter(|prefix| prefix.is_empty() || prefix.ends_with('/'))
        .collect();
    prefixes.sort_unstable_by_key(|prefix| (prefix.len(), *prefix));
    let first = prefixes.first().map(|prefix| (*prefix).to_owned());
    first.ok_or_else(no_pickle)
}

fn no_pickle() -> Refusal {
    let fault = format!("its zip archive holds no `{PICKLE}`, so it is no torch file");
    Refusal::new(fault).hint("a zip of numpy arrays has the suffix `.npz`")
}

fn check_order(order: &Range) -> Result<(), Refusal> {
    let mut text = vec![0; order.length.min(16) as usize];
    order.bytes.read_at(order.offset, &mut text)?;
    match text.trim_ascii() {
        b"little" => Ok(()),
        b"big" => Err(advice::big_endian()),
        _ => Err("its byte order is neither little nor big".into()),
    }
}
