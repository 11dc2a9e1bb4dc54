//! One torch file, from its first bytes to its tensors.

use super::archive::Archive;
use super::choice::Choice;
use super::contents::{self, Contents, Refusal};
use super::legacy;
use super::pickle::{self, Fault, Pickle};
use super::storages::Storages;
use super::tensors::{named, tensor};
use crate::checkpoint::input::InputFile;
use crate::error::{Error, Kind, Result};
use crate::tensor::{Bytes, Tensor};
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
    let mut start = vec![0; bytes.min(512) as usize];
    input.read_at(0, &mut start)?;
    let read = match start[..] {
        [b'P', b'K', ..] => read_archive(input, choice),
        [0x80, ..] => read_legacy(input, choice),
        _ => Err(foreign(&start).into()),
    };
    read.map_err(|refusal| {
        let path = input.path().display();
        let message = format!("cannot read `{path}`: {}", refusal.fault);
        let error = Error::new(Kind::Format, message);
        refusal.hints.into_iter().fold(error, Error::hint)
    })
}

/// What is wrong with a file that begins like this.
fn foreign(start: &[u8]) -> String {
    let words = match start {
        [] => "it is empty",
        [_, _, _, _, _, _, _, 0, b'{', ..] => "it is no torch file but begins as safetensors do",
        _ if start.get(257..262) == Some(b"ustar") => {
            "it is a tar archive, as torch wrote them before 2017: these are not supported"
        }
        _ => "it is no torch file",
    };
    words.to_owned()
}

fn read_archive(input: &Arc<InputFile>, choice: &Choice) -> Result<TorchFile, Refusal> {
    let archive = Archive::open(input)?;
    let range = &archive.pickle;
    if range.length > MOST_BYTES {
        return Err(too_large(range.length));
    }
    let mut bytes = vec![0; range.length as usize];
    let read = range.bytes.read_at(range.offset, &mut bytes);
    read.map_err(|error| error.message().to_owned())?;
    let pickle = pickle::run(&bytes).map_err(String::from)?;
    made(&bytes, &pickle, &archive.storages, choice)
}

/// Reads more and more of the file until all of its pickles are there.
fn read_legacy(input: &Arc<InputFile>, choice: &Choice) -> Result<TorchFile, Refusal> {
    let all = input.stamp().bytes;
    let mut length = FIRST_BYTES.min(all);
    loop {
        let mut bytes = vec![0; length as usize];
        let read = input.read_at(0, &mut bytes);
        read.map_err(|error| error.message().to_owned())?;
        match legacy::parse(&bytes) {
            Ok(legacy) => {
                let storages = legacy.storages(input)?;
                return made(&bytes[..legacy.length], &legacy.object, &storages, choice);
            }
            Err(Fault::Ends) if length >= MOST_BYTES => return Err(too_large(length)),
            Err(Fault::Ends) if length < all => length = all.min(length * 2),
            Err(fault) => return Err(String::from(fault).into()),
        }
    }
}

fn too_large(bytes: u64) -> Refusal {
    format!("its pickle has {bytes} bytes, at most {MOST_BYTES} are read").into()
}

/// The tensors that were chosen, of storages that are there.
fn made(
    bytes: &[u8],
    pickle: &Pickle,
    storages: &Storages,
    choice: &Choice,
) -> Result<TorchFile, Refusal> {
    let contents = contents::take(pickle, choice)?;
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
