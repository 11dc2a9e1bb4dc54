//! Worlds: what of a model is written, and what a world in which nothing is written lets through.

use super::shapes::given;
use super::*;
use crate::checkpoint::Choice;
use crate::session::world::{chosen, read, size};
use std::path::{Path, PathBuf};

/// A path at which nothing is, for this test process alone.
fn apart(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("brainsurgery-worlds-{}-{name}", std::process::id()))
}

fn saving(target: Option<&str>) -> Save {
    Save {
        alias: "model".into(),
        target: target.map(Arc::from),
        path: "worlds/out.safetensors".into(),
        format: None,
        shard: None,
    }
}

#[test]
fn a_save_takes_all_tensors_in_their_order_or_one() {
    let session = given("b = 1, 2; a: int64 = 3; c: float16 = 4");
    let model = session.model("model").expect("it is there");
    for (target, names, bytes) in [
        (None, &["b", "a", "c"][..], 18),
        (Some("a"), &["a"], 8),
        (Some("c"), &["c"], 2),
    ] {
        let tensors = chosen(&saving(target), model).expect("they are there");
        let found: Vec<&str> = tensors.iter().map(|(name, _)| &**name).collect();
        assert_eq!((&found[..], size(&tensors)), (names, bytes), "{target:?}");
    }
    let error = chosen(&saving(Some("x")), model).expect_err("no such tensor");
    assert_eq!(error.kind(), Kind::Missing);
    assert_eq!(error.message(), "`model::x` does not exist");
}

#[test]
fn a_text_is_utf8_or_refused() {
    let path = apart("text");
    for (bytes, expected) in [
        (&b""[..], Some("")),
        ("\u{e9}\r\n".as_bytes(), Some("\u{e9}\r\n")),
        (&[0xff, 0xfe], None),
    ] {
        std::fs::write(&path, bytes).expect("written");
        match (read(&path), expected) {
            (Ok(text), Some(expected)) => assert_eq!(text, expected),
            (Err(error), None) => {
                let message = format!("`{}` is not UTF-8 text", path.display());
                assert_eq!((error.kind(), error.message()), (Kind::Payload, &*message));
            }
            (read, expected) => panic!("{read:?} instead of {expected:?}"),
        }
    }
    std::fs::remove_file(&path).expect("it is there");
    let missing = read(&path).expect_err("no file");
    assert_eq!(missing.kind(), Kind::Io);
}

#[test]
fn what_is_saved_on_paper_can_be_opened_and_nothing_else_can() {
    let session = given("a = 1, 2; b = 3");
    let model = session.model("model").expect("it is there");
    let save = Save {
        path: apart("out.safetensors"),
        ..saving(None)
    };
    let mut paper = Paper::new(Size::None);
    let open = |paper: &mut Paper| paper.open(&save.path, &Choice::default());
    paper.save(&save, model, true).expect("it could be saved");
    assert!(open(&mut paper).is_err());
    assert_eq!(paper.bytes(), 0);
    paper.save(&save, model, false).expect("saved on paper");
    let opened = open(&mut paper).expect("it was saved");
    assert_eq!(opened.tensors.len(), 2);
    assert_eq!(paper.bytes(), 12);
    assert!(!save.path.exists());
}

#[test]
fn nothing_is_written_in_an_unwritten_world() {
    let session = given("a = 1");
    let model = session.model("model").expect("it is there");
    let save = Save {
        path: apart("out.safetensors"),
        ..saving(None)
    };
    let mut paper = Paper::new(Size::None);
    paper.write(Path::new("there.txt"), "text").expect("noted");
    let mut unwritten = Unwritten {
        world: &mut paper,
        looks: false,
    };
    let saved = unwritten.save(&save, model, false).expect("no failure");
    assert!(saved.is_none());
    unwritten
        .write(Path::new("new.txt"), "text")
        .expect("no failure");
    let there = unwritten.text(Path::new("there.txt"));
    assert_eq!(there.expect("it is read"), "text");
    assert!(unwritten.text(Path::new("new.txt")).is_err());
    assert!(unwritten.open(&save.path, &Choice::default()).is_err());
    assert_eq!(paper.bytes(), 0);
}

#[test]
fn an_unwritten_world_looks_at_numbers_only_if_it_may() {
    let answer = crate::report::Answer::new("dump", "seen", serde_json::Value::Null);
    let engine = crate::tensor::Engine::new(1);
    let mut disk = Disk::new(&engine, Size::None);
    for looks in [false, true] {
        let Effect::Look(look) = Effect::show(answer.clone()) else {
            panic!("an answer is shown by a look");
        };
        let mut world = Unwritten {
            world: &mut disk,
            looks,
        };
        let seen = world.look(&*look).expect("no failure");
        assert_eq!(seen.is_some(), looks);
    }
}
