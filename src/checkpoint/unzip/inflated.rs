//! Deflated entries: inflated into a file without a name when first read, so that no memory grows with them.

use super::cursor::Cursor;
use crate::checkpoint::input::InputFile;
use crate::error::{Error, Kind, Result};
use crate::tensor::Bytes;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use zip::ZipArchive;

/// An entry of an archive that lies in it deflated.
#[derive(Debug)]
pub struct Inflated {
    input: Arc<InputFile>,
    zip: Mutex<ZipArchive<Cursor>>,
    number: usize,
    length: u64,
    file: OnceLock<File>,
}

impl Inflated {
    /// The entry of this number, which says that it has `length` bytes.
    pub fn new(input: Arc<InputFile>, zip: ZipArchive<Cursor>, number: usize, length: u64) -> Self {
        Inflated {
            input,
            zip: Mutex::new(zip),
            number,
            length,
            file: OnceLock::new(),
        }
    }

    /// Its first bytes: all of them, or so many.
    pub fn first(&self, most: u64) -> Result<Vec<u8>> {
        let mut zip = self.zip.lock().unwrap_or_else(PoisonError::into_inner);
        let mut first = Vec::new();
        let entry = zip.by_index(self.number).map_err(io::Error::from);
        let read = entry.and_then(|entry| entry.take(most).read_to_end(&mut first));
        read.map_err(|cause| self.failed(Kind::Format, &cause.to_string()))?;
        Ok(first)
    }

    /// The inflated bytes; other threads wait for the first that asks.
    fn file(&self) -> Result<&File> {
        if let Some(file) = self.file.get() {
            return Ok(file);
        }
        let mut zip = self.zip.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = self.file.get() {
            return Ok(file);
        }
        let inflated = self.inflate(&mut zip);
        let file = inflated.map_err(|cause| self.failed(Kind::Io, &cause.to_string()))?;
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        if length != self.length {
            return Err(self.failed(Kind::Format, "it lies about its size"));
        }
        Ok(self.file.get_or_init(|| file))
    }

    /// All bytes of the entry, and at most one more than it should have.
    fn inflate(&self, zip: &mut ZipArchive<Cursor>) -> io::Result<File> {
        let entry = zip.by_index(self.number)?;
        let mut file = tempfile::tempfile()?;
        io::copy(&mut entry.take(self.length.saturating_add(1)), &mut file)?;
        Ok(file)
    }

    fn failed(&self, kind: Kind, cause: &str) -> Error {
        let path = self.input.path().display();
        Error::new(
            kind,
            format!("cannot inflate an entry of `{path}`: {cause}"),
        )
    }
}

impl Bytes for Inflated {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        let read = self.file()?.read_exact_at(into, offset);
        read.map_err(|cause| self.failed(Kind::Io, &cause.to_string()))
    }
}
