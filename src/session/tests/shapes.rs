//! The shapes of editing steps, each as what it makes of small tensors or how it is refused.

mod several;

use super::*;
use crate::error::Text;
use crate::syntax::Value;
use crate::tensor::Buffers;
use std::num::NonZeroU64;

/// A session of tensors such as `a = 1, 2`; `base::a = 1` is under another alias, `a: int64 = 1` of another dtype.
pub(super) fn given(lines: &str) -> Session {
    let mut models: Vec<(Arc<str>, Model)> = vec![("model".into(), Model::default())];
    for line in lines.split("; ") {
        let (form, values) = line.split_once(" = ").expect("values");
        let (name, dtype) = form.split_once(": ").unwrap_or((form, "float32"));
        let (alias, name) = name.split_once("::").unwrap_or(("model", name));
        let tensor = stored(Dtype::parse(dtype).expect("a dtype"), values);
        if !models.iter().any(|(known, _)| &**known == alias) {
            models.push((alias.into(), Model::default()));
        }
        let found = models.iter_mut().find(|(known, _)| &**known == alias);
        let (_, model) = found.expect("it was added");
        model.tensors.put(&Arc::from(name), tensor, 1);
    }
    Session::new(models)
}

pub(super) fn stored(dtype: Dtype, values: &str) -> Tensor {
    let values: Vec<f64> = values
        .split(", ")
        .map(|value| value.parse().expect("a number"))
        .collect();
    let shape = Shape::new(vec![values.len() as u64]).expect("small");
    let bytes: Vec<u8> = values.into_iter().flat_map(f64::to_le_bytes).collect();
    let tensor = Tensor::stored(Dtype::F64, shape, Arc::new(bytes), 0);
    tensor.cast(dtype).expect("numbers fit")
}

fn numbers(tensor: &Tensor) -> String {
    let elements = usize::try_from(tensor.shape().elements()).expect("small");
    let mut bytes = vec![0; elements * 8];
    let wide = tensor.cast(Dtype::F64).expect("a number");
    wide.read(0, &mut bytes, &mut Buffers::default())
        .expect("in memory");
    let values = bytes.as_chunks::<8>().0.iter();
    let values = values.map(|bytes| f64::from_le_bytes(*bytes).to_string());
    values.collect::<Vec<_>>().join(", ")
}

/// All tensors in the order of their state dicts, as [`given`] reads them.
pub(super) fn shown(session: &Session) -> String {
    let mut lines = Vec::new();
    for (alias, model) in &session.state().models {
        for (name, tensor) in model.tensors.in_order() {
            let prefix = if &**alias == "model" { "" } else { "base::" };
            lines.push(format!("{prefix}{name} = {}", numbers(&tensor)));
        }
    }
    lines.join("; ")
}

/// What applying an effect leaves; of an error its message and the words it is about.
pub(super) fn outcome(session: &Session, effect: Result<Effect>) -> String {
    let mut after = session.clone();
    match effect {
        Ok(effect) => {
            step(&mut after, effect);
            shown(&after)
        }
        Err(error) => {
            let words = error.place().map_or("nowhere", |place| place.words());
            format!("{words} | {}", error.message())
        }
    }
}

/// A reference with its place.
fn read(session: &Session, text: &str, role: Role) -> Reference {
    let line = Text::line(text);
    let place = crate::error::Place::new(&line, 0..text.len());
    let node = Node::at(Value::Str(text.to_string()), place);
    let names = session.names();
    let parsed = names.within(|scope| Reference::parse(&node, &scope, role));
    parsed.expect(text).0
}

fn from(session: &Session, text: &str) -> Reference {
    read(session, text, Role::Source)
}

fn to(session: &Session, text: &str) -> Reference {
    read(session, text, Role::Destination)
}

fn name(session: &Session, text: &str) -> Reference {
    read(session, text, Role::Name)
}

fn doubled(tensor: &Tensor) -> Result<Tensor> {
    tensor.scale(2.0)
}

#[test]
fn one_tensor_is_made_of_another() {
    for (lines, source, target, expected) in [
        ("a = 1, 2", "a", "b", "a = 1, 2; b = 2, 4"),
        ("a = 1, 2", "a::[1:]", "b", "a = 1, 2; b = 4"),
        (
            "b = 1; a = 2; c = 3",
            "([ab])",
            r"new.\1",
            "b = 1; a = 2; c = 3; new.a = 4; new.b = 2",
        ),
        (
            "a = 1; base::z = 3",
            "a",
            "base::a",
            "base::z = 3; base::a = 2; a = 1",
        ),
        (
            "a = 1; b = 2",
            "(.)",
            "c",
            "c | `a` and `b` would both become `model::c`",
        ),
        (
            "a = 1; b = 2",
            "a",
            "b",
            "b | destination `model::b` exists already",
        ),
        (
            "a = 1; b = 2",
            "(a|b)",
            r"x\1.\2",
            r"\2 | unknown group `\2`: `(a|b)` has one group",
        ),
        (
            "abc = 1",
            "abd",
            "x",
            "abd | no tensor in `model` matches `abd`",
        ),
        (
            "a = 1, 2",
            "a::[5]",
            "x",
            "a::[5] | `model::a`: index 5 is out of range for dimension 0 of size 2",
        ),
    ] {
        let session = given(lines);
        let effect = session.derive(&from(&session, source), &to(&session, target), doubled);
        assert_eq!(outcome(&session, effect), expected, "{source} to {target}");
    }
}

#[test]
fn a_fault_in_making_is_that_of_the_match() {
    let session = given("a = 1; b: int64 = 2");
    let half = |tensor: &Tensor| match tensor.dtype() {
        Dtype::F32 => Ok(tensor.clone()),
        _ => Err(Error::new(Kind::Dtype, "no float")),
    };
    let made = session.derive(&from(&session, "(.)"), &to(&session, r"x.\1"), half);
    assert_eq!(outcome(&session, made), "(.) | `model::b`: no float");
    let changed = session.rewrite(&from(&session, ".::[0:1]"), half);
    let expected = ".::[0:1] | `model::b::[0:1]`: no float";
    assert_eq!(outcome(&session, changed), expected);
}

#[test]
fn tensors_are_changed_in_their_place() {
    for (lines, target, expected) in [
        ("a = 1, 2; b = 3", "a", "a = 2, 4; b = 3"),
        ("a = 1, 2; b = 3, 4", ".*", "a = 2, 4; b = 6, 8"),
        ("a = 1, 2, 3", "a::[1:]", "a = 1, 4, 6"),
        ("a = 1, 2, 3", "a::[::2]", "a = 2, 2, 6"),
        ("a = 1; base::a = 1", "base::a", "base::a = 2; a = 1"),
        ("a = 1", "b.*", "b.* | no tensor in `model` matches `b.*`"),
    ] {
        let session = given(lines);
        let effect = session.rewrite(&from(&session, target), doubled);
        assert_eq!(outcome(&session, effect), expected, "{target}");
    }
}

#[test]
fn tensors_get_other_names() {
    for (lines, source, target, expected) in [
        ("a = 1; b = 2", "a", "c", "b = 2; c = 1"),
        ("h.0 = 1; h.1 = 2", r"h\.(.)", r"g.\1", "g.0 = 1; g.1 = 2"),
        (
            "a = 1; base::z = 2",
            "a",
            "base::a",
            "base::z = 2; base::a = 1",
        ),
        (
            "a = 1; b = 2",
            "a",
            "b",
            "b | destination `model::b` exists already",
        ),
    ] {
        let session = given(lines);
        let effect = session.rename(&from(&session, source), &to(&session, target));
        assert_eq!(outcome(&session, effect), expected, "{source} to {target}");
    }
}

#[test]
fn what_is_stored_is_overwritten() {
    for (lines, source, target, expected) in [
        ("a = 1, 2; b = 3, 4", "a", "b", "a = 1, 2; b = 1, 2"),
        (
            "a = 1, 2; b = 3, 4",
            "a::[0:1]",
            "b::[1:2]",
            "a = 1, 2; b = 3, 1",
        ),
        ("a = 1, 2, 3, 4", "a::[:2]", "a::[2:]", "a = 1, 2, 1, 2"),
        ("a = 1, 2", "a", "a", "a = 1, 2"),
        (
            "a = 1, 2, 3",
            "a::[:2]",
            "a::[1:]",
            "a::[1:] | source and destination share elements of `model::a`",
        ),
        (
            "a = 1, 2; b = 3",
            "a",
            "b",
            "a | `model::a` and `model::b`: the source has shape [2], the destination [1]",
        ),
        (
            "a = 1; b: int64 = 3",
            "a",
            "b",
            "a | `model::a` and `model::b`: the source is float32, the destination int64",
        ),
        (
            "a = 1",
            "a",
            "b",
            "b | destination `model::b` does not exist",
        ),
    ] {
        let session = given(lines);
        let effect = session.assign(&from(&session, source), &to(&session, target));
        assert_eq!(outcome(&session, effect), expected, "{source} to {target}");
    }
}

#[test]
fn a_source_that_was_a_destination_before_is_what_became_of_it() {
    let session = given("w = 1; w.n = 10; w.n.n = 100");
    let (source, target) = (r"(w|w\.n)", r"\1.n");
    let (one, two) = (from(&session, source), to(&session, target));
    let added = session.combine_into(&one, &two, Tensor::add);
    let expected = "w = 1; w.n = 11; w.n.n = 111";
    assert_eq!(outcome(&session, added), expected);
    let both = session.combine(&one, &two, &two, Tensor::add);
    assert_eq!(outcome(&session, both), expected);
    let same = to(&session, r"\1");
    let sum = session.combine(&one, &same, &two, Tensor::add);
    assert_eq!(outcome(&session, sum), "w = 1; w.n = 2; w.n.n = 4");
    let apart = to(&session, r"\1.m");
    let anew = session.derive_from_two(&one, &two, &apart, Tensor::add);
    let expected = "w = 1; w.n = 10; w.n.n = 100; w.m = 11; w.n.m = 110";
    assert_eq!(outcome(&session, anew), expected);
}

#[test]
fn a_destination_is_changed_by_a_source() {
    for (lines, source, target, expected) in [
        ("a = 1, 2; b = 3, 4", "a", "b", "a = 1, 2; b = 4, 6"),
        ("a = 5; b = 3, 4", "a", "b::[1:]", "a = 5; b = 3, 9"),
        ("a = 1, 2", "a", "a", "a = 2, 4"),
        ("a = 1; base::a = 2", "a", "base::a", "base::a = 3; a = 1"),
        (
            "a = 1, 2; b = 3",
            "a",
            "b",
            "a | `model::a` and `model::b`: the shapes differ: [2], expected [1]",
        ),
        (
            "a = 1; b = 2",
            "a",
            "b::[4]",
            "a | `model::a` and `model::b::[4]`: index 4 is out of range for dimension 0 of size 1",
        ),
    ] {
        let session = given(lines);
        let (source, target) = (from(&session, source), to(&session, target));
        let effect = session.combine_into(&source, &target, Tensor::add);
        assert_eq!(outcome(&session, effect), expected, "{source} to {target}");
    }
}

#[test]
fn a_tensor_is_made_of_nothing() {
    let session = given("a = 1; base::b = 2");
    for (target, expected) in [
        ("x", "base::b = 2; a = 1; x = 7"),
        ("b", "base::b = 2; a = 1; b = 7"),
        ("base::a", "base::b = 2; base::a = 7; a = 1"),
        ("a", "a | destination `model::a` exists already"),
    ] {
        let effect = session.create(&name(&session, target), stored(Dtype::F32, "7"));
        assert_eq!(outcome(&session, effect), expected, "{target}");
    }
}

#[test]
fn two_sides_are_paired_by_captures() {
    let session = given("l.0 = 1; l.1 = 2, 3; r.0 = 4; r.1 = 5, 6; s.0 = 7");
    let paired = |left: &str, right: &str| {
        let pairs = session.pairs(&from(&session, left), &to(&session, right));
        match pairs {
            Ok(pairs) => {
                let pair = |[one, two]: &[Taken; 2]| {
                    let of = |taken: &Taken| format!("{} {}", taken.label, numbers(&taken.tensor));
                    format!("{} with {}", of(one), of(two))
                };
                pairs.iter().map(pair).collect::<Vec<_>>().join("; ")
            }
            Err(error) => {
                let words = error.place().map_or("nowhere", |place| place.words());
                format!("{words} | {}", error.message())
            }
        }
    };
    for (left, right, expected) in [
        (
            r"l\.(.)",
            r"r.\1",
            "model::l.0 1 with model::r.0 4; model::l.1 2, 3 with model::r.1 5, 6",
        ),
        (
            r"l\.(1)::[1:]",
            r"r.\1::[:1]",
            "model::l.1::[1:] 3 with model::r.1::[:1] 5",
        ),
        (
            r"l\.(.)",
            r"s.\1",
            r"s.\1 | right side `model::s.1` does not exist",
        ),
        (
            r"l\.(.)",
            "s.0",
            "s.0 | `l.0` and `l.1` would both become `model::s.0`",
        ),
        (
            r"l\.(1)",
            r"r.\1::[7]",
            r"r.\1::[7] | `model::r.1::[7]`: index 7 is out of range for dimension 0 of size 2",
        ),
    ] {
        assert_eq!(paired(left, right), expected, "{left} and {right}");
    }
}

#[test]
fn a_whole_tensor_is_changed_under_its_label() {
    let session = given("a = 1; b = 2; c = 3");
    let edit = session.rewrite_named(&from(&session, "[ab]"), |tensor, label| {
        tensor.scale(if label == "model::a" { 10.0 } else { 100.0 })
    });
    let after = outcome(&session, edit.map(Effect::Edit));
    assert_eq!(after, "a = 10; b = 200; c = 3");
    let rank = NonZeroU64::new(1).expect("positive");
    let reduced = session.reduced(&from(&session, ".*"), rank);
    assert_eq!(reduced.expect("matches"), None);
}
