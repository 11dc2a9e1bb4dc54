//! The scratch store: room for results that are computed once and kept, in memory or in files of our own.
//!
//! It stands beside the tensors because results are written straight into it. It knows no file format: its
//! files hold bare elements, are read by nobody else, and go with the process.

mod arena;
mod memory;
mod room;
#[cfg(test)]
mod tests;

pub use arena::Arena;
pub(super) use room::Room;

use crate::error::Result;
use memory::{Memory, Share};
use std::sync::Arc;

/// Where heavy results are kept. Its clones are the same store.
#[derive(Clone, Debug, Default)]
pub struct Scratch(Arc<Store>);

#[derive(Debug, Default)]
struct Store {
    /// Where results go first, if they fit; none when all go to the arena.
    memory: Option<Memory>,
    arena: Arena,
}

impl Scratch {
    /// Keeps results in memory, of which it takes `limit` bytes at most; what does not fit goes to the arena.
    pub fn in_memory(limit: u64, arena: Arena) -> Self {
        let memory = Some(Memory::new(limit));
        Scratch(Arc::new(Store { memory, arena }))
    }

    /// Keeps all results in the arena.
    pub fn in_arena(arena: Arena) -> Self {
        let memory = None;
        Scratch(Arc::new(Store { memory, arena }))
    }

    /// Sets so many bytes of the limit aside, for what else takes memory.
    pub(super) fn set_aside(&self, bytes: u64) {
        if let Some(memory) = &self.0.memory {
            memory.set_aside(bytes);
        }
    }

    /// Counts so many bytes of the limit as taken, by what has to be in memory whatever the limit is, until the
    /// share goes; none where results are never kept in memory.
    pub(super) fn hold(&self, bytes: u64) -> Option<Share> {
        let memory = self.0.memory.as_ref();
        memory.map(|memory| memory.hold(bytes))
    }

    /// Room for so many bytes, zeroed. Fails, of kind `Io`, when neither memory nor the arena has it.
    pub(super) fn room(&self, bytes: u64) -> Result<Room> {
        if bytes == 0 {
            return Ok(Room::Nothing);
        }
        let in_memory = self.0.memory.as_ref().and_then(|memory| memory.room(bytes));
        match in_memory {
            Some(room) => Ok(room),
            None => self.0.arena.room(bytes),
        }
    }

    /// What removes the files of the arena, whatever still refers to them, for a process that must end at once.
    /// It does not keep the store alive, which removes them by itself when it goes.
    pub fn abandoning(&self) -> impl Fn() + Send + Sync + 'static {
        let store = Arc::downgrade(&self.0);
        move || {
            if let Some(store) = store.upgrade() {
                store.arena.abandon();
            }
        }
    }
}
