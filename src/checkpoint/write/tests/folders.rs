//! Folders: shards, what is replaced, and what goes along.

use super::*;

const SHARDED: Option<Sharding> = Some(Sharding::AtMost(4));
const WHOLE: Option<Sharding> = Some(Sharding::None);

fn five() -> Vec<Named> {
    ["d", "a", "c"]
        .map(|name| tensor(name, &[1, 2, 3]))
        .to_vec()
}

#[test]
fn shards_are_packed_in_the_order_of_the_state_dict() {
    let place = Place::new();
    let path = place.path("out");
    save(&path, Some(Sharding::AtMost(6)), &five()).unwrap();
    assert_eq!(
        names(&path),
        [
            "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors",
            "model.safetensors.index.json"
        ]
    );
    let index = fs::read_to_string(path.join("model.safetensors.index.json")).unwrap();
    let index: serde_json::Value = serde_json::from_str(&index).unwrap();
    assert_eq!(index["metadata"]["total_size"], 9);
    let map = index["weight_map"].as_object().unwrap();
    assert_eq!(Vec::from_iter(map.keys()), ["d", "a", "c"]);
    assert_eq!(map["a"], "model-00001-of-00002.safetensors");
    assert_eq!(map["c"], "model-00002-of-00002.safetensors");
}

#[test]
fn nothing_is_an_index_of_nothing_or_an_empty_file() {
    let place = Place::new();
    for (sharding, name) in [
        (SHARDED, "model.safetensors.index.json"),
        (WHOLE, "model.safetensors"),
    ] {
        let path = place.path(name);
        let path = path.with_extension("d");
        fs::create_dir(&path).unwrap();
        save(&path, sharding, &[]).unwrap();
        assert_eq!(names(&path), [name]);
    }
    assert!(
        open(&place.path("model.safetensors.index.d"))
            .unwrap()
            .tensors
            .is_empty()
    );
}

#[test]
fn a_save_replaces_the_one_before_it_and_nothing_else() {
    let place = Place::new();
    let path = place.path("out");
    save(&path, SHARDED, &five()).unwrap();
    place.write("out/config.json", "mine");
    place.write("out/sub/deep.txt", "mine");
    for sharding in [WHOLE, Some(Sharding::AtMost(6)), WHOLE, WHOLE] {
        save(&path, sharding, &five()).unwrap();
        assert_eq!(told(&open(&path).unwrap().tensors), told(&five()));
    }
    assert_eq!(names(&path), ["config.json", "model.safetensors", "sub"]);
    assert_eq!(names(&path.join("sub")), ["deep.txt"]);
    assert_eq!(names(path.parent().unwrap()), ["out"]);
}

#[test]
fn an_open_checkpoint_may_be_replaced_by_its_own_tensors() {
    let place = Place::new();
    let expected = told(&five());
    let path = place.path("out");
    save(&path, SHARDED, &five()).unwrap();
    for sharding in [SHARDED, Some(Sharding::AtMost(6)), WHOLE] {
        let opened = open(&path).unwrap();
        let written = resave(&opened, &path, sharding);
        assert!(written.notes.is_empty());
        assert_eq!(told(&open(&path).unwrap().tensors), expected);
        // What was opened still reads as it was, for whatever is saved next.
        assert_eq!(told(&opened.tensors), expected);
    }
    let file = place.path("x.safetensors");
    save(&file, None, &five()).unwrap();
    let opened = open(&file).unwrap();
    resave(&opened, &file, None);
    assert_eq!(
        contents(&open(&file).unwrap().tensors),
        contents(&opened.tensors)
    );
}

#[test]
fn sidecars_go_along_and_what_stays_is_said() {
    let place = Place::new();
    place.tensors("in/model.safetensors", &[("a", b"1")]);
    for name in ["config.json", "tokenizer.json", "training_args.bin", ".git"] {
        place.write(&format!("in/{name}"), name);
    }
    place.write("out/config.json", "mine");
    let opened = open(&place.path("in")).unwrap();
    let written = resave(&opened, &place.path("out"), WHOLE);
    assert_eq!(
        names(&written.path),
        ["config.json", "model.safetensors", "tokenizer.json"]
    );
    assert_eq!(fs::read(place.path("out/config.json")).unwrap(), b"mine");
    assert_eq!(
        written.notes,
        [
            "carried over: `tokenizer.json`",
            "already there, kept: `config.json`",
            "left behind: `training_args.bin`, `.git`"
        ]
    );
    let file = resave(&opened, &place.path("out.safetensors"), None);
    assert_eq!(file.notes, ["left behind: `config.json`, `tokenizer.json`"]);
    let beside = resave(&opened, &place.path("in/new.safetensors"), None);
    assert!(beside.notes.is_empty());
}

#[test]
fn many_names_are_not_all_listed() {
    let place = Place::new();
    place.tensors("in/model.safetensors", &[("a", b"1")]);
    for number in 0..10 {
        place.write(&format!("in/{number}.txt"), "");
    }
    let written = resave(&open(&place.path("in")).unwrap(), &place.path("out"), WHOLE);
    assert!(
        written.notes[0].ends_with("`7.txt` and 2 more"),
        "{:?}",
        written.notes
    );
}

#[test]
fn more_shards_than_are_open_at_once() {
    let place = Place::new();
    let tensors: Vec<Named> = (0..70)
        .map(|index| tensor(&index.to_string(), &[index]))
        .collect();
    let path = place.path("out");
    save(&path, Some(Sharding::AtMost(1)), &tensors).unwrap();
    assert_eq!(names(&path).len(), 71);
    assert_eq!(told(&open(&path).unwrap().tensors), told(&tensors));
}
