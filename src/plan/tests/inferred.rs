//! Which alias an output means.

use super::*;

/// The alias that an output writes after these lines, or why it cannot be told.
fn alias(models: &[&str], lines: &[&str], output: &str) -> Result<String> {
    let mut session = session(models);
    let (_, ended) = ran(&mut session, lines);
    assert!(ended.error.is_none(), "{:?}", ended.error);
    let root = Node::map([("output", Node::text(output))]);
    let (document, _) = Document::from_node(root, &Context::default()).expect("an output");
    let save = output::save(&document.output.expect("an output"), &session)?;
    Ok(save.alias.to_string())
}

#[test]
fn the_alias_is_named_or_written_or_the_only_one() {
    let two = ["a: x", "b: x"];
    for (models, lines, output, expected) in [
        (&two[..], &[][..], "b::out.safetensors", "b"),
        (
            &two,
            &["scale_: target: a::x, by: 2"],
            "out.safetensors",
            "a",
        ),
        (
            &two,
            &["scale_: target: a::x, by: 2"],
            "b::out.safetensors",
            "b",
        ),
        (
            &two,
            &["execute: transforms: [{ delete: { target: a::x } }]"],
            "o.safetensors",
            "b",
        ),
        (
            &two,
            &["execute: transforms: [{ move: { from: a::x, to: b::y } }]"],
            "o.safetensors",
            "b",
        ),
        (
            &two,
            &["prefixes: mode: remove, alias: a"],
            "out.safetensors",
            "b",
        ),
        (
            &["a: x"],
            &["prefixes: mode: rename, from: a, to: c"],
            "out.safetensors",
            "c",
        ),
        (
            &["a: x"],
            &["scale_: target: x, by: 2", "undo"],
            "out.safetensors",
            "a",
        ),
        (
            &["a: x"],
            &["prefixes: mode: add, alias: n", "copy: from: x, to: n::y"],
            "o.safetensors",
            "n",
        ),
        (
            &["a: x y", "b: x"],
            &["move: from: a::x, to: b::y"],
            "out.safetensors",
            "b",
        ),
        (
            &["a: x", "b: x"],
            &[
                "concat: from: [a::x, a::x], to: a::xx",
                "split: from: a::xx, to: [a::p, b::q], sizes: [1, 1]",
            ],
            "out.safetensors",
            "a",
        ),
        (
            &["a: x", "b: x"],
            &[
                "reshape_: target: a::x, shape: [1, 1]",
                "phlora: target: a::x, target_a: b::p, target_b: b::q, rank: 1, delete_original: false",
            ],
            "out.safetensors",
            "a",
        ),
    ] {
        assert_eq!(
            alias(models, lines, output).expect("it is plain"),
            expected,
            "{lines:?}"
        );
    }
}

#[test]
fn an_alias_that_cannot_be_told_is_asked_for() {
    let error = alias(&["a: x", "b: x"], &[], "out.safetensors").expect_err("either");
    assert_eq!((error.kind(), error.key()), (Kind::Output, Some("output")));
    assert_eq!(
        error.hints(),
        ["say `output: { alias: a, path: ... }`; it could be a, b"]
    );
    let edits = ["scale_: target: a::x, by: 2", "scale_: target: b::x, by: 2"];
    assert!(alias(&["a: x", "b: x"], &edits, "out.safetensors").is_err());
    let error = alias(&["a:", "b:"], &[], "out.safetensors").expect_err("none");
    assert_eq!(error.hints(), ["no alias has tensors"]);
}
