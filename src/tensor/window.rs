//! Windows: stretches of tensors that are read in another order than they lie, kept for the next block.
//!
//! Neighbours in such a tensor lie far apart in its source, so a block alone would be read in crumbs. A window
//! takes many blocks at once, in longer runs.

use super::cost::MOST_WINDOWS;
use super::{Buffers, Tensor};

/// The most bytes of a window.
const LARGEST: usize = Buffers::WINDOW;

/// The fewest bytes of a window.
const SMALLEST: usize = LARGEST >> 5;

/// About how many bytes the windows of all threads may take, where each has one open.
const ALL: usize = 32 << 20;

/// How many windows one thread keeps.
const MOST: usize = 2 * MOST_WINDOWS as usize;

/// A stretch of a tensor.
#[derive(Debug)]
pub struct Window {
    /// The tensor. Held, so that no other takes its identity.
    of: Tensor,
    /// The first unit.
    pub first: u64,
    /// The units from there on.
    pub bytes: Vec<u8>,
}

/// The windows of one thread, the one used last at the end.
#[derive(Debug)]
pub struct Windows {
    open: Vec<Window>,
    size: usize,
}

impl Windows {
    /// No windows of one of so many threads.
    pub fn new(threads: usize) -> Self {
        let mut size = LARGEST;
        while size > SMALLEST && size.saturating_mul(threads) > ALL {
            size /= 2;
        }
        Windows {
            open: Vec::new(),
            size,
        }
    }

    /// No windows of another thread at the same work.
    pub fn another(&self) -> Self {
        Windows {
            open: Vec::new(),
            size: self.size,
        }
    }

    /// About how many bytes a window should have.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Takes out the window of a tensor; an empty one when there is none.
    pub fn take(&mut self, of: &Tensor) -> Window {
        if let Some(at) = self.open.iter().position(|window| window.of.is(of)) {
            return self.open.remove(at);
        }
        let mut bytes = match self.open.len() {
            MOST.. => self.open.remove(0).bytes,
            _ => Vec::new(),
        };
        bytes.clear();
        Window {
            of: of.clone(),
            first: u64::MAX,
            bytes,
        }
    }

    /// Keeps a window for the next time.
    pub fn give(&mut self, window: Window) {
        self.open.push(window);
    }
}

impl Default for Windows {
    fn default() -> Self {
        Windows::new(1)
    }
}

impl Window {
    /// The bytes from unit `first` on, each unit of `width` bytes; none when they are not here.
    pub fn from(&self, first: u64, width: usize) -> Option<&[u8]> {
        let skipped = usize::try_from(first.checked_sub(self.first)?).ok()?;
        let bytes = self.bytes.get(skipped.checked_mul(width)?..)?;
        (!bytes.is_empty()).then_some(bytes)
    }

    /// The unit behind the last one.
    pub fn end(&self, width: usize) -> u64 {
        self.first.saturating_add((self.bytes.len() / width) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensor::tests::counting;

    #[test]
    fn many_threads_have_small_windows() {
        assert_eq!(Windows::new(1).size(), LARGEST);
        assert_eq!(Windows::new(10).size(), LARGEST);
        assert_eq!(Windows::new(16).size(), LARGEST / 2);
        assert_eq!(Windows::new(1 << 20).size(), SMALLEST);
    }

    #[test]
    fn a_window_is_found_by_its_tensor_until_others_push_it_out() {
        let mut windows = Windows::default();
        let tensors: Vec<Tensor> = (1..=MOST as u64 + 1)
            .map(|size| counting(&[size]))
            .collect();
        for tensor in &tensors[..MOST] {
            let mut window = windows.take(tensor);
            assert_eq!(window.from(0, 1), None);
            (window.first, window.bytes) = (6, vec![1, 2, 3, 4]);
            windows.give(window);
        }
        let window = windows.take(&tensors[0]);
        assert_eq!(window.from(7, 2), Some(&[3, 4][..]));
        assert_eq!((window.from(5, 2), window.from(8, 2)), (None, None));
        assert_eq!(window.end(2), 8);
        windows.give(window);
        let other = windows.take(&tensors[MOST]);
        assert_eq!(other.from(6, 1), None);
        windows.give(other);
        let pushed_out = windows.take(&tensors[1]);
        assert_eq!(pushed_out.from(6, 1), None);
    }
}
