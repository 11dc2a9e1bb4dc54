//! Parent folders that a publication needs, taken away again when it fails.

use crate::checkpoint::paths;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The folders that were made for a destination, outermost first. Dropping removes them.
#[derive(Debug, Default)]
pub struct Parents(Vec<PathBuf>);

impl Parents {
    /// Makes `folder` and whatever is missing above it.
    pub fn create(folder: &Path) -> io::Result<Self> {
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|part| !part.as_os_str().is_empty() && !part.exists())
            .collect();
        let mut made = Parents::default();
        for part in missing.into_iter().rev() {
            match fs::create_dir(part) {
                Ok(()) => made.0.push(part.to_path_buf()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && part.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(made)
    }

    /// Keeps the folders, flushed to disk.
    pub fn keep(mut self) -> io::Result<()> {
        for made in std::mem::take(&mut self.0) {
            File::open(paths::parent(&made))?.sync_all()?;
        }
        Ok(())
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        for made in self.0.iter().rev() {
            // A folder that someone else uses by now is not empty and stays.
            let _ = fs::remove_dir(made);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_go_away_unless_kept() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b/c");
        drop(Parents::create(&deep).unwrap());
        assert!(!root.path().join("a").exists());
        Parents::create(&deep).unwrap().keep().unwrap();
        assert!(deep.is_dir());
    }

    #[test]
    fn folders_that_were_there_stay() {
        let root = tempfile::tempdir().unwrap();
        drop(Parents::create(root.path()).unwrap());
        assert!(root.path().is_dir());
    }

    #[test]
    fn nothing_is_made_below_a_file() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("file");
        fs::write(&file, "").unwrap();
        let error = Parents::create(&file.join("a/b")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotADirectory);
    }
}
