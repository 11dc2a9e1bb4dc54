//! Files that numpy wrote, and files it would have to read.

use crate::checkpoint::destination::{Destination, Form, Layout};
use crate::checkpoint::fixture::{Place, content};
use crate::checkpoint::header::Metadata;
use crate::checkpoint::write::write;
use crate::checkpoint::{Checkpoint, Choice, Format, open};
use crate::error::{Kind, Result};
use crate::tensor::{Dtype, Engine, Tensor};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

type Named = (Arc<str>, Tensor);

/// A file that `make.py` made with numpy.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/numpy_files")
        .join(name)
}

/// The one array of a file.
fn open_tensor(path: &Path) -> Result<Tensor> {
    let opened = crate::checkpoint::open_tensor(path, Some(Format::Numpy), &Choice::default());
    opened.map(|(tensor, _)| tensor)
}

fn array(name: &str) -> Tensor {
    open_tensor(&file(name)).unwrap()
}

fn archive(name: &str) -> Checkpoint {
    open(&file(name)).unwrap()
}

fn save(path: &Path, form: Form, tensors: &[Named]) -> Result<()> {
    let destination = Destination::new(path.to_path_buf(), Layout::File(form));
    write(
        &Engine::new(2),
        &destination,
        tensors,
        &Metadata::new(),
        None,
    )
    .map(|_| ())
}

/// The bytes of 0 to `count`, as 16-bit numbers.
fn numbers(count: u16) -> Vec<u8> {
    (0..count).flat_map(u16::to_le_bytes).collect()
}

const DTYPES: [Dtype; 13] = [
    Dtype::F64,
    Dtype::F32,
    Dtype::F16,
    Dtype::C64,
    Dtype::I64,
    Dtype::I32,
    Dtype::I16,
    Dtype::I8,
    Dtype::U64,
    Dtype::U32,
    Dtype::U16,
    Dtype::U8,
    Dtype::Bool,
];

#[test]
fn every_dtype_is_read_and_written_as_numpy_writes_it() {
    let place = Place::new();
    for dtype in DTYPES {
        let name = format!("{dtype}.npy");
        let tensor = array(&name);
        assert_eq!(
            (tensor.dtype(), tensor.shape().dimensions()),
            (dtype, &[2, 3][..])
        );
        let path = place.path(&name);
        save(&path, Form::NumpyArray, &[("w".into(), tensor)]).unwrap();
        assert!(
            fs::read(path).unwrap() == fs::read(file(&name)).unwrap(),
            "{name}"
        );
    }
    assert_eq!(content(&array("uint8.npy")), [0, 1, 2, 3, 4, 5]);
    assert_eq!(content(&array("bool.npy")), [0, 1, 0, 1, 0, 1]);
    assert_eq!(content(&array("uint16.npy")), numbers(6));
}

#[test]
fn shapes_and_versions() {
    let place = Place::new();
    for (name, shape) in [
        ("scalar.npy", &[][..]),
        ("vector.npy", &[3]),
        ("empty.npy", &[0, 2]),
        ("cube.npy", &[2, 3, 4]),
        ("version2.npy", &[2, 3]),
        ("version3.npy", &[2, 3]),
        ("one.npz", &[2, 3]),
    ] {
        let tensor = array(name);
        assert_eq!(tensor.shape().dimensions(), shape, "{name}");
        let path = place.path("again.npy");
        save(&path, Form::NumpyArray, &[("w".into(), tensor.clone())]).unwrap();
        assert_eq!(content(&open_tensor(&path).unwrap()), content(&tensor));
    }
    assert_eq!(content(&array("scalar.npy")), 2.5_f32.to_le_bytes());
}

#[test]
fn fortran_order_is_read_row_by_row() {
    let tensor = array("fortran.npy");
    assert_eq!(tensor.shape().dimensions(), [2, 3, 4]);
    assert_eq!(content(&tensor), numbers(24));
}

/// Names, dtypes and contents in order.
fn told(tensors: &[Named]) -> Vec<(String, Dtype, Vec<u8>)> {
    let one = |(name, tensor): &Named| (name.to_string(), tensor.dtype(), content(tensor));
    tensors.iter().map(one).collect()
}

#[test]
fn archives_are_read_stored_or_deflated_and_written_again() {
    let place = Place::new();
    let stored = archive("stored.npz").tensors;
    let names: Vec<&str> = stored.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["a.weight", "b", "\u{e9}/x"]);
    assert_eq!(content(&stored[2].1), content(&array("float16.npy")));
    let deflated = archive("deflated.npz").tensors;
    assert_eq!(told(&stored), told(&deflated));

    let path = place.path("again.npz");
    save(&path, Form::NumpyArchive, &deflated).unwrap();
    assert_eq!(told(&open(&path).unwrap().tensors), told(&stored));

    assert!(archive("none.npz").tensors.is_empty());
}

#[test]
fn archives_are_told_apart_by_what_they_hold() {
    let print = |name: &str| archive(name).origin.fingerprint;
    assert_eq!(print("stored.npz"), print("stored.npz"));
    assert_ne!(print("stored.npz").header, print("one.npz").header);
}

#[test]
fn what_is_not_an_array_of_numbers_is_refused() {
    for (name, words) in [
        ("refused_objects.npy", "objects"),
        ("refused_texts.npy", "texts"),
        ("refused_fields.npy", "several fields"),
        ("refused_big.npy", "big-endian"),
        ("refused_complex.npy", "complex"),
        ("refused_dates.npy", "`<M8[s]` has no counterpart"),
        ("refused_inside.npz", "array `odd`"),
        (
            "refused_twice.npz",
            "two arrays `vector`, with and without `.npy`",
        ),
        ("stored.npz", "as one tensor: it holds 3"),
        ("none.npz", "as one tensor: it holds 0"),
        ("make.py", "neither an array nor a zip"),
    ] {
        let error = open_tensor(&file(name)).unwrap_err();
        assert_eq!(error.kind(), Kind::Format, "{name}");
        assert!(error.message().contains(words), "{name}: {error}");
    }
    let error = open(&file("float32.npy")).unwrap_err();
    assert!(error.message().contains("has no name"), "{error}");
}

#[test]
fn what_numpy_has_no_dtype_for_is_refused_before_anything_is_written() {
    let place = Place::new();
    let half = array("float16.npy");
    for (dtype, hint) in [
        (Dtype::BF16, "cast it to float32 first"),
        (Dtype::F8E4M3, "cast it to float32 first"),
        (Dtype::F8E8M0, "write safetensors"),
    ] {
        let cast = Tensor::stored(dtype, half.shape().clone(), Arc::new(numbers(6)), 0);
        let path = place.path("folder/x.npy");
        let error = save(&path, Form::NumpyArray, &[("w".into(), cast)]).unwrap_err();
        assert_eq!(error.kind(), Kind::Format);
        assert!(
            error
                .message()
                .contains(&format!("`w`: numpy has no {dtype}")),
            "{error}"
        );
        assert!(error.hints()[0].contains(hint), "{error}");
    }
    assert!(!place.path("folder").exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn changed_files_are_read_or_refused(
        name in prop::sample::select(&["float32.npy", "fortran.npy", "version3.npy", "stored.npz", "deflated.npz"][..]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = fs::read(file(name)).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len().min(cut.index(2 * bytes.len())));
        let place = Place::new();
        let path = place.write(name, bytes);
        let whole = open(&path).map(|opened| opened.tensors).unwrap_or_default();
        let one = open_tensor(&path).map(|tensor| ("".into(), tensor));
        for (_, tensor) in whole.into_iter().chain(one) {
            let mut into = vec![0; tensor.bytes() as usize];
            // Bytes that no longer inflate are found out here.
            let _ = tensor.read(0, &mut into, &mut Default::default());
        }
    }
}
