//! Safe mode: while it is on, nothing outside the working folder is written and no file is replaced.

use super::Session;
use super::texts::without_dots;
use crate::checkpoint;
use crate::error::{Error, Kind, Result};
use std::fs::canonicalize;
use std::path::{Path, PathBuf};

impl Session {
    /// The same session in safe mode, which no step can leave.
    pub fn kept_safe(mut self) -> Self {
        self.kept_safe = true;
        self
    }

    /// Checks that safe mode, if it is on, lets a file or folder be made at `path`.
    ///
    /// # Errors
    /// `io` for what lies outside the working folder, and for what is there already, but an empty folder.
    pub fn may_make(&self, path: &Path) -> Result<()> {
        if !self.flags().safe.is_on() {
            return Ok(());
        }
        let real = inside(path)?;
        match is_taken(&checkpoint::expand(path)) || is_taken(&real) {
            false => Ok(()),
            true => Err(refused(path, "is there already")),
        }
    }
}

/// Checks that `path` lies in the working folder, wherever links on the way lead.
///
/// # Errors
/// `io` where it does not.
pub fn lies_inside(path: &Path) -> Result<()> {
    inside(path).map(|_| ())
}

/// Where in the working folder `path` leads. Folders that are missing on the way would be made.
fn inside(path: &Path) -> Result<PathBuf> {
    let elsewhere = || refused(path, "is outside the working folder");
    let here = canonicalize(".").map_err(|_| elsewhere())?;
    let absolute = here.join(checkpoint::expand(path));
    let found = real(&without_dots(&real(&absolute)));
    match found.starts_with(&here) {
        true => Ok(found),
        false => Err(elsewhere()),
    }
}

/// The path with the links of its longest part that is there followed.
fn real(path: &Path) -> PathBuf {
    let there = path
        .ancestors()
        .find_map(|part| Some((part, canonicalize(part).ok()?)));
    match there {
        Some((part, found)) => match path.strip_prefix(part) {
            Ok(rest) if !rest.as_os_str().is_empty() => found.join(rest),
            _ => found,
        },
        None => path.to_path_buf(),
    }
}

/// Whether something is there that writing would replace or add to.
fn is_taken(path: &Path) -> bool {
    let empty = |path: &Path| {
        path.read_dir()
            .is_ok_and(|mut entries| entries.next().is_none())
    };
    path.symlink_metadata().is_ok() && !empty(path)
}

fn refused(path: &Path, why: &str) -> Error {
    let message = format!("safe mode: `{}` {why}", path.display());
    let hint = "safe mode makes new files in the working folder and replaces none";
    Error::new(Kind::Io, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn only_new_files_in_the_working_folder_are_made() {
        let folder = PathBuf::from(format!("target/safe-{}", std::process::id()));
        fs::create_dir_all(folder.join("empty")).expect("a folder");
        fs::write(folder.join("old"), "old").expect("a file");
        symlink("/tmp", folder.join("link")).expect("a link");
        symlink("/tmp/nothing-there", folder.join("dangling")).expect("a link");
        let session = Session::default().kept_safe();
        let refused = |path: &str| {
            let path = match path.starts_with(['/', '~']) {
                true => PathBuf::from(path),
                false => folder.join(path),
            };
            let error = session.may_make(&path).err();
            error.map(|error| error.message().contains("outside"))
        };
        for path in [
            "new",
            "new/deep/file",
            "empty",
            "missing/../new",
            "./new",
            "empty/../new",
        ] {
            assert_eq!(refused(path), None, "{path}");
        }
        for path in ["old", "", "dangling", "missing/../old"] {
            assert_eq!(refused(path), Some(false), "{path}");
        }
        for path in [
            "/tmp/new",
            "~/new",
            "link/new",
            "link/deep/new",
            "../../../new",
            "missing/../link/new",
            "missing/../../../../new",
        ] {
            assert_eq!(refused(path), Some(true), "{path}");
        }
        assert!(Session::default().may_make(Path::new("/tmp/new")).is_ok());
        fs::remove_dir_all(&folder).expect("an end");
    }
}
