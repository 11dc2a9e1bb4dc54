//! `model@3`: what earlier states of an alias may be used for, and what not.

use crate::examples::run_lines;
use crate::steps::{fails, leaves};

const W: &str = "w: float32 [2] = 1, 2";
const TWICE: &str = "scale_: target: w, by: 2\nscale_: target: w, by: 3\n";

#[test]
fn every_state_that_was_can_be_read() {
    for (step, before) in [(0, "1, 2"), (1, "2, 4"), (2, "6, 12")] {
        leaves(
            W,
            &format!("{TWICE}copy: from: model@{step}::w, to: v"),
            &format!("w: float32 [2] = 6, 12\nv: float32 [2] = {before}"),
        );
    }
}

#[test]
fn parts_operands_and_lists_may_be_earlier_too() {
    let after = |line: &str, after: &str| leaves(W, &format!("{TWICE}{line}"), after);
    after(
        "copy: from: 'model@0::w::[1:]', to: v",
        "w: float32 [2] = 6, 12\nv: float32 [1] = 2",
    );
    after(
        "copy: from: ['model@1::w'], to: [v]",
        "w: float32 [2] = 6, 12\nv: float32 [2] = 2, 4",
    );
    after(
        "subtract_: from: model@1::w, to: w",
        "w: float32 [2] = 4, 8",
    );
    after(
        "add: from_a: model@0::w, from_b: model@1::w, to: w",
        "w: float32 [2] = 3, 6",
    );
    after("assign: from: model@0::w, to: w", "w: float32 [2] = 1, 2");
    after(
        "concat: from: [model@0::w, w], to: v, dim: 0",
        "w: float32 [2] = 6, 12\nv: float32 [4] = 1, 2, 6, 12",
    );
    after(
        "assert: not: equal: { left: w, right: model@1::w }",
        "w: float32 [2] = 6, 12",
    );
    after(
        "execute: transforms: [{ copy: { from: model@1::w, to: v } }]",
        "w: float32 [2] = 6, 12\nv: float32 [2] = 2, 4",
    );
}

#[test]
fn what_was_deleted_or_renamed_is_still_there_earlier() {
    leaves(
        W,
        "move: from: w, to: v\ndelete: target: v\ncopy: from: model@1::v, to: a\ncopy: from: model@0::w, to: b",
        "a: float32 [2] = 1, 2\nb: float32 [2] = 1, 2",
    );
    leaves(
        W,
        "prefixes: mode: add, alias: old\ncopy: from: w, to: old::w\nprefixes: mode: remove, alias: old\n\
         assign: from: old@2::w, to: w",
        W,
    );
}

#[test]
fn an_earlier_state_is_only_read() {
    let only = "`model@1` is only read: it is `model` as step 1 left it";
    for line in [
        "scale_: target: model@1::w, by: 2",
        "delete: target: model@1::w",
        "move: from: model@1::w, to: v",
        "copy: from: w, to: model@1::v",
        "assign: from: w, to: model@1::w",
        "zeroes: target: model@1::v, shape: [1]",
        "prefixes: mode: rename, from: model@1, to: old",
    ] {
        fails(W, &format!("{TWICE}{line}"), only, "w: float32 [2] = 6, 12");
    }
}

#[test]
fn what_never_was_is_told() {
    for (alias, words) in [
        ("model@3", "`model@3`: there is no step 3, the last is 2"),
        ("modl@1", "unknown alias `modl`"),
        (
            "model@99999999999999999999999",
            "there is no step 18446744073709551615",
        ),
    ] {
        let line = format!("{TWICE}copy: from: {alias}::w, to: v");
        fails(W, &line, words, "w: float32 [2] = 6, 12");
    }
    let later = "prefixes: mode: add, alias: old\ndiff: left: old@0, right: old";
    fails(W, later, "there was no alias `old` after step 0", W);
}

#[test]
fn undone_steps_give_their_number_back() {
    let again = "undo\nscale_: target: w, by: 5\ncopy: from: model@2::w, to: v";
    leaves(
        W,
        &format!("{TWICE}{again}"),
        "w: float32 [2] = 10, 20\nv: float32 [2] = 10, 20",
    );
    let gone = format!("{TWICE}undo\ncopy: from: model@2::w, to: v");
    fails(
        W,
        &gone,
        "there is no step 2, the last is 1",
        "w: float32 [2] = 2, 4",
    );
}

#[test]
fn looking_back_counts_as_no_read() {
    let given = "w: float32 [1] = 1";
    let lines = "zeroes: target: v, shape: [1]\nassert: iszero: model@1::v\nassert: reads: { of: v, is: 0 }";
    assert_eq!(run_lines(given, lines).failure, None);
}

#[test]
fn a_side_of_a_diff_is_an_alias_unless_a_tensor_has_that_name() {
    let shown = |given: &str, line: &str| run_lines(given, line).shown;
    let all = shown(W, &format!("{TWICE}diff: left: model, right: model@0"));
    assert!(
        all.starts_with("Diff: model::.* <-> model@0::.*\n"),
        "{all}"
    );
    assert!(all.contains("- w: values differ"), "{all}");
    let same = shown(
        W,
        &format!("{TWICE}diff: mode: aliases, left_alias: model@2, right_alias: model"),
    );
    assert!(same.contains("Differing:\n  (none)"), "{same}");
    let named = shown("model: float32 [1] = 1", "diff: left: model, right: model");
    assert!(
        named.starts_with("Diff: model::model <-> model::model\n"),
        "{named}"
    );
}
