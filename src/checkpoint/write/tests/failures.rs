//! Failures and stops: the destination stays as it was, and nothing is left beside it.

use super::*;
use crate::error::{Error, Kind};
use crate::tensor::Cancel;

/// A source that serves a while, then fails or asks for a stop.
#[derive(Debug)]
struct Failing {
    after: u64,
    cancel: Option<Cancel>,
}

impl Bytes for Failing {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        into.fill(1);
        match &self.cancel {
            _ if offset < self.after => Ok(()),
            Some(cancel) => {
                cancel.request();
                Ok(())
            }
            None => Err(Error::new(Kind::Io, "the source failed")),
        }
    }
}

/// Saves 4 MB from a source that fails or stops half way, to each sort of destination, old or new.
fn fails(cancel: bool, expected: Kind) {
    let place = Place::new();
    for (path, sharding) in [
        ("old.safetensors", None),
        ("deep/er/new.safetensors", None),
        ("old", Some(Sharding::AtMost(1 << 20))),
        ("deep/er/new", Some(Sharding::AtMost(1 << 20))),
        ("old", Some(Sharding::None)),
    ] {
        let before = names(&place.path("."));
        let engine = Engine::new(2);
        let failing: Arc<dyn Bytes> = Arc::new(Failing {
            after: 1 << 20,
            cancel: cancel.then(|| engine.cancel().clone()),
        });
        let shape = |length| Shape::new(vec![length]).unwrap();
        let part = |index: u64| {
            let tensor =
                Tensor::stored(Dtype::U8, shape(400_000), failing.clone(), index * 400_000);
            (Arc::from(format!("t{index}")), tensor)
        };
        let tensors: Vec<Named> = (0..10).map(part).collect();
        let destination = destination(&place.path(path), sharding);
        let error = write(&engine, &destination, &tensors, &Metadata::new(), None).unwrap_err();
        assert_eq!(error.kind(), expected, "{path}");
        assert_eq!(names(&place.path(".")), before, "{path}");
    }
}

#[test]
fn a_source_that_fails() {
    fails(false, Kind::Io);
}

#[test]
fn a_stop() {
    fails(true, Kind::Interrupted);
}

#[test]
fn what_was_there_is_untouched_by_a_failure() {
    let place = Place::new();
    let path = place.path("x.safetensors");
    save(&path, None, &[tensor("a", b"old")]).unwrap();
    let shape = Shape::new(vec![9]).unwrap();
    // Nine bytes of a source of three.
    let short = Tensor::stored(Dtype::U8, shape, Arc::new(vec![1, 2, 3]), 0);
    let error = save(&path, None, &[("b".into(), short)]).unwrap_err();
    assert_eq!(error.kind(), Kind::Io);
    assert_eq!(contents(&open(&path).unwrap().tensors)[0].1, b"old");
    assert_eq!(names(&place.path(".")), ["x.safetensors"]);
}

#[test]
fn an_input_that_changes_is_named() {
    let place = Place::new();
    let input = place.tensors("in.safetensors", &[("a", &[7; 1 << 20]), ("b", b"1")]);
    let opened = open(&input).unwrap();
    fs::write(&input, "changed").unwrap();
    for count in [1, 2] {
        let tensors = &opened.tensors[2 - count..];
        let error = save(&place.path("out.safetensors"), None, tensors).unwrap_err();
        assert!(
            error.message().contains("in.safetensors` changed"),
            "{error}"
        );
    }
    assert_eq!(names(&place.path(".")), ["in.safetensors"]);
}

#[test]
fn a_path_that_takes_no_file_is_a_failure_to_write() {
    let place = Place::new();
    place.write("file", "");
    for (path, sharding) in [
        ("file/x.safetensors", None),
        ("file/x", Some(Sharding::None)),
        ("file", Some(Sharding::None)),
    ] {
        let error = save(&place.path(path), sharding, &[tensor("a", b"1")]).unwrap_err();
        assert_eq!((error.kind(), error.exit_code()), (Kind::Io, 3), "{path}");
    }
    assert_eq!(names(&place.path(".")), ["file"]);
}

#[test]
fn more_than_any_disk_holds_is_refused_before_a_byte_is_written() {
    let place = Place::new();
    let shape = Shape::new(vec![1 << 50]).unwrap();
    let huge = Tensor::stored(Dtype::F64, shape, Arc::new(Vec::new()), 0);
    let many: Vec<Named> = (0..4096)
        .map(|index: i32| (index.to_string().into(), huge.clone()))
        .collect();
    for (tensors, words) in [
        (&many[..1], "take room for"),
        (&many[..], "cannot hold all"),
    ] {
        let error = save(&place.path("x.safetensors"), None, tensors).unwrap_err();
        assert!(error.message().contains(words), "{error}");
    }
    assert!(names(&place.path(".")).is_empty());
}
