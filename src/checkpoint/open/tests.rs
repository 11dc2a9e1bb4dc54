//! Paths that open, and paths that are refused.

mod torch;

use super::*;
use crate::checkpoint::fixture::{Place, contents, safetensors};
use crate::checkpoint::index;
use std::fs;

fn refused(path: &Path) -> Error {
    open(path).map(|opened| opened.tensors).unwrap_err()
}

/// The names of the tensors that are opened, in order.
fn opened(path: &Path) -> Vec<String> {
    let tensors = open(path).unwrap().tensors;
    tensors.iter().map(|(name, _)| name.to_string()).collect()
}

fn index_of(entries: &str) -> String {
    format!(r#"{{"weight_map": {{{entries}}}}}"#)
}

#[test]
fn a_file_opens_whatever_the_case_of_its_suffix() {
    let place = Place::new();
    let path = place.tensors("x.SafeTensors", &[("b", b"12"), ("a", b"345")]);
    let opened = open(&path).unwrap();
    let expected = [("b", "12"), ("a", "345")].map(|(name, bytes)| (name.into(), bytes.into()));
    assert_eq!(contents(&opened.tensors), expected);
    assert_eq!(opened.metadata["format"], "pt");
    assert_eq!((opened.origin.path, opened.origin.folder), (path, None));
}

#[test]
fn a_file_without_tensors_is_an_empty_checkpoint() {
    let place = Place::new();
    assert!(opened(&place.tensors("x.safetensors", &[])).is_empty());
}

#[test]
fn what_cannot_be_opened_is_refused_in_its_own_words() {
    let place = Place::new();
    place.write("both/a.pt", "");
    place.tensors("both/b.safetensors", &[("x", b"1")]);
    for (name, words) in [
        ("x.pt", "cannot read"),
        ("x.npy", "neither an array nor a zip of arrays"),
        ("x", "it does not begin like one"),
        ("both", "is ambiguous"),
    ] {
        let path = match name {
            "both" => place.path(name),
            _ => place.write(name, "hello"),
        };
        let error = refused(&path);
        assert_eq!(error.kind(), Kind::Format);
        assert!(error.message().contains(words), "{error}");
    }
}

#[test]
fn nothing_to_open_is_an_io_error() {
    let place = Place::new();
    place.write("folder/README.txt", "");
    for path in ["nowhere", "nowhere.safetensors", "folder"] {
        assert_eq!(refused(&place.path(path)).kind(), Kind::Io, "{path}");
    }
}

#[test]
fn what_belongs_to_a_folder_names_it() {
    let place = Place::new();
    place.write("d/.metadata", "");
    place.write("d/__0_0.distcp", "");
    place.write("f/config.json", "{}");
    place.write("f/model.safetensors.index.json", "{}");
    place.write("f/w.npy", "");
    for (path, words, hint) in [
        ("d", "is a distributed torch checkpoint", "dcp_to_torch"),
        (
            "d/.metadata",
            "is a distributed torch checkpoint",
            "dcp_to_torch",
        ),
        (
            "d/__0_0.distcp",
            "is a distributed torch checkpoint",
            "dcp_to_torch",
        ),
        ("f/config.json", "a text beside a checkpoint", "/f`"),
        (
            "f/model.safetensors.index.json",
            "the index of a folder",
            "/f`",
        ),
    ] {
        let error = refused(&place.path(path));
        assert_eq!(error.kind(), Kind::Format, "{path}");
        assert!(error.message().contains(words), "{error}");
        assert!(error.hints()[0].contains(hint), "{:?}", error.hints());
    }
    fs::remove_file(place.path("f/model.safetensors.index.json")).unwrap();
    let error = refused(&place.path("f"));
    assert!(
        error.hints()[0].contains("one by one: `"),
        "{:?}",
        error.hints()
    );
}

#[test]
fn files_that_are_no_regular_files_are_not_opened_in_a_folder() {
    let place = Place::new();
    place.tensors("f/a.safetensors", &[("x", b"1")]);
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, place.path(name)).unwrap();
    link("/dev/zero", "f/b.safetensors");
    link("c.safetensors", "f/c.safetensors");
    link(".", "f/d.safetensors");
    assert_eq!(opened(&place.path("f")), ["x"]);
    let error = refused(&place.path("f/c.safetensors"));
    assert!(
        error.hints()[0].contains("is a link to"),
        "{:?}",
        error.hints()
    );
}

#[test]
fn all_files_of_a_folder_open_in_sorted_order() {
    let place = Place::new();
    place.tensors("f/b.safetensors", &[("z", b"1"), ("a", b"2")]);
    place.tensors("f/a.safetensors", &[("y", b"3")]);
    place.tensors("f/sub/c.safetensors", &[("x", b"4")]);
    place.write("f/training_args.bin", "");
    place.write("f/config.json", "{}");
    assert_eq!(opened(&place.path("f")), ["y", "z", "a"]);
    let company = open(&place.path("f")).unwrap().origin.folder.unwrap();
    assert_eq!(company.sidecars, ["config.json"]);
    assert_eq!(company.others, ["training_args.bin"]);
}

#[test]
fn an_index_says_which_files_count() {
    let place = Place::new();
    place.tensors("f/2.safetensors", &[("a", b"1")]);
    place.tensors("f/sub/1.safetensors", &[("b", b"2")]);
    place.tensors("f/stale.safetensors", &[("a", b"3")]);
    let entries = r#""b": "sub/1.safetensors", "a": "2.safetensors""#;
    place.write("f/model.safetensors.index.json", index_of(entries));
    assert_eq!(opened(&place.path("f")), ["a", "b"]);
}

#[test]
fn an_index_that_does_not_hold_is_refused() {
    let place = Place::new();
    place.tensors("f/1.safetensors", &[("a", b"1"), ("b", b"2")]);
    place.tensors("f/2.safetensors", &[("c", b"3")]);
    for (entries, kind, words) in [
        (
            r#""a": "gone.safetensors""#,
            Kind::Io,
            "gone.safetensors` is not there",
        ),
        (
            r#""a": "1.safetensors""#,
            Kind::Format,
            "leaves out tensor `b` of",
        ),
        (
            r#""a": "1.safetensors", "b": "1.safetensors", "x": "1.safetensors""#,
            Kind::Format,
            "tensor `x` is not in `1.safetensors`",
        ),
        (
            r#""a": "1.safetensors", "b": "2.safetensors", "c": "2.safetensors""#,
            Kind::Format,
            "tensor `b` is not in `2.safetensors`",
        ),
        ("", Kind::Format, "names none of the files"),
        (r#""a": "../x.safetensors""#, Kind::Format, "unsafe path"),
    ] {
        place.write("f/model.safetensors.index.json", index_of(entries));
        let error = refused(&place.path("f"));
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.message().contains(words), "{error}");
    }
}

#[test]
fn an_index_of_nothing_is_an_empty_checkpoint() {
    let place = Place::new();
    place.write(&format!("f/{}", index::NAME), index_of(""));
    assert!(opened(&place.path("f")).is_empty());
}

#[test]
fn a_name_in_two_files_is_refused_with_both() {
    let place = Place::new();
    place.tensors("f/a.safetensors", &[("x", b"1")]);
    place.tensors("f/b.safetensors", &[("x", b"1")]);
    let error = refused(&place.path("f"));
    assert_eq!(error.kind(), Kind::Io);
    let message = error.message();
    assert!(
        message.contains("tensor `x`") && message.contains("a.safe") && message.contains("b.safe")
    );
}

#[test]
fn an_empty_file_of_a_folder_is_refused_unless_it_is_the_whole_of_it() {
    let place = Place::new();
    place.tensors("whole/model.safetensors", &[]);
    assert!(opened(&place.path("whole")).is_empty());
    place.tensors("whole/b.safetensors", &[("x", b"1")]);
    place.tensors("alone/a.safetensors", &[]);
    for folder in ["whole", "alone"] {
        let error = refused(&place.path(folder));
        assert_eq!(error.kind(), Kind::Format);
        assert!(error.message().contains("holds no tensors"), "{error}");
    }
}

#[test]
fn metadata_of_several_files_is_merged_and_the_first_wins() {
    let place = Place::new();
    let with = |extra: &str| {
        let json = format!(
            r#"{{"__metadata__":{{{extra}}},"{}":{{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}}}"#,
            extra.len()
        );
        [&(json.len() as u64).to_le_bytes()[..], json.as_bytes()].concat()
    };
    place.write("f/1.safetensors", with(r#""by":"first""#));
    place.write("f/2.safetensors", with(r#""by":"second","more":"x""#));
    let metadata = open(&place.path("f")).unwrap().metadata;
    assert_eq!((&*metadata["by"], &*metadata["more"]), ("first", "x"));
}

#[test]
fn fingerprints_tell_a_changed_checkpoint() {
    let place = Place::new();
    let print = |path: &Path| open(path).unwrap().origin.fingerprint;
    let path = place.tensors("f/x.safetensors", &[("a", b"1")]);
    let first = print(&path);
    assert_eq!(first, print(&path));
    assert_eq!(
        (first.bytes, first.header.len()),
        (safetensors(&[("a", b"1")]).len() as u64, 64)
    );
    assert_eq!(print(&place.path("f")).header, first.header);
    place.tensors("f/x.safetensors", &[("b", b"1")]);
    assert_ne!(first.header, print(&path).header);
}

#[test]
fn one_tensor_is_taken_from_a_file_of_one() {
    let place = Place::new();
    let one = place.tensors("one.safetensors", &[("any", b"12")]);
    let two = place.tensors("two.safetensors", &[("a", b"1"), ("b", b"2")]);
    assert_eq!(
        open_tensor(&one, None, &Choice::default())
            .unwrap()
            .0
            .bytes(),
        2
    );
    let error = open_tensor(&two, None, &Choice::default()).unwrap_err();
    assert!(
        error.message().ends_with("as one tensor: it holds 2"),
        "{error}"
    );
    let odd_suffix = place.tensors("one.weights", &[("any", b"12")]);
    assert!(open_tensor(&odd_suffix, None, &Choice::default()).is_err());
    assert!(open_tensor(&odd_suffix, Some(Format::Safetensors), &Choice::default()).is_ok());
    assert!(open_tensor(&one, Some(Format::Numpy), &Choice::default()).is_err());
}
