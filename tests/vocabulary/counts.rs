//! How often each verb and claim reads and writes its tensors.

use crate::examples::run_lines;

const GIVEN: &str = "a: float32 [2] = 1, 2\nb: float32 [2] = 3, 4";

/// Lines, and what `a`, `b` and what was made were then read and written. Both begin at 0 and 1.
const COUNTS: [(&str, &str); 47] = [
    ("copy: from: a, to: c", "a 1 1, b 0 1, c 0 1"),
    ("copy: from: 'a::[0:1]', to: c", "a 1 1, b 0 1, c 0 1"),
    ("scale: from: a, to: c, by: 2", "a 1 1, b 0 1, c 0 1"),
    (
        "cast: from: a, to: c, dtype: float16",
        "a 1 1, b 0 1, c 0 1",
    ),
    ("move: from: a, to: c", "b 0 1, c 0 1"),
    ("assign: from: a, to: b", "a 1 1, b 0 2"),
    ("assign: from: a::[0:1], to: b::[1:2]", "a 1 1, b 0 2"),
    ("assign: from: a::[0:1], to: a::[1:2]", "a 1 2, b 0 1"),
    ("add_: from: a, to: b", "a 1 1, b 1 2"),
    ("subtract_: from: a, to: b", "a 1 1, b 1 2"),
    ("add: from_a: a, from_b: a, to: b", "a 2 1, b 0 2"),
    ("add: from_a: a, from_b: b, to: b", "a 1 1, b 1 2"),
    ("scale_: target: a, by: 2", "a 1 2, b 0 1"),
    ("cast_: target: '.*', to: float16", "a 1 2, b 1 2"),
    (
        "split: from: a, to: [c, d], sizes: [1, 1]",
        "a 1 1, b 0 1, c 0 1, d 0 1",
    ),
    ("concat: from: [a, b, a], to: c", "a 2 1, b 1 1, c 0 1"),
    ("multiply: from_a: a, from_b: b, to: b", "a 1 1, b 1 2"),
    ("clamp_: target: a, max: 1", "a 1 2, b 0 1"),
    ("clamp: from: a, to: c, max: 1", "a 1 1, b 0 1, c 0 1"),
    ("matmul: from_a: a, from_b: b, to: c", "a 1 1, b 1 1, c 0 1"),
    ("permute: from: a, to: c, order: [0]", "a 1 1, b 0 1, c 0 1"),
    ("reshape_: target: a, shape: [1, 2]", "a 1 2, b 0 1"),
    ("ones: target: c, shape: [1]", "a 0 1, b 0 1, c 0 1"),
    (
        "rand: target: c, shape: [1], seed: 1",
        "a 0 1, b 0 1, c 0 1",
    ),
    (
        "reshape_: target: a, shape: [1, 2]\nphlora_: target: a, rank: 1",
        "a 2 3, b 0 1",
    ),
    (
        "reshape: from: a, to: c, shape: [1, 2]\nphlora: target: c, target_a: d, target_b: e, rank: 1",
        "a 1 1, b 0 1, d 0 1, e 0 1",
    ),
    (
        "reshape: from: a, to: c, shape: [1, 2]\nphlora: target: c, target_a: d, target_b: e, rank: 1, delete_original: false",
        "a 1 1, b 0 1, c 1 1, d 0 1, e 0 1",
    ),
    (
        "reshape: from: a, to: c, shape: [1, 2]\nphlora: target: c, target_a: c, target_b: e, rank: 1, require_missing_dest: false",
        "a 1 1, b 0 1, c 1 2, e 0 1",
    ),
    ("subtract: from_a: b, from_b: a, to: a", "a 1 2, b 1 1"),
    (
        "reshape: from: a, to: c, shape: [2, 1]",
        "a 1 1, b 0 1, c 0 1",
    ),
    ("zeroes: target: c, shape: [1]", "a 0 1, b 0 1, c 0 1"),
    ("delete: target: a", "b 0 1"),
    (
        "delete: target: a\nzeroes: target: a, shape: [1]",
        "a 0 1, b 0 1",
    ),
    ("dump", "a 0 1, b 0 1"),
    ("dump: target: a, verbosity: stat", "a 1 1, b 0 1"),
    ("dump: verbosity: full", "a 1 1, b 1 1"),
    ("diff: left: a, right: '.*'", "a 2 1, b 0 1"),
    ("assert: exists: a", "a 0 1, b 0 1"),
    ("assert: shape: { of: a, is: [2] }", "a 0 1, b 0 1"),
    ("assert: reads: { of: a, is: 0 }", "a 0 1, b 0 1"),
    ("assert: not: { iszero: a }", "a 1 1, b 0 1"),
    (
        "assert: not: { equal: { left: a, right: b } }",
        "a 1 1, b 1 1",
    ),
    (
        "assert: any: [not: { iszero: a }, exists: b]",
        "a 0 1, b 0 1",
    ),
    ("scale_: target: a, by: 2\nundo", "a 0 1, b 0 1"),
    ("dump: verbosity: full\nundo\nredo", "a 1 1, b 1 1"),
    (
        "set: dry-run: true\nscale_: target: a, by: 2\ndump: verbosity: full\nassert: reads: { of: a, is: 0 }",
        "a 0 1, b 0 1",
    ),
    (
        "set: dry-run: true\nscale_: target: a, by: 2\nset: dry-run: false\ncopy: from: a, to: c",
        "a 1 1, b 0 1, c 0 1",
    ),
];

#[test]
fn steps_count_what_they_read_and_write() {
    for (lines, counts) in COUNTS {
        let ran = run_lines(GIVEN, lines);
        assert_eq!(ran.failure, None, "{lines}");
        assert_eq!(ran.counts, counts, "{lines}");
    }
}

#[test]
fn a_save_reads_what_it_writes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("m.safetensors");
    let whole = format!("save: path: '{}'", path.display());
    assert_eq!(run_lines(GIVEN, &whole).counts, "a 1 1, b 1 1");
    let one = format!("{whole}, target: a");
    assert_eq!(run_lines(GIVEN, &one).counts, "a 1 1, b 0 1");
    assert_eq!(
        run_lines(GIVEN, &format!("{one}\nundo")).counts,
        "a 0 1, b 0 1"
    );
}

#[test]
fn a_failed_step_counts_nothing() {
    for line in [
        "assert: iszero: a",
        "add_: from: a, to: c",
        "assert: all: [not: { iszero: b }, iszero: a]",
    ] {
        let ran = run_lines(GIVEN, line);
        assert!(ran.failure.is_some(), "{line}");
        assert_eq!(ran.counts, "a 0 1, b 0 1", "{line}");
    }
}

#[test]
fn a_dump_shows_the_counts_after_its_own_read() {
    let shown = |lines: &str| run_lines(GIVEN, lines).shown;
    let dump = "dump: target: a, format: tree, verbosity: stat";
    let expected =
        |counts: &str| format!("└── a  shape=[2] dtype=float32 min=1 max=2 mean=1.5 {counts}");
    assert_eq!(shown(dump), expected("reads=1 writes=1"));
    assert_eq!(
        shown(&format!("{dump}\n{dump}")),
        expected("reads=2 writes=1")
    );
    assert_eq!(
        shown(&format!("set: dry-run: true\n{dump}")),
        expected("reads=0 writes=1")
    );
}

#[test]
fn comparisons_that_no_count_satisfies_are_refused() {
    for bounds in [
        "ge: 2, le: 1",
        "gt: 1, le: 1",
        "gt: 0, lt: 1",
        "is: 3, lt: 3",
        "lt: 0",
        "ge: 1, at_least: 2",
        "le: 1, at_most: 2",
    ] {
        for claim in ["reads", "writes"] {
            let line = format!("assert: {claim}: {{ of: a, {bounds} }}");
            let failure = run_lines(GIVEN, &line).failure.expect(&line);
            assert!(
                failure.contains("no number is") || failure.contains("are the same"),
                "{line}: {failure}"
            );
        }
    }
    let nothing = run_lines(GIVEN, "assert: reads: { of: a }").failure;
    assert!(nothing.is_some_and(|failure| failure.contains("nothing to compare with")));
}
