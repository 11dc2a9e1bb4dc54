//! A file that tensors are read from for as long as it is open.

use crate::error::{Error, Kind, Result};
use crate::tensor::Bytes;
use rustix::io::Errno;
use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

/// An open file whose bytes must stay as they were when it was opened.
///
/// The descriptor keeps the file that was opened: removing it, or renaming another over it, as our own
/// saves do, leaves these bytes readable. Writing into it is noticed at the next read.
#[derive(Debug)]
pub struct InputFile {
    path: PathBuf,
    file: File,
    seen: Stamp,
}

/// What changes when somebody writes into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its length.
    pub bytes: u64,
    /// Seconds and nanoseconds of its last change since 1970.
    pub modified: (i64, i64),
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Stamp {
            bytes: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        }
    }
}

impl InputFile {
    /// Opens the regular file at `path`.
    pub fn open(path: PathBuf) -> Result<Self> {
        let failed = |cause| Error::io(&path, "read", &cause);
        let there = std::fs::metadata(&path).map_err(failed)?;
        // Opening a pipe would wait for a writer.
        if !there.is_file() {
            return Err(no_file(&path, &there));
        }
        let file = open(&path)?;
        let seen = Stamp::of(&file.metadata().map_err(failed)?);
        Ok(InputFile { path, file, seen })
    }

    /// Where it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its length and time of change when it was opened.
    pub fn stamp(&self) -> Stamp {
        self.seen
    }

    fn check(&self) -> Result<()> {
        let now = self
            .file
            .metadata()
            .map_err(|cause| Error::io(&self.path, "read", &cause))?;
        if Stamp::of(&now) != self.seen {
            return Err(self.changed());
        }
        Ok(())
    }

    fn changed(&self) -> Error {
        let message = format!("`{}` changed while it was open", self.path.display());
        Error::new(Kind::Io, message).hint("open it again, and let nothing write into it meanwhile")
    }
}

impl Bytes for InputFile {
    /// Fills `into`, or fails when the file is no longer what it was. Reading nothing checks that too.
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        match self.file.read_exact_at(into, offset) {
            Ok(()) => self.check(),
            Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => Err(self.changed()),
            Err(cause) => Err(Error::io(&self.path, "read", &cause)),
        }
    }

    fn file(&self) -> Option<&File> {
        Some(&self.file)
    }
}

/// Refuses what is there but is no file.
fn no_file(path: &Path, there: &Metadata) -> Error {
    let (path, kind) = (path.display(), there.file_type());
    let (what, hint) = match () {
        () if kind.is_dir() => ("a folder", "name a file in it"),
        () if kind.is_fifo() => ("a pipe", "write what comes out of it to a file first"),
        () if kind.is_socket() => ("a socket", "write what comes out of it to a file first"),
        () => ("a device", "name a file"),
    };
    let message = format!("cannot read `{path}`: it is {what}, not a regular file");
    Error::new(Kind::Io, message).hint(hint)
}

fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|cause| {
        let error = Error::io(path, "read", &cause);
        match Errno::from_io_error(&cause) {
            Some(Errno::MFILE | Errno::NFILE) => {
                error.hint("allow more open files with `ulimit -n`")
            }
            _ => error,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn input(content: &str) -> (tempfile::TempDir, InputFile) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        fs::write(&path, content).unwrap();
        let input = InputFile::open(path).unwrap();
        (folder, input)
    }

    fn read(input: &InputFile, length: usize) -> Result<Vec<u8>> {
        let mut into = vec![0; length];
        input.read_at(1, &mut into).map(|()| into)
    }

    #[test]
    fn bytes_are_read_where_they_lie() {
        let (_folder, input) = input("abcdef");
        assert_eq!(read(&input, 3).unwrap(), b"bcd");
        assert_eq!(input.stamp().bytes, 6);
    }

    #[test]
    fn a_file_cut_short_or_written_into_is_refused_by_name() {
        let (_folder, cut) = input("abcdef");
        let file = File::options().write(true).open(cut.path()).unwrap();
        file.set_len(2).unwrap();
        for length in [0, 1, 3] {
            let error = read(&cut, length).unwrap_err();
            assert_eq!(error.kind(), Kind::Io);
            assert!(error.message().contains("/x` changed"), "{error}");
        }

        let (_folder, same_length) = input("abcdef");
        let file = File::options().write(true).open(same_length.path());
        let earlier = std::time::SystemTime::UNIX_EPOCH;
        file.unwrap().set_modified(earlier).unwrap();
        assert!(read(&same_length, 1).is_err());
    }

    #[test]
    fn a_file_replaced_or_removed_stays_as_it_was_opened() {
        let (folder, input) = input("abcdef");
        fs::write(folder.path().join("y"), "other").unwrap();
        fs::rename(folder.path().join("y"), input.path()).unwrap();
        assert_eq!(read(&input, 5).unwrap(), b"bcdef");
        fs::remove_file(input.path()).unwrap();
        assert_eq!(read(&input, 5).unwrap(), b"bcdef");
    }

    #[test]
    fn only_regular_files_are_opened() {
        for (path, words) in [
            ("/", "it is a folder, not a regular file"),
            ("/dev/zero", "it is a device, not a regular file"),
        ] {
            let error = InputFile::open(path.into()).unwrap_err();
            assert!(error.message().contains(words), "{error}");
            assert_eq!(error.hints().len(), 1);
        }
        assert!(InputFile::open("/nowhere".into()).is_err());
    }
}
