//! A header for a file that is to be written.

use super::{LENGTH_BYTES, METADATA, MOST_BYTES, Metadata};
use crate::checkpoint::dtype;
use crate::error::{Error, Kind, Result};
use crate::tensor::Tensor;
use safetensors::tensor::{Metadata as Checked, TensorInfo};
use std::sync::Arc;

/// Data of files from this size on begins at a multiple of [`PAGE`], so that file systems can share
/// blocks between a file and its copies; smaller files are not worth the padding.
const LARGE: u64 = 1 << 20;
const PAGE: u64 = 4096;
/// Data of any file begins at a multiple of this.
const WORD: u64 = 8;

/// A header and the room its tensors take.
#[derive(Debug)]
pub struct Space {
    /// The header's bytes: length, JSON, padding.
    pub header: Vec<u8>,
    /// Where in the file each tensor begins, and where the last one ends.
    pub starts: Vec<u64>,
}

/// The header of a file that holds `tensors`, in that order, and `metadata`.
pub fn compose(tensors: &[(Arc<str>, Tensor)], metadata: &Metadata) -> Result<Space> {
    let infos = infos(tensors)?;
    Checked::new(None, infos.clone())
        .map_err(|cause| Error::new(Kind::Format, format!("cannot compose a header: {cause}")))?;
    let mut json = json(&infos, metadata)?;
    let data_bytes = infos
        .last()
        .map_or(0, |(_, info)| info.data_offsets.1 as u64);
    let border = if data_bytes < LARGE { WORD } else { PAGE };
    let padded = (LENGTH_BYTES + json.len() as u64).next_multiple_of(border) - LENGTH_BYTES;
    if padded > MOST_BYTES {
        let message = format!("a header of {padded} bytes is more than readers accept");
        return Err(Error::new(Kind::Format, message).hint("write shards"));
    }
    json.resize(padded as usize, b' ');
    let data_start = LENGTH_BYTES + padded;
    let ends = infos
        .iter()
        .map(|(_, info)| data_start + info.data_offsets.1 as u64);
    let starts = std::iter::once(data_start).chain(ends).collect();
    let header = [&padded.to_le_bytes()[..], &json].concat();
    Ok(Space { header, starts })
}

/// The entries of a header, one after the other without gaps.
fn infos(tensors: &[(Arc<str>, Tensor)]) -> Result<Vec<(String, TensorInfo)>> {
    let mut begin = 0_u64;
    let mut infos = Vec::with_capacity(tensors.len());
    for (name, tensor) in tensors {
        if &**name == METADATA {
            let message = format!("a safetensors file cannot hold a tensor named `{name}`");
            return Err(Error::new(Kind::Format, message).hint("rename it with `move`"));
        }
        let end = begin.checked_add(tensor.bytes()).ok_or_else(|| {
            let message = format!("a file cannot hold all of `{name}` and what comes before it");
            Error::new(Kind::Format, message)
        })?;
        let dimensions = tensor.shape().dimensions();
        let info = TensorInfo {
            dtype: dtype::stored(tensor.dtype()),
            shape: dimensions.iter().map(|size| *size as usize).collect(),
            data_offsets: (begin as usize, end as usize),
        };
        infos.push((name.to_string(), info));
        begin = end;
    }
    Ok(infos)
}

/// The JSON without padding, the texts first and sorted.
fn json(infos: &[(String, TensorInfo)], metadata: &Metadata) -> Result<Vec<u8>> {
    let mut json = b"{".to_vec();
    let mut entry = |key: &str, value: serde_json::Result<String>| {
        if json.len() > 1 {
            json.push(b',');
        }
        serde_json::to_writer(&mut json, key)?;
        json.push(b':');
        json.extend_from_slice(value?.as_bytes());
        serde_json::Result::Ok(())
    };
    let mut entries = || {
        if !metadata.is_empty() {
            entry(METADATA, serde_json::to_string(metadata))?;
        }
        infos
            .iter()
            .try_for_each(|(name, info)| entry(name, serde_json::to_string(info)))
    };
    entries().map_err(|cause: serde_json::Error| {
        Error::new(Kind::Format, format!("cannot compose a header: {cause}"))
    })?;
    json.push(b'}');
    Ok(json)
}
