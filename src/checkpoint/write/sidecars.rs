//! The other files of a checkpoint folder, which go where its tensors go.

use crate::checkpoint::origin::{Company, Origin};
use crate::checkpoint::publish::failed;
use crate::error::{Error, Result};
use crate::tensor::Cancel;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::Path;

/// How many names a note lists.
const MOST_LISTED: usize = 8;

/// Copies the sidecars of `origin` into `staged`, which is to be published as `destination`, and says
/// so. Files that are there already stay as they are; within one folder there is nothing to carry.
pub fn carry(
    origin: Option<&Origin>,
    destination: &Path,
    staged: &Path,
    cancel: &Cancel,
) -> Result<Vec<String>> {
    let Some((folder, company)) = elsewhere(origin, destination) else {
        return Ok(Vec::new());
    };
    let (mut carried, mut kept, mut left) = (Vec::new(), Vec::new(), company.others.clone());
    for name in &company.sidecars {
        cancel.check()?;
        if destination.join(name).symlink_metadata().is_ok() {
            kept.push(name.clone());
        } else if folder.join(name).is_file() {
            copy(&folder.join(name), &staged.join(name))?;
            carried.push(name.clone());
        } else {
            left.push(name.clone());
        }
    }
    Ok([
        note("carried over", &carried),
        note("already there, kept", &kept),
        note("left behind", &left),
    ]
    .into_iter()
    .flatten()
    .collect())
}

/// Says which files of a folder stay there when its tensors go to one file.
pub fn left_behind(origin: Option<&Origin>, file: &Path) -> Vec<String> {
    let parent = crate::checkpoint::paths::parent(file);
    let left = elsewhere(origin, parent).map(|(_, company)| note("left behind", &company.sidecars));
    left.flatten().into_iter().collect()
}

/// The folder that was opened and its other files, unless it is `destination`.
fn elsewhere<'a>(
    origin: Option<&'a Origin>,
    destination: &Path,
) -> Option<(&'a Path, &'a Company)> {
    let origin = origin?;
    let company = origin.folder.as_ref()?;
    let same = match (origin.path.canonicalize(), destination.canonicalize()) {
        (Ok(from), Ok(to)) => from == to,
        _ => false,
    };
    (!same).then_some((&origin.path, company))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map_err(|cause| Error::io(from, "copy", &cause).while_writing())?;
    File::open(to)
        .and_then(|file| file.sync_all())
        .map_err(|cause| failed(to, "flush", &cause))
}

fn note(words: &str, names: &[OsString]) -> Option<String> {
    let quoted = |name: &OsString| format!("`{}`", OsStr::display(name));
    let listed: Vec<String> = names.iter().take(MOST_LISTED).map(quoted).collect();
    let listed = listed.join(", ");
    match names.len().saturating_sub(MOST_LISTED) {
        _ if names.is_empty() => None,
        0 => Some(format!("{words}: {listed}")),
        more => Some(format!("{words}: {listed} and {more} more")),
    }
}
