//! A header from a file, checked.

use super::check::check;
use super::parse::parse;
use super::{Header, LENGTH_BYTES, MOST_BYTES};
use crate::error::{Error, Kind, Result};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// Reads and checks the header of the file at `path`, which is open as `file` and `bytes` long. No byte
/// of a tensor is read.
pub fn read(path: &Path, file: &File, bytes: u64) -> Result<Header> {
    let json = json(path, file, bytes)?;
    let hash = blake3::hash(&json);
    let parsed = parse(&json).map_err(|cause| refused(path, &format!("its header: {cause}")))?;
    let data_start = LENGTH_BYTES + json.len() as u64;
    let mut entries = parsed.entries;
    check(&mut entries, bytes - data_start).map_err(|fault| refused(path, &fault))?;
    Ok(Header {
        entries,
        metadata: parsed.metadata,
        data_start,
        hash,
    })
}

/// The JSON of a header, of a length the file can hold.
fn json(path: &Path, file: &File, bytes: u64) -> Result<Vec<u8>> {
    if bytes < LENGTH_BYTES {
        let fault = format!("{bytes} bytes are too few for a header");
        return Err(refused(path, &fault));
    }
    let mut length = [0; LENGTH_BYTES as usize];
    let failed = |cause| Error::io(path, "read", &cause);
    file.read_exact_at(&mut length, 0).map_err(failed)?;
    let length = u64::from_le_bytes(length);
    if length > bytes - LENGTH_BYTES {
        let fault = format!("its header claims {length} bytes, more than the file holds");
        return Err(refused(path, &fault));
    }
    if length > MOST_BYTES {
        let fault = format!("its header has {length} bytes, at most {MOST_BYTES} are read");
        return Err(refused(path, &fault));
    }
    let mut json = vec![0; length as usize];
    file.read_exact_at(&mut json, LENGTH_BYTES)
        .map_err(failed)?;
    Ok(json)
}

fn refused(path: &Path, fault: &str) -> Error {
    let message = format!(
        "cannot read `{}` as a safetensors file: {fault}",
        path.display()
    );
    Error::new(Kind::Format, message)
}
