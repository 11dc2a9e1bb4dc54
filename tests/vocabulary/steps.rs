//! Steps on small state dicts: what each leaves, and that a failed one leaves everything as it was.

use crate::examples::run_lines;

/// Runs lines and asks what is left.
#[track_caller]
pub fn leaves(given: &str, lines: &str, after: &str) {
    let ran = run_lines(given, lines);
    assert_eq!(ran.failure, None, "{lines}");
    assert_eq!(ran.tensors, after, "{lines}");
}

/// Runs lines of which the last must fail with these words, leaving what the others made.
#[track_caller]
pub fn fails(given: &str, lines: &str, words: &str, after: &str) {
    let ran = run_lines(given, lines);
    let failure = ran
        .failure
        .unwrap_or_else(|| panic!("`{lines}` does not fail"));
    assert!(failure.contains(words), "{failure}");
    assert_eq!(ran.tensors, after, "{lines}");
}

const AB: &str = "a: float32 [2] = 1, 2\nb: float32 [2] = 3, 4";
const M: &str = "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5";

#[test]
fn what_is_replaced_keeps_its_place_and_what_moves_goes_last() {
    leaves(
        AB,
        "cast_: target: a, to: float16",
        "a: float16 [2] = 1, 2\nb: float32 [2] = 3, 4",
    );
    leaves(
        AB,
        "move: from: a, to: z",
        "b: float32 [2] = 3, 4\nz: float32 [2] = 1, 2",
    );
    leaves(
        AB,
        "move: from: a, to: z\nmove: from: z, to: a",
        "b: float32 [2] = 3, 4\na: float32 [2] = 1, 2",
    );
}

#[test]
fn several_results_stand_in_the_order_of_their_sorted_sources() {
    let given = "h.2: float32 [1] = 2\nh.10: float32 [1] = 10";
    leaves(
        given,
        r"move: from: h\.(.*), to: g.\1",
        "g.10: float32 [1] = 10\ng.2: float32 [1] = 2",
    );
}

#[test]
fn undo_restores_values_names_and_places() {
    for line in [
        "scale_: target: .*, by: 2",
        "move: from: a, to: c",
        "delete: target: a",
        "zeroes: target: c, shape: [1]",
        "prefixes: mode: add, alias: w",
        "prefixes: mode: remove, alias: model",
        "prefixes: mode: rename, from: model, to: base",
        "copy: from: a, to: c",
    ] {
        leaves(AB, &format!("{line}\nundo"), AB);
    }
}

#[test]
fn redo_does_again_what_was_undone_until_the_next_edit() {
    let twice = "scale_: target: a, by: 2\nscale_: target: a, by: 2\nundo: 2";
    leaves(
        AB,
        &format!("{twice}\nredo"),
        "a: float32 [2] = 2, 4\nb: float32 [2] = 3, 4",
    );
    leaves(
        AB,
        &format!("{twice}\nredo: 2"),
        "a: float32 [2] = 4, 8\nb: float32 [2] = 3, 4",
    );
    fails(
        AB,
        &format!("{twice}\ndelete: target: a\nredo"),
        "nothing to redo",
        "b: float32 [2] = 3, 4",
    );
    fails(AB, "undo", "nothing to undo", AB);
}

#[test]
fn a_dry_run_is_seen_by_its_steps_and_gone_at_its_end() {
    let dry =
        "set: dry-run: true\nscale_: target: a, by: 2\ndelete: target: b\nassert: not: exists: b";
    leaves(AB, &format!("{dry}\nset: dry-run: false"), AB);
    leaves(AB, dry, "a: float32 [2] = 2, 4");
    leaves(
        AB,
        &format!("{dry}\nset: dry-run: false\nundo"),
        "a: float32 [2] = 2, 4",
    );
}

#[test]
fn a_failed_step_changes_nothing() {
    let given = "a.0: float32 [1] = 1\na.1: int64 [1] = 1\nb.1: float32 [1] = 9";
    fails(given, "scale_: target: a.*, by: 2", "int64", given);
    fails(
        given,
        r"copy: from: a\.(.*), to: b.\1",
        "exists already",
        given,
    );
    fails(given, "move: from: a.*, to: z", "would both become", given);
    fails(
        given,
        r"add_: from: a\.(.*), to: b.\1",
        "does not exist",
        given,
    );
}

#[test]
fn slices_are_read_and_written_in_place() {
    leaves(
        M,
        "scale_: target: 'm::[:, ::2]', by: 10",
        "m: float32 [2, 3] = 0, 1, 20, 30, 4, 50",
    );
    leaves(
        M,
        "copy: from: 'm::[1, 1:]', to: c",
        "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5\nc: float32 [2] = 4, 5",
    );
    leaves(
        M,
        "assign: from: m::[0], to: m::[1]",
        "m: float32 [2, 3] = 0, 1, 2, 0, 1, 2",
    );
    leaves(
        M,
        "add: from_a: m::[0], from_b: m::[1], to: m::[0]",
        "m: float32 [2, 3] = 3, 5, 7, 3, 4, 5",
    );
}

#[test]
fn tensors_take_their_turn_in_the_order_of_names() {
    let given = |a, aa, aaa| {
        format!("a: float32 [1] = {a}\naa: float32 [1] = {aa}\naaa: float32 [1] = {aaa}")
    };
    for (line, after) in [
        ("add_: from: (a|aa), to: \\1a", given(1, 11, 111)),
        ("subtract_: from: (a|aa), to: \\1a", given(1, 9, 91)),
        ("assign: from: (a|aa), to: \\1a", given(1, 1, 1)),
        (
            "add_: from: '(a|aa)::[0:1]', to: '\\1a::[0:1]'",
            given(1, 11, 111),
        ),
        ("add: from_a: (a+), from_b: a, to: \\1", given(2, 12, 102)),
        (
            "multiply: from_a: (a|aa), from_b: \\1, to: \\1a",
            given(1, 1, 1),
        ),
        (
            "subtract: from_a: aaa, from_b: aa, to: a",
            given(90, 10, 100),
        ),
    ] {
        leaves(&given(1, 10, 100), line, &after);
    }
}

#[test]
fn overlapping_sums_are_computed_from_what_was_there() {
    let given = "v: float32 [3] = 1, 2, 3\nw: float32 [3] = 4, 5, 6";
    let add = "add: from_a: 'v::[0:2]', from_b: 'w::[0:2]', to: 'v::[1:3]'";
    leaves(
        given,
        add,
        "v: float32 [3] = 1, 5, 7\nw: float32 [3] = 4, 5, 6",
    );
    fails(
        given,
        "assign: from: 'v::[0:2]', to: 'v::[1:3]'",
        "share elements",
        given,
    );
}

#[test]
fn shapes_and_dtypes_must_agree() {
    let given = "a: float32 [2] = 1, 2\nb: float32 [3] = 1, 2, 3\nh: float16 [2] = 1, 2";
    fails(given, "add_: from: a, to: b", "[2]", given);
    fails(given, "add_: from: a, to: h", "float16", given);
    fails(given, "assign: from: h, to: a", "float16", given);
    fails(given, "copy: from: 'a::[5]', to: c", "a", given);
}

#[test]
fn products_are_named_by_the_match_of_the_left() {
    let given = "b.0: float32 [1, 2] = 1, 2\nb.1: float32 [1, 2] = 3, 4\nv: float32 [2] = 5, 6";
    leaves(
        given,
        r"matmul: from_a: b\.(.), from_b: v, to: c.\1",
        &format!("{given}\nc.0: float32 [1] = 17\nc.1: float32 [1] = 39"),
    );
    leaves(
        given,
        "matmul: from_a: 'b.0::[0, 1:]', from_b: 'v::[:1]', to: c",
        &format!("{given}\nc: float32 [] = 10"),
    );
    fails(
        given,
        "matmul: from_a: b.0, from_b: b.1, to: c",
        "2 columns meet 1 rows",
        given,
    );
    fails(
        given,
        "matmul: from_a: b.0, from_b: z, to: c",
        "`model::z` does not exist",
        given,
    );
    fails(
        given,
        "matmul: from_a: b.0, from_b: v, to: v",
        "exists already",
        given,
    );
    fails(
        given,
        "matmul: from_a: b.*, from_b: v, to: c",
        "would both become",
        given,
    );
}

const W: &str = "v: float32 [2] = 1, 1\nw: float32 [2, 2] = 4, 0, 0, 1";

#[test]
fn factors_take_names_that_are_theirs_alone() {
    let phlora = |rest: &str| format!("phlora: target: w, {rest}");
    let kept = "target_a: a, target_b: b, rank: 1, delete_original: no";
    leaves(
        W,
        &phlora(kept),
        &format!("{W}\na: float32 [1, 2] = 2, 0\nb: float32 [2, 1] = 2, 0"),
    );
    let over = "target_a: w, target_b: v, rank: 1, require_missing_dest: no";
    leaves(
        W,
        &phlora(over),
        "v: float32 [2, 1] = 2, 0\nw: float32 [1, 2] = 2, 0",
    );
    fails(
        W,
        &phlora("target_a: a, target_b: a, rank: 1"),
        "two factors would both",
        W,
    );
    fails(
        W,
        &phlora("target_a: v, target_b: b, rank: 1"),
        "exists already",
        W,
    );
    fails(
        W,
        &phlora("target_a: a, target_b: w, rank: 1"),
        "exists already",
        W,
    );
    fails(
        W,
        "phlora: target: v, target_a: a, target_b: b, rank: 1",
        "not of [2]",
        W,
    );
    leaves(
        W,
        &format!("{}\nundo", phlora("target_a: a, target_b: b, rank: 1")),
        W,
    );
}

#[test]
fn factors_go_where_their_matrix_is_unless_they_say_another_alias() {
    let other = "prefixes: mode: add, alias: n\ncopy: from: w, to: n::w";
    leaves(
        W,
        &format!("{other}\nphlora: target: n::w, target_a: a, target_b: model::b, rank: 1"),
        &format!("{W}\nb: float32 [2, 1] = 2, 0"),
    );
}

#[test]
fn a_rank_is_any_whole_number_of_at_least_one() {
    let low = "v: float32 [2] = 1, 1\nw: float32 [2, 2] = 4, 0, 0, 0";
    for rank in ["1", "1.0", "'1'"] {
        leaves(W, &format!("phlora_: target: w, rank: {rank}"), low);
    }
    leaves(W, "phlora_: target: w, rank: 7", W);
    for rank in ["0", "-1", "1.5", "nan", "low"] {
        let words = "takes a whole number of at least 1";
        fails(W, &format!("phlora_: target: w, rank: {rank}"), words, W);
    }
}

#[test]
fn not_and_any_turn_claims_around_and_nothing_else() {
    leaves(AB, "assert: not: { equal: { left: a, right: b } }", AB);
    leaves(
        AB,
        "assert: any: [exists: z, { iszero: a }, { equal: { left: a, right: a } }]",
        AB,
    );
    fails(
        AB,
        "assert: not: { equal: { left: a, right: z } }",
        "does not exist",
        AB,
    );
    fails(
        AB,
        "assert: not: { shape: { of: zz, is: [1] } }",
        "no tensor",
        AB,
    );
    fails(
        AB,
        "assert: any: [exists: y, exists: z]",
        "none of the claims holds",
        AB,
    );
    fails(AB, "assert: all: [exists: a, exists: z]", "no tensor", AB);
}

#[test]
fn a_path_is_matched_part_by_part() {
    let given = "layer.0.w: float32 [1] = 1\nlayer.1.w: float32 [1] = 2";
    let after = "x.0.deep.w: float32 [1] = 1\nx.1.deep.w: float32 [1] = 2";
    leaves(
        given,
        "move: from: [layer, $i, *rest], to: [x, $i, deep, *rest]",
        after,
    );
    fails(
        given,
        "move: from: [layer, $i, w], to: x",
        "both must be of one kind",
        given,
    );
}

#[test]
fn a_step_in_place_leaves_what_the_step_elsewhere_makes() {
    let given = "a: float16 [3] = -1, 0.3, 2\nb: float16 [3] = 0.7, -3, 5";
    for (elsewhere, in_place) in [
        (
            "scale: from: a, to: c, by: 0.3",
            "scale_: target: c, by: 0.3",
        ),
        (
            "clamp: from: a, to: c, max: 0.1",
            "clamp_: target: c, max: 0.1",
        ),
        (
            "cast: from: a, to: c, dtype: int8",
            "cast_: target: c, to: int8",
        ),
        (
            "copy: from: a, to: c\nadd: from_a: a, from_b: b, to: c",
            "add_: from: b, to: c",
        ),
        (
            "copy: from: a, to: c\nsubtract: from_a: a, from_b: b, to: c",
            "subtract_: from: b, to: c",
        ),
    ] {
        let after = run_lines(given, elsewhere).tensors;
        leaves(given, &format!("copy: from: a, to: c\n{in_place}"), &after);
    }
}

#[test]
fn a_clamp_has_bounds_that_fit() {
    let given = "h: float16 [2] = 1, 2\ni: int32 [2] = -5, 300\nb: bool [1] = 1";
    fails(given, "clamp_: target: h", "no bound to clamp to", given);
    fails(
        given,
        "clamp_: target: h, min: 2, max: 1",
        "min 2 is greater than max 1",
        given,
    );
    fails(
        given,
        "clamp_: target: h, max: 65504.1",
        "float16 cannot hold 65504.1",
        given,
    );
    fails(
        given,
        "clamp_: target: i, min: 0.5",
        "int32 cannot hold 0.5",
        given,
    );
    fails(
        given,
        "clamp_: target: b, min: 0",
        "bool tensors cannot be clamped",
        given,
    );
    leaves(
        given,
        "clamp_: target: i::[1:], min: -inf, max: 255",
        "h: float16 [2] = 1, 2\ni: int32 [2] = -5, 255\nb: bool [1] = 1",
    );
}
