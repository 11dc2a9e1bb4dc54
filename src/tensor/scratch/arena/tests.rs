//! Arenas: segments come and go with their results, folders with their processes.

use super::home::Home;
use super::*;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use tempfile::TempDir;

fn root() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// The names below a folder, those of folders in it included.
fn names(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let inner = names(&entry.path());
        found.extend(inner.into_iter().map(|below| format!("{name}/{below}")));
        found.push(name);
    }
    found.sort();
    found
}

fn segments(root: &Path) -> usize {
    names(root)
        .iter()
        .filter(|name| name.ends_with(".bin"))
        .count()
}

#[test]
fn a_segment_goes_with_its_last_result_and_the_folder_with_the_arena() {
    let root = root();
    let arena = Arena::new(root.path(), 3 << 16);
    assert_eq!(names(root.path()), Vec::<String>::new());
    let small: Vec<Room> = (0..5).map(|_| arena.room(5).expect("room")).collect();
    assert_eq!(segments(root.path()), 2);
    let large = arena.room(1 << 20).expect("room");
    assert_eq!(segments(root.path()), 3);
    let next = arena.room(5).expect("room");
    assert_eq!(segments(root.path()), 3);
    drop((small, next));
    assert_eq!(segments(root.path()), 1);
    drop(large);
    assert_eq!(segments(root.path()), 0);
    let kept = arena.room(5).expect("room").kept().expect("keepable");
    drop(arena);
    assert_eq!(segments(root.path()), 1);
    drop(kept);
    assert_eq!(names(root.path()), Vec::<String>::new());
}

#[test]
fn the_disk_has_the_room_of_a_dead_result_back_at_once() {
    let root = root();
    let arena = Arena::new(root.path(), 1 << 30);
    let _living = arena.room(4096).expect("room");
    let taken = |root: &Path| {
        let path = names(root).into_iter().find(|name| name.ends_with(".bin"));
        let file = root.join(path.expect("a segment"));
        fs::metadata(file).expect("there").blocks() * 512
    };
    let before = taken(root.path());
    for _ in 0..10 {
        let mut room = arena.room(1 << 20).expect("room");
        room.fill(1);
        assert!(taken(root.path()) >= before + (1 << 20));
    }
    assert!(taken(root.path()) < before + (1 << 20));
}

#[test]
fn folders_that_were_made_for_an_arena_go_with_it_and_others_stay() {
    let root = root();
    let deep = root.path().join("a/b");
    let arena = Arena::new(&deep, 100);
    let other = Arena::new(&deep, 100);
    let rooms = (arena.room(1).expect("room"), other.room(1).expect("room"));
    assert_eq!(fs::read_dir(&deep).expect("listed").count(), 2);
    let home = fs::read_dir(&deep)
        .expect("listed")
        .flatten()
        .next()
        .expect("one");
    assert_eq!(
        home.metadata().expect("there").permissions().mode() & 0o777,
        0o700
    );
    drop((rooms, other, arena));
    assert_eq!(names(root.path()), Vec::<String>::new());
}

#[test]
fn a_root_can_be_tried_without_leaving_anything_there() {
    let root = root();
    fs::write(root.path().join("file"), "").expect("written");
    let check = |path: &str| Arena::new(&root.path().join(path), 1 << 20).check();
    for good in ["", "a", "a/b/c"] {
        check(good).expect(good);
    }
    for bad in ["file", "file/a"] {
        let error = check(bad).expect_err(bad);
        assert!(error.message().contains(bad), "{error}");
        assert_eq!(error.hints().len(), 1);
    }
    assert_eq!(names(root.path()), ["file"]);
}

#[test]
fn the_last_to_leave_a_root_of_our_own_name_removes_it() {
    let root = root();
    let ours = root.path().join(ROOT);
    let first = Home::make(&ours).expect("made");
    let second = Home::make(&ours).expect("made");
    drop(first);
    assert!(ours.is_dir());
    drop(second);
    assert_eq!(names(root.path()), Vec::<String>::new());
    let named = root.path().join("mine");
    fs::create_dir(&named).expect("made");
    drop(Home::make(&named).expect("made"));
    assert_eq!(names(root.path()), ["mine"]);
}

#[test]
fn remains_of_the_dead_are_removed_and_nothing_else() {
    let root = root();
    let living = Home::make(root.path()).expect("made");
    living.new_segment(0).expect("made");
    let make = |name: &str| {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().expect("below the root")).expect("made");
        fs::write(path, "x").expect("written");
    };
    for name in [
        "arena-1-0000beef/lock",
        "arena-1-0000beef/segment-00000.bin",
        "arena-2-0000beef/lock",
        "arena-2-0000beef/segment-00000.bin",
        "arena-2-0000beef/letter.txt",
        "arena-3-0000beef/segment-00000.bin",
        "arena-x-0000beef/lock",
        "arena-4-beef/lock",
        "arena-5-0000beef",
        "segment-00000.bin",
    ] {
        make(name);
    }
    fs::create_dir(root.path().join("arena-6-0000beef")).expect("made");
    let before = names(root.path());
    drop(Home::make(root.path()).expect("made"));
    let after = names(root.path());
    let gone: Vec<&String> = before.iter().filter(|name| !after.contains(name)).collect();
    assert_eq!(
        gone,
        [
            "arena-1-0000beef",
            "arena-1-0000beef/lock",
            "arena-1-0000beef/segment-00000.bin",
            "arena-2-0000beef/lock",
            "arena-2-0000beef/segment-00000.bin",
            "arena-6-0000beef"
        ]
    );
    drop(living);
}

#[test]
fn many_beginners_do_not_take_each_other_for_dead() {
    let root = root();
    let at = root.path().join("shared");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..20 {
                    let arena = Arena::new(&at, 1 << 16);
                    let mut room = arena.room(100).expect("room");
                    room.fill(9);
                    let kept = room.kept().expect("keepable");
                    let mut found = [0; 100];
                    kept.read_at(0, &mut found).expect("there");
                    assert_eq!(found, [9; 100]);
                }
            });
        }
    });
    assert_eq!(segments(root.path()), 0);
}

#[test]
fn odd_roots_and_sizes_are_refused_and_leave_no_trace() {
    let root = root();
    let file = root.path().join("file");
    fs::write(&file, "mine").expect("written");
    for odd in [
        file.clone(),
        file.join("below"),
        "/proc/nowhere".into(),
        PathBuf::new(),
    ] {
        let refused = Arena::new(&odd, 100).room(1).expect_err("odd");
        let start = format!("cannot keep results in `{}`: ", odd.display());
        assert!(refused.message().starts_with(&start), "{refused}");
        assert_eq!((refused.exit_code(), refused.hints().len()), (3, 1));
    }
    let arena = Arena::new(&root.path().join("new"), 100);
    for bytes in [1 << 62, u64::MAX] {
        let refused = arena.room(bytes).expect_err("no disk is so large");
        assert_eq!(refused.kind(), Kind::Io);
    }
    let kept = arena.room(3).expect("still works");
    drop((kept, arena));
    assert_eq!(names(root.path()), ["file"]);
    assert_eq!(fs::read_to_string(file).expect("untouched"), "mine");
}

#[test]
fn what_is_abandoned_is_gone_at_once() {
    let root = root();
    let arena = Arena::new(&root.path().join("new"), 1 << 20);
    let room = arena.room(10).expect("room");
    arena.abandon();
    assert_eq!(names(root.path()), Vec::<String>::new());
    drop(room);
}
