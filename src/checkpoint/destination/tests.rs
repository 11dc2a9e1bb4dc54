//! The tables of what paths and words mean, and checks of what is there.

use super::*;
use crate::checkpoint::fixture::Place;
use std::fs;

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
        ("x.safetensors", Layout::File),
        ("deep/er/x.SafeTensors", Layout::File),
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
        ("there", Some(Numpy), "a numpy file holds one tensor"),
        (
            "x.pt",
            Some(Safetensors),
            "its suffix is not of safetensors files",
        ),
        ("x.bin", Some(Dcp), "its suffix is not of distributed"),
        ("x.json", Some(Dcp), "its suffix is not of distributed"),
        (
            "x.safetensors",
            Some(Torch),
            "a torch file ends in .pt, .pth or .bin",
        ),
        ("x", Some(Torch), "a torch file ends in .pt, .pth or .bin"),
        ("there", Some(Torch), "a torch checkpoint is a file"),
        ("x.pt", None, "no support for torch files"),
        ("x.BIN", None, "no support for torch files"),
        ("x.pth", Some(Torch), "no support for torch files"),
        ("x", Some(Dcp), "no support for distributed"),
        ("there", Some(Dcp), "no support for distributed"),
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
    for path in ["x.safetensors", "x", "llama-3.1", "new.pt/"] {
        let path = place.path(path);
        let with = resolve(&path, Some(Format::Safetensors)).unwrap();
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
    assert_eq!(file.unwrap(), Layout::File);

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
    assert_eq!(of("x.safetensors", None).unwrap().layout, Layout::File);
    assert!(of("x.weights", Some(Format::Safetensors)).is_ok());
    for (path, format, words) in [
        ("there", None, "not to a folder"),
        ("new/", None, "not to a folder"),
        ("x", None, "tells no format"),
        ("x.gguf", None, "tells no format"),
        ("x.npy", None, "no support for numpy files"),
        (
            "x.safetensors",
            Some(Format::Dcp),
            "safetensors, torch or numpy",
        ),
        ("x.pt", Some(Format::Torch), "no support for torch files"),
    ] {
        let error = of(path, format).unwrap_err();
        assert!(error.message().contains(words), "{path}: {error}");
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
        Destination::new(path, layout).check(10)
    };
    let folder = Layout::Folder(Sharding::None);
    for (path, layout) in [
        ("new.safetensors", Layout::File),
        ("deep/er/new.safetensors", Layout::File),
        ("file.safetensors", Layout::File),
        ("folder", folder),
        ("deep/er", folder),
    ] {
        check(path, layout).unwrap();
    }
    for (path, layout, words) in [
        ("file", folder, "is not a folder"),
        ("folder", Layout::File, "is not a file"),
        ("file/x.safetensors", Layout::File, "directory"),
        ("file/x/y", folder, "directory"),
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
    let layout = Layout::File;
    let error = Destination::new(path, layout).check(u64::MAX).unwrap_err();
    assert!(error.message().contains("are free"), "{error}");
    let path = PathBuf::from("/dev/null");
    assert!(Destination::new(path, layout).check(0).is_err());
}
