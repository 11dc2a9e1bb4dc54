//! The scratch store: room for results that are computed once and kept.

use super::Bytes;
use crate::error::{Error, Kind, Result};
use memmap2::{Mmap, MmapMut};
use std::fmt;
use std::ops::{Deref, DerefMut};

/// Where heavy results are kept. Its clones are the same store.
#[derive(Clone, Debug, Default)]
pub struct Scratch;

impl Scratch {
    /// Room for so many bytes, zeroed. Fails, of kind `Io`, when there is none.
    pub(super) fn room(&self, bytes: u64) -> Result<Room> {
        if bytes == 0 {
            return Ok(Room(None));
        }
        let length = usize::try_from(bytes).unwrap_or(usize::MAX);
        let map = MmapMut::map_anon(length).map_err(|cause| {
            let message = format!("no memory for a result of {bytes} bytes: {cause}");
            Error::new(Kind::Io, message)
        })?;
        Ok(Room(Some(map)))
    }
}

/// Room for one result, to be written: page-aligned, of exact length, zeroed.
pub(super) struct Room(Option<MmapMut>);

impl Room {
    /// What was written, to be read from now on.
    pub fn kept(self) -> Result<Box<dyn Bytes>> {
        let Some(map) = self.0 else {
            return Ok(Box::new(Vec::new()));
        };
        let map = map.make_read_only().map_err(|cause| {
            let message = format!("cannot keep a result in memory: {cause}");
            Error::new(Kind::Io, message)
        })?;
        Ok(Box::new(Kept(map)))
    }
}

impl Deref for Room {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl DerefMut for Room {
    fn deref_mut(&mut self) -> &mut [u8] {
        self.0.as_deref_mut().unwrap_or_default()
    }
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Room({})", self.len())
    }
}

/// A result in memory.
#[derive(Debug)]
struct Kept(Mmap);

impl Bytes for Kept {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        super::bytes::copy(&self.0, offset, into)
    }
}
