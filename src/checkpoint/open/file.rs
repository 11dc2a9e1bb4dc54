//! One file of tensors, open.

use crate::checkpoint::format::Format;
use crate::checkpoint::header::{self, Entry, Metadata};
use crate::checkpoint::input::InputFile;
use crate::checkpoint::numpy;
use crate::checkpoint::origin::{Fingerprint, Origin};
use crate::checkpoint::torch::{self, Choice};
use crate::error::Result;
use crate::tensor::Tensor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open file and what it holds.
#[derive(Debug)]
pub struct OpenFile {
    /// Where its tensors are read from.
    pub input: Arc<InputFile>,
    /// Its tensors: of a safetensors file in the order of their data, of a torch file in that of its dict.
    pub tensors: Vec<(Arc<str>, Tensor)>,
    /// Whether it holds one tensor that has no name.
    pub bare: bool,
    /// The texts beside the tensors.
    pub metadata: Metadata,
    /// What tells its header or pickle from another.
    pub hash: blake3::Hash,
    /// What a person should know of it.
    pub notes: Vec<String>,
}

impl OpenFile {
    /// Opens the file at `path`, which is of this format.
    pub fn open(path: PathBuf, format: Format, choice: &Choice) -> Result<Self> {
        match format {
            Format::Safetensors => OpenFile::safetensors(path),
            Format::Torch => OpenFile::torch(path, choice),
            Format::Numpy => OpenFile::numpy(path),
            Format::Dcp => Err(Format::unreadable(&path)),
        }
    }

    fn safetensors(path: PathBuf) -> Result<Self> {
        let input = InputFile::open(path)?;
        let header = header::read(&input)?;
        let input = Arc::new(input);
        let tensor = |entry: &Entry| {
            let (offset, shape) = (header.data_start + entry.begin, entry.shape.clone());
            let tensor = Tensor::stored(entry.dtype, shape, input.clone(), offset);
            (entry.name.clone(), tensor)
        };
        Ok(OpenFile {
            tensors: header.entries.iter().map(tensor).collect(),
            bare: false,
            metadata: header.metadata,
            hash: header.hash,
            notes: Vec::new(),
            input,
        })
    }

    fn torch(path: PathBuf, choice: &Choice) -> Result<Self> {
        let input = Arc::new(InputFile::open(path)?);
        let file = torch::read(&input, choice)?;
        Ok(OpenFile {
            tensors: file.tensors,
            bare: file.bare,
            metadata: Metadata::new(),
            hash: file.hash,
            notes: file.notes,
            input,
        })
    }

    fn numpy(path: PathBuf) -> Result<Self> {
        let input = Arc::new(InputFile::open(path)?);
        let file = numpy::read(&input)?;
        Ok(OpenFile {
            tensors: file.tensors,
            bare: file.bare,
            metadata: Metadata::new(),
            hash: file.hash,
            notes: Vec::new(),
            input,
        })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.input.path()
    }

    /// What came from this file alone.
    pub fn origin(&self) -> Origin {
        Origin {
            path: self.path().to_path_buf(),
            fingerprint: Fingerprint::of(&[(self.input.stamp(), self.hash)]),
            folder: None,
        }
    }
}
