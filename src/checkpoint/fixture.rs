//! Small checkpoints for tests.

use crate::tensor::{Buffers, Tensor};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder of its own that goes away with the test.
pub struct Place(tempfile::TempDir);

impl Place {
    /// An empty folder.
    pub fn new() -> Self {
        Place(tempfile::tempdir().unwrap())
    }

    /// A path within it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// Writes a safetensors file of `uint8` tensors, their data in this order.
    pub fn tensors(&self, name: &str, tensors: &[(&str, &[u8])]) -> PathBuf {
        self.write(name, safetensors(tensors))
    }
}

/// The content of a safetensors file of `uint8` tensors, their data in this order, with the metadata
/// `{"format": "pt"}`.
pub fn safetensors(tensors: &[(&str, &[u8])]) -> Vec<u8> {
    let mut entries = vec![r#""__metadata__":{"format":"pt"}"#.to_owned()];
    let mut data = Vec::new();
    for (name, bytes) in tensors {
        let (begin, length) = (data.len(), bytes.len());
        data.extend_from_slice(bytes);
        let end = data.len();
        entries.push(format!(
            r#""{name}":{{"dtype":"U8","shape":[{length}],"data_offsets":[{begin},{end}]}}"#
        ));
    }
    let json = format!("{{{}}}", entries.join(","));
    [
        &(json.len() as u64).to_le_bytes()[..],
        json.as_bytes(),
        &data,
    ]
    .concat()
}

/// The names at the top of a folder, sorted, hidden ones too.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// All bytes of a tensor.
pub fn content(tensor: &Tensor) -> Vec<u8> {
    let mut into = vec![0; tensor.bytes() as usize];
    tensor.read(0, &mut into, &mut Buffers::default()).unwrap();
    into
}

/// Names and bytes, in order.
pub fn contents(tensors: &[(Arc<str>, Tensor)]) -> Vec<(String, Vec<u8>)> {
    let one = |(name, tensor): &(Arc<str>, Tensor)| (name.to_string(), content(tensor));
    tensors.iter().map(one).collect()
}
