//! Numpy files that are read: one array, or named ones.

use super::header::{self, Header};
use crate::checkpoint::input::InputFile;
use crate::checkpoint::recognise;
use crate::checkpoint::refusal::Refusal;
use crate::checkpoint::unzip;
use crate::error::Result;
use crate::tensor::{Bytes, Tensor};
use std::collections::HashSet;
use std::sync::Arc;

/// What these files are called in messages.
const KIND: &str = "numpy";

/// What a numpy file holds.
#[derive(Debug)]
pub struct NumpyFile {
    /// Its arrays, in the order of the zip's directory; one without a name has the empty one.
    pub tensors: Vec<(Arc<str>, Tensor)>,
    /// Whether it is one array without a name.
    pub bare: bool,
    /// What tells its headers from others'.
    pub hash: blake3::Hash,
}

/// Reads a `.npy` or `.npz` file: its headers, no element.
///
/// Fails, of kind `Io`, where the file is unreadable; of kind `Format`, where it is malformed or holds
/// something else than numbers.
pub fn read(input: &Arc<InputFile>) -> Result<NumpyFile> {
    match &*first(input, header::MOST_BYTES)? {
        start if header::is_array(start) => array(input, start),
        [b'P', b'K', ..] => archive(input),
        _ => {
            let fault = "it is neither an array nor a zip of arrays";
            let instead = recognise::instead(input, recognise::ARRAY);
            let refusal = instead.map_or_else(|| fault.into(), Refusal::from);
            Err(refusal.of(input.path(), KIND))
        }
    }
}

/// The first bytes of a file: all of them, or so many.
fn first(input: &InputFile, most: u64) -> Result<Vec<u8>> {
    let mut first = vec![0; input.stamp().bytes.min(most) as usize];
    input.read_at(0, &mut first)?;
    Ok(first)
}

/// A file that is one array and begins with `start`.
fn array(input: &Arc<InputFile>, start: &[u8]) -> Result<NumpyFile> {
    let header = header::read(start, input.stamp().bytes);
    let header = header.map_err(|refusal| refusal.of(input.path(), KIND))?;
    let tensor = tensor(&header, input.clone(), 0)?;
    Ok(NumpyFile {
        tensors: vec![("".into(), tensor)],
        bare: true,
        hash: blake3::hash(&start[..header.length as usize]),
    })
}

/// A file that is a zip of arrays.
fn archive(input: &Arc<InputFile>) -> Result<NumpyFile> {
    let mut tensors = Vec::new();
    let mut names = HashSet::new();
    let mut hasher = blake3::Hasher::new();
    let entries = unzip::entries(input).map_err(|refusal| refusal.of(input.path(), KIND))?;
    for entry in entries {
        let name = entry.name.strip_suffix(".npy").unwrap_or(&entry.name);
        if !names.insert(name.to_owned()) {
            let fault = format!("it holds two arrays `{name}`, with and without `.npy`");
            let refusal = Refusal::new(fault).hint("leave one of them out of what is saved");
            return Err(refusal.of(input.path(), KIND));
        }
        let start = entry.first(header::MOST_BYTES)?;
        let header = header::read(&start, entry.length);
        let header = header.map_err(|refusal| {
            let within = format!("array `{name}`");
            refusal.prefix(&within).of(input.path(), KIND)
        })?;
        let (bytes, begin) = entry.bytes();
        tensors.push((name.into(), tensor(&header, bytes, begin)?));
        hasher.update(name.as_bytes());
        hasher.update(&start[..header.length as usize]);
        hasher.update(&entry.sum.to_le_bytes());
    }
    Ok(NumpyFile {
        tensors,
        bare: false,
        hash: hasher.finalize(),
    })
}

/// The tensor of an array that begins at `begin`.
fn tensor(header: &Header, bytes: Arc<dyn Bytes>, begin: u64) -> Result<Tensor> {
    let (shape, at) = (header.shape.clone(), begin + header.length);
    if !header.fortran {
        return Ok(Tensor::stored(header.dtype, shape, bytes, at));
    }
    // The first index runs fastest.
    let sizes = shape.dimensions().iter();
    let strides = sizes.scan(1, |next, size| {
        let stride = *next;
        *next = stride * (*size).max(1);
        Some(stride)
    });
    let strides: Vec<u64> = strides.collect();
    Tensor::strided(header.dtype, shape, &strides, bytes, at)
}
