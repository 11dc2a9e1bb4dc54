//! A folder takes the place of another, whose other files it keeps.
//!
//! The two folders change places in one step, after the other files were linked into the new one.
//! Where that is impossible (a mount point, the working folder, a file system without exchange or hard
//! links) the new files are renamed into the existing folder one by one: each is whole, and the
//! one that makes them count comes last, but a crash in between leaves some old and some new.

use super::folder::Changes;
use super::{failed, tree};
use crate::checkpoint::paths;
use crate::error::Result;
use rustix::fs::{AtFlags, CWD, RenameFlags, StatxAttributes, StatxFlags};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// An existing folder, and the one that takes its place.
#[derive(Debug)]
pub struct Replaced<'a> {
    old: &'a Path,
    new: &'a Path,
    changes: &'a Changes,
    /// The names of the new files.
    names: BTreeSet<PathBuf>,
}

impl<'a> Replaced<'a> {
    /// The folder `new`, holding nothing but new files, is to take the place of `old`.
    pub fn new(old: &'a Path, new: &'a Path, changes: &'a Changes) -> Result<Self> {
        let names = tree::names(new).map_err(|cause| failed(new, "read", &cause))?;
        Ok(Replaced {
            old,
            new,
            changes,
            names,
        })
    }

    /// Replaces the folder, at once where possible. `new` is then free to be removed.
    pub fn replace(self) -> Result<()> {
        let one_rename = self.names.len() == 1 && self.changes.stale.is_empty();
        let beside = self.new.parent() == Some(paths::parent(self.old));
        if beside && !one_rename && self.exchange().is_ok() {
            return self.retire();
        }
        self.one_by_one().map_err(|cause| {
            failed(self.old, "write", &cause)
                .hint("the folder may hold some new files and some old ones: save again")
        })
    }

    /// The paths of the old folder that the new one does without.
    fn given_up(&self) -> BTreeSet<PathBuf> {
        self.names.union(&self.changes.stale).cloned().collect()
    }

    fn exchange(&self) -> io::Result<()> {
        tree::carry(self.old, self.new, &self.given_up())?;
        fs::set_permissions(self.new, fs::metadata(self.old)?.permissions())?;
        File::open(self.new)?.sync_all()?;
        rustix::fs::renameat_with(CWD, self.new, CWD, self.old, RenameFlags::EXCHANGE)?;
        Ok(())
    }

    /// After the exchange, when the old folder stands at the path of the new one.
    fn retire(&self) -> Result<()> {
        let (old, new) = (self.new, self.old);
        let settle = || {
            File::open(paths::parent(new))?.sync_all()?;
            tree::rescue(old, new, &self.given_up())
        };
        settle().map_err(|cause| {
            // Under this name no sweep takes it away.
            let kept = old.with_extension("kept");
            let _ = fs::rename(old, &kept);
            let hint = format!("the folder as it was is in `{}`", kept.display());
            failed(new, "finish writing", &cause).hint(hint)
        })
    }

    fn one_by_one(&self) -> io::Result<()> {
        let last = self.changes.last.as_ref();
        let first = self.names.iter().filter(|name| Some(*name) != last);
        for name in first.chain(self.names.iter().filter(|name| Some(*name) == last)) {
            fs::rename(self.new.join(name), self.old.join(name))?;
        }
        for name in self.changes.stale.difference(&self.names) {
            remove(&self.old.join(name))?;
        }
        File::open(self.old)?.sync_all()
    }
}

/// Whether a folder may change places with another: neither a mount point nor in use as the working
/// folder, which would then be the removed one.
pub fn exchangeable(folder: &Path) -> bool {
    let mounted = rustix::fs::statx(CWD, folder, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|it| it.stx_attributes.contains(StatxAttributes::MOUNT_ROOT));
    let working = std::env::current_dir()
        .and_then(|path| path.canonicalize())
        .is_ok_and(|path| path.starts_with(folder));
    !mounted && !working
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: PathBuf) -> String {
        fs::read_to_string(path).unwrap()
    }

    /// `old` with `a` and `stale`, `new` with another `a` and `b`.
    fn folders() -> (tempfile::TempDir, PathBuf, PathBuf, Changes) {
        let root = tempfile::tempdir().unwrap();
        let (old, new) = (root.path().join("old"), root.path().join("new"));
        for (path, content) in [
            ("old/a", "old"),
            ("old/stale", "old"),
            ("old/mine", "mine"),
            ("new/a", "new"),
            ("new/b", "new"),
        ] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        let changes = Changes {
            stale: BTreeSet::from(["stale".into()]),
            last: Some("a".into()),
        };
        (root, old, new, changes)
    }

    fn is_replaced(old: &Path) {
        assert_eq!(read(old.join("a")), "new");
        assert_eq!(read(old.join("b")), "new");
        assert_eq!(read(old.join("mine")), "mine");
        assert!(!old.join("stale").exists());
    }

    #[test]
    fn folders_change_places_and_the_others_files_stay() {
        let (_root, old, new, changes) = folders();
        let replaced = Replaced::new(&old, &new, &changes).unwrap();
        replaced.exchange().unwrap();
        is_replaced(&old);
        assert_eq!(read(new.join("a")), "old");
        fs::write(new.join("late"), "late").unwrap();
        replaced.retire().unwrap();
        assert_eq!(read(old.join("late")), "late");
    }

    #[test]
    fn files_go_one_by_one_where_folders_cannot() {
        let (_root, old, new, changes) = folders();
        Replaced::new(&old, &new, &changes)
            .unwrap()
            .one_by_one()
            .unwrap();
        is_replaced(&old);
    }

    #[test]
    fn the_last_file_waits_for_the_others() {
        let (_root, old, new, changes) = folders();
        fs::create_dir(old.join("b")).unwrap();
        let error = Replaced::new(&old, &new, &changes)
            .unwrap()
            .one_by_one()
            .unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
        assert_eq!(read(old.join("a")), "old");
    }

    #[test]
    fn mount_points_and_the_working_folder_stay_where_they_are() {
        assert!(!exchangeable(Path::new("/proc")));
        let working = std::env::current_dir().unwrap().canonicalize().unwrap();
        assert!(!exchangeable(&working));
        assert!(!exchangeable(working.parent().unwrap()));
        assert!(exchangeable(tempfile::tempdir().unwrap().path()));
    }
}
