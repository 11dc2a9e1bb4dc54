//! Files that PyTorch wrote, files that lie, and files with bytes changed. Their maker lies beside them,
//! `tests/data/torch_files/make.py`.

use super::file::TorchFile;
use super::{Choice, contents, pickle, read};
use crate::checkpoint::fixture::{Place, content};
use crate::checkpoint::input::InputFile;
use crate::error::{Kind, Result};
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/torch_files")
}

fn opened(path: &Path, choice: &Choice) -> Result<TorchFile> {
    read(&Arc::new(InputFile::open(path.to_path_buf())?), choice)
}

fn choice(key: Option<&str>, only_tensors: bool) -> Choice {
    Choice {
        key: key.map(str::to_owned),
        only_tensors,
    }
}

/// What must be chosen of each file to be read.
fn chosen(name: &str) -> Choice {
    match name {
        "training.pt" => choice(Some("model"), false),
        "mixed.pt" => choice(None, true),
        _ => Choice::default(),
    }
}

#[test]
fn numbers_are_those_that_were_saved() {
    let text = fs::read_to_string(folder().join("expected.json")).unwrap();
    let Value::Object(files) = serde_json::from_str(&text).unwrap() else {
        panic!("an object");
    };
    assert!(files.len() > 15);
    for (file, tensors) in &files {
        let read = opened(&folder().join(file), &chosen(file)).unwrap();
        let Value::Object(tensors) = tensors else {
            panic!("an object");
        };
        let names: Vec<&str> = read.tensors.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, tensors.keys().collect::<Vec<_>>(), "{file}");
        for (name, tensor) in &read.tensors {
            let expected = &tensors[&**name];
            assert_eq!(tensor.dtype().name(), expected["dtype"], "{file} {name}");
            let shape = serde_json::json!(tensor.shape().dimensions());
            assert_eq!(shape, expected["shape"], "{file} {name}");
            assert_eq!(hex(&content(tensor)), expected["bytes"], "{file} {name}");
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn what_is_refused_says_why() {
    for (name, fault) in [
        ("sparse", "tensor `w` is sparse: that is not supported"),
        ("meta", "tensor `w` is on the meta device, without numbers"),
        ("complex128", "tensor `w` is of dtype complex128"),
        ("conjugate", "tensor `w` is a conjugate view"),
        ("quantised", "tensor `w` is quantised"),
        ("int_keys", "a key of it is an int, not a text"),
        ("list", "it holds a list, not tensors"),
        ("namespace", "it holds `argparse.Namespace`, not tensors"),
        ("script", "it is a TorchScript program"),
        ("subclass", "tensor `w` is of the class `__main__.Own`"),
        (
            "optimiser",
            "no tensors at its top but `state` (a dict), `param_groups` (a list)",
        ),
        ("object", "it holds `__main__.Model`, not tensors"),
        ("system", "no tensors at its top but `w` (`posix.system`)"),
        ("big_endian", "its numbers are big-endian"),
        (
            "short_storage",
            "tensor `b`: it reaches beyond the end of storage `0`",
        ),
        ("no_storage", "tensor `b`: storage `0` is not there"),
        ("no_pickle", "its zip archive holds no `data.pkl`"),
        ("twice", "two entries of one name"),
        ("larger", "entries of its zip archive overlap"),
        ("longer", "lies about its size"),
        ("overlapping", "entries of its zip archive overlap"),
        ("bomb", "lies about its size"),
        ("encrypted", "is encrypted"),
        ("outside", "its zip archive is damaged"),
        ("unpacked", "is packed in a way that is not supported"),
    ] {
        let path = folder().join(format!("refused_{name}.pt"));
        let error = opened(&path, &Choice::default()).unwrap_err();
        assert_eq!(error.kind(), Kind::Format);
        let start = format!("cannot read `{}` as a torch file: ", path.display());
        assert!(error.message().starts_with(&start), "{error}");
        assert!(error.message().contains(fault), "{name}: {error}");
        assert!(!error.hints().is_empty(), "{name}: {error}");
    }
    assert!(!Path::new("/tmp/brainsurgery-was-here").exists());
}

#[test]
fn what_stands_beside_tensors_is_refused_or_left_out() {
    let mixed = folder().join("mixed.pt");
    let error = opened(&mixed, &Choice::default()).unwrap_err();
    let beside =
        "`epoch` (an int), `args` (`argparse.Namespace`), `note` (a text), `s` (`__builtin__.set`)";
    let fault = format!("beside tensors it holds {beside}");
    assert!(error.message().ends_with(&fault), "{error}");
    assert!(error.hints()[0].contains("only-tensors: true"));
    let read = opened(&mixed, &choice(None, true)).unwrap();
    assert_eq!(read.notes, [format!("left out {beside}")]);

    let wrapped = opened(&folder().join("wrapped.pt"), &Choice::default()).unwrap();
    assert_eq!(
        wrapped.notes[0],
        "left out `epoch` (an int), `args` (`argparse.Namespace`)"
    );
}

#[test]
fn tensors_under_another_key_are_named_and_taken_by_it() {
    let training = folder().join("training.pt");
    let error = opened(&training, &Choice::default()).unwrap_err();
    let fault =
        "no tensors at its top but `model` (a dict), `optimizer` (a dict), `epoch` (an int)";
    assert!(error.message().ends_with(fault), "{error}");
    assert!(
        error.hints()[0].contains("key: model"),
        "{:?}",
        error.hints()
    );
    let error = opened(&training, &choice(Some("net"), false)).unwrap_err();
    let fault = "no key `net`; its keys are `model`, `optimizer`, `epoch`";
    assert!(error.message().ends_with(fault), "{error}");
    let inner = opened(&folder().join("ordered.bin"), &choice(Some("b"), false)).unwrap();
    assert!(inner.bare && inner.tensors.len() == 1);
}

#[test]
fn tied_names_are_told_once() {
    let read = opened(&folder().join("module.pt"), &Choice::default()).unwrap();
    let note = "tied in the file, edited apart here: `head.weight` with `embed.weight`";
    assert_eq!(read.notes, [note]);
    let views = opened(&folder().join("views.pt"), &Choice::default()).unwrap();
    assert_eq!(views.notes, Vec::<String>::new());
}

#[test]
fn files_that_are_no_torch_files_are_told_apart() {
    let place = Place::new();
    let tar = [vec![b'x'; 257], b"ustar".to_vec(), vec![0; 300]].concat();
    for (content, fault) in [
        (&b""[..], "it is empty"),
        (b"hello", "it does not begin like one"),
        (b"\x02\0\0\0\0\0\0\0{}", "it is a safetensors file"),
        (b"<!DOCTYPE html>", "it is a web page"),
        (
            b"version https://git-lfs.github.com/spec/v1\n",
            "it is a pointer of git-lfs",
        ),
        (&tar, "it is a tar archive"),
        (b"PK\x03\x04", "its zip archive is damaged"),
        (b"\x80", "its pickle ends too early"),
        (b"\x80\x02}.", "none that torch has saved"),
        (b"\x80\x09", "of protocol 9"),
    ] {
        let path = place.write("x.pt", content);
        let error = opened(&path, &Choice::default()).unwrap_err();
        assert_eq!(error.kind(), Kind::Format);
        assert!(error.message().contains(fault), "{error}");
        assert!(!error.hints().is_empty(), "{error}");
    }
}

#[test]
fn what_can_be_saved_as_tensors_says_with_which_line() {
    for (name, key, line) in [
        (
            "refused_list",
            None,
            "save({str(n): t for n, t in enumerate(x)}, ",
        ),
        (
            "refused_int_keys",
            None,
            "save({str(k): v for k, v in x.items()}, ",
        ),
        (
            "refused_sparse",
            None,
            "save({k: v.to_dense() for k, v in x.items()}, ",
        ),
        ("refused_conjugate", None, "v.resolve_conj()"),
        (
            "refused_complex128",
            None,
            "v.to(torch.complex64) if v.is_complex() else v for ",
        ),
        ("refused_script", None, "x = torch.jit.load("),
        ("refused_subclass", None, "v.as_subclass(torch.Tensor)"),
        (
            "refused_object",
            None,
            "weights_only=False); torch.save(x.state_dict(), ",
        ),
        (
            "refused_arrays",
            None,
            "save({k: torch.as_tensor(v) for k, v in x.items()}, ",
        ),
        (
            "refused_nested",
            None,
            "weights_only=False); torch.save(x['a']['b'], ",
        ),
        ("refused_nested", Some("a"), "save(x['a']['b'], "),
        (
            "refused_nested",
            Some("object"),
            "save(x['object']['m'].state_dict(), ",
        ),
        ("refused_optimiser", None, "it is the state of an optimiser"),
        ("refused_nested", Some("x"), "leave `key` out"),
        ("refused_nested", Some("objects"), "did you mean `object`?"),
        (
            "refused_namespace",
            None,
            "torch.save(model.state_dict(), 'weights.pt')",
        ),
    ] {
        let path = folder().join(format!("{name}.pt"));
        let error = opened(&path, &choice(key, false)).unwrap_err();
        assert!(
            error.hints()[0].contains(line),
            "{error}: {:?}",
            error.hints()
        );
    }
}

#[test]
fn a_dict_that_is_no_plain_one_is_saved_as_one() {
    let mine = b"\x80\x02c__main__\nMine\n)\x81(X\x01\0\0\0aNu.";
    let pickle = pickle::run(mine).unwrap();
    let refusal = contents::take(Path::new("x.pt"), &pickle, &Choice::default()).unwrap_err();
    assert_eq!(refusal.fault, "it holds `__main__.Mine`, not a plain dict");
    assert!(refusal.hints[0].ends_with("torch.save(dict(x), 'x-tensors.pt')\""));
}

/// Each dict holds the one before a thousand times: more ways down than there is time for.
#[test]
fn dicts_within_dicts_are_searched_once() {
    let names: Vec<u8> = (0..1000)
        .flat_map(|name| format!("X\x03\0\0\0{name:03}h\x00").into_bytes())
        .collect();
    let level = [b"}(", &names[..], b"uq\x00"].concat();
    let deep = [b"}q\x00", &level.repeat(8)[..], b"."].concat();
    let pickle = pickle::run(&deep).unwrap();
    let refusal = contents::take(Path::new("x.pt"), &pickle, &Choice::default()).unwrap_err();
    assert!(refusal.fault.contains("it holds no tensors at its top"));
}

#[test]
fn a_file_of_before_archives_ends_where_its_storages_do() {
    let place = Place::new();
    let whole = fs::read(folder().join("python_2.pth")).unwrap();
    for (cut, fault) in [
        (1, "ends within storage `7`"),
        (20, "ends before storage `7`"),
    ] {
        let path = place.write("x.pth", &whole[..whole.len() - cut]);
        let error = opened(&path, &Choice::default()).unwrap_err();
        assert!(error.message().ends_with(fault), "{error}");
    }
}

/// Opens a file and reads every tensor of it that is not large.
fn survive(bytes: &[u8]) {
    let place = Place::new();
    let path = place.write("x.pt", bytes);
    for choice in [Choice::default(), choice(None, true)] {
        let Ok(read) = opened(&path, &choice) else {
            continue;
        };
        for (_, tensor) in read
            .tensors
            .iter()
            .filter(|(_, tensor)| tensor.bytes() < 1 << 16)
        {
            let mut into = vec![0; tensor.bytes() as usize];
            let _ = tensor.read(0, &mut into, &mut crate::tensor::Buffers::default());
        }
    }
}

const MUTATED: [&str; 8] = [
    "views.pt",
    "protocol_5.pt",
    "wrapped.pt",
    "deflated.pt",
    "views_legacy.pt",
    "python_2.pth",
    "module_legacy.pt",
    "mixed.pt",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn changed_bytes_never_break_the_reader(
        file in 0..MUTATED.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<Option<prop::sample::Index>>(),
    ) {
        let mut bytes = fs::read(folder().join(MUTATED[file])).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut.filter(|_| file % 2 == 0) {
            bytes.truncate(cut.index(bytes.len()));
        }
        survive(&bytes);
    }
}
