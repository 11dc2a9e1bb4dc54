//! A header from a file, checked.

use super::check::check;
use super::parse::parse;
use super::{Header, LENGTH_BYTES, MOST_BYTES};
use crate::checkpoint::input::InputFile;
use crate::checkpoint::recognise;
use crate::checkpoint::refusal::Refusal;
use crate::error::{Error, Result};
use crate::tensor::Bytes;

/// Reads and checks the header of a file. No byte of a tensor is read.
pub fn read(input: &InputFile) -> Result<Header> {
    let json = json(input)?;
    let hash = blake3::hash(&json);
    let parsed = parse(&json, LENGTH_BYTES as usize);
    let parsed = parsed.map_err(|fault| refused(input, &format!("its header: {fault}")))?;
    let data_start = LENGTH_BYTES + json.len() as u64;
    let mut entries = parsed.entries;
    let checked = check(&mut entries, input.stamp().bytes - data_start);
    checked.map_err(|fault| refused(input, &fault))?;
    Ok(Header {
        entries,
        metadata: parsed.metadata,
        data_start,
        hash,
    })
}

/// The JSON of a header, of a length the file can hold.
fn json(input: &InputFile) -> Result<Vec<u8>> {
    let bytes = input.stamp().bytes;
    if bytes < LENGTH_BYTES {
        let fault = format!("{bytes} bytes are too few for a header");
        return Err(refused(input, &fault));
    }
    let mut length = [0; LENGTH_BYTES as usize];
    input.read_at(0, &mut length)?;
    let length = u64::from_le_bytes(length);
    if length > bytes - LENGTH_BYTES {
        let fault = format!("its header claims {length} bytes, more than the file holds");
        return Err(refused(input, &fault));
    }
    if length > MOST_BYTES {
        let fault = format!("its header has {length} bytes, at most {MOST_BYTES} are read");
        return Err(refused(input, &fault));
    }
    let mut json = vec![0; length as usize];
    input.read_at(LENGTH_BYTES, &mut json)?;
    Ok(json)
}

/// Refuses a file: as what it is in truth, where its beginning tells, else for this fault.
fn refused(input: &InputFile, fault: &str) -> Error {
    let instead = recognise::instead(input, recognise::SAFETENSORS);
    let refusal = instead.map_or_else(|| fault.into(), Refusal::from);
    refusal.of(input.path(), "safetensors")
}
