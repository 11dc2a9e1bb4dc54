//! Taking away what nobody needs, without waiting for it.
//!
//! Removing a large file takes as long as giving back its pages and blocks does. While it is open, its
//! name goes at once; closing it, which is then the slow part, is left to a thread.

use std::fs::{self, File};
use std::path::Path;
use std::thread;
use tempfile::TempDir;

/// Files that together are smaller are closed on the spot.
const LARGE: u64 = 16 << 20;

/// Open files that are closed by a thread when this is dropped: after their names are gone.
#[derive(Debug, Default)]
pub struct CloseLater(Vec<File>);

impl CloseLater {
    /// Holds one file.
    pub fn of(file: File) -> Self {
        CloseLater(vec![file])
    }

    /// Holds the files at the top of a folder.
    fn all_in(folder: &Path) -> Self {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let regular = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        CloseLater(
            regular
                .filter_map(|entry| File::open(entry.path()).ok())
                .collect(),
        )
    }
}

impl Drop for CloseLater {
    fn drop(&mut self) {
        let files = std::mem::take(&mut self.0);
        let sizes = files.iter().flat_map(File::metadata).map(|it| it.len());
        if sizes.fold(0, u64::saturating_add) >= LARGE {
            // Where no thread can be had, they are closed here after all.
            let _ = thread::Builder::new().spawn(move || drop(files));
        }
    }
}

/// A folder that is removed when this is dropped.
#[derive(Debug)]
pub struct StagedFolder {
    folder: TempDir,
    held: CloseLater,
}

impl StagedFolder {
    /// Takes over the removal of `folder`.
    pub fn new(folder: TempDir) -> Self {
        StagedFolder {
            folder,
            held: CloseLater::default(),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Leaves the folder, or what has become of it, as it is.
    pub fn keep(&mut self) {
        self.folder.disable_cleanup(true);
    }
}

impl Drop for StagedFolder {
    fn drop(&mut self) {
        // The folder is dropped, and so removed, after this and before the files are closed.
        self.held = CloseLater::all_in(self.folder.path());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_gone_at_once_however_large() {
        let root = tempfile::tempdir().unwrap();
        let staged = StagedFolder::new(tempfile::tempdir_in(root.path()).unwrap());
        fs::create_dir(staged.path().join("sub")).unwrap();
        fs::write(staged.path().join("sub/x"), "").unwrap();
        let large = File::create(staged.path().join("large")).unwrap();
        large.set_len(LARGE).unwrap();
        drop(staged);
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_is_kept_stays() {
        let root = tempfile::tempdir().unwrap();
        let mut staged = StagedFolder::new(tempfile::tempdir_in(root.path()).unwrap());
        staged.keep();
        drop(staged);
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
