//! Deflated entries: inflated into a file without a name when first read, so that no memory grows with them.

use super::cursor::Cursor;
use super::damage;
use crate::checkpoint::input::InputFile;
use crate::checkpoint::recognise;
use crate::error::{Error, Kind, Result};
use crate::tensor::Bytes;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::FileExt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use zip::ZipArchive;

/// How many bytes are inflated at once.
const PART_BYTES: usize = 64 << 10;

/// An entry of an archive that lies in it deflated.
#[derive(Debug)]
pub struct Inflated {
    input: Arc<InputFile>,
    zip: Mutex<ZipArchive<Cursor>>,
    number: usize,
    name: String,
    length: u64,
    file: OnceLock<File>,
}

impl Inflated {
    /// The entry of this number and name, which says that it has `length` bytes.
    pub fn new(
        input: Arc<InputFile>,
        zip: ZipArchive<Cursor>,
        number: usize,
        name: &str,
        length: u64,
    ) -> Self {
        Inflated {
            input,
            zip: Mutex::new(zip),
            number,
            name: name.to_owned(),
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
        read.map_err(|cause| self.damaged(&cause))?;
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
        let file = self.inflate(&mut zip)?;
        Ok(self.file.get_or_init(|| file))
    }

    /// All bytes of the entry, exactly as many as it should have.
    fn inflate(&self, zip: &mut ZipArchive<Cursor>) -> Result<File> {
        let entry = zip.by_index(self.number).map_err(io::Error::from);
        let entry = entry.map_err(|cause| self.damaged(&cause))?;
        let mut rest = entry.take(self.length.saturating_add(1));
        let mut file = tempfile::tempfile().map_err(|cause| unkept(&cause))?;
        let (mut part, mut length) = (vec![0; PART_BYTES], 0);
        loop {
            match rest.read(&mut part).map_err(|cause| self.damaged(&cause))? {
                0 if length == self.length => return Ok(file),
                0 => return Err(self.refused("it lies about its size")),
                read => {
                    let kept = file.write_all(&part[..read]);
                    kept.map_err(|cause| unkept(&cause))?;
                    length += read as u64;
                }
            }
        }
    }

    /// Refuses bytes that do not inflate.
    fn damaged(&self, cause: &io::Error) -> Error {
        match damage::own_of(cause) {
            Some(own) => own.clone(),
            None => self.refused("its bytes do not inflate to those that were packed"),
        }
    }

    fn refused(&self, fault: &str) -> Error {
        let (path, name) = (self.input.path().display(), &self.name);
        let message = format!("cannot inflate entry `{name}` of `{path}`: {fault}");
        Error::new(Kind::Format, message).hint(recognise::AGAIN)
    }
}

/// Says that the inflated bytes cannot be kept.
fn unkept(cause: &io::Error) -> Error {
    let folder = std::env::temp_dir();
    Error::io(&folder, "inflate into a file in", cause).hint("`TMPDIR` names another folder")
}

impl Bytes for Inflated {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        let read = self.file()?.read_exact_at(into, offset);
        read.map_err(|cause| unkept(&cause))
    }
}
