//! Written torch files, taken apart by the `zip` crate. `tests/data/torch_written/check.py` has PyTorch read some.

use crate::checkpoint::destination::{Destination, Form, Layout};
use crate::checkpoint::fixture::{Place, content};
use crate::checkpoint::header::Metadata;
use crate::checkpoint::write::write;
use crate::error::{Kind, Result};
use crate::tensor::{Bytes, Dtype, Engine, Shape, Tensor};
use proptest::prelude::*;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use zip::{CompressionMethod, ZipArchive};

type Named = (Arc<str>, Tensor);

fn tensor(dtype: Dtype, shape: &[u64], seed: u8) -> Tensor {
    let shape = Shape::new(shape.to_vec()).unwrap();
    let length = shape.elements() * u64::from(dtype.bits()) / 8;
    let byte = |index: u64| (index * 7 + index / 251) as u8 ^ seed;
    let bytes: Arc<dyn Bytes> = Arc::new((0..length).map(byte).collect::<Vec<u8>>());
    Tensor::stored(dtype, shape, bytes, 0)
}

fn save(path: &Path, form: Form, tensors: &[Named], threads: usize) -> Result<()> {
    let destination = Destination::new(path.to_path_buf(), Layout::File(form));
    let engine = Engine::new(threads);
    write(&engine, &destination, tensors, &Metadata::new(), None)?;
    let bytes: u64 = tensors.iter().map(|(_, tensor)| tensor.bytes()).sum();
    assert_eq!(engine.progress().done(), bytes);
    Ok(())
}

/// The names and contents of the entries, which are checked to be stored, aligned and of the right sum.
fn entries(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(File::open(path).unwrap()).unwrap();
    archive.validate_header_consistency().unwrap();
    let mut entries = Vec::new();
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).unwrap();
        assert_eq!(entry.compression(), CompressionMethod::Stored);
        assert_eq!(entry.data_start().unwrap() % 64, 0, "{:?}", entry.name());
        let mut content = Vec::new();
        // Reading to the end also compares the sum.
        entry.read_to_end(&mut content).unwrap();
        entries.push((entry.name().unwrap().into_owned(), content));
    }
    entries
}

/// Checks a file that holds these tensors, and returns its pickle.
fn check(path: &Path, tensors: &[Named]) -> Vec<u8> {
    let mut entries = entries(path).into_iter();
    let (name, program) = entries.next().unwrap();
    assert_eq!(name, "archive/data.pkl");
    let order = ("archive/byteorder".to_owned(), b"little".to_vec());
    assert_eq!(entries.next().unwrap(), order);
    for (number, (_, tensor)) in tensors.iter().enumerate() {
        let (name, found) = entries.next().unwrap();
        assert_eq!(name, format!("archive/data/{number}"));
        assert!(found == content(tensor), "{tensor:?}");
    }
    let version = ("archive/version".to_owned(), b"3\n".to_vec());
    assert_eq!(entries.next().unwrap(), version);
    assert_eq!(entries.next(), None);
    program
}

fn any_tensors() -> impl Strategy<Value = Vec<Named>> {
    let dtypes = Dtype::ALL.into_iter().filter(|dtype| dtype.bits() != 6);
    let dtype = prop::sample::select(dtypes.collect::<Vec<_>>());
    let parts = (dtype, prop::collection::vec(0..5_u64, 0..4), any::<u8>());
    let made = parts.prop_map(|(dtype, mut shape, seed)| {
        // Two numbers of four bits are one element.
        shape.extend((dtype.bits() < 8).then_some(2));
        tensor(dtype, &shape, seed)
    });
    let named = ("[a-z.\u{e9}\u{1f9e0} ]{0,6}", made);
    let named = named.prop_map(|(name, tensor)| (name.into(), tensor));
    prop::collection::vec(named, 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_tensors_are_whole_entries(tensors in any_tensors()) {
        let place = Place::new();
        let path = place.path("x.pt");
        save(&path, Form::TorchDict, &tensors, 2).unwrap();
        check(&path, &tensors);
    }
}

#[test]
fn large_tensors_between_small_ones_are_the_same_bytes_for_any_number_of_threads() {
    let place = Place::new();
    let shapes: [&[u64]; 6] = [&[3], &[2000, 1000], &[], &[0, 7], &[200_000], &[900, 1234]];
    let tensors: Vec<Named> = (0..)
        .zip(shapes)
        .map(|(seed, shape)| (format!("t{seed}").into(), tensor(Dtype::F32, shape, seed)))
        .collect();
    let path = place.path("one.pt");
    save(&path, Form::TorchDict, &tensors, 1).unwrap();
    check(&path, &tensors);
    let other = place.path("other name.bin");
    save(&other, Form::TorchDict, &tensors, 3).unwrap();
    assert!(std::fs::read(path).unwrap() == std::fs::read(other).unwrap());
}

#[test]
fn one_tensor_is_bare() {
    let place = Place::new();
    let path = place.path("x.pt");
    let tensors = [("w".into(), tensor(Dtype::BF16, &[2, 3], 0))];
    save(&path, Form::TorchTensor, &tensors, 1).unwrap();
    let program = check(&path, &tensors);
    assert!(program.starts_with(b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\n"));
}

#[test]
fn what_torch_has_no_word_for_is_refused_by_name_before_anything_is_written() {
    let place = Place::new();
    let path = place.path("folder/x.pt");
    let tensors = [
        ("a".into(), tensor(Dtype::F32, &[4], 0)),
        ("odd".into(), tensor(Dtype::F6E2M3, &[4], 0)),
    ];
    let error = save(&path, Form::TorchDict, &tensors, 1).unwrap_err();
    assert_eq!(error.kind(), Kind::Format);
    assert!(error.message().contains("`odd`"), "{error}");
    assert!(!place.path("folder").exists());
}
