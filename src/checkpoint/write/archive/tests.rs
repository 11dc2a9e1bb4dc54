//! Archives as other readers see them.

use super::*;
use crate::checkpoint::write::checksums::Checksums;
use crate::tensor::{Dtype, Shape};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::sync::Arc;
use zip::ZipArchive;

fn entry(name: &str, bytes: u64) -> Entry {
    let shape = Shape::new(vec![bytes]).unwrap();
    let tensor = Tensor::stored(Dtype::U8, shape, Arc::new(Vec::new()), 0);
    Entry {
        name: name.to_owned(),
        head: b"head".to_vec(),
        tensor: Some(tensor),
    }
}

/// Writes the records of an archive around holes where the tensors would be.
fn hollow(entries: Vec<Entry>) -> (File, u64) {
    let contents = Contents::archive(entries).unwrap();
    let file = tempfile::tempfile().unwrap();
    file.set_len(contents.length).unwrap();
    let Frame::Archive(archive) = &contents.frame else {
        panic!("an archive has records");
    };
    let sums = Checksums::wanted().taken();
    let put = |bytes: &[u8], at| {
        file.write_all_at(bytes, at).unwrap();
        Ok(())
    };
    archive.close(&sums, put).unwrap();
    assert_eq!(file.metadata().unwrap().len(), contents.length);
    (file, contents.length)
}

#[test]
fn large_entries_and_large_archives_are_found_again() {
    const LARGE: u64 = 5 << 30;
    let entries = [
        ("small", 10),
        ("large", LARGE),
        ("limit", u64::from(u32::MAX) - 4),
        ("last", 3),
    ];
    let (file, length) = hollow(entries.map(|(name, bytes)| entry(name, bytes)).into());
    assert!(length > 9 << 30);
    let mut archive = ZipArchive::new(file).unwrap();
    archive.validate_header_consistency().unwrap();
    for (number, (name, bytes)) in entries.into_iter().enumerate() {
        let entry = archive.by_index(number).unwrap();
        assert_eq!((&*entry.name().unwrap(), entry.size()), (name, bytes + 4));
        assert_eq!(entry.data_start().unwrap() % ALIGNMENT, 0);
    }
}

#[test]
fn more_entries_than_16_bits_count() {
    let count = 70_000;
    let (file, _) = hollow(
        (0..count)
            .map(|number| entry(&number.to_string(), 0))
            .collect(),
    );
    let archive = ZipArchive::new(file).unwrap();
    assert_eq!(archive.len(), count);
    assert_eq!(archive.name_for_index(count - 1).unwrap().unwrap(), "69999");
}

#[test]
fn names_may_be_of_any_script() {
    let (file, _) = hollow(vec![entry("\u{e9}\u{1f9e0}", 0)]);
    let archive = ZipArchive::new(file).unwrap();
    assert_eq!(
        archive.name_for_index(0).unwrap().unwrap(),
        "\u{e9}\u{1f9e0}"
    );
}

#[test]
fn what_no_archive_can_hold_is_refused() {
    for (name, bytes, words) in [
        ("a\0b".to_owned(), 0, "named `a\0b`"),
        ("x".repeat(70_000), 0, "named `xxx"),
    ] {
        let error = Contents::archive(vec![entry(&name, bytes)]).unwrap_err();
        assert!(error.message().contains(words), "{error}");
    }
    let entries = (0..40).map(|_| entry("w", Shape::MOST_ELEMENTS)).collect();
    let error = Contents::archive(entries).unwrap_err();
    assert!(error.message().contains("all of `w`"), "{error}");
}
