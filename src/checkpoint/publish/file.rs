//! One new file, published by a rename.

use super::later::CloseLater;
use super::parents::Parents;
use super::{failed, staging};
use crate::checkpoint::paths;
use crate::error::{Error, Kind, Result};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file that grows beside its destination. Dropping it leaves everything as it was.
#[derive(Debug)]
pub struct NewFile {
    destination: PathBuf,
    staged: NamedTempFile,
    _held: CloseLater,
    parents: Parents,
}

impl NewFile {
    /// Begins a file to be published at `path`; parent folders are made. A `~` is expanded, and a
    /// symbolic link is followed: what it leads to is replaced, the link stays.
    pub fn create(path: &Path) -> Result<Self> {
        let path = paths::expand(path);
        let destination = paths::follow(&path).map_err(|cause| failed(&path, "write", &cause))?;
        let name = replaceable(&destination)?;
        let folder = paths::parent(&destination);
        let begin = || {
            let parents = Parents::create(folder)?;
            staging::sweep(folder);
            let staged = staging::file(folder, name)?;
            let held = CloseLater::of(staged.as_file().try_clone()?);
            Ok((staged, held, parents))
        };
        let (staged, held, parents) = begin().map_err(|cause| failed(&path, "write", &cause))?;
        Ok(NewFile {
            destination: destination.clone(),
            staged,
            _held: held,
            parents,
        })
    }

    /// The open file, empty at first.
    pub fn file(&self) -> &File {
        self.staged.as_file()
    }

    /// Flushes the file and puts it in place of whatever file is there, whose mode it keeps.
    pub fn publish(self) -> Result<()> {
        let NewFile {
            destination,
            staged,
            parents,
            ..
        } = self;
        // Held open, what is replaced does not keep the rename waiting while its blocks are given back.
        let replaced = File::open(&destination).map(CloseLater::of);
        let finish = || {
            if let Ok(replaced) = fs::metadata(&destination) {
                staged.as_file().set_permissions(replaced.permissions())?;
            }
            staged.as_file().sync_all()?;
            staged.persist(&destination).map_err(|error| error.error)?;
            parents.keep()?;
            File::open(paths::parent(&destination))?.sync_all()
        };
        let done = finish().map_err(|cause: io::Error| failed(&destination, "write", &cause));
        drop(replaced);
        done
    }
}

/// The last part of a path where a regular file may be put.
fn replaceable(destination: &Path) -> Result<&std::ffi::OsStr> {
    let refuse = |what: &str| {
        let message = format!("cannot write `{}`: {what}", destination.display());
        Error::new(Kind::Io, message).while_writing()
    };
    match fs::metadata(destination) {
        Ok(there) if there.is_dir() => {
            return Err(failed(
                destination,
                "write",
                &io::ErrorKind::IsADirectory.into(),
            ));
        }
        Ok(there) if !there.is_file() => return Err(refuse("it is not a regular file")),
        _ => {}
    }
    destination
        .file_name()
        .ok_or_else(|| refuse("it has no name"))
}

#[cfg(test)]
mod tests;
