//! The bytes of a pickle, read from front to back.

use crate::checkpoint::refusal::Refusal;

/// Why a pickle cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its bytes end before it does.
    Ends,
    /// What is wrong with it.
    Wrong(Refusal),
}

impl Fault {
    /// A fault in these words.
    pub fn wrong(words: impl Into<String>) -> Self {
        Fault::Wrong(words.into().into())
    }

    /// The same fault, met at this byte of the pickle.
    pub fn at(self, byte: usize) -> Self {
        match self {
            Fault::Ends => Fault::Ends,
            Fault::Wrong(refusal) => Fault::Wrong(Refusal {
                fault: format!("{} (byte {byte} of its pickle)", refusal.fault),
                ..refusal
            }),
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Fault::Wrong(refusal)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Refusal {
        match fault {
            Fault::Ends => "its pickle ends too early".into(),
            Fault::Wrong(refusal) => refusal,
        }
    }
}

/// Bytes and how far they have been read.
#[derive(Debug)]
pub struct Tape<'p> {
    bytes: &'p [u8],
    at: usize,
}

impl<'p> Tape<'p> {
    /// A tape at its beginning.
    pub fn new(bytes: &'p [u8]) -> Self {
        Tape { bytes, at: 0 }
    }

    /// How many bytes have been read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next `length` bytes.
    pub fn take(&mut self, length: u64) -> Result<&'p [u8], Fault> {
        let rest = &self.bytes[self.at..];
        let length = usize::try_from(length).map_err(|_| Fault::Ends)?;
        let taken = rest.get(..length).ok_or(Fault::Ends)?;
        self.at += length;
        Ok(taken)
    }

    /// The next byte.
    pub fn byte(&mut self) -> Result<u8, Fault> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let rest = &self.bytes[self.at..];
        let taken = rest.first_chunk().ok_or(Fault::Ends)?;
        self.at += N;
        Ok(*taken)
    }

    /// A length in one byte.
    pub fn length_1(&mut self) -> Result<u64, Fault> {
        self.byte().map(u64::from)
    }

    /// A length in four bytes, little-endian.
    pub fn length_4(&mut self) -> Result<u64, Fault> {
        Ok(u64::from(u32::from_le_bytes(self.array()?)))
    }

    /// A length in eight bytes, little-endian.
    pub fn length_8(&mut self) -> Result<u64, Fault> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// The text up to the next line feed, which is read too.
    pub fn line(&mut self) -> Result<&'p str, Fault> {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|byte| *byte == b'\n');
        let line = &rest[..end.ok_or(Fault::Ends)?];
        self.at += line.len() + 1;
        std::str::from_utf8(line).map_err(|_| Fault::wrong("a name in its pickle is not UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_once_and_never_beyond_the_end() {
        let mut tape = Tape::new(b"\x02ab\nxyz");
        let length = tape.length_1().unwrap();
        assert_eq!(tape.take(length), Ok(&b"ab"[..]));
        assert_eq!((tape.line(), tape.line()), (Ok(""), Err(Fault::Ends)));
        assert_eq!(tape.take(u64::MAX), Err(Fault::Ends));
        assert_eq!(tape.length_4(), Err(Fault::Ends));
        assert_eq!((tape.take(3), tape.at()), (Ok(&b"xyz"[..]), 7));
        assert_eq!(tape.byte(), Err(Fault::Ends));
    }

    #[test]
    fn names_are_text() {
        assert!(matches!(Tape::new(b"\xff\n").line(), Err(Fault::Wrong(_))));
    }
}
