//! Zip archives that are read: their entries, where they lie in the file.
//!
//! Sizes are those of the central directory; the headers of many writers have none.

mod cursor;
mod damage;
mod inflated;

use super::input::InputFile;
use super::refusal::Refusal;
use crate::error::Result;
use crate::tensor::Bytes;
use cursor::Cursor;
use inflated::Inflated;
use std::sync::Arc;
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

/// An entry of an archive.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub length: u64,
    /// The sum that the archive gives of them.
    pub sum: u32,
    content: Content,
}

/// Where the bytes of an entry come from.
#[derive(Clone, Debug)]
enum Content {
    /// From this place in the file on.
    Stored(Arc<InputFile>, u64),
    /// From what is inflated when it is first read.
    Deflated(Arc<Inflated>),
}

/// The most that deflating can shrink a range of bytes, by its format (RFC 1951).
const MOST_SHRINKING: u64 = 1032;

/// What to do about an archive that is sound but cannot be read in part.
const UNPACK: &str = "unpack the archive and pack it again with `zip -0`, or save it again";

/// The entries of an archive, in the order of its directory. Only the directory and headers are read. The
/// error is what is wrong with it.
pub fn entries(input: &Arc<InputFile>) -> Result<Vec<Entry>, Refusal> {
    let zip = ZipArchive::new(Cursor::new(input.clone()));
    let mut zip = zip.map_err(|error| damage::of_directory(input, &error))?;
    if zip.has_duplicate_names() {
        return Err("its zip archive has two entries of one name".into());
    }
    // Where a header is damaged, the entry it belongs to is told below.
    let overlap = zip.has_overlapping_files();
    if let Ok(true) = overlap {
        return Err("entries of its zip archive overlap".into());
    }
    let shared = zip.clone();
    let inflated = |number, name: &str, length| {
        let inflated = Inflated::new(input.clone(), shared.clone(), number, name, length);
        Content::Deflated(Arc::new(inflated))
    };
    let mut entries = Vec::with_capacity(zip.len());
    for number in 0..zip.len() {
        let name = zip.name_for_index(number).and_then(Result::ok);
        let name = name.unwrap_or_default().into_owned();
        let entry = zip.by_index_raw(number);
        let entry = entry.map_err(|error| damage::of_entry(&name, &error))?;
        let faulty = |fault: Refusal| fault.prefix(&format!("entry `{name}` of its zip archive"));
        let method = check(&entry, input.stamp().bytes).map_err(faulty)?;
        let (length, sum) = (entry.size(), entry.crc32());
        let content = match method {
            Method::Stored(begin) => Content::Stored(input.clone(), begin),
            Method::Deflated => inflated(number, &name, length),
        };
        entries.push(Entry {
            name,
            length,
            sum,
            content,
        });
    }
    overlap.map_err(|error| damage::of_directory(input, &error))?;
    Ok(entries)
}

/// How an entry lies in its archive.
enum Method {
    /// As it is, from this place on.
    Stored(u64),
    /// Deflated.
    Deflated,
}

/// How an entry lies in an archive of so many bytes. The error is what it does wrong.
fn check(entry: &ZipFile<'_, Cursor>, bytes: u64) -> Result<Method, Refusal> {
    let (packed, length) = (entry.compressed_size(), entry.size());
    let begin = entry.data_start().filter(|_| !entry.encrypted());
    let begin = begin.ok_or_else(|| Refusal::new("it is encrypted").hint(UNPACK))?;
    if begin.checked_add(packed).is_none_or(|end| end > bytes) {
        return Err("it lies outside of the file".into());
    }
    match entry.compression() {
        CompressionMethod::Stored if packed == length => Ok(Method::Stored(begin)),
        CompressionMethod::Deflated if length / MOST_SHRINKING <= packed => Ok(Method::Deflated),
        CompressionMethod::Stored | CompressionMethod::Deflated => {
            Err("it lies about its size".into())
        }
        _ => {
            let fault = "it is packed in a way that is not supported";
            Err(Refusal::new(fault).hint(UNPACK))
        }
    }
}

impl Entry {
    /// Its bytes, and at which of them it begins.
    pub fn bytes(&self) -> (Arc<dyn Bytes>, u64) {
        match &self.content {
            Content::Stored(input, begin) => (input.clone(), *begin),
            Content::Deflated(inflated) => (inflated.clone(), 0),
        }
    }

    /// Its first bytes: all of them, or so many.
    pub fn first(&self, most: u64) -> Result<Vec<u8>> {
        match &self.content {
            Content::Stored(input, begin) => {
                let mut first = vec![0; self.length.min(most) as usize];
                input.read_at(*begin, &mut first)?;
                Ok(first)
            }
            Content::Deflated(inflated) => inflated.first(most),
        }
    }
}

#[cfg(test)]
mod tests;
