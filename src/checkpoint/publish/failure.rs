//! A failure to write, with what to try next.

use crate::error::Error;
use std::io::{self, ErrorKind};
use std::path::Path;

/// What to do about a disk that is full.
pub const FULL: &str = "free some space, or write to another file system";

/// The error of a file system call on `path` that failed while writing.
pub fn failed(path: &Path, doing: &str, cause: &io::Error) -> Error {
    let error = Error::io(path, doing, cause).while_writing();
    match advice(cause.kind()) {
        Some(advice) => error.hint(advice),
        None => error,
    }
}

fn advice(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some(FULL),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Some("write to a folder of your own")
        }
        ErrorKind::NotADirectory => Some("a part of the path before its last is a file"),
        ErrorKind::IsADirectory => Some("name a file inside that folder, or remove the folder"),
        ErrorKind::InvalidFilename => Some("choose a shorter name"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_a_failure_to_write_with_advice() {
        let error = failed(Path::new("x"), "write", &ErrorKind::StorageFull.into());
        assert_eq!(error.exit_code(), 3);
        assert!(error.message().starts_with("cannot write `x`: "));
        assert_eq!(error.hints().len(), 1);
    }
}
