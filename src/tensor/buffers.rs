//! Buffers: the memory one thread evaluates in, used again for every block.

use super::engine::Cancel;

/// Spare memory of one thread, and its ear for a wish to stop.
#[derive(Debug, Default)]
pub struct Buffers {
    spare: Vec<Vec<u8>>,
    cancel: Cancel,
}

impl Buffers {
    /// Empty buffers of a thread that stops when `cancel` is requested.
    pub fn new(cancel: Cancel) -> Self {
        Buffers {
            spare: Vec::new(),
            cancel,
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

    /// What tells this thread to stop.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
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
