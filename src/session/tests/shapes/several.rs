//! Editing steps of several tensors: two operands, factors, parts, and one of many.

use super::*;

/// How a step of three names ends, and where it is refused.
fn three(lines: &str, [a, b, c]: [&str; 3], new: bool) -> String {
    let session = given(lines);
    let one = from(&session, a);
    let (two, made) = (to(&session, b), to(&session, c));
    let effect = match new {
        true => session.derive_from_two(&one, &two, &made, Tensor::multiply),
        false => session.combine(&one, &two, &made, Tensor::multiply),
    };
    outcome(&session, effect)
}

#[test]
fn two_operands_make_a_new_tensor() {
    for (lines, names, expected) in [
        (
            "a = 2, 3; b = 5, 7",
            ["a", "b", "c"],
            "a = 2, 3; b = 5, 7; c = 10, 21",
        ),
        (
            "a = 2, 3; b = 5, 7",
            ["a::[0:1]", "b::[1:]", "c"],
            "a = 2, 3; b = 5, 7; c = 14",
        ),
        (
            "l.0 = 2; l.1 = 3; r.0 = 5; r.1 = 7",
            [r"l\.(.)", r"r.\1", r"m.\1"],
            "l.0 = 2; l.1 = 3; r.0 = 5; r.1 = 7; m.0 = 10; m.1 = 21",
        ),
        (
            "l.0 = 2; l.1 = 3; r = 5",
            [r"l\.(.)", "r", r"m.\1"],
            "l.0 = 2; l.1 = 3; r = 5; m.0 = 10; m.1 = 15",
        ),
        (
            "a = 2; b = 5",
            ["a", "x", "c"],
            "x | second operand `model::x` does not exist",
        ),
        (
            "a = 2; b = 5",
            ["a", "b", "b"],
            "b | destination `model::b` exists already",
        ),
        (
            "a = 2, 3; b = 5",
            ["a", "b", "c"],
            "b | `model::a` and `model::b`: the shapes differ: [1], expected [2]",
        ),
        (
            "a = 2; b = 5",
            ["a", "b::[3]", "c"],
            "b::[3] | `model::b::[3]`: index 3 is out of range for dimension 0 of size 1",
        ),
    ] {
        assert_eq!(three(lines, names, true), expected, "{names:?}");
    }
}

#[test]
fn two_operands_go_into_what_is_stored() {
    for (lines, names, expected) in [
        (
            "a = 2; b = 5; c = 0",
            ["a", "b", "c"],
            "a = 2; b = 5; c = 10",
        ),
        (
            "a = 2; b = 5; c = 0, 1",
            ["a", "b", "c::[1:]"],
            "a = 2; b = 5; c = 0, 10",
        ),
        ("a = 2; b = 5", ["a", "b", "a"], "a = 10; b = 5"),
        (
            "a = 2; b = 5",
            ["a", "b", "c"],
            "c | destination `model::c` does not exist",
        ),
        (
            "a = 2; b = 5; c = 0, 1",
            ["a", "b", "c"],
            "c | `model::a` and `model::c`: the source has shape [1], the destination [2]",
        ),
        (
            "a = 2; b = 5; c: int64 = 0",
            ["a", "b", "c"],
            "c | `model::a` and `model::c`: the source is float32, the destination int64",
        ),
        (
            "a = 2; b: int64 = 5; c = 0",
            ["a", "b", "c"],
            "b | `model::a` and `model::b`: the dtypes differ: int64, expected float32",
        ),
        (
            "a = 2; b = 5; c = 0",
            ["(a|b)", "a", "c"],
            "c | `a` and `b` would both become `model::c`",
        ),
    ] {
        assert_eq!(three(lines, names, false), expected, "{names:?}");
    }
}

/// What taking `(a|b)` apart into halves makes.
fn halves(lines: &str, names: [&str; 2], treatment: Treatment) -> String {
    let session = given(lines);
    let target = from(&session, "(a|b)");
    let [one, two] = names.map(|name| to(&session, name));
    let halves = |tensor: &Tensor, label: &str| {
        assert!(label.starts_with("model::"), "{label}");
        Ok([tensor.scale(0.5)?, tensor.scale(0.25)?])
    };
    let edit = session.derive_two(&target, [&one, &two], treatment, halves);
    outcome(&session, edit.map(Effect::Edit))
}

#[test]
fn a_tensor_is_taken_apart_into_two() {
    let kept = Treatment {
        new: true,
        delete: false,
    };
    let gone = Treatment {
        new: false,
        delete: true,
    };
    let lines = "a = 4; b = 8; c = 1";
    for (names, treatment, expected) in [
        (
            [r"\1.x", r"\1.y"],
            kept,
            "a = 4; b = 8; c = 1; a.x = 2; a.y = 1; b.x = 4; b.y = 2",
        ),
        (
            [r"\1.x", r"\1.y"],
            gone,
            "c = 1; a.x = 2; a.y = 1; b.x = 4; b.y = 2",
        ),
        (
            [r"\1", r"\1.y"],
            gone,
            "a = 2; b = 4; c = 1; a.y = 1; b.y = 2",
        ),
        (
            [r"\1", r"\1.y"],
            kept,
            r"\1 | destination `model::a` exists already",
        ),
        (
            [r"\1.x", r"\1.x"],
            kept,
            r"\1.x | two factors would both become `model::a.x`",
        ),
        (
            ["x", r"\1.y"],
            gone,
            "x | `a` and `b` would both become `model::x`",
        ),
    ] {
        assert_eq!(halves(lines, names, treatment), expected, "{names:?}");
    }
}

#[test]
fn parts_go_under_names_of_their_own() {
    let session = given("a = 1, 2, 3; b = 4");
    for (source, targets, expected) in [
        ("a", &["x", "y"][..], "a = 1, 2, 3; b = 4; x = 1; y = 2, 3"),
        (
            "a",
            &["x", "x"],
            "x | two parts would both become `model::x`",
        ),
        (
            "a",
            &["x", "b"],
            "b | destination `model::b` exists already",
        ),
        (
            ".",
            &["x", "y"],
            ". | `model::.` matches 2 tensors, one is wanted: `a`, `b`",
        ),
        ("b", &["x", "y"], "b | `model::b`: too short"),
    ] {
        let targets: Vec<Reference> = targets.iter().map(|text| name(&session, text)).collect();
        let effect = session.part(&from(&session, source), &targets, |tensor| {
            match tensor.shape().elements() {
                3 => tensor.split(&[1, 2], 0),
                _ => Err(Error::new(Kind::Shape, "too short")),
            }
        });
        assert_eq!(outcome(&session, effect), expected, "{source}");
    }
}

#[test]
fn several_tensors_become_one() {
    let session = given("a = 1; b = 2, 3; c: int64 = 4");
    for (sources, target, expected) in [
        (&["a", "b"][..], "x", "a = 1; b = 2, 3; c = 4; x = 1, 2, 3"),
        (
            &["b::[1:]", "a", "a"],
            "x",
            "a = 1; b = 2, 3; c = 4; x = 3, 1, 1",
        ),
        (
            &["a", "b"],
            "a",
            "a | destination `model::a` exists already",
        ),
        (&["a", "c"], "x", "c | `model::c`: another dtype"),
        (
            &["a", "[bc]"],
            "x",
            "[bc] | `model::[bc]` matches 2 tensors, one is wanted: `b`, `c`",
        ),
    ] {
        let sources: Vec<Reference> = sources.iter().map(|text| from(&session, text)).collect();
        let suit = |first: &Tensor, other: &Tensor| match first.dtype() == other.dtype() {
            true => Ok(()),
            false => Err(Error::new(Kind::Dtype, "another dtype")),
        };
        let target = name(&session, target);
        let effect = session.join(&sources, &target, suit, |parts| Tensor::concat(parts, 0));
        assert_eq!(outcome(&session, effect), expected);
    }
}

#[test]
fn of_many_matches_three_are_named() {
    let session = given("a = 1; b = 1; c = 1; d = 1");
    let target = name(&session, "x");
    let effect = session.part(&from(&session, "."), &[target], |_| Ok(Vec::new()));
    let expected = ". | `model::.` matches 4 tensors, one is wanted: `a`, `b`, `c`, ...";
    assert_eq!(outcome(&session, effect), expected);
}
