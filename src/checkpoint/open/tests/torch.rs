//! Torch files and folders of them, opened as checkpoints.

use super::*;
use crate::checkpoint::fixture::content;
use std::fs;

/// Puts a file of `tests/data/torch_files` at a place under a name.
fn put(place: &Place, file: &str, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/torch_files");
    place.write(name, fs::read(folder.join(file)).unwrap())
}

fn choice(key: Option<&str>) -> Choice {
    Choice {
        key: key.map(str::to_owned),
        only_tensors: false,
    }
}

#[test]
fn any_other_suffix_is_that_of_a_torch_file() {
    let place = Place::new();
    for name in ["x.pt", "x.PTH", "x.bin", "x.ckpt", "x"] {
        assert_eq!(opened(&put(&place, "ordered.bin", name)), ["b", "a"]);
    }
}

#[test]
fn a_folder_of_torch_files_opens_in_sorted_order() {
    let place = Place::new();
    put(&place, "shapes.pt", "f/2.bin");
    put(&place, "ordered.bin", "f/1.pt");
    put(&place, "refused_namespace.pt", "f/training_args.bin");
    put(&place, "training.pt", "f/optimizer.pt");
    place.write("f/config.json", "{}");
    let path = place.path("f");
    assert_eq!(opened(&path), ["b", "a", "scalar", "empty", "ones"]);
    let company = open(&path).unwrap().origin.folder.unwrap();
    assert_eq!(company.sidecars, ["config.json"]);
    assert_eq!(company.others, ["optimizer.pt", "training_args.bin"]);
    put(&place, "bare.pt", "f/3.pt");
    let error = refused(&path);
    assert!(error.message().ends_with("/3.pt` has no name"), "{error}");
}

#[test]
fn an_index_of_torch_files_says_which_count() {
    let place = Place::new();
    put(&place, "ordered.bin", "f/pytorch_model-00001-of-00001.bin");
    put(&place, "refused_list.pt", "f/other.bin");
    let index = |entries: &str| {
        place.write("f/pytorch_model.bin.index.json", index_of(entries));
    };
    let file = "pytorch_model-00001-of-00001.bin";
    index(&format!(r#""a": "{file}", "b": "{file}""#));
    assert_eq!(opened(&place.path("f")), ["b", "a"]);
    index(&format!(r#""a": "{file}""#));
    let error = refused(&place.path("f"));
    let words = "pytorch_model.bin.index.json` is wrong: it leaves out tensor `b`";
    assert!(error.message().contains(words), "{error}");
}

#[test]
fn a_choice_is_for_torch_files_alone() {
    let place = Place::new();
    let one = place.tensors("one.safetensors", &[("x", b"1")]);
    place.tensors("f/one.safetensors", &[("x", b"1")]);
    for path in [one.clone(), place.path("f")] {
        let error = open_part(&path, &choice(Some("model"))).unwrap_err();
        assert!(error.message().contains("are for torch files"), "{error}");
    }
    assert!(open_tensor(&one, None, &choice(Some("model"))).is_err());
    let training = put(&place, "training.pt", "training.pt");
    let model = open_part(&training, &choice(Some("model"))).unwrap();
    assert_eq!(model.tensors.len(), 2);
}

#[test]
fn one_tensor_needs_no_name() {
    let place = Place::new();
    let bare = put(&place, "bare.pt", "bare.pt");
    let error = refused(&bare);
    assert!(
        error.message().ends_with("its tensor has no name"),
        "{error}"
    );
    for (file, key, bytes) in [
        ("bare.pt", None, 24),
        ("bare_legacy.pt", None, 8),
        ("mixed.pt", None, 8),
        ("python_2.pth", None, 12),
        ("ordered.bin", Some("a"), 4),
    ] {
        let path = put(&place, file, "x");
        let (tensor, _) = open_tensor(&path, None, &choice(key)).unwrap();
        assert_eq!(tensor.bytes(), bytes, "{file}");
    }
    let two = put(&place, "ordered.bin", "two.pt");
    let error = open_tensor(&two, None, &choice(None)).unwrap_err();
    assert!(error.message().ends_with("it holds 2"), "{error}");
    assert!(error.hints()[0].contains("`key`"));
}

#[test]
fn what_a_person_should_know_names_the_file() {
    let place = Place::new();
    let path = put(&place, "module.pt", "module.pt");
    let notes = open(&path).unwrap().notes;
    let start = format!("`{}`: tied in the file", path.display());
    assert!(
        notes.len() == 1 && notes[0].starts_with(&start),
        "{notes:?}"
    );
}

#[test]
fn a_torch_file_that_changes_while_it_is_open_is_refused() {
    let place = Place::new();
    for file in ["ordered.bin", "python_2.pth", "views.pt"] {
        let path = put(&place, file, "x.pt");
        let tensors = open(&path).unwrap().tensors;
        assert!(!content(&tensors[0].1).is_empty());
        fs::write(&path, "short").unwrap();
        let mut into = vec![0; tensors[0].1.bytes() as usize];
        let read = tensors[0]
            .1
            .read(0, &mut into, &mut crate::tensor::Buffers::default());
        assert!(
            read.unwrap_err()
                .message()
                .contains("changed while it was open")
        );
    }
}
