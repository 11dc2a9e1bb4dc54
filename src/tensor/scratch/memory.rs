//! The part of the scratch store that is memory.

use super::Room;
use memmap2::MmapMut;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Memory is handed out in whole pages.
const PAGE: u64 = 4096;

/// Memory for results, up to a limit.
#[derive(Debug)]
pub struct Memory {
    limit: u64,
    /// What is taken of it.
    taken: Arc<AtomicU64>,
}

impl Default for Memory {
    /// Memory without a limit.
    fn default() -> Self {
        Memory::new(u64::MAX)
    }
}

impl Memory {
    /// Memory of which `limit` bytes may be taken at once.
    pub fn new(limit: u64) -> Self {
        Memory {
            limit,
            taken: Arc::default(),
        }
    }

    /// Takes so many bytes for good.
    pub fn set_aside(&self, bytes: u64) {
        self.taken.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Takes so many bytes, whether or not they are left, until the share goes.
    pub fn hold(&self, bytes: u64) -> Share {
        self.set_aside(bytes);
        Share {
            taken: self.taken.clone(),
            bytes,
        }
    }

    /// Room for so many bytes; none when the limit or the machine leaves none.
    pub fn room(&self, bytes: u64) -> Option<Room> {
        let length = usize::try_from(bytes).ok()?;
        let share = self.take(bytes)?;
        let map = MmapMut::map_anon(length).ok()?;
        Some(Room::Memory(map, share))
    }

    fn take(&self, bytes: u64) -> Option<Share> {
        let bytes = bytes.checked_next_multiple_of(PAGE)?;
        let fits = |taken: u64| {
            taken
                .checked_add(bytes)
                .filter(|taken| *taken <= self.limit)
        };
        let taken = self
            .taken
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits);
        taken.ok().map(|_| Share {
            taken: self.taken.clone(),
            bytes,
        })
    }
}

/// What one result takes of the limit, given back in the end.
#[derive(Debug)]
pub struct Share {
    taken: Arc<AtomicU64>,
    bytes: u64,
}

impl Drop for Share {
    fn drop(&mut self) {
        self.taken.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}
