//! Writing: named tensors to a file or a folder, whole or not at all.

mod archive;
mod checksums;
mod contents;
mod flush;
mod folder;
mod sidecars;
mod stream;
mod tasks;

pub(super) use archive::Entry;
pub(super) use contents::Contents;

use super::destination::{Destination, Form, Layout};
use super::header::Metadata;
use super::origin::Origin;
use super::publish::NewFile;
use crate::error::Result;
use crate::tensor::{Engine, Tensor};
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
/// Heavy results are computed first. Tensors are evaluated block by block, straight into the new files, on
/// all cores of the engine, whose progress counts bytes. `metadata` goes into every safetensors file, with
/// `format: pt` where it has no format. The sidecars of `origin` go from folder to folder. A failure or a stop
/// leaves the destination as it was; any tensor may come from the files that are replaced.
///
/// # Errors
/// `format` for what the format cannot hold; `io`; `interrupted`; what evaluating the tensors raises.
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
        Layout::File(form) => {
            let contents = Contents::of(form, tensors, &metadata)?;
            file(engine, destination, &contents)?;
            let texts = lost_texts(form, &metadata);
            let files = sidecars::left_behind(origin, &destination.path);
            texts.into_iter().chain(files).collect()
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

fn file(engine: &Engine, destination: &Destination, contents: &Contents) -> Result<()> {
    let new = NewFile::create(&destination.path)?;
    let output = Output {
        path: &destination.path,
        file: new.file(),
        contents,
    };
    stream::write(engine, &[output])?;
    engine.cancel().check()?;
    new.publish()
}

/// Says which texts a file of this form cannot hold. That the tensors were PyTorch's needs no saying.
fn lost_texts(form: Form, metadata: &Metadata) -> Option<String> {
    let own = |(key, text): &(&String, &String)| (&***key, &***text) != ("format", "pt");
    let keys: Vec<String> = metadata
        .iter()
        .filter(own)
        .map(|(key, _)| format!("`{key}`"))
        .collect();
    let lost = form != Form::Safetensors && !keys.is_empty();
    lost.then(|| format!("{form} hold no metadata, left behind: {}", keys.join(", ")))
}

#[cfg(test)]
mod tests;
