//! Entries of zip archives, where they lie in the file.

use super::input::InputFile;
use crate::error::{Error, Kind, Result};
use crate::tensor::Bytes;
use std::fs::File;
use std::io::{BufReader, Read};
use std::sync::{Arc, Mutex, PoisonError};
use zip::result::ZipError;
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
    /// From an entry that is inflated when it is first read, and then kept.
    Deflated(Arc<Inflated>),
}

/// A compressed entry.
#[derive(Debug)]
struct Inflated {
    archive: Archive,
    number: usize,
    length: u64,
    content: Mutex<Option<Arc<Vec<u8>>>>,
}

/// An open archive.
#[derive(Clone, Debug)]
struct Archive {
    input: Arc<InputFile>,
    reader: Arc<Mutex<ZipArchive<BufReader<File>>>>,
}

/// No deflated byte becomes more than so many.
const MOST_GROWTH: u64 = 1032;

/// The entries of an archive, in the order of its directory. Only the directory and headers are read.
///
/// Fails, of kind `Format`, where the archive is malformed, an entry lies outside of the file, is compressed
/// in another way than by deflating, or two have one name.
pub fn entries(input: &Arc<InputFile>) -> Result<Vec<Entry>> {
    let archive = Archive::open(input)?;
    let count = {
        let reader = archive.lock();
        if reader.has_duplicate_names() {
            return Err(archive.refused("two entries have one name"));
        }
        reader.len()
    };
    (0..count).map(|number| archive.entry(number)).collect()
}

impl Archive {
    fn open(input: &Arc<InputFile>) -> Result<Self> {
        let file = input.inner().try_clone();
        let file = file.map_err(|cause| Error::io(input.path(), "read", &cause))?;
        let reader = ZipArchive::new(BufReader::new(file));
        Ok(Archive {
            input: input.clone(),
            reader: Arc::new(Mutex::new(reader.map_err(|cause| unzipped(input, &cause))?)),
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, ZipArchive<BufReader<File>>> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refused(&self, fault: &str) -> Error {
        refused(&self.input, fault)
    }

    fn entry(&self, number: usize) -> Result<Entry> {
        let mut reader = self.lock();
        let entry = reader.by_index_raw(number);
        let entry = entry.map_err(|cause| unzipped(&self.input, &cause))?;
        let name = String::from_utf8(entry.name_raw().to_vec());
        let name = name.map_err(|_| self.refused("the name of an entry is not UTF-8"))?;
        let fault = |words: &str| self.refused(&format!("entry `{name}` {words}"));
        let (length, packed, sum) = (entry.size(), entry.compressed_size(), entry.crc32());
        let begin = entry.data_start().unwrap_or(u64::MAX);
        let end = begin.checked_add(packed);
        if end.is_none_or(|end| end > self.input.stamp().bytes) {
            return Err(fault("lies outside of the file"));
        }
        let content = match entry.compression() {
            _ if entry.encrypted() => return Err(fault("is encrypted")),
            CompressionMethod::Stored if length == packed => {
                Content::Stored(self.input.clone(), begin)
            }
            CompressionMethod::Deflated if length / MOST_GROWTH <= packed => {
                Content::Deflated(Arc::new(Inflated {
                    archive: self.clone(),
                    number,
                    length,
                    content: Mutex::default(),
                }))
            }
            CompressionMethod::Stored | CompressionMethod::Deflated => {
                return Err(fault("claims more bytes than it can have"));
            }
            _ => return Err(fault("is neither stored nor deflated")),
        };
        Ok(Entry {
            name,
            length,
            sum,
            content,
        })
    }

    /// At most so many bytes of an entry, from its beginning.
    fn inflate(&self, number: usize, most: u64) -> Result<Vec<u8>> {
        let mut content = Vec::new();
        let mut reader = self.lock();
        let entry = reader.by_index(number);
        let entry = entry.map_err(|cause| unzipped(&self.input, &cause))?;
        let read = entry.take(most).read_to_end(&mut content);
        read.map_err(|cause| self.refused(&cause.to_string()))?;
        // Reading nothing asks whether the file is still what it was.
        self.input.read_at(0, &mut [])?;
        Ok(content)
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
            Content::Deflated(inflated) => inflated.archive.inflate(inflated.number, most),
        }
    }
}

impl Inflated {
    fn content(&self) -> Result<Arc<Vec<u8>>> {
        let mut kept = self.content.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(content) = &*kept {
            return Ok(content.clone());
        }
        // One more than there should be lets the reader come to the end, where it compares the sum.
        let content = self
            .archive
            .inflate(self.number, self.length.saturating_add(1))?;
        let (found, expected) = (content.len() as u64, self.length);
        if found != expected {
            let fault = format!("an entry of {expected} bytes was inflated to {found}");
            return Err(self.archive.refused(&fault));
        }
        Ok(kept.insert(Arc::new(content)).clone())
    }
}

impl Bytes for Inflated {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        self.content()?.read_at(offset, into)
    }
}

fn unzipped(input: &InputFile, cause: &ZipError) -> Error {
    refused(input, &cause.to_string())
}

fn refused(input: &InputFile, fault: &str) -> Error {
    let path = input.path().display();
    Error::new(
        Kind::Format,
        format!("cannot read `{path}` as a zip archive: {fault}"),
    )
}

#[cfg(test)]
mod tests;
