//! Whether a destination can be written to, found out without writing.

use super::{Destination, Layout};
use crate::checkpoint::header::Metadata;
use crate::checkpoint::paths;
use crate::checkpoint::publish::{FULL, failed};
use crate::checkpoint::write::Contents;
use crate::error::{Error, Kind, Result};
use crate::tensor::Tensor;
use rustix::fs::{Access, AtFlags, CWD, accessat, statvfs};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

impl Destination {
    /// Tests that these tensors can be written here: the format can hold them, nothing else is in the way,
    /// the folder takes new files and has room. Creates nothing. A save that follows may still fail.
    pub fn check(&self, tensors: &[(Arc<str>, Tensor)]) -> Result<()> {
        let bytes = match self.layout {
            Layout::File(form) => Contents::of(form, tensors, &Metadata::new())?.length,
            Layout::Folder(_) => tensors
                .iter()
                .map(|(_, tensor)| tensor.bytes())
                .fold(0, u64::saturating_add),
        };
        self.check_room(bytes)
    }

    /// Tests that a new file or folder of so many bytes can be put here. Creates nothing.
    pub(super) fn check_room(&self, bytes: u64) -> Result<()> {
        let failed = |cause| failed(&self.path, "write", &cause);
        let path = paths::follow(&self.path).map_err(failed)?;
        let folder = match self.in_the_way(&path)? {
            true => path.as_path(),
            false => paths::parent(&path),
        };
        let folder = nearest(folder);
        takes_files(folder).map_err(failed)?;
        let free = free(folder).map_err(failed)?;
        if free < bytes {
            let path = self.path.display();
            let message =
                format!("cannot write `{path}`: {bytes} bytes need room, {free} are free");
            return Err(Error::new(Kind::Io, message).while_writing().hint(FULL));
        }
        Ok(())
    }

    /// Whether the folder to write into is already there. Fails where something else is.
    fn in_the_way(&self, path: &Path) -> Result<bool> {
        let Ok(there) = fs::metadata(path) else {
            return Ok(false);
        };
        match self.layout {
            Layout::Folder(_) if there.is_dir() => Ok(true),
            Layout::File(_) if there.is_file() => Ok(false),
            Layout::Folder(_) => Err(self.other_than("a folder")),
            Layout::File(_) => Err(self.other_than("a file that can be replaced")),
        }
    }

    fn other_than(&self, expected: &str) -> Error {
        let path = self.path.display();
        let message = format!("cannot write `{path}`: what is there is not {expected}");
        Error::new(Kind::Io, message).while_writing()
    }
}

/// The innermost part of a path that is there.
fn nearest(path: &Path) -> &Path {
    let found = path.ancestors().find(|part| part.exists());
    found.unwrap_or(Path::new("."))
}

fn takes_files(folder: &Path) -> io::Result<()> {
    if !folder.is_dir() {
        return Err(ErrorKind::NotADirectory.into());
    }
    let access = Access::WRITE_OK | Access::EXEC_OK;
    Ok(accessat(CWD, folder, access, AtFlags::EACCESS)?)
}

fn free(folder: &Path) -> io::Result<u64> {
    let system = statvfs(folder)?;
    Ok(system.f_bavail.saturating_mul(system.f_frsize))
}
