//! One torch file, from its first bytes to its tensors.

use super::archive::Archive;
use super::choice::Choice;
use super::contents::{self, Contents};
use super::legacy;
use super::pickle::{self, Fault, Pickle};
use super::storages::Storages;
use super::tensors::{named, tensor};
use crate::checkpoint::input::InputFile;
use crate::checkpoint::recognise;
use crate::checkpoint::refusal::Refusal;
use crate::error::Result;
use crate::tensor::{Bytes, Tensor};
use std::path::Path;
use std::sync::Arc;

/// The most bytes a pickle may have: that of 100 000 tensors has a quarter of it.
const MOST_BYTES: u64 = 128 << 20;
/// How many bytes of a file without an archive are read first to find its pickles.
const FIRST_BYTES: u64 = 64 << 10;

/// What a torch file holds.
#[derive(Debug)]
pub struct TorchFile {
    /// Its tensors; one without a name has the empty one.
    pub tensors: Vec<(Arc<str>, Tensor)>,
    /// Whether it holds one tensor without a name.
    pub bare: bool,
    /// What tells its pickle from another.
    pub hash: blake3::Hash,
    /// What a person should know of it.
    pub notes: Vec<String>,
}

/// Reads a torch file: its pickle and where its numbers lie, not the numbers.
///
/// # Errors
/// `format` where it is none, is damaged, or holds something else than what was chosen; `io`.
pub fn read(input: &Arc<InputFile>, choice: &Choice) -> Result<TorchFile> {
    let bytes = input.stamp().bytes;
    let mut start = vec![0; bytes.min(2) as usize];
    input.read_at(0, &mut start)?;
    let read = match start[..] {
        [b'P', b'K', ..] => read_archive(input, choice),
        [0x80, ..] => read_legacy(input, choice),
        _ => Err(foreign(input)),
    };
    read.map_err(|refusal| refusal.of(input.path(), "torch"))
}

/// Refuses a file that does not begin as torch files do.
fn foreign(input: &InputFile) -> Refusal {
    if input.stamp().bytes == 0 {
        return "it is empty".into();
    }
    match recognise::instead(input, recognise::PICKLE) {
        Some(guess) => guess.into(),
        None => Refusal::new("it does not begin like one")
            .hint("safetensors, torch and numpy files are told by their suffixes"),
    }
}

fn read_archive(input: &Arc<InputFile>, choice: &Choice) -> Result<TorchFile, Refusal> {
    let archive = Archive::open(input)?;
    let range = &archive.pickle;
    if range.length > MOST_BYTES {
        return Err(too_large(range.length));
    }
    let mut bytes = vec![0; range.length as usize];
    range.bytes.read_at(range.offset, &mut bytes)?;
    let pickle = pickle::run(&bytes)?;
    made(input.path(), &bytes, &pickle, &archive.storages, choice)
}

/// Reads more and more of the file until all of its pickles are there.
fn read_legacy(input: &Arc<InputFile>, choice: &Choice) -> Result<TorchFile, Refusal> {
    let all = input.stamp().bytes;
    let mut length = FIRST_BYTES.min(all);
    loop {
        let mut bytes = vec![0; length as usize];
        input.read_at(0, &mut bytes)?;
        match legacy::parse(&bytes) {
            Ok(legacy) => {
                let storages = legacy.storages(input)?;
                let read = &bytes[..legacy.length];
                return made(input.path(), read, &legacy.object, &storages, choice);
            }
            Err(Fault::Ends) if length >= MOST_BYTES => return Err(too_large(length)),
            Err(Fault::Ends) if length < all => length = all.min(length * 2),
            Err(fault) => return Err(fault.into()),
        }
    }
}

fn too_large(bytes: u64) -> Refusal {
    let fault = format!("its pickle has {bytes} bytes, at most {MOST_BYTES} are read");
    Refusal::new(fault).hint("save its tensors alone, as safetensors")
}

/// The tensors that were chosen, of storages that are there.
fn made(
    path: &Path,
    bytes: &[u8],
    pickle: &Pickle,
    storages: &Storages,
    choice: &Choice,
) -> Result<TorchFile, Refusal> {
    let contents = contents::take(path, pickle, choice)?;
    let bare = matches!(contents, Contents::Bare(_));
    let (tensors, notes) = match contents {
        Contents::Bare(view) => {
            let only = tensor(&pickle.heap, view, storages)?;
            (vec![(Arc::from(""), only)], Vec::new())
        }
        Contents::Named(views, left) => named(&pickle.heap, &views, &left, storages)?,
    };
    Ok(TorchFile {
        tensors,
        bare,
        hash: blake3::hash(bytes),
        notes,
    })
}
