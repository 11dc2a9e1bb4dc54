//! How far a piece of work has come: in bytes, or in computations.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes done of bytes to do, read by one thread while others count. Its clones count together.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    done: AtomicU64,
    total: AtomicU64,
    computing: Mutex<Option<Computing>>,
}

/// A heavy computation on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Computing {
    /// Its number, from 1.
    pub number: u64,
    /// How many there are.
    pub of: u64,
    /// How many of its own steps are done, and how many it takes; 0 when it does not say.
    pub steps: (u64, u64),
}

impl Progress {
    /// Begins a piece of work of `total` bytes.
    pub fn start(&self, total: u64) {
        self.0.done.store(0, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// Adds `bytes` to the total: there is more to do than was thought.
    pub fn extend(&self, bytes: u64) {
        self.0.total.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Counts `bytes` as done.
    pub fn add(&self, bytes: u64) {
        self.0.done.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Bytes done so far.
    pub fn done(&self) -> u64 {
        self.0.done.load(Ordering::Relaxed)
    }

    /// Says which heavy computation is on its way now, if one is.
    pub(in crate::tensor) fn compute(&self, computing: Option<Computing>) {
        *self.computing_now() = computing;
    }

    /// Says how far it has come.
    pub(in crate::tensor) fn step(&self, done: u64, of: u64) {
        if let Some(computing) = self.computing_now().as_mut() {
            computing.steps = (done, of);
        }
    }

    /// The heavy computation that is on its way, before bytes go on to be counted.
    pub fn computing(&self) -> Option<Computing> {
        *self.computing_now()
    }

    fn computing_now(&self) -> MutexGuard<'_, Option<Computing>> {
        let computing = self.0.computing.lock();
        computing.unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes to do in all.
    pub fn total(&self) -> u64 {
        self.0.total.load(Ordering::Relaxed)
    }
}
