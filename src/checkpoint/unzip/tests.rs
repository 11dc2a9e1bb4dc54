//! Archives written by the `zip` crate, and broken ones.

use super::*;
use crate::checkpoint::fixture::Place;
use crate::error::Kind;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CONTENT: &[u8] = b"hello hello hello hello hello hello hello";

/// An archive of this content under the names `a`, stored, and `b`, deflated.
fn archive() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, method) in [
        ("a", CompressionMethod::Stored),
        ("b", CompressionMethod::Deflated),
    ] {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name, options).unwrap();
        writer.write_all(CONTENT).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn open(content: &[u8]) -> (Place, Result<Vec<Entry>, Refusal>) {
    let place = Place::new();
    let path = place.write("x.zip", content);
    let found = entries(&Arc::new(InputFile::open(path).unwrap()));
    (place, found)
}

fn part(entry: &Entry, offset: u64, length: usize) -> Result<Vec<u8>> {
    let (bytes, begin) = entry.bytes();
    let mut into = vec![0; length];
    bytes.read_at(begin + offset, &mut into).map(|()| into)
}

#[test]
fn entries_are_read_in_part_and_whole() {
    let (_place, found) = open(&archive());
    let found = found.unwrap();
    let names: Vec<&str> = found.iter().map(|entry| &*entry.name).collect();
    assert_eq!(names, ["a", "b"]);
    for entry in &found {
        assert_eq!((entry.length, entry.sum), (41, crc32fast::hash(CONTENT)));
        assert_eq!(entry.first(5).unwrap(), b"hello");
        assert_eq!(entry.first(500).unwrap(), CONTENT);
        assert_eq!(part(entry, 6, 7).unwrap(), b"hello h");
    }
    assert!(part(&found[1], 40, 2).is_err());
    assert!(found[0].bytes().0.file().is_some());
}

#[test]
fn an_entry_that_was_changed_is_refused_when_it_is_inflated() {
    let mut content = archive();
    let sums: Vec<usize> = content
        .windows(4)
        .enumerate()
        .filter(|(_, four)| *four == crc32fast::hash(CONTENT).to_le_bytes())
        .map(|(at, _)| at)
        .collect();
    content[*sums.last().unwrap()] ^= 1;
    let (_place, found) = open(&content);
    let error = part(&found.unwrap()[1], 0, 5).unwrap_err();
    assert_eq!(error.kind(), Kind::Format);
    let words = "x.zip`: its bytes do not inflate to those that were packed";
    assert!(error.message().contains(words), "{error}");
    assert!(error.message().contains("entry `b`"), "{error}");
}

#[test]
fn a_damaged_header_is_told_by_its_entry_or_by_the_end() {
    let whole = archive();
    let find = |sign: &[u8]| whole.windows(4).rposition(|four| four == sign).unwrap();
    let (second, directory) = (find(b"PK\x03\x04"), find(b"PK\x01\x02"));
    let end = whole.len() - 22;
    for (at, fault) in [
        (second, "no entry `b` is where it should be".to_owned()),
        (directory, format!("not where its end, at byte {end}, says")),
        (
            end,
            format!("no directory at its end, byte {}", whole.len()),
        ),
    ] {
        let mut content = whole.clone();
        content[at] ^= 0x40;
        let found = open(&content).1.unwrap_err().fault;
        assert!(found.contains(&fault), "{found}");
    }
}

#[test]
fn an_archive_that_changes_is_refused_as_such() {
    let (place, found) = open(&archive());
    std::fs::write(place.path("x.zip"), "short").unwrap();
    for entry in found.unwrap() {
        let error = part(&entry, 0, 5).unwrap_err();
        assert!(
            error.message().contains("changed while it was open"),
            "{error}"
        );
    }
}

#[test]
fn what_is_no_archive_is_refused() {
    for content in [&b""[..], b"PK", b"PK\x05\x06", &archive()[..100]] {
        let fault = open(content).1.unwrap_err().fault;
        assert!(fault.contains("archive is damaged"), "{fault}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn changed_bytes_never_panic(at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>()) {
        let mut content = archive();
        let at = at.index(content.len());
        content[at] = byte;
        content.truncate(content.len().min(cut.index(2 * content.len())));
        let (_place, found) = open(&content);
        for entry in found.into_iter().flatten() {
            let read = part(&entry, 0, entry.length.min(1000) as usize);
            prop_assert!(read.is_err() || entry.first(9).is_ok());
        }
    }
}
