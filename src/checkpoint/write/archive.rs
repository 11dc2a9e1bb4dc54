//! Zip archives of which all sizes are known before a byte is written.
//!
//! Every entry is stored as it is and begins at a multiple of 64, so that readers can map it. Format:
//! PKWARE's APPNOTE.TXT, sections 4.3 (records) and 4.5.3 (zip64).

mod records;

use super::checksums::{self, Sum};
use super::contents::{Contents, Frame, Piece};
use crate::error::{Error, Kind, Result};
use crate::tensor::Tensor;
use records::Record;

/// An entry of an archive that is to be written.
#[derive(Debug)]
pub struct Entry {
    /// Its name in the archive.
    pub name: String,
    /// Its first bytes.
    pub head: Vec<u8>,
    /// The tensor whose bytes follow.
    pub tensor: Option<Tensor>,
}

/// The entries of an archive, in their places.
#[derive(Debug)]
pub struct Archive {
    records: Vec<Record>,
    directory_at: u64,
}

/// Entries begin at a multiple of this, as `torch.save` has it.
const ALIGNMENT: u64 = 64;
/// More bytes than any file system takes, so few that headers and directory can be added.
const MOST_BYTES: u64 = 1 << 62;

impl Contents {
    /// Arranges entries in an archive, in this order.
    pub fn archive(entries: Vec<Entry>) -> Result<Self> {
        let mut records = Vec::with_capacity(entries.len());
        let mut pieces = Vec::new();
        let mut at = 0;
        for entry in entries {
            let (record, piece) = place(entry, at)?;
            at = record.start + record.length;
            records.push(record);
            pieces.extend(piece);
        }
        let archive = Archive {
            records,
            directory_at: at,
        };
        let sums = vec![0; archive.records.len()];
        let length = at + records::directory(&archive.records, &sums, at).len() as u64;
        Ok(Contents {
            frame: Frame::Archive(archive),
            pieces,
            length,
        })
    }
}

/// An entry whose header begins at `at`: its record, and the bytes of its tensor.
fn place(entry: Entry, at: u64) -> Result<(Record, Option<Piece>)> {
    let length = length(&entry, at)?;
    let start = (at + records::least_header(&entry.name, length)).next_multiple_of(ALIGNMENT);
    let tensor_at = start + entry.head.len() as u64;
    let piece = entry.tensor.map(|tensor| Piece::of(tensor, tensor_at));
    let record = Record {
        name: entry.name,
        at,
        start,
        length,
        head: entry.head,
    };
    Ok((record, piece.filter(|piece| piece.length > 0)))
}

/// How many bytes an entry takes whose header begins at `at`.
fn length(entry: &Entry, at: u64) -> Result<u64> {
    let name = &entry.name;
    if name.len() > usize::from(u16::MAX) || name.contains('\0') {
        let shown: String = name.chars().take(40).collect();
        let message = format!("an archive cannot hold an entry named `{shown}`");
        return Err(Error::new(Kind::Format, message).hint("rename the tensor with `move`"));
    }
    let tensor = entry.tensor.as_ref().map_or(0, Tensor::bytes);
    let length = tensor.saturating_add(entry.head.len() as u64);
    if length > MOST_BYTES.saturating_sub(at) {
        let message = format!("an archive cannot hold all of `{name}` and what comes before it");
        return Err(Error::new(Kind::Format, message));
    }
    Ok(length)
}

impl Archive {
    /// Puts everything but the tensors in its place, once the sums of the tensors are taken.
    pub fn close(
        &self,
        taken: &[Sum],
        mut put: impl FnMut(&[u8], u64) -> Result<()>,
    ) -> Result<()> {
        let mut sums = Vec::with_capacity(self.records.len());
        let mut rest = taken;
        for record in &self.records {
            let end = record.start + record.length;
            let (own, after) = rest.split_at(rest.partition_point(|sum| sum.at < end));
            let sum = checksums::joined(&record.head, own.iter());
            put(
                &[records::header(record, sum), record.head.clone()].concat(),
                record.at,
            )?;
            sums.push(sum);
            rest = after;
        }
        let directory = records::directory(&self.records, &sums, self.directory_at);
        put(&directory, self.directory_at)
    }
}

#[cfg(test)]
mod tests;
