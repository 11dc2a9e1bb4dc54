//! Where stored elements come from: a file, or memory.

use crate::error::{Error, Kind, Result};
use std::fmt::Debug;
use std::fs::File;

/// Bytes that can be read from anywhere, by any number of threads at once.
pub trait Bytes: Send + Sync + Debug {
    /// Fills `into` with the bytes from `offset` on. Fails, of kind `Io`, when they are not all there.
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()>;

    /// The file these bytes are in at the same offsets, so that they may be copied file to file.
    fn file(&self) -> Option<&File> {
        None
    }
}

impl Bytes for Vec<u8> {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        copy(self, offset, into)
    }
}

/// Fills `into` with the bytes of `memory` from `offset` on.
pub(super) fn copy(memory: &[u8], offset: u64, into: &mut [u8]) -> Result<()> {
    let start = usize::try_from(offset).unwrap_or(usize::MAX);
    let end = start.saturating_add(into.len());
    let found = memory.get(start..end).ok_or_else(|| {
        let found = memory.len();
        Error::new(Kind::Io, format!("expected {end} bytes, found {found}"))
    })?;
    into.copy_from_slice(found);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_reads_within_its_length() {
        let bytes = vec![1, 2, 3, 4];
        let mut into = [0; 2];
        bytes.read_at(2, &mut into).expect("within");
        assert_eq!(into, [3, 4]);
        for offset in [3, u64::MAX] {
            let error = bytes.read_at(offset, &mut into).expect_err("outside");
            assert_eq!(error.kind(), Kind::Io);
        }
    }
}
