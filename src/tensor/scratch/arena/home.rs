//! The folder of one process below the root of an arena.
//!
//! A lock on a file in it tells a living process from a dead one: the system lets go of it when the process
//! ends, however it ends. Only what bears the names of our own files is ever removed.

use super::ROOT;
use crate::error::{Error, Kind, Result};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

/// The file in each folder that its process holds a lock on.
const LOCK: &str = "lock";

/// What to do about a root where no folder can be made.
const ELSEWHERE: &str = "name another folder with `--arena-root`";

/// How often to try, where other processes remove what they take for remains.
const TRIES: usize = 100;

/// A folder for the segments of this process, removed with all of them when this goes.
#[derive(Debug)]
pub struct Home {
    folder: PathBuf,
    /// The folders to remove after it if nothing else is in them, the innermost first.
    above: Vec<PathBuf>,
    _lock: File,
}

impl Home {
    /// Makes a folder below `root`, and `root` itself if need be, after removing those of dead processes.
    pub fn make(root: &Path) -> Result<Self> {
        let failed = |cause: io::Error| refused(root, &cause);
        let root = std::path::absolute(root).map_err(failed)?;
        let above = above(&root);
        let mut begun = begin(&root);
        for _ in 1..TRIES {
            if !begun.as_ref().is_err_and(is_passing) {
                break;
            }
            begun = begin(&root);
        }
        match begun {
            Ok((folder, lock)) => Ok(Home {
                folder,
                above,
                _lock: lock,
            }),
            Err(cause) => {
                remove_empty(&above);
                Err(failed(cause))
            }
        }
    }

    /// A new file for the segment of this number.
    pub fn new_segment(&self, number: u64) -> Result<(PathBuf, File)> {
        let path = self.folder.join(format!("segment-{number:05}.bin"));
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create_new(true).open(&path);
        let file = file.map_err(|cause| refused(&path, &cause))?;
        Ok((path, file))
    }

    /// Removes the folder and all segments, even those in use.
    pub fn remove(&self) {
        remove(&self.folder);
        remove_empty(&self.above);
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        self.remove();
    }
}

/// Whether a folder could be made below `root`: nothing is left there by asking.
pub fn try_root(root: &Path) -> Result<()> {
    let whole = std::path::absolute(root).map_err(|cause| refused(root, &cause))?;
    let there = whole
        .ancestors()
        .find(|above| above.symlink_metadata().is_ok());
    let there = there.unwrap_or(root);
    if there == whole && !there.is_dir() {
        let message = format!(
            "cannot keep results in `{}`: it is no folder",
            root.display()
        );
        return Err(Error::new(Kind::Io, message).hint(ELSEWHERE));
    }
    if !there.is_dir() {
        return Err(refused(root, &ErrorKind::NotADirectory.into()));
    }
    let file = tempfile::tempfile_in(there);
    file.map(drop).map_err(|cause| refused(root, &cause))
}

/// The folders that are made for an arena: `root` and those it is in, as far as they are not there. A root of
/// our own name is ours, whichever process made it.
fn above(root: &Path) -> Vec<PathBuf> {
    let is_made = |folder: &&Path| !folder.exists() || (*folder == root && folder.ends_with(ROOT));
    let made = root.ancestors().take_while(is_made);
    made.map(Path::to_path_buf).collect()
}

fn refused(path: &Path, cause: &io::Error) -> Error {
    let error = Error::io(path, "keep results in", cause).while_writing();
    error.hint(ELSEWHERE)
}

/// A new folder and its lock, beside those of living processes.
fn begin(root: &Path) -> io::Result<(PathBuf, File)> {
    fs::create_dir_all(root)?;
    sweep(root)?;
    let random = RandomState::new().hash_one(root) as u32;
    let name = format!("arena-{}-{random:08x}", std::process::id());
    let folder = root.join(name);
    DirBuilder::new().mode(0o700).create(&folder)?;
    match lock(&folder) {
        Ok(lock) => Ok((folder, lock)),
        Err(cause) => {
            remove(&folder);
            Err(cause)
        }
    }
}

/// The lock of a new folder. It is not found when another process was faster and removed the folder.
fn lock(folder: &Path) -> io::Result<File> {
    let path = folder.join(LOCK);
    let lock = File::create_new(&path)?;
    lock.lock()?;
    match fs::metadata(&path)?.ino() == lock.metadata()?.ino() {
        true => Ok(lock),
        false => Err(ErrorKind::NotFound.into()),
    }
}

/// Whether trying once more may help.
fn is_passing(cause: &io::Error) -> bool {
    matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists)
}

/// Removes the folders of dead processes, as far as this user may.
fn sweep(root: &Path) -> io::Result<()> {
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && entry.file_name().to_str().is_some_and(is_home) {
            sweep_one(&entry.path());
        }
    }
    Ok(())
}

fn sweep_one(folder: &Path) {
    let lock = OpenOptions::new().write(true).open(folder.join(LOCK));
    match lock {
        Ok(lock) if lock.try_lock().is_ok() => remove(folder),
        Ok(_) => {}
        // Its process died before it had a lock, or has none yet and will try again.
        Err(_) => fs::remove_dir(folder).unwrap_or_default(),
    }
}

/// Removes our files in a folder, the lock last, and the folder if nothing else is in it.
fn remove(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_segment) {
            fs::remove_file(entry.path()).unwrap_or_default();
        }
    }
    fs::remove_file(folder.join(LOCK)).unwrap_or_default();
    fs::remove_dir(folder).unwrap_or_default();
}

/// Removes folders that hold nothing.
fn remove_empty(folders: &[PathBuf]) {
    for folder in folders {
        fs::remove_dir(folder).unwrap_or_default();
    }
}

/// Whether a folder of this name is one of ours: `arena-PID-RANDOM`.
fn is_home(name: &str) -> bool {
    let parts = name
        .strip_prefix("arena-")
        .and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(pid, random)| {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        is_number(pid) && random.len() == 8 && random.bytes().all(hex)
    })
}

/// Whether a file of this name is one of ours: `segment-NUMBER.bin`.
fn is_segment(name: &str) -> bool {
    let number = name.strip_prefix("segment-");
    number
        .and_then(|rest| rest.strip_suffix(".bin"))
        .is_some_and(is_number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
