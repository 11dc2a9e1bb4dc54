//! Room for one result: written once, then read.

use super::arena::Stretch;
use super::memory::Share;
use crate::error::{Error, Kind, Result};
use crate::tensor::Bytes;
use crate::tensor::bytes::copy;
use memmap2::{Mmap, MmapMut};
use std::ops::{Deref, DerefMut};

/// Room for one result, to be written: page-aligned, of exact length, zeroed.
#[derive(Debug)]
pub enum Room {
    /// For a result of no bytes.
    Nothing,
    /// In memory, and what it takes of the limit.
    Memory(MmapMut, Share),
    /// In a file of the arena, mapped while it is written.
    Arena(MmapMut, Stretch),
}

impl Room {
    /// What was written, to be read from now on.
    ///
    /// # Errors
    /// `io` when the system refuses it.
    pub fn kept(self) -> Result<Box<dyn Bytes>> {
        match self {
            Room::Nothing => Ok(Box::new(Vec::new())),
            Room::Memory(map, share) => {
                let map = map.make_read_only().map_err(|cause| {
                    let message = format!("cannot keep a result in memory: {cause}");
                    Error::new(Kind::Io, message)
                })?;
                Ok(Box::new(InMemory { map, _share: share }))
            }
            Room::Arena(_, stretch) => Ok(Box::new(stretch)),
        }
    }
}

impl Deref for Room {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Room::Nothing => &[],
            Room::Memory(map, _) | Room::Arena(map, _) => map,
        }
    }
}

impl DerefMut for Room {
    fn deref_mut(&mut self) -> &mut [u8] {
        match self {
            Room::Nothing => &mut [],
            Room::Memory(map, _) | Room::Arena(map, _) => map,
        }
    }
}

/// A result in memory.
#[derive(Debug)]
struct InMemory {
    map: Mmap,
    _share: Share,
}

impl Bytes for InMemory {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        copy(&self.map, offset, into)
    }
}
