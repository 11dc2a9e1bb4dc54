//! Writing: named tensors to a file or a folder, whole or not at all.

mod contents;
mod flush;
mod folder;
mod sidecars;
mod stream;
mod tasks;

use super::destination::{Destination, Layout};
use super::header::Metadata;
use super::origin::Origin;
use super::publish::NewFile;
use crate::error::Result;
use crate::tensor::{Engine, Tensor};
use contents::Contents;
use std::path::PathBuf;
use std::sync::Arc;
use stream::Output;

/// What a save did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file or folder.
    pub path: PathBuf,
    /// Bytes of tensors.
    pub bytes: u64,
    /// How many tensors.
    pub tensors: usize,
    /// What a person should know: the other files that went along, and those that did not.
    pub notes: Vec<String>,
}

/// Writes `tensors`, in the order of their state dict, to a destination.
///
/// Heavy results are computed first. Tensors are evaluated block by block, straight into the new files, on all cores of the engine, whose
/// progress counts bytes. `metadata` goes into every file, with `format: pt` where it has no format. The
/// sidecars of `origin` go from folder to folder. A failure or a stop leaves the destination as it was;
/// any tensor may come from the files that are replaced.
pub fn write(
    engine: &Engine,
    destination: &Destination,
    tensors: &[(Arc<str>, Tensor)],
    metadata: &Metadata,
    origin: Option<&Origin>,
) -> Result<Written> {
    let mut metadata = metadata.clone();
    metadata
        .entry("format".to_owned())
        .or_insert_with(|| "pt".to_owned());
    let sizes = tensors.iter().map(|(_, tensor)| tensor.bytes());
    let bytes = sizes.fold(0, u64::saturating_add);
    engine.settle(tensors.iter().map(|(_, tensor)| tensor))?;
    engine.progress().start(bytes);
    let notes = match destination.layout {
        Layout::File => {
            file(engine, destination, tensors, &metadata)?;
            sidecars::left_behind(origin, &destination.path)
        }
        Layout::Folder(sharding) => folder::write(
            engine,
            destination,
            (sharding, destination.files_at_once),
            tensors,
            &metadata,
            origin,
        )?,
    };
    Ok(Written {
        path: destination.path.clone(),
        bytes,
        tensors: tensors.len(),
        notes,
    })
}

fn file(
    engine: &Engine,
    destination: &Destination,
    tensors: &[(Arc<str>, Tensor)],
    metadata: &Metadata,
) -> Result<()> {
    let contents = Contents::arrange(tensors, metadata)?;
    let new = NewFile::create(&destination.path)?;
    let output = Output {
        path: &destination.path,
        file: new.file(),
        contents: &contents,
    };
    stream::write(engine, &[output])?;
    engine.cancel().check()?;
    new.publish()
}

#[cfg(test)]
mod tests;
