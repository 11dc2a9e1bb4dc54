//! A file read from anywhere, as archives are: a place in it, and what was read around there.

use crate::checkpoint::input::InputFile;
use crate::tensor::Bytes;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

/// How many bytes are read ahead.
const AHEAD: u64 = 8 * 1024;

/// A place in an input file.
#[derive(Debug)]
pub struct Cursor {
    input: Arc<InputFile>,
    at: u64,
    start: u64,
    ahead: Vec<u8>,
}

impl Cursor {
    /// The beginning of a file.
    pub fn new(input: Arc<InputFile>) -> Self {
        Cursor {
            input,
            at: 0,
            start: 0,
            ahead: Vec::new(),
        }
    }

    /// What was read from this place on.
    fn known(&self) -> &[u8] {
        let skipped = self.at.checked_sub(self.start);
        let skipped = skipped.and_then(|skipped| usize::try_from(skipped).ok());
        let known = skipped.and_then(|skipped| self.ahead.get(skipped..));
        known.unwrap_or_default()
    }
}

impl Clone for Cursor {
    /// The same place, of which nothing is known yet.
    fn clone(&self) -> Self {
        Cursor {
            at: self.at,
            ..Cursor::new(self.input.clone())
        }
    }
}

impl Read for Cursor {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.known().is_empty() {
            let left = self.input.stamp().bytes.saturating_sub(self.at);
            self.ahead.resize(left.min(AHEAD) as usize, 0);
            self.start = self.at;
            let read = self.input.read_at(self.at, &mut self.ahead);
            read.map_err(io::Error::other)?;
        }
        let known = self.known();
        let length = known.len().min(into.len());
        into[..length].copy_from_slice(&known[..length]);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Cursor {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.input.stamp().bytes.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::fixture::Place;

    #[test]
    fn bytes_are_read_from_where_it_stands() {
        let place = Place::new();
        let content: Vec<u8> = (0..20_000_u32).map(|number| (number % 251) as u8).collect();
        let input = InputFile::open(place.write("x", &content)).unwrap();
        let mut cursor = Cursor::new(Arc::new(input));
        let mut all = Vec::new();
        cursor.read_to_end(&mut all).unwrap();
        assert_eq!(all, content);
        let mut two = [0; 2];
        for (to, place) in [
            (SeekFrom::End(-3), 19_997),
            (SeekFrom::Current(-10), 19_989),
            (SeekFrom::Start(5), 5),
        ] {
            assert_eq!(cursor.seek(to).unwrap(), place);
            cursor.read_exact(&mut two).unwrap();
            assert_eq!(two, content[place as usize..][..2]);
        }
        assert!(cursor.seek(SeekFrom::Current(-100)).is_err());
        cursor.seek(SeekFrom::Start(u64::MAX)).unwrap();
        assert_eq!(cursor.read(&mut two).unwrap(), 0);
    }
}
