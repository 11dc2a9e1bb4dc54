//! Buffers: the memory one thread evaluates in, used again for every block.

use super::Scratch;
use super::engine::Cancel;
use super::window::Windows;

/// Spare memory of one thread, its ear for a wish to stop, and the store for what it must keep.
#[derive(Debug, Default)]
pub struct Buffers {
    spare: Vec<Vec<u8>>,
    windows: Windows,
    cancel: Cancel,
    scratch: Scratch,
}

impl Buffers {
    /// How many bytes one thread reads ahead, in a row, of a tensor that is not stored in its own order. Whoever
    /// cuts work into such stretches has nothing read twice.
    pub const WINDOW: usize = 3 << 20;

    /// Empty buffers of one of so many threads, which stops when `cancel` is requested and keeps heavy
    /// results in `scratch`.
    pub fn new(threads: usize, cancel: Cancel, scratch: Scratch) -> Self {
        Buffers {
            spare: Vec::new(),
            windows: Windows::new(threads),
            cancel,
            scratch,
        }
    }

    /// Empty buffers of another thread at the same work.
    pub(super) fn another(&self) -> Self {
        Buffers {
            spare: Vec::new(),
            windows: self.windows.another(),
            cancel: self.cancel.clone(),
            scratch: self.scratch.clone(),
        }
    }

    /// A buffer of exactly `length` bytes, of any content. Give it back with [`Buffers::give`].
    pub fn take(&mut self, length: usize) -> Vec<u8> {
        let mut buffer = self.spare.pop().unwrap_or_default();
        buffer.resize(length, 0);
        buffer
    }

    /// Returns a buffer for later use.
    pub fn give(&mut self, buffer: Vec<u8>) {
        self.spare.push(buffer);
    }

    /// The windows this thread reads through.
    pub(super) fn windows(&mut self) -> &mut Windows {
        &mut self.windows
    }

    /// What tells this thread to stop.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// Where heavy results are kept.
    pub(super) fn scratch(&self) -> &Scratch {
        &self.scratch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_given_back_is_used_again() {
        let mut buffers = Buffers::default();
        let first = buffers.take(64);
        let address = first.as_ptr();
        buffers.give(first);
        let second = buffers.take(32);
        assert_eq!((second.as_ptr(), second.len()), (address, 32));
    }
}
