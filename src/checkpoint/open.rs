//! Opening: from a path to named tensors, by headers alone.

mod file;
mod folder;

use super::format::Format;
use super::header::Metadata;
use super::origin::{Company, Fingerprint, Origin};
use super::{Checkpoint, paths};
use crate::error::{Error, Kind, Result};
use crate::tensor::Tensor;
use file::OpenFile;
use std::path::{Path, PathBuf};

/// Opens the checkpoint at `path`: a safetensors file, or a folder of them. Every header is checked
/// whole; no byte of a tensor is read. A `~` is expanded.
///
/// The tensors stand in the order of the sorted files, within a file in that of their data. Fails, of
/// kind `Io`, where files are absent, unreadable or hold a tensor twice; of kind `Format`, where their
/// content is malformed or of another format.
pub fn open(path: &Path) -> Result<Checkpoint> {
    let path = paths::expand(path);
    let there = std::fs::metadata(&path).map_err(|cause| Error::io(&path, "open", &cause))?;
    if there.is_dir() {
        let (files, company) = folder::open(&path)?;
        return Ok(gather(path, files, Some(company)));
    }
    require_safetensors(&path, None)?;
    let file = OpenFile::open(path.clone())?;
    Ok(gather(path, vec![file], None))
}

/// Opens the one tensor of the file at `path`, in the format given or the one its suffix tells.
pub fn open_tensor(path: &Path, format: Option<Format>) -> Result<Tensor> {
    let path = paths::expand(path);
    require_safetensors(&path, format)?;
    let file = OpenFile::open(path)?;
    let mut tensors = file.tensors();
    match (tensors.next(), tensors.len()) {
        (Some((_, only)), 0) => Ok(only),
        (first, others) => {
            let count = others + usize::from(first.is_some());
            let path = file.input.path().display();
            let message = format!("cannot load `{path}` as one tensor: it holds {count}");
            Err(Error::new(Kind::Format, message).hint("load it whole, under an alias of its own"))
        }
    }
}

/// Readers of other formats join here.
fn require_safetensors(path: &Path, format: Option<Format>) -> Result<()> {
    match format.or_else(|| Format::of_suffix(path)) {
        Some(Format::Safetensors) => Ok(()),
        Some(other) => Err(other.unreadable(path)),
        // As in the reference, whatever has no suffix of its own is a torch file.
        None => Err(Format::Torch.unreadable(path)),
    }
}

fn gather(path: PathBuf, files: Vec<OpenFile>, folder: Option<Company>) -> Checkpoint {
    let prints: Vec<_> = files
        .iter()
        .map(|file| (file.input.stamp(), file.header.hash))
        .collect();
    let mut metadata = Metadata::new();
    for file in &files {
        for (key, text) in &file.header.metadata {
            metadata.entry(key.clone()).or_insert_with(|| text.clone());
        }
    }
    Checkpoint {
        tensors: files.iter().flat_map(OpenFile::tensors).collect(),
        metadata,
        origin: Origin {
            path,
            fingerprint: Fingerprint::of(&prints),
            folder,
        },
    }
}

#[cfg(test)]
mod tests;
