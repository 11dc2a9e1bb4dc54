//! Headers of safetensors files: 8 bytes of length, then JSON that describes every tensor.
//!
//! Format: <https://github.com/huggingface/safetensors#format>. Whatever is read is hostile until
//! checked; nothing is reserved on the word of a file.

mod check;
mod parse;
mod read;
mod write;

pub use read::read;
pub use write::compose;

use crate::tensor::{Dtype, Shape};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most bytes of JSON a header may have, as in other readers.
pub const MOST_BYTES: u64 = 100_000_000;
/// Bytes that hold the length of the JSON.
pub const LENGTH_BYTES: u64 = 8;
/// The header key that holds no tensor.
pub const METADATA: &str = "__metadata__";

/// Named texts that a file carries beside its tensors.
pub type Metadata = BTreeMap<String, String>;

/// What a header says, checked against the file's length.
#[derive(Debug)]
pub struct Header {
    /// The tensors in the order of their data.
    pub entries: Vec<Entry>,
    /// The texts beside the tensors.
    pub metadata: Metadata,
    /// Where in the file the data begins.
    pub data_start: u64,
    /// What tells this header from another.
    pub hash: blake3::Hash,
}

/// One tensor of a header.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name.
    pub name: Arc<str>,
    /// Its dtype.
    pub dtype: Dtype,
    /// Its shape.
    pub shape: Shape,
    /// Its first byte, counted from the start of the data.
    pub begin: u64,
    /// The byte after its last.
    pub end: u64,
}

#[cfg(test)]
mod tests;
