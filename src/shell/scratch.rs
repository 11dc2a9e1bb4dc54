//! A folder for a test, gone after it.

use std::fs;
use std::path::PathBuf;

/// An empty folder that is removed when it is dropped.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// The folder of the test with this name, which no other test has.
    pub(super) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("brainsurgery-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for tests");
        Folder(path)
    }

    /// A path in it.
    pub(super) fn join(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}
