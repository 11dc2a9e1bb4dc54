//! Checksums of what is written, taken part by part while the parts are in the cache.

use crc32fast::Hasher;
use std::sync::{Mutex, PoisonError};

/// Sums of parts of a file, taken by any number of threads; or none where nobody wants them.
#[derive(Debug)]
pub struct Checksums(Option<Mutex<Vec<Sum>>>);

/// The CRC-32 of a part of a file.
#[derive(Clone, Debug)]
pub struct Sum {
    /// Where the part begins.
    pub at: u64,
    hasher: Hasher,
}

/// The sum of a part that is still growing.
pub struct Growing<'a> {
    kept: &'a Checksums,
    sum: Option<Sum>,
}

impl Checksums {
    /// Sums are taken.
    pub fn wanted() -> Self {
        Checksums(Some(Mutex::default()))
    }

    /// No sums are taken.
    pub fn unwanted() -> Self {
        Checksums(None)
    }

    /// Whether sums are taken.
    pub fn are_wanted(&self) -> bool {
        self.0.is_some()
    }

    /// Begins the sum of the part that begins at `at`.
    pub fn start(&self, at: u64) -> Growing<'_> {
        let hasher = Hasher::new();
        let sum = self.are_wanted().then_some(Sum { at, hasher });
        Growing { kept: self, sum }
    }

    /// The sums taken so far, in the order of the file.
    pub fn taken(&self) -> Vec<Sum> {
        let Some(sums) = &self.0 else {
            return Vec::new();
        };
        let mut sums = sums.lock().unwrap_or_else(PoisonError::into_inner).clone();
        sums.sort_by_key(|sum| sum.at);
        sums
    }
}

impl Growing<'_> {
    /// The sum of the part and these bytes after it.
    pub fn add(mut self, bytes: &[u8]) -> Self {
        if let Some(sum) = &mut self.sum {
            sum.hasher.update(bytes);
        }
        self
    }

    /// Keeps the sum of a part that has ended.
    pub fn keep(self) {
        if let (Some(sums), Some(sum)) = (&self.kept.0, self.sum) {
            sums.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(sum);
        }
    }
}

/// The CRC-32 of `head` and the parts after it, one behind the other.
pub fn joined<'a>(head: &[u8], parts: impl Iterator<Item = &'a Sum>) -> u32 {
    let mut whole = Hasher::new();
    whole.update(head);
    for part in parts {
        whole.combine(&part.hasher);
    }
    whole.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_any_order_make_the_sum_of_the_whole() {
        let sums = Checksums::wanted();
        sums.start(15).add(b"world").keep();
        sums.start(6).add(b"hel").add(b"lo, my ").keep();
        sums.start(20).keep();
        let taken = sums.taken();
        assert_eq!(
            taken.iter().map(|sum| sum.at).collect::<Vec<_>>(),
            [6, 15, 20]
        );
        let expected = crc32fast::hash(b"well, hello, my world");
        assert_eq!(joined(b"well, ", taken.iter()), expected);
        assert_eq!(joined(b"", [].iter()), 0);
    }

    #[test]
    fn nothing_is_kept_that_nobody_wants() {
        let sums = Checksums::unwanted();
        sums.start(0).add(b"hello").keep();
        assert!(sums.taken().is_empty() && !sums.are_wanted());
    }
}
