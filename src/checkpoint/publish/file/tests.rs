//! Files appear whole, or not at all.

use crate::checkpoint::fixture::names;
use crate::checkpoint::publish::{NewFile, text};
use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

#[test]
fn text_is_written_with_its_parents() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("deep/er/plan.yaml");
    text(&path, "transforms: []\n").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "transforms: []\n");
    assert_eq!(names(path.parent().unwrap()), ["plan.yaml"]);
}

#[test]
fn an_abandoned_file_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    let new = NewFile::create(&root.path().join("a/b/c")).unwrap();
    new.file().write_all(b"half").unwrap();
    drop(new);
    assert!(names(root.path()).is_empty());
}

#[test]
fn the_old_content_stays_until_the_new_is_whole() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("x");
    fs::write(&path, "old").unwrap();
    let new = NewFile::create(&path).unwrap();
    new.file().write_all(b"new").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    new.publish().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    assert_eq!(names(root.path()), ["x"]);
}

#[test]
fn the_mode_follows_the_umask_or_the_file_replaced() {
    let root = tempfile::tempdir().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let plain = root.path().join("plain");
    fs::write(&plain, "").unwrap();
    let new = root.path().join("new");
    text(&new, "").unwrap();
    assert_eq!(mode(&new), mode(&plain));

    fs::set_permissions(&new, fs::Permissions::from_mode(0o600)).unwrap();
    text(&new, "again").unwrap();
    assert_eq!(mode(&new), 0o600);
}

#[test]
fn a_link_is_followed_and_stays() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("store")).unwrap();
    let link = root.path().join("link");
    symlink("store/target", &link).unwrap();
    text(&link, "new").unwrap();
    assert!(link.is_symlink());
    let target = root.path().join("store/target");
    assert_eq!(fs::read_to_string(target).unwrap(), "new");
}

#[test]
fn folders_and_special_files_are_refused() {
    let root = tempfile::tempdir().unwrap();
    let error = text(root.path(), "x").unwrap_err();
    assert_eq!(error.exit_code(), 3);
    assert!(error.message().contains("it is a folder"), "{error}");
    let error = text(Path::new("/dev/null"), "x").unwrap_err();
    assert!(error.message().contains("not a regular file"), "{error}");
    let error = text(Path::new("/"), "x").unwrap_err();
    assert_eq!(error.exit_code(), 3);
}

#[test]
fn a_path_below_a_file_is_refused_with_a_hint() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("file");
    fs::write(&file, "").unwrap();
    let error = text(&file.join("x"), "x").unwrap_err();
    assert_eq!(
        error.hints(),
        ["a part of the path before its last is a file"]
    );
}

#[test]
fn the_next_publication_sweeps_what_a_killed_one_left() {
    let root = tempfile::tempdir().unwrap();
    let left = root.path().join(".x.brainsurgery-999999-abcdef.tmp");
    fs::write(left, "half").unwrap();
    text(&root.path().join("y"), "whole").unwrap();
    assert_eq!(names(root.path()), ["y"]);
}
