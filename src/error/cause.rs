//! Why the system refused something, in words of our own.

use std::io::{self, ErrorKind};

/// The words for a failure of the system.
pub fn words(cause: &io::Error) -> String {
    let words = match cause.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::NotADirectory => "it does not lie in a folder",
        ErrorKind::StorageFull => "no room is left on its disk",
        ErrorKind::QuotaExceeded => "the quota of its disk is used up",
        ErrorKind::ReadOnlyFilesystem => "its disk is read-only",
        ErrorKind::InvalidFilename => "its name is too long or not allowed",
        ErrorKind::AlreadyExists => "it is there already",
        ErrorKind::UnexpectedEof => "it ends too early",
        ErrorKind::WriteZero => "nothing more can be written",
        _ => return plain(&cause.to_string()),
    };
    words.to_owned()
}

/// What the system says, without its number and beginning small.
fn plain(said: &str) -> String {
    let words = said.split(" (os error ").next().unwrap_or(said);
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "for no reason that the system tells".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_of_the_system_is_shown() {
        for (number, said) in [
            (libc_error::NOENT, "there is no such file or folder"),
            (libc_error::ACCES, "permission denied"),
            (libc_error::LOOP, "too many levels of symbolic links"),
            (libc_error::MFILE, "too many open files"),
            (libc_error::NOTDIR, "it does not lie in a folder"),
        ] {
            assert_eq!(words(&io::Error::from_raw_os_error(number)), said);
        }
        assert_eq!(
            words(&io::Error::other("")),
            "for no reason that the system tells"
        );
    }

    /// Numbers of Linux for failures.
    mod libc_error {
        pub const NOENT: i32 = 2;
        pub const ACCES: i32 = 13;
        pub const NOTDIR: i32 = 20;
        pub const MFILE: i32 = 24;
        pub const LOOP: i32 = 40;
    }
}
