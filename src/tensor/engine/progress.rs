//! How far a piece of work has come, in bytes.

use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes done of bytes to do, read by one thread while others count.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
}

impl Progress {
    /// Begins a piece of work of `total` bytes.
    pub fn start(&self, total: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// Counts `bytes` as done.
    pub fn add(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Bytes done so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Bytes to do in all.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }
}
