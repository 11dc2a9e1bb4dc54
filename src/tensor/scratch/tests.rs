//! The store as a whole: where results go, what they read as, and what is free again.

use super::{Arena, Room, Scratch};
use crate::tensor::Bytes;
use std::fs;
use tempfile::TempDir;

fn root() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// A result of these bytes.
fn keep(scratch: &Scratch, bytes: &[u8]) -> Box<dyn Bytes> {
    let mut room = scratch.room(bytes.len() as u64).expect("room");
    assert_eq!(room.len(), bytes.len());
    assert!(room.iter().all(|byte| *byte == 0));
    assert!(room.is_empty() || room.as_ptr().addr().is_multiple_of(4096));
    room.copy_from_slice(bytes);
    room.kept().expect("keepable")
}

fn is_in_memory(room: &Room) -> bool {
    matches!(room, Room::Memory(..))
}

#[test]
fn results_read_as_they_were_written_wherever_they_are() {
    let root = root();
    let stores = [
        Scratch::default(),
        Scratch::in_memory(8192, Arena::new(root.path(), 1 << 20)),
        Scratch::in_arena(Arena::new(root.path(), 100)),
        Scratch::in_arena(Arena::new(root.path(), 1 << 30)),
    ];
    for store in &stores {
        let contents: Vec<Vec<u8>> = [0, 1, 4096, 70_000, 100]
            .iter()
            .map(|length| (0..*length).map(|place| (place % 251) as u8).collect())
            .collect();
        let kept: Vec<_> = contents.iter().map(|bytes| keep(store, bytes)).collect();
        for (bytes, kept) in contents.iter().zip(&kept) {
            let mut found = vec![7; bytes.len()];
            kept.read_at(0, &mut found).expect("within");
            assert_eq!(&found, bytes);
            let middle = bytes.len() / 2;
            kept.read_at(middle as u64, &mut found[middle..])
                .expect("within");
            assert_eq!(&found[middle..], &bytes[middle..]);
            assert!(kept.read_at(bytes.len() as u64, &mut [0]).is_err());
            assert!(kept.read_at(u64::MAX, &mut [0]).is_err());
        }
    }
}

#[test]
fn what_passes_the_limit_goes_to_the_arena_until_memory_is_free_again() {
    let root = root();
    let store = Scratch::in_memory(3 * 4096, Arena::new(root.path(), 1 << 20));
    let first = store.room(4097).expect("room");
    let second = store.room(4096).expect("room");
    let third = store.room(1).expect("room");
    assert_eq!(
        [&first, &second, &third].map(is_in_memory),
        [true, true, false]
    );
    drop(first);
    let fourth = store.room(8192).expect("room");
    assert!(is_in_memory(&fourth));
    drop((second, fourth));
    store.set_aside(4096);
    assert!(is_in_memory(&store.room(8192).expect("room")));
    assert!(!is_in_memory(&store.room(8193).expect("room")));
}

#[test]
fn memory_needs_no_file() {
    let root = root();
    let store = Scratch::in_memory(1 << 20, Arena::new(&root.path().join("deep/er"), 1 << 20));
    let kept = keep(&store, &[1; 5000]);
    assert_eq!(fs::read_dir(root.path()).expect("listed").count(), 0);
    drop(kept);
}

#[test]
fn what_is_held_counts_until_it_goes() {
    let root = root();
    let store = Scratch::in_memory(2 * 4096, Arena::new(root.path(), 1 << 20));
    let held = store.hold(3 * 4096);
    assert!(held.is_some());
    assert!(!is_in_memory(&store.room(1).expect("room")));
    drop(held);
    assert!(is_in_memory(&store.room(2 * 4096).expect("room")));
    let arena = Scratch::in_arena(Arena::new(root.path(), 1 << 20));
    assert!(arena.hold(1).is_none());
}
