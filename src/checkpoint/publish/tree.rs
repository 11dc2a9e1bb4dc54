//! The other files of a folder that is replaced: they move to the new folder without being copied.

use super::staging;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};

/// How many files may be carried over. A folder with more is no checkpoint folder, and is changed
/// in place instead.
const MOST_CARRIED: usize = 10_000;

/// Recreates the tree of `old` within `new` by hard links, without the paths in `leave_out` and
/// without touching what `new` holds already. Symbolic links are made again.
///
/// Fails where links cannot be made: other file systems, foreign owners, special files, too many
/// files. `new` then holds a part of them.
pub fn carry(old: &Path, new: &Path, leave_out: &BTreeSet<PathBuf>) -> io::Result<()> {
    let mut carried = 0;
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(old.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if leave_out.contains(&path) || staging::is_staged(&entry.file_name()) {
                continue;
            }
            carried += 1;
            if carried > MOST_CARRIED {
                return Err(io::Error::other("too many files"));
            }
            if link(&entry, &new.join(&path))? {
                folders.push(path);
            }
        }
        File::open(new.join(&folder))?.sync_all()?;
    }
    Ok(())
}

/// Puts one entry at `to`; true when it is a folder whose entries come next.
fn link(entry: &fs::DirEntry, to: &Path) -> io::Result<bool> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        fs::create_dir(to)?;
        fs::set_permissions(to, entry.metadata()?.permissions())?;
    } else if kind.is_symlink() {
        symlink(fs::read_link(entry.path())?, to)?;
    } else if kind.is_file() {
        fs::hard_link(entry.path(), to)?;
    } else {
        return Err(io::ErrorKind::Unsupported.into());
    }
    Ok(kind.is_dir())
}

/// Moves files that others made or replaced in `old` after it was carried over to `new`, so that
/// removing `old` loses nothing. The paths in `given_up` are those the publication replaced.
pub fn rescue(old: &Path, new: &Path, given_up: &BTreeSet<PathBuf>) -> io::Result<()> {
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(old.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            let here = entry.metadata()?;
            if given_up.contains(&path) || staging::is_staged(&entry.file_name()) {
                continue;
            }
            match fs::symlink_metadata(new.join(&path)) {
                Ok(there) if here.is_dir() && there.is_dir() => folders.push(path),
                Ok(there) if here.is_symlink() || there.ino() == here.ino() => {}
                _ => fs::rename(old.join(&path), new.join(&path))?,
            }
        }
    }
    Ok(())
}

/// The names at the top of `folder`.
pub fn names(folder: &Path) -> io::Result<BTreeSet<PathBuf>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().into()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: PathBuf) -> String {
        fs::read_to_string(path).unwrap()
    }

    /// An old folder with `kept`, `sub/deep`, `link` and `stale`, and an empty new one.
    fn folders() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let (old, new) = (root.path().join("old"), root.path().join("new"));
        fs::create_dir_all(old.join("sub")).unwrap();
        fs::create_dir(&new).unwrap();
        for name in ["kept", "sub/deep", "stale"] {
            fs::write(old.join(name), name).unwrap();
        }
        symlink("nowhere", old.join("link")).unwrap();
        (root, old, new)
    }

    #[test]
    fn files_are_linked_links_remade_and_stale_ones_left_out() {
        let (_root, old, new) = folders();
        carry(&old, &new, &BTreeSet::from(["stale".into()])).unwrap();
        assert_eq!(read(new.join("sub/deep")), "sub/deep");
        let inode = |path: PathBuf| fs::metadata(path).unwrap().ino();
        assert_eq!(inode(new.join("kept")), inode(old.join("kept")));
        assert_eq!(
            fs::read_link(new.join("link")).unwrap(),
            Path::new("nowhere")
        );
        assert!(!new.join("stale").exists());
    }

    #[test]
    fn what_others_wrote_meanwhile_is_rescued() {
        let (_root, old, new) = folders();
        let stale = BTreeSet::from(["stale".into()]);
        carry(&old, &new, &stale).unwrap();
        fs::write(old.join("sub/late"), "late").unwrap();
        fs::write(old.join("fresh"), "replaced").unwrap();
        fs::rename(old.join("fresh"), old.join("kept")).unwrap();
        rescue(&old, &new, &stale).unwrap();
        assert_eq!(read(new.join("sub/late")), "late");
        assert_eq!(read(new.join("kept")), "replaced");
        assert!(!new.join("stale").exists());
    }

    #[test]
    fn what_cannot_be_linked_is_said() {
        let (_root, old, new) = folders();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            old.join("pipe"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR,
            0,
        )
        .unwrap();
        assert!(carry(&old, &new, &BTreeSet::new()).is_err());
    }
}
