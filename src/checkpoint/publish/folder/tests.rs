//! Folders appear whole, or not at all.

use super::*;
use crate::checkpoint::fixture::names;
use std::os::unix::fs::{PermissionsExt, symlink};

fn publish(path: &Path, files: &[&str], changes: &Changes) {
    let new = NewFolder::create(path).unwrap();
    for name in files {
        fs::write(new.path().join(name), "new").unwrap();
    }
    new.publish(changes).unwrap();
}

#[test]
fn a_new_folder_appears_with_its_parents() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("deep/er/out");
    publish(&path, &["a", "b"], &Changes::default());
    assert_eq!(names(&path), ["a", "b"]);
    assert_eq!(names(path.parent().unwrap()), ["out"]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&path), mode(path.parent().unwrap()));
}

#[test]
fn an_abandoned_folder_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    let new = NewFolder::create(&root.path().join("a/b")).unwrap();
    fs::write(new.path().join("shard"), "half").unwrap();
    drop(new);
    assert!(names(root.path()).is_empty());
}

#[test]
fn an_existing_folder_keeps_its_files_and_its_mode() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("out");
    fs::create_dir_all(path.join("sub")).unwrap();
    for name in ["a", "stale", "sub/mine", ".hidden"] {
        fs::write(path.join(name), "old").unwrap();
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o750)).unwrap();
    let changes = Changes {
        stale: BTreeSet::from(["stale".into()]),
        last: None,
    };
    publish(&path, &["a", "b"], &changes);
    assert_eq!(names(&path), [".hidden", "a", "b", "sub"]);
    assert_eq!(fs::read_to_string(path.join("a")).unwrap(), "new");
    assert_eq!(fs::read_to_string(path.join("sub/mine")).unwrap(), "old");
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o750
    );
    assert_eq!(names(root.path()), ["out"]);
}

#[test]
fn a_link_to_a_folder_stays_a_link() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("store")).unwrap();
    symlink("store", root.path().join("out")).unwrap();
    publish(&root.path().join("out"), &["a", "b"], &Changes::default());
    assert!(root.path().join("out").is_symlink());
    assert_eq!(names(&root.path().join("store")), ["a", "b"]);
}

#[test]
fn the_next_publication_sweeps_what_a_killed_one_left() {
    let root = tempfile::tempdir().unwrap();
    let left = root.path().join(".out.brainsurgery-999999-abcdef.tmp");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("shard"), "half").unwrap();
    publish(&root.path().join("out"), &["a"], &Changes::default());
    assert_eq!(names(root.path()), ["out"]);
}

#[test]
fn a_file_in_the_way_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("out");
    fs::write(&path, "mine").unwrap();
    let error = NewFolder::create(&path).unwrap_err();
    assert_eq!(error.exit_code(), 3);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
}
