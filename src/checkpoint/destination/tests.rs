//! The tables of what paths and words mean, and checks of what is there.

use super::*;
use crate::checkpoint::fixture::Place;
use crate::tensor::{Dtype, Shape, Tensor};
use std::fs;
use std::sync::Arc;

/// A tensor of this many elements, which are nowhere.
fn tensor(dtype: Dtype, elements: u64) -> (Arc<str>, Tensor) {
    let shape = Shape::new(vec![elements]).unwrap();
    let tensor = Tensor::stored(dtype, shape, Arc::new(Vec::new()), 0);
    ("w".into(), tensor)
}

const FIVE: Option<u64> = Some(5);

fn resolve(path: &Path, format: Option<Format>) -> Result<Layout> {
    Destination::resolve(path, format, None, FIVE).map(|resolved| resolved.layout)
}

#[test]
fn paths_without_a_format() {
    let place = Place::new();
    place.write("there.safetensors/x", "");
    place.write("there.d/x", "");
    let folder = Layout::Folder(Sharding::AtMost(5));
    for (path, layout) in [
        ("x.safetensors", Layout::File(Form::Safetensors)),
        ("deep/er/x.SafeTensors", Layout::File(Form::Safetensors)),
        ("x.pt", Layout::File(Form::TorchDict)),
        ("x.Pth", Layout::File(Form::TorchDict)),
        ("x.y.BIN", Layout::File(Form::TorchDict)),
        ("x.npz", Layout::File(Form::NumpyArchive)),
        ("x", folder),
        ("there.d", folder),
        ("there.safetensors", folder),
        ("new.safetensors/", folder),
        ("new.gguf/", folder),
        ("llama-3.1", folder),
        ("vicuna.v2", folder),
        ("mistral-v0.1-instruct", folder),
        ("a.b-c", folder),
        (".hidden", folder),
        ("x.", folder),
    ] {
        let resolved = resolve(&place.path(path), None);
        assert_eq!(resolved.unwrap(), layout, "{path}");
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let place = Place::new();
    place.write("there/x", "");
    use Format::*;
    for (path, format, words) in [
        ("x.gguf", None, "its suffix is not of safetensors files"),
        (
            "x.safetensor",
            None,
            "its suffix is not of safetensors files",
        ),
        ("x.npy", None, "a numpy file holds one tensor"),
        ("x", Some(Numpy), "a numpy file holds one tensor"),
        ("x.pt", Some(Numpy), "a numpy file holds one tensor"),
        ("there", Some(Numpy), "a numpy archive is a file"),
        ("x.npz", Some(Torch), "a torch file ends in"),
        (
            "x.npz",
            Some(Safetensors),
            "its suffix is not of safetensors files",
        ),
        (
            "x.pt",
            Some(Safetensors),
            "its suffix is not of safetensors files",
        ),
        (
            "x.bin",
            Some(Dcp),
            "distributed torch checkpoints are not written",
        ),
        (
            "x.json",
            Some(Dcp),
            "distributed torch checkpoints are not written",
        ),
        (
            "x.safetensors",
            Some(Torch),
            "a torch file ends in .pt, .pth or .bin",
        ),
        ("x", Some(Torch), "a torch file ends in .pt, .pth or .bin"),
        ("there", Some(Torch), "a torch checkpoint is a file"),
        (
            "x",
            Some(Dcp),
            "distributed torch checkpoints are not written",
        ),
        (
            "there",
            Some(Dcp),
            "distributed torch checkpoints are not written",
        ),
    ] {
        let error = resolve(&place.path(path), format).unwrap_err();
        assert_eq!(error.kind(), Kind::Format);
        assert!(
            error.message().contains(words),
            "{path} {format:?}: {error}"
        );
    }
}

#[test]
fn a_format_that_fits_changes_nothing() {
    let place = Place::new();
    for (path, format) in [
        ("x.safetensors", Format::Safetensors),
        ("x", Format::Safetensors),
        ("llama-3.1", Format::Safetensors),
        ("new.pt/", Format::Safetensors),
        ("x.pth", Format::Torch),
        ("x.NPZ", Format::Numpy),
    ] {
        let path = place.path(path);
        let with = resolve(&path, Some(format)).unwrap();
        assert_eq!(with, resolve(&path, None).unwrap());
    }
}

#[test]
fn the_size_of_shards() {
    let resolve = |path: &str, sharding, default| {
        let resolved = Destination::resolve(Path::new(path), None, sharding, default);
        resolved.map(|resolved| resolved.layout)
    };
    let seven = Sharding::AtMost(7);
    let folder = |sharding| Layout::Folder(sharding);
    assert_eq!(resolve("x", Some(seven), FIVE).unwrap(), folder(seven));
    assert_eq!(
        resolve("x", Some(Sharding::None), FIVE).unwrap(),
        folder(Sharding::None)
    );
    assert_eq!(resolve("x", None, None).unwrap(), folder(Sharding::None));
    let file = resolve("x.safetensors", Some(Sharding::None), FIVE);
    assert_eq!(file.unwrap(), Layout::File(Form::Safetensors));
    let file = resolve("x.pt", Some(Sharding::None), FIVE);
    assert_eq!(file.unwrap(), Layout::File(Form::TorchDict));

    let error = resolve("x.safetensors", Some(seven), FIVE).unwrap_err();
    assert!(error.message().contains("shards need a folder"), "{error}");
    let error = resolve("x.pt", Some(seven), FIVE).unwrap_err();
    assert!(error.message().contains("only safetensors"), "{error}");
    let error = resolve("x", Some(Sharding::AtMost(0)), FIVE).unwrap_err();
    assert_eq!(error.kind(), Kind::Value);
}

#[test]
fn one_tensor_goes_to_a_file() {
    let place = Place::new();
    place.write("there/x", "");
    let of = |path: &str, format| Destination::of_tensor(&place.path(path), format);
    for (path, format, form) in [
        ("x.safetensors", None, Form::Safetensors),
        ("x.pt", None, Form::TorchTensor),
        ("x.BIN", None, Form::TorchTensor),
        ("x.NPY", None, Form::NumpyArray),
        ("x.weights", Some(Format::Safetensors), Form::Safetensors),
        ("x.tensor", Some(Format::Torch), Form::TorchTensor),
        ("x.npy", Some(Format::Numpy), Form::NumpyArray),
    ] {
        let resolved = of(path, format).unwrap();
        assert_eq!(resolved.layout, Layout::File(form), "{path}");
        assert_eq!(resolved.path, place.path(path));
    }
    for (path, format, words) in [
        ("there", None, "not to a folder"),
        ("new/", None, "not to a folder"),
        ("x", None, "tells no format"),
        ("x.gguf", None, "tells no format"),
        ("x.npz", None, "holds a whole alias"),
        (
            "x.pt",
            Some(Format::Safetensors),
            "its suffix is not of safetensors files",
        ),
        (
            "x.npy",
            Some(Format::Torch),
            "its suffix is not of torch files",
        ),
        (
            "x.safetensors",
            Some(Format::Dcp),
            "safetensors, torch or numpy",
        ),
    ] {
        let error = of(path, format).unwrap_err();
        assert!(error.message().contains(words), "{path}: {error}");
    }
}

#[test]
fn a_numpy_array_gets_its_suffix() {
    for (path, expected) in [
        ("x", "x.npy"),
        ("x.npz", "x.npz.npy"),
        ("x.pt", "x.pt.npy"),
        ("x.NPY", "x.NPY"),
    ] {
        let resolved = Destination::of_tensor(Path::new(path), Some(Format::Numpy)).unwrap();
        assert_eq!(resolved.path, Path::new(expected));
    }
}

#[test]
fn a_check_finds_what_is_in_the_way_and_creates_nothing() {
    let place = Place::new();
    place.write("file", "");
    place.write("folder/x", "");
    place.write("file.safetensors", "");
    let check = |path: &str, layout| {
        let path = place.path(path);
        Destination::new(path, layout).check(&[])
    };
    let folder = Layout::Folder(Sharding::None);
    let file = Layout::File(Form::TorchDict);
    for (path, layout) in [
        ("new.pt", file),
        ("deep/er/new.pt", file),
        ("file.safetensors", file),
        ("folder", folder),
        ("deep/er", folder),
    ] {
        check(path, layout).unwrap();
    }
    for (path, layout, words) in [
        ("file", folder, "is not a folder"),
        ("folder", file, "is not a file"),
        ("file/x.safetensors", file, "does not lie in a folder"),
        ("file/x/y", folder, "does not lie in a folder"),
    ] {
        let error = check(path, layout).unwrap_err();
        assert!(error.message().contains(words), "{path}: {error}");
        assert_eq!(error.exit_code(), 3);
    }
    assert!(!place.path("deep").exists());
    fs::write(place.path("file"), "still here").unwrap();
}

#[test]
fn a_check_finds_that_there_is_no_room() {
    let path = Place::new().path("x.safetensors");
    let layout = Layout::Folder(Sharding::None);
    let largest = tensor(Dtype::F64, Shape::MOST_ELEMENTS);
    let error = Destination::new(path, layout)
        .check(&[largest])
        .unwrap_err();
    assert!(error.message().contains("are free"), "{error}");
    assert_eq!(error.hints().len(), 1);
    let path = PathBuf::from("/dev/null");
    let file = Destination::new(path, Layout::File(Form::TorchDict));
    assert!(file.check(&[]).is_err());
}

#[test]
fn a_check_finds_what_the_format_cannot_hold() {
    let place = Place::new();
    for (form, dtype) in [
        (Form::TorchDict, Dtype::F6E2M3),
        (Form::NumpyArchive, Dtype::BF16),
        (Form::NumpyArray, Dtype::BF16),
    ] {
        let destination = Destination::new(place.path("x"), Layout::File(form));
        let error = destination.check(&[tensor(dtype, 4)]).unwrap_err();
        assert_eq!(error.kind(), Kind::Format);
        assert!(error.message().contains("`w`"), "{error}");
        destination.check(&[tensor(Dtype::F32, 4)]).unwrap();
    }
}
