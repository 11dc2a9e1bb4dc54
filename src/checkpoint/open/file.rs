//! One safetensors file, open.

use crate::checkpoint::header::{self, Entry, Header};
use crate::checkpoint::input::InputFile;
use crate::error::Result;
use crate::tensor::{Bytes, Tensor};
use std::path::PathBuf;
use std::sync::Arc;

/// An open file and its header.
#[derive(Debug)]
pub struct OpenFile {
    /// Where its tensors are read from.
    pub input: Arc<InputFile>,
    /// What it holds.
    pub header: Header,
}

impl OpenFile {
    /// Opens the file at `path` and checks its header.
    pub fn open(path: PathBuf) -> Result<Self> {
        let input = InputFile::open(path)?;
        let header = header::read(input.path(), input.inner(), input.stamp().bytes)?;
        Ok(OpenFile {
            input: Arc::new(input),
            header,
        })
    }

    /// Its tensors, in the order of their data.
    pub fn tensors(&self) -> impl ExactSizeIterator<Item = (Arc<str>, Tensor)> {
        self.header.entries.iter().map(|entry| self.tensor(entry))
    }

    fn tensor(&self, entry: &Entry) -> (Arc<str>, Tensor) {
        let offset = self.header.data_start + entry.begin;
        let input: Arc<dyn Bytes> = self.input.clone();
        let tensor = Tensor::stored(entry.dtype, entry.shape.clone(), input, offset);
        (entry.name.clone(), tensor)
    }
}
