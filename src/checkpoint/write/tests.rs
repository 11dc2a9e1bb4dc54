//! What is written reads back, and what fails leaves nothing.

mod failures;
mod folders;

use super::*;
use crate::checkpoint::fixture::{Place, content, contents, names};
use crate::checkpoint::{Checkpoint, Sharding, open};
use crate::tensor::{Bytes, Dtype, Shape};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

type Named = (Arc<str>, Tensor);

/// A tensor of bytes in memory.
fn tensor(name: &str, content: &[u8]) -> Named {
    let shape = Shape::new(vec![content.len() as u64]).unwrap();
    let bytes: Arc<dyn Bytes> = Arc::new(content.to_vec());
    (name.into(), Tensor::stored(Dtype::U8, shape, bytes, 0))
}

fn destination(path: &Path, sharding: Option<Sharding>) -> Destination {
    Destination::resolve(path, None, sharding, None).unwrap()
}

fn save(path: &Path, sharding: Option<Sharding>, tensors: &[Named]) -> Result<Written> {
    let destination = destination(path, sharding);
    write(
        &Engine::new(2),
        &destination,
        tensors,
        &Metadata::new(),
        None,
    )
}

/// Writes what was opened to `path`.
fn resave(opened: &Checkpoint, path: &Path, sharding: Option<Sharding>) -> Written {
    let destination = destination(path, sharding);
    let origin = Some(&opened.origin);
    let engine = Engine::new(2);
    write(
        &engine,
        &destination,
        &opened.tensors,
        &opened.metadata,
        origin,
    )
    .unwrap()
}

/// Everything that must survive a round trip, by name.
fn told(tensors: &[Named]) -> BTreeMap<String, (Dtype, String, Vec<u8>)> {
    let one = |(name, tensor): &Named| {
        let told = (tensor.dtype(), tensor.shape().to_string(), content(tensor));
        (name.to_string(), told)
    };
    tensors.iter().map(one).collect()
}

fn any_tensor() -> impl Strategy<Value = Tensor> {
    let shape = prop::collection::vec(0..5_u64, 0..4);
    (
        prop::sample::select(&Dtype::ALL[..]),
        shape,
        0..9_usize,
        any::<u8>(),
    )
        .prop_map(|(dtype, mut shape, offset, seed)| {
            // Elements narrower than a byte must fill whole bytes.
            shape.push(if dtype.bits() < 8 { 4 } else { 1 });
            let shape = Shape::new(shape).unwrap();
            let length = (shape.elements() * u64::from(dtype.bits()) / 8) as usize;
            let byte = |index: usize| seed.wrapping_mul(31).wrapping_add(index as u8);
            let bytes: Arc<dyn Bytes> =
                Arc::new((0..offset + length).map(byte).collect::<Vec<u8>>());
            Tensor::stored(dtype, shape, bytes, offset as u64)
        })
}

fn any_tensors() -> impl Strategy<Value = Vec<Named>> {
    let name = "[a-z.\"\\\\\u{e9}\u{1f9e0} ]{0,6}";
    prop::collection::hash_map(name, any_tensor(), 0..8).prop_map(|tensors| {
        tensors
            .into_iter()
            .map(|(name, it)| (name.into(), it))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_file_reads_back(tensors in any_tensors()) {
        let place = Place::new();
        let path = place.path("x.safetensors");
        let written = save(&path, None, &tensors).unwrap();
        let opened = open(&path).unwrap();
        prop_assert_eq!(told(&opened.tensors), told(&tensors));
        prop_assert_eq!(written.tensors, tensors.len());
        let order = |(name, tensor): &Named| (tensor.dtype(), name.clone());
        let order: Vec<_> = opened.tensors.iter().filter(|(_, it)| it.bytes() > 0).map(order).collect();
        prop_assert!(order.is_sorted());
        let theirs = fs::read(&path).unwrap();
        prop_assert!(safetensors::SafeTensors::deserialize(&theirs).is_ok());
    }

    #[test]
    fn a_folder_reads_back(tensors in any_tensors(), most in 1..200_u64) {
        let place = Place::new();
        let path = place.path("folder");
        save(&path, Some(Sharding::AtMost(most)), &tensors).unwrap();
        let opened = open(&path).unwrap();
        prop_assert_eq!(told(&opened.tensors), told(&tensors));
        let again = place.path("again");
        resave(&opened, &again, Some(Sharding::None));
        prop_assert_eq!(told(&open(&again).unwrap().tensors), told(&tensors));
    }
}

#[test]
fn metadata_is_kept_and_the_format_is_said() {
    let place = Place::new();
    let path = place.path("x.safetensors");
    let engine = Engine::new(1);
    for (given, expected) in [(None, "pt"), (Some("tf"), "tf")] {
        let mut metadata = Metadata::from([("by".to_owned(), "me".to_owned())]);
        metadata.extend(given.map(|format| ("format".to_owned(), format.to_owned())));
        write(&engine, &destination(&path, None), &[], &metadata, None).unwrap();
        let metadata = open(&path).unwrap().metadata;
        assert_eq!((&*metadata["by"], &*metadata["format"]), ("me", expected));
    }
}

#[test]
fn texts_that_a_file_cannot_hold_are_named() {
    let place = Place::new();
    let engine = Engine::new(1);
    let metadata = [("format", "pt"), ("by", "me"), ("on", "Sunday")];
    let metadata = Metadata::from(metadata.map(|(key, text)| (key.to_owned(), text.to_owned())));
    let note = "torch files hold no metadata, left behind: `by`, `on`";
    for (name, notes) in [("x.safetensors", &[][..]), ("x.pt", &[note])] {
        let destination = destination(&place.path(name), None);
        let written = write(&engine, &destination, &[], &metadata, None).unwrap();
        assert_eq!(written.notes, notes);
    }
}

#[test]
fn progress_counts_every_byte() {
    let place = Place::new();
    let engine = Engine::new(2);
    let tensors = [
        tensor("a", &[7; 300_000]),
        tensor("b", &[8; 10]),
        tensor("c", &[]),
    ];
    let destination = destination(&place.path("x.safetensors"), None);
    let written = write(&engine, &destination, &tensors, &Metadata::new(), None).unwrap();
    assert_eq!((written.bytes, written.tensors), (300_010, 3));
    assert_eq!(
        (engine.progress().done(), engine.progress().total()),
        (300_010, 300_010)
    );
}

#[test]
fn large_tensors_are_copied_whole_whatever_their_place() {
    let place = Place::new();
    let mut state = 1_u32;
    let bytes: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(70 << 20)
    .collect();
    let path = place.path("in.safetensors");
    save(&path, None, &[tensor("big", &bytes), tensor("a", b"12345")]).unwrap();
    let opened = open(&path).unwrap();
    for keep in [1, 2] {
        // Without the small tensor before it, the large one lies at a page in both files or in one.
        let kept = &opened.tensors[2 - keep..];
        let copy = place.path("out.safetensors");
        save(&copy, None, kept).unwrap();
        let copied = open(&copy).unwrap();
        let (_, big) = copied.tensors.last().unwrap();
        assert!(content(big) == bytes);
    }
}
