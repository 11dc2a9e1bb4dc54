//! One new folder, published whole.

use super::later::StagedFolder;
use super::parents::Parents;
use super::replace::{self, Replaced};
use super::{failed, staging};
use crate::checkpoint::paths;
use crate::error::Result;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A folder that grows under a hidden name. Dropping it leaves everything as it was.
#[derive(Debug)]
pub struct NewFolder {
    destination: PathBuf,
    staged: StagedFolder,
    _lock: File,
    parents: Parents,
}

/// What a publication changes beyond adding its new files.
#[derive(Debug, Default)]
pub struct Changes {
    /// Paths within the destination that the new files make stale. They are removed.
    pub stale: BTreeSet<PathBuf>,
    /// The new file that makes the others count: it comes last where files go one by one.
    pub last: Option<PathBuf>,
}

impl NewFolder {
    /// Begins a folder to be published at `path`; parent folders are made. A `~` is expanded, and a
    /// symbolic link to a folder is followed.
    pub fn create(path: &Path) -> Result<Self> {
        Self::stage(&paths::expand(path)).map_err(|cause| failed(path, "write", &cause))
    }

    fn stage(path: &Path) -> io::Result<Self> {
        let mut destination = paths::follow(path)?;
        if destination.exists() {
            destination = destination.canonicalize()?;
            if !destination.is_dir() {
                return Err(io::ErrorKind::NotADirectory.into());
            }
        }
        let above = paths::parent(&destination);
        let name = destination.file_name().unwrap_or(OsStr::new(""));
        let parents = Parents::create(above)?;
        staging::sweep(above);
        let (staged, lock) = if !destination.exists() {
            staging::folder(above, name)?
        } else {
            staging::sweep(&destination);
            let beside = replace::exchangeable(&destination)
                .then(|| staging::folder(above, name).ok())
                .flatten();
            beside.map_or_else(|| staging::folder(&destination, name), Ok)?
        };
        Ok(NewFolder {
            staged,
            _lock: lock,
            parents,
            destination,
        })
    }

    /// Where to put the new files until they are published.
    pub fn path(&self) -> &Path {
        self.staged.path()
    }

    /// Where they will be.
    pub fn destination(&self) -> &Path {
        &self.destination
    }

    /// Puts the folder in place. The files in it must have been flushed. An existing folder keeps its
    /// mode and its other files.
    pub fn publish(self, changes: &Changes) -> Result<()> {
        if self.destination.exists() {
            Replaced::new(&self.destination, self.path(), changes)?.replace()?;
            let _ = self.parents.keep();
            return Ok(());
        }
        let destination = self.destination.clone();
        self.appear()
            .map_err(|cause| failed(&destination, "write", &cause))
    }

    fn appear(mut self) -> io::Result<()> {
        File::open(self.path())?.sync_all()?;
        fs::rename(self.path(), &self.destination)?;
        self.staged.keep();
        File::open(paths::parent(&self.destination))?.sync_all()?;
        self.parents.keep()
    }
}

#[cfg(test)]
mod tests;
