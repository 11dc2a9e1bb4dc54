//! Segments: files of an arena, cut into stretches, one for each result.

use super::home::Home;
use crate::error::{Error, Kind, Result};
use crate::tensor::Bytes;
use memmap2::{MmapMut, MmapOptions};
use rustix::fs::{FallocateFlags, fallocate};
use rustix::io::{Errno, retry_on_intr};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Stretches begin at multiples of this, which whole pages and whole blocks of a file divide.
const ALIGNMENT: u64 = 64 << 10;

/// A file of an arena. It is removed when the last of its stretches goes.
#[derive(Debug)]
pub struct Segment {
    path: PathBuf,
    file: File,
    /// Where the next stretch begins. What was taken once is not taken again: the disk has it back already.
    next: AtomicU64,
    _home: Arc<Home>,
}

impl Segment {
    /// A new segment, without stretches.
    pub fn make(home: Arc<Home>, number: u64) -> Result<Self> {
        let (path, file) = home.new_segment(number)?;
        Ok(Segment {
            path,
            file,
            next: AtomicU64::new(0),
            _home: home,
        })
    }

    /// A stretch of so many bytes, if that leaves the segment within `limit`.
    pub fn take(self: Arc<Self>, bytes: u64, limit: u64) -> Option<Stretch> {
        let after = |start: u64| {
            let end = start.checked_add(bytes).filter(|end| *end <= limit)?;
            end.checked_next_multiple_of(ALIGNMENT)
        };
        let start = self
            .next
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, after);
        let start = start.ok()?;
        Some(Stretch {
            segment: self,
            start,
            bytes,
        })
    }

    fn error(&self, doing: &str, cause: &io::Error) -> Error {
        let error = Error::io(&self.path, doing, cause).while_writing();
        match cause.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                error.hint("free some space, or keep the arena elsewhere with `--arena-root`")
            }
            _ => error,
        }
    }
}

impl Drop for Segment {
    fn drop(&mut self) {
        // The folder is emptied in the end, should this fail.
        std::fs::remove_file(&self.path).unwrap_or_default();
    }
}

/// The part of a segment that one result takes. The disk has it back when this goes.
#[derive(Debug)]
pub struct Stretch {
    segment: Arc<Segment>,
    start: u64,
    bytes: u64,
}

impl Stretch {
    /// Takes its bytes from the disk: zeroes, until they are written.
    pub fn allocate(&self) -> Result<()> {
        let Segment { file, .. } = &*self.segment;
        let none = FallocateFlags::empty();
        let allocated = match retry_on_intr(|| fallocate(file, none, self.start, self.bytes)) {
            Err(Errno::OPNOTSUPP | Errno::NOSYS) => self.fill(),
            done => done.map_err(io::Error::from),
        };
        allocated.map_err(|cause| self.segment.error("take room in", &cause))
    }

    /// Writes zeroes, where a file system cannot give room without.
    fn fill(&self) -> io::Result<()> {
        let zeroes = vec![0; 1 << 20];
        let mut done = 0;
        while done < self.bytes {
            let length = (self.bytes - done).min(zeroes.len() as u64);
            let zeroes = &zeroes[..length as usize];
            self.segment.file.write_all_at(zeroes, self.start + done)?;
            done += length;
        }
        Ok(())
    }

    /// Its bytes as memory, to be written.
    pub fn map(&self) -> Result<MmapMut> {
        let length = usize::try_from(self.bytes).unwrap_or(usize::MAX);
        let mut options = MmapOptions::new();
        options.offset(self.start).len(length);
        // SAFETY: the file is ours alone, in a folder that only this user may enter and only this process
        // writes to, under its lock; no other map and no other write meets this stretch while the map lives;
        // the bytes are allocated, so that no access to them fails.
        let map = unsafe { options.map_mut(&self.segment.file) };
        map.map_err(|cause| self.segment.error("map", &cause))
    }
}

impl Bytes for Stretch {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        let end = offset.saturating_add(into.len() as u64);
        if end > self.bytes {
            let found = self.bytes;
            return Err(Error::new(
                Kind::Io,
                format!("expected {end} bytes, found {found}"),
            ));
        }
        let Segment { file, path, .. } = &*self.segment;
        file.read_exact_at(into, self.start + offset)
            .map_err(|cause| Error::io(path, "read", &cause))
    }
}

impl Drop for Stretch {
    fn drop(&mut self) {
        let punch = FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE;
        // Where the file system cannot do it, the room is free when the segment goes.
        fallocate(&self.segment.file, punch, self.start, self.bytes).unwrap_or_default();
    }
}
