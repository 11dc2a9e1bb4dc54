//! Publication: a file or a folder appears whole under its name, or not at all.
//!
//! What is new is built beside its destination under a hidden name, flushed, and renamed into
//! place. A failure or an interruption leaves the destination as it was and no litter; what a killed
//! process left behind is removed by the next publication in the same folder.

mod failure;
mod file;
mod folder;
mod later;
mod parents;
mod replace;
mod staging;
mod tree;

pub use failure::{FULL, failed};
pub use file::NewFile;
pub use folder::{Changes, NewFolder};

use crate::error::Result;
use std::io::Write;
use std::path::Path;

/// Puts `content` at `path`, whole or not at all.
///
/// # Errors
/// `io`.
pub fn text(path: &Path, content: &str) -> Result<()> {
    let new = NewFile::create(path)?;
    new.file()
        .write_all(content.as_bytes())
        .map_err(|cause| failed(path, "write", &cause))?;
    new.publish()
}
