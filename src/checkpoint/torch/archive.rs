//! The zip archive of a torch file: `P/data.pkl`, the storages `P/data/KEY`, `P/byteorder`.
//!
//! Layout: `caffe2/serialize/inline_container.h` of PyTorch. Sizes are those of the central directory; the
//! local headers of these archives have none.

use super::cursor::Cursor;
use super::inflated::Inflated;
use super::storages::{Range, Storages};
use crate::checkpoint::input::InputFile;
use crate::tensor::Bytes;
use std::collections::HashMap;
use std::sync::Arc;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// The name of the pickle, behind the prefix of all names.
const PICKLE: &str = "data.pkl";
/// The most that deflating can shrink a range of bytes, by its format (RFC 1951).
const MOST_SHRINKING: u64 = 1032;

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
    pub fn open(input: &Arc<InputFile>) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(input.clone())).map_err(words)?;
        let mut entries = entries(zip, input)?;
        let prefix = prefix(&entries)?;
        let prefix = prefix.as_str();
        if entries.contains_key(&format!("{prefix}constants.pkl")) {
            return Err(
                "it is a TorchScript program, which has code beside its tensors".to_owned(),
            );
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

/// Every entry of the archive, by name.
fn entries(
    mut zip: ZipArchive<Cursor>,
    input: &Arc<InputFile>,
) -> Result<HashMap<String, Range>, String> {
    if zip.has_duplicate_names() {
        return Err("its zip archive has two entries of one name".to_owned());
    }
    if zip.has_overlapping_files().map_err(words)? {
        return Err("entries of its zip archive overlap".to_owned());
    }
    let shared = zip.clone();
    let mut entries = HashMap::new();
    for number in 0..zip.len() {
        let entry = zip.by_index_raw(number).map_err(words)?;
        let name = entry.name().map_err(words)?.into_owned();
        let bad = |fault: &str| Err(format!("entry `{name}` of its zip archive {fault}"));
        let (Some(offset), false) = (entry.data_start(), entry.encrypted()) else {
            return bad("is encrypted");
        };
        let (packed, length) = (entry.compressed_size(), entry.size());
        let (bytes, offset): (Arc<dyn Bytes>, u64) = match entry.compression() {
            CompressionMethod::Stored if packed == length => (input.clone(), offset),
            CompressionMethod::Deflated if length / MOST_SHRINKING <= packed => {
                let inflated = Inflated::new(input.clone(), shared.clone(), number, length);
                (Arc::new(inflated), 0)
            }
            CompressionMethod::Stored | CompressionMethod::Deflated => {
                return bad("lies about its size");
            }
            _ => return bad("is packed in a way that is not supported"),
        };
        let range = Range {
            bytes,
            offset,
            length,
        };
        entries.insert(name, range);
    }
    Ok(entries)
}

/// What precedes the name of the pickle, and with it all names: the one nearest to the top.
fn prefix(entries: &HashMap<String, Range>) -> Result<String, String> {
    let prefixes = entries.keys().filter_map(|name| name.strip_suffix(PICKLE));
    let mut prefixes: Vec<&str> = prefixes
        .filter(|prefix| prefix.is_empty() || prefix.ends_with('/'))
        .collect();
    prefixes.sort_unstable_by_key(|prefix| (prefix.len(), *prefix));
    let first = prefixes.first().map(|prefix| (*prefix).to_owned());
    first.ok_or_else(no_pickle)
}

fn no_pickle() -> String {
    format!("its zip archive holds no `{PICKLE}`")
}

fn check_order(order: &Range) -> Result<(), String> {
    let mut text = vec![0; order.length.min(16) as usize];
    order
        .bytes
        .read_at(order.offset, &mut text)
        .map_err(|error| error.message().to_owned())?;
    match text.trim_ascii() {
        b"little" => Ok(()),
        b"big" => Err("its numbers are big-endian".to_owned()),
        _ => Err("its byte order is neither little nor big".to_owned()),
    }
}

fn words(error: ZipError) -> String {
    format!("its zip archive is damaged: {error}")
}
