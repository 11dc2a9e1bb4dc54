//! Hidden names under which new files and folders grow, and the removal of abandoned ones.
//!
//! A name reads `.NAME.brainsurgery-PID-RANDOM.tmp`. Whatever stands under it is locked while it is
//! in use, so a name without a lock was left behind by a process that was killed.

use super::later::StagedFolder;
use std::ffi::OsStr;
use std::fs::{self, File, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use tempfile::{Builder, NamedTempFile};

const MARK: &str = ".brainsurgery-";
const END: &str = ".tmp";
/// Bytes of the destination's name that a hidden name repeats: most file systems end names at 255.
const MOST_OF_NAME: usize = 160;
/// How often to begin again when a sweep of another process was faster than our lock.
const ATTEMPTS: usize = 16;

/// A new, locked file in `folder`, to be named `name` later. Its mode follows the umask.
pub fn file(folder: &Path, name: &OsStr) -> io::Result<NamedTempFile> {
    let prefix = prefix(name);
    for _ in 0..ATTEMPTS {
        let staged = builder(&prefix, 0o666).tempfile_in(folder)?;
        if claim(staged.as_file(), staged.path())? {
            return Ok(staged);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// A new folder in `folder`, to be named `name` later, and its lock. Its mode follows the umask.
pub fn folder(folder: &Path, name: &OsStr) -> io::Result<(StagedFolder, File)> {
    let prefix = prefix(name);
    for _ in 0..ATTEMPTS {
        let staged = builder(&prefix, 0o777).tempdir_in(folder)?;
        let lock = File::open(staged.path())?;
        if claim(&lock, staged.path())? {
            return Ok((StagedFolder::new(staged), lock));
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Removes what killed processes left in `folder`. What cannot be removed now stays for later.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        if is_staged(&entry.file_name()) {
            let _ = remove_abandoned(&entry.path());
        }
    }
}

/// Whether a file name is one of ours for something unfinished.
pub fn is_staged(name: &OsStr) -> bool {
    let Some(inner) = name
        .to_str()
        .and_then(|name| name.strip_prefix('.')?.strip_suffix(END))
    else {
        return false;
    };
    let Some((_, tail)) = inner.rsplit_once(MARK) else {
        return false;
    };
    tail.split_once('-').is_some_and(|(pid, random)| {
        !pid.is_empty()
            && pid.bytes().all(|byte| byte.is_ascii_digit())
            && random.len() == 6
            && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn prefix(name: &OsStr) -> String {
    let name = name.to_string_lossy();
    let kept = &name[..name.floor_char_boundary(MOST_OF_NAME)];
    format!(".{kept}{MARK}{}-", std::process::id())
}

fn builder(prefix: &str, mode: u32) -> Builder<'_, 'static> {
    let mut builder = Builder::new();
    builder
        .prefix(prefix)
        .suffix(END)
        .rand_bytes(6)
        .permissions(Permissions::from_mode(mode));
    builder
}

/// Locks what was just made; false when a sweep removed it before it was locked. File systems
/// without locks go without: nobody sweeps there either.
fn claim(file: &File, path: &Path) -> io::Result<bool> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => return Ok(false),
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    match fs::symlink_metadata(path) {
        Ok(there) => Ok(there.ino() == file.metadata()?.ino()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn remove_abandoned(path: &Path) -> io::Result<()> {
    let kind = fs::symlink_metadata(path)?.file_type();
    if !kind.is_file() && !kind.is_dir() {
        return Ok(());
    }
    let file = File::open(path)?;
    match file.try_lock() {
        Err(_) => Ok(()),
        Ok(()) if kind.is_dir() => fs::remove_dir_all(path),
        Ok(()) => fs::remove_file(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_names_are_recognised_and_no_others() {
        let ours = |name: &str| is_staged(OsStr::new(name));
        assert!(ours(".model.safetensors.brainsurgery-12-aB3xYz.tmp"));
        assert!(ours("..brainsurgery-1-aaaaaa.tmp"));
        for other in [
            "model.brainsurgery-12-aB3xYz.tmp",
            ".model.brainsurgery-12-aB3xYz",
            ".model.brainsurgery-x-aB3xYz.tmp",
            ".model.brainsurgery--aB3xYz.tmp",
            ".model.brainsurgery-12-aB3x.tmp",
            ".brainsurgery",
            ".tmp",
        ] {
            assert!(!ours(other), "{other}");
        }
    }

    #[test]
    fn long_names_are_cut_at_a_character() {
        let folder = tempfile::tempdir().unwrap();
        let staged = file(folder.path(), OsStr::new(&"é".repeat(127))).unwrap();
        assert!(is_staged(staged.path().file_name().unwrap()));
    }

    #[test]
    fn a_sweep_takes_what_was_abandoned_and_spares_what_is_in_use() {
        let root = tempfile::tempdir().unwrap();
        let used = file(root.path(), OsStr::new("used")).unwrap();
        let (busy, _lock) = super::folder(root.path(), OsStr::new("busy")).unwrap();
        let file_left = root.path().join(".a.brainsurgery-1-abcdef.tmp");
        let folder_left = root.path().join(".b.brainsurgery-1-abcdef.tmp");
        fs::write(&file_left, "half").unwrap();
        fs::create_dir(&folder_left).unwrap();
        fs::write(folder_left.join("shard"), "half").unwrap();
        fs::write(root.path().join(".other.tmp"), "mine").unwrap();

        sweep(root.path());
        assert!(used.path().exists() && busy.path().exists());
        assert!(!file_left.exists() && !folder_left.exists());
        assert!(root.path().join(".other.tmp").exists());
    }

    #[test]
    fn a_swept_file_is_noticed_when_it_is_locked() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("x");
        let file = File::create(&path).unwrap();
        assert!(claim(&file, &path).unwrap());
        fs::remove_file(&path).unwrap();
        assert!(!claim(&file, &path).unwrap());
    }
}
