//! Headers: sound ones read, hostile ones refused with their reason.

use super::*;
use crate::checkpoint::fixture::Place;
use crate::checkpoint::input::InputFile;
use crate::tensor::{Dtype, Tensor};
use proptest::prelude::*;
use std::fs::File;

/// Reads a file of this JSON and this many bytes of data.
fn read_json(json: &str, data: u64) -> Result<Header, String> {
    let length = json.len() as u64;
    let content = [
        &length.to_le_bytes()[..],
        json.as_bytes(),
        &vec![0; data as usize],
    ]
    .concat();
    read_bytes(&content)
}

fn read_bytes(content: &[u8]) -> Result<Header, String> {
    let place = Place::new();
    let input = InputFile::open(place.write("x", content)).unwrap();
    read(&input).map_err(|error| error.message().to_owned())
}

fn tensor(dtype: Dtype, dimensions: &[u64]) -> Tensor {
    let shape = Shape::new(dimensions.to_vec()).unwrap();
    Tensor::stored(dtype, shape, Arc::new(Vec::new()), 0)
}

#[test]
fn tensors_stand_in_the_order_of_their_data() {
    let header = read_json(
        r#"{"b": {"dtype": "U8", "shape": [2, 1], "data_offsets": [4, 6]},
            "__metadata__": {"format": "pt"},
            "a": {"dtype": "F32", "shape": [], "data_offsets": [0, 4], "more": [{}]}}   "#,
        6,
    )
    .unwrap();
    let names: Vec<&str> = header.entries.iter().map(|entry| &*entry.name).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(header.entries[1].shape.dimensions(), [2, 1]);
    assert_eq!(header.metadata["format"], "pt");
}

#[test]
fn a_header_without_tensors_is_sound() {
    assert!(read_json("{}      ", 0).unwrap().entries.is_empty());
    assert!(read_json(r#"{"__metadata__": null}"#, 0).is_ok());
}

#[test]
fn each_fault_is_named() {
    let one = |info: &str| format!(r#"{{"x": {{{info}}}}}"#);
    let two = |first: &str, second: &str| {
        let info = |offsets: &str| {
            format!(r#"{{"dtype": "U8", "shape": [2], "data_offsets": {offsets}}}"#)
        };
        format!(r#"{{"x": {}, "y": {}}}"#, info(first), info(second))
    };
    let shape = |shape: &str, end: u64| {
        one(&format!(
            r#""dtype": "F32", "shape": {shape}, "data_offsets": [0, {end}]"#
        ))
    };
    let many = format!("[{}1]", "1,".repeat(64));
    for (json, data, fault) in [
        ("{not json".to_owned(), 0, "its header: "),
        (
            "[]".to_owned(),
            0,
            "expected an object of tensors, found a list (byte 8)",
        ),
        (
            "{} x".to_owned(),
            0,
            "expected nothing more, found `x` (byte 11)",
        ),
        (
            shape("[5]", 16),
            16,
            "tensor `x`: float32 [5] takes 20 bytes, its offsets give 16",
        ),
        (
            shape("[4]", 16),
            12,
            "cut short: its header describes 16 bytes of data, 12 are there",
        ),
        (
            shape("[4]", 16),
            24,
            "8 bytes at its end belong to no tensor",
        ),
        (
            shape("[-1]", 0),
            0,
            "tensor `x`: expected a whole number from 0 up, found `-1` (byte ",
        ),
        (
            shape("[1.0]", 4),
            4,
            "tensor `x`: expected a whole number from 0 up, found `1.0` (byte ",
        ),
        (
            shape("[9223372036854775808, 9]", 0),
            0,
            "more elements than any memory",
        ),
        (
            shape(&many, 4),
            4,
            "tensor `x`: its shape has too many dimensions",
        ),
        (two("[0, 2]", "[1, 3]"), 3, "tensors `x` and `y` overlap"),
        (
            two("[0, 2]", "[3, 5]"),
            5,
            "1 bytes before tensor `y` belong to no tensor",
        ),
        (
            two("[2, 4]", "[4, 6]"),
            6,
            "2 bytes before tensor `x` belong to no tensor",
        ),
        (
            two("[0, 2]", "[2, 1]"),
            2,
            "tensor `y`: its data ends before it begins",
        ),
        (
            two("[0, 2]", "[0, 2]").replace("\"y\"", "\"x\""),
            2,
            "`x` is there twice",
        ),
        (
            one(r#""dtype": "F33", "shape": [], "data_offsets": [0, 4]"#),
            4,
            "tensor `x`: unknown dtype `F33`",
        ),
        (
            one(r#""dtype": "F4", "shape": [3], "data_offsets": [0, 2]"#),
            2,
            "does not fill whole bytes",
        ),
        (
            one(r#""dtype": "F4", "shape": [2]"#),
            2,
            "tensor `x`: there is no `data_offsets` (byte ",
        ),
        (
            r#"{"x": 1}"#.to_owned(),
            0,
            "tensor `x`: expected an object with `dtype`",
        ),
        (
            r#"{"__metadata__": {"step": 3}}"#.to_owned(),
            0,
            "its metadata: expected a text, found `3` (byte ",
        ),
        (
            r#"{"__metadata__": {}, "__metadata__": {}}"#.to_owned(),
            0,
            "`__metadata__` is there twice",
        ),
    ] {
        let error = read_json(&json, data).unwrap_err();
        assert!(error.contains(fault), "{json}: {error}");
        assert!(error.contains("x`"), "{error}");
    }
}

#[test]
fn lengths_are_checked_before_memory_is_taken() {
    for (content, fault) in [
        (&b""[..], "0 bytes are too few"),
        (&b"\x01\x02"[..], "2 bytes are too few"),
        (
            &b"\x09\0\0\0\0\0\0\0{}      "[..],
            "claims 9 bytes, more than the file holds",
        ),
        (&[0xff; 16][..], "more than the file holds"),
    ] {
        let error = read_bytes(content).unwrap_err();
        assert!(error.contains(fault), "{error}");
    }
    let place = Place::new();
    let path = place.write("x", 200_000_000_u64.to_le_bytes());
    let file = File::options().write(true).open(&path).unwrap();
    file.set_len(1 << 40).unwrap();
    let error = read(&InputFile::open(path).unwrap()).unwrap_err();
    assert!(error.message().contains("at most 100000000 are read"));
}

#[test]
fn a_composed_header_reads_back() {
    let tensors = [
        ("b \"quoted\" \u{1F9E0}", tensor(Dtype::F32, &[2, 3])),
        ("", tensor(Dtype::BF16, &[0, 4])),
        ("a", tensor(Dtype::Bool, &[])),
    ]
    .map(|(name, tensor)| (Arc::<str>::from(name), tensor));
    let metadata = Metadata::from([("format".into(), "pt".into()), ("a".into(), "é".into())]);
    let space = compose(&tensors, &metadata).unwrap();
    assert_eq!(space.header.len() % 8, 0);
    let text = String::from_utf8_lossy(&space.header[8..]);
    assert!(text.starts_with(r#"{"__metadata__":{"a":"é","format":"pt"},"b \"quoted\""#));

    let data_start = space.header.len() as u64;
    assert_eq!(space.starts, [0, 24, 24, 25].map(|at| at + data_start));
    let read = read_bytes(&[space.header, vec![0; 25]].concat()).unwrap();
    assert_eq!((read.data_start, read.metadata), (data_start, metadata));
    let names: Vec<&str> = read.entries.iter().map(|entry| &*entry.name).collect();
    assert_eq!(names, ["b \"quoted\" \u{1F9E0}", "", "a"]);
}

#[test]
fn data_of_large_files_begins_at_a_page() {
    let large = [(Arc::from("a"), tensor(Dtype::U8, &[1 << 20]))];
    let space = compose(&large, &Metadata::new()).unwrap();
    assert_eq!(space.header.len(), 4096);
}

#[test]
fn a_tensor_cannot_have_the_name_of_the_metadata() {
    let tensors = [(Arc::from(METADATA), tensor(Dtype::U8, &[1]))];
    let error = compose(&tensors, &Metadata::new()).unwrap_err();
    assert!(error.message().contains("`__metadata__`"));
}

/// A header that may be sound, or wrong in one of many ways.
fn header_text() -> impl Strategy<Value = String> {
    let dtype = prop_oneof![
        4 => prop::sample::select(&Dtype::ALL[..]).prop_map(|dtype| crate::checkpoint::dtype::stored(dtype).to_string()),
        1 => Just("F33".to_owned()),
    ];
    let info = (
        dtype,
        prop::collection::vec(0..4_u64, 0..3),
        0..12_u64,
        0..12_u64,
    )
        .prop_map(|(dtype, shape, begin, length)| {
            let end = begin + length;
            format!(r#"{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{begin},{end}]}}"#)
        });
    prop::collection::vec(info, 0..4).prop_map(|infos| {
        let entry = |(index, info)| format!(r#""t{index}":{info}"#);
        let entries: Vec<String> = infos.iter().enumerate().map(entry).collect();
        format!("{{{}}}", entries.join(","))
    })
}

proptest! {
    #[test]
    fn the_verdict_is_that_of_the_format_s_own_reader(json in header_text(), data in 0..24_u64) {
        let length = json.len() as u64;
        let content = [&length.to_le_bytes()[..], json.as_bytes(), &vec![0; data as usize]].concat();
        let theirs = safetensors::SafeTensors::deserialize(&content);
        let ours = read_bytes(&content);
        prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{:?}", ours);
    }

    #[test]
    fn any_bytes_are_read_or_refused(content in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = read_bytes(&content);
        let json = String::from_utf8_lossy(&content).into_owned();
        let _ = read_json(&json, 4);
    }
}

#[test]
fn a_file_that_shrinks_is_an_error() {
    let place = Place::new();
    let input = InputFile::open(place.write("x", [9; 100])).unwrap();
    let file = File::options().write(true).open(input.path()).unwrap();
    file.set_len(5).unwrap();
    let error = read(&input).unwrap_err();
    assert!(error.message().contains("changed while it was open"));
}
