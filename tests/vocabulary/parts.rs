//! Steps on small state dicts that fold, turn, cut and join.

use crate::steps::{fails, leaves};

const M: &str = "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5";
const N: &str = "n: float32 [2, 3] = 6, 7, 8, 9, 10, 11";
const V: &str = "v: float32 [3] = 1, 2, 3";

/// A step on `m`, `n` and `v` that leaves them and what it makes.
#[track_caller]
fn makes(line: &str, made: &str) {
    let given = format!("{M}\n{N}\n{V}");
    leaves(&given, line, &format!("{given}\n{made}"));
}

/// A step on `m`, `n` and `v` that fails with these words and leaves them as they are.
#[track_caller]
fn refuses(line: &str, words: &str) {
    let given = format!("{M}\n{N}\n{V}");
    fails(&given, line, words, &given);
}

#[test]
fn slices_are_folded_and_turned() {
    makes(
        "reshape: from: 'm::[:, 1:]', to: y, shape: [4]",
        "y: float32 [4] = 1, 2, 4, 5",
    );
    makes(
        "permute: from: 'm::[:, ::2]', to: y, order: [1, 0]",
        "y: float32 [2, 2] = 0, 3, 2, 5",
    );
    makes(
        "permute: from: m, to: t, order: [1, 0]\npermute: from: t, to: y, order: [1, 0]\ndelete: target: t",
        "y: float32 [2, 3] = 0, 1, 2, 3, 4, 5",
    );
    makes(
        r"reshape: from: '([mn])::[0]', to: \1.row, shape: [-1, 1]",
        "m.row: float32 [3, 1] = 0, 1, 2\nn.row: float32 [3, 1] = 6, 7, 8",
    );
}

#[test]
fn what_is_made_does_not_change_with_its_source() {
    leaves(
        V,
        "reshape: from: v, to: y, shape: [3, 1]\nscale_: target: y, by: 2",
        &format!("{V}\ny: float32 [3, 1] = 2, 4, 6"),
    );
    leaves(
        M,
        "permute: from: m, to: y, order: [1, 0]\nscale_: target: m, by: 0\ndelete: target: m",
        "y: float32 [3, 2] = 0, 3, 1, 4, 2, 5",
    );
}

#[test]
fn a_fold_in_place_keeps_its_place() {
    leaves(
        &format!("{M}\n{V}"),
        "reshape_: target: m, shape: [3, -1]",
        &format!("m: float32 [3, 2] = 0, 1, 2, 3, 4, 5\n{V}"),
    );
    leaves(M, "reshape_: target: m, shape: [6]\nundo", M);
    fails(
        M,
        "reshape_: target: 'm::[0]', shape: [3]",
        "must not be sliced",
        M,
    );
}

#[test]
fn a_fold_in_place_is_a_fold_under_the_old_name() {
    let given = format!("{M}\n{V}");
    let made = "reshape: from: m, to: y, shape: [3, -1]\ndelete: target: m\nmove: from: y, to: m";
    let in_place =
        "reshape_: target: m, shape: [3, -1]\nmove: from: m, to: y\nmove: from: y, to: m";
    let after = format!("{V}\nm: float32 [3, 2] = 0, 1, 2, 3, 4, 5");
    leaves(&given, made, &after);
    leaves(&given, in_place, &after);
}

#[test]
fn shapes_and_orders_that_do_not_fit_are_refused() {
    refuses("reshape: from: m, to: y, shape: [5, -1]", "6 elements");
    refuses("reshape: from: m, to: y, shape: [0, 6]", "at least 1");
    refuses("reshape: from: m, to: y, shape: []", "at least 1");
    refuses("reshape: from: m, to: v, shape: [6]", "exists already");
    refuses(
        "reshape: from: m, to: 'y::[0]', shape: [6]",
        "must not be sliced",
    );
    refuses("permute: from: m, to: y, order: [-1, 0]", "does not name");
    refuses("permute: from: m, to: y, order: []", "a list of dimensions");
    refuses(
        "permute: from: 'm::[0, 0]', to: y, order: [0]",
        "does not name",
    );
}

#[test]
fn parts_are_cut_along_any_dimension() {
    makes(
        "split: from: m, to: [p, q], sizes: [1, 2], dim: -1",
        "p: float32 [2, 1] = 0, 3\nq: float32 [2, 2] = 1, 2, 4, 5",
    );
    makes(
        "split: from: 'm::[1]', to: [p, q], sizes: [2, 1]",
        "p: float32 [2] = 3, 4\nq: float32 [1] = 5",
    );
    makes(
        "split: from: '(?=m).', to: [p, q], sizes: [1, 1]\nscale_: target: p, by: 2",
        "p: float32 [1, 3] = 0, 2, 4\nq: float32 [1, 3] = 3, 4, 5",
    );
}

#[test]
fn a_cut_is_whole_or_not_at_all() {
    refuses("split: from: m, to: [p, q], sizes: [1, 2]", "add up");
    refuses(
        "split: from: m, to: [p, v], sizes: [1, 1]",
        "exists already",
    );
    refuses(
        "split: from: m, to: [p, p], sizes: [1, 1]",
        "both become `model::p`",
    );
    refuses(
        "split: from: m, to: [p, q], sizes: [1, 1], dim: 2",
        "no dimension 2",
    );
    refuses(
        "split: from: m, to: [p, q], sizes: [2]",
        "2 names for 1 size",
    );
    refuses("split: from: m, to: [p, q], sizes: [0, 2]", "at least 1");
    refuses("split: from: m, to: [p], sizes: [2]", "at least two");
    refuses("split: from: m, to: p, sizes: [2]", "at least two");
    refuses(
        "split: from: m, to: ['p::[0]', q], sizes: [1, 1]",
        "must not be sliced",
    );
    refuses("split: from: m, to: [[p], q], sizes: [1, 1]", "one name");
    refuses(
        "split: from: m, to: [x::p, q], sizes: [1, 1]",
        "unknown alias `x`",
    );
    refuses(
        "split: from: '[mn]', to: [p, q], sizes: [1, 1]",
        "matches 2 tensors",
    );
    refuses("split: from: z, to: [p, q], sizes: [1, 1]", "no tensor");
    refuses(
        "split: from: 'm::[0, 0]', to: [p, q], sizes: [1, 1]",
        "no dimension 0",
    );
}

#[test]
fn tensors_are_joined_along_any_dimension() {
    makes(
        "concat: from: [m, n], to: y, dim: 1",
        "y: float32 [2, 6] = 0, 1, 2, 6, 7, 8, 3, 4, 5, 9, 10, 11",
    );
    makes(
        "concat: from: [v, 'm::[0]'], to: y",
        "y: float32 [6] = 1, 2, 3, 0, 1, 2",
    );
    makes(
        "concat: from: [v, v], to: y",
        "y: float32 [6] = 1, 2, 3, 1, 2, 3",
    );
    makes(
        "concat: from: [[v], 'model::[m]::[1]'], to: y",
        "y: float32 [6] = 1, 2, 3, 3, 4, 5",
    );
    makes(
        "concat: from: ['m::[:, 1:1]', n], to: y, dim: -1",
        "y: float32 [2, 3] = 6, 7, 8, 9, 10, 11",
    );
}

#[test]
fn what_does_not_fit_together_is_refused() {
    refuses("concat: from: [m, v], to: y", "do not fit together");
    refuses(
        "concat: from: [m, 'n::[:, 1:]'], to: y",
        "do not fit together",
    );
    refuses("concat: from: [v, v], to: y, dim: 1", "no dimension 1");
    refuses(
        "concat: from: ['m::[0, 0]', 'm::[0, 1]'], to: y",
        "no dimension 0",
    );
    refuses("concat: from: ['[mn]', v], to: y", "matches 2 tensors");
    refuses("concat: from: [v, z], to: y", "no tensor");
    refuses("concat: from: [v, v], to: m", "exists already");
    refuses("concat: from: [v], to: y", "at least two");
    refuses("concat: from: [v, v], to: [y]", "one name");
    let given = "a: float32 [1] = 1\nh: float16 [1] = 1";
    fails(given, "concat: from: [a, h], to: y", "`model::h`", given);
}

#[test]
fn cutting_and_joining_are_undone() {
    for line in [
        "split: from: m, to: [p, q], sizes: [1, 1]",
        "concat: from: [m, m], to: y",
        "permute: from: m, to: y, order: [1, 0]",
    ] {
        leaves(M, &format!("{line}\nundo"), M);
        let dry = format!("set: dry-run: true\n{line}\nset: dry-run: false");
        leaves(M, &dry, M);
    }
}
