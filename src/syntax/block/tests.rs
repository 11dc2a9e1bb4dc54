//! Blocks: typed lines and what becomes of them.

use super::*;
use crate::error::Kind;
use proptest::prelude::*;

const DIALECT: Dialect = Dialect {
    strict: false,
    is_step: |name| STEPS.contains(&name),
};
const STEPS: [&str; 7] = ["copy", "dump", "exit", "help", "assert", "scale_", "load"];

/// Types lines until the block is complete, and says how many it took.
fn type_in(lines: &[&str]) -> (usize, Result<Vec<Part>>) {
    let mut block = Block::new(DIALECT);
    for (count, line) in lines.iter().enumerate() {
        match block.push(line, &mut Vec::new()) {
            Ok(None) => {}
            Ok(Some(parts)) => return (count + 1, Ok(parts)),
            Err(error) => return (count + 1, Err(error)),
        }
    }
    assert!(block.is_begun() || lines.is_empty());
    (lines.len() + 1, block.finish(&mut Vec::new()))
}

/// The parts, as canonical lines.
fn shown(parts: &[Part]) -> Vec<String> {
    let show = |part: &Part| match part {
        Part::Step(line) => line.canonical().expect("OLY can hold it"),
        Part::Comment(comment) => comment.clone(),
    };
    parts.iter().map(show).collect()
}

/// The lines typed, how many of them make the block, and its parts; no parts where it is refused.
const BLOCKS: [(&[&str], usize, &[&str]); 27] = [
    (&[""], 1, &[]),
    (&["  # a note  "], 1, &["# a note"]),
    (&["copy: from: a, to: b"], 1, &["copy: from: a, to: b"]),
    (&["exit"], 1, &["exit"]),
    (&["exit:"], 1, &["exit"]),
    (&["help: copy"], 1, &["help: copy"]),
    (&["copy:", ""], 2, &["copy"]),
    (
        &["copy:", "  from: a", "  to: b", ""],
        4,
        &["copy: from: a, to: b"],
    ),
    (
        &["- copy:", "    from: a", "    to: b", ""],
        4,
        &["copy: from: a, to: b"],
    ),
    (
        &["- exit", "- dump: {target: a}", ""],
        3,
        &["exit", "dump: target: a"],
    ),
    (
        &["- copy: from: a, to: b", ""],
        2,
        &["copy: from: a, to: b"],
    ),
    (&["copy: {from: a,", "to: b}"], 2, &["copy: from: a, to: b"]),
    (&["copy: {from: a,", "", "to: b}"], 2, &[]),
    (
        &["assert: all: [{exists: a},", "{exists: 'b", "c'}]"],
        3,
        &["assert: all: [{ exists: a }, { exists: 'b c' }]"],
    ),
    (
        &["copy: {from: \"a\\.b\", to: c}"],
        1,
        &["copy: from: a\\.b, to: c"],
    ),
    (&["{copy: {from: a, to: b}}"], 1, &["copy: from: a, to: b"]),
    (
        &["[exit,", "dump: {target: a}]"],
        2,
        &["exit", "dump: target: a"],
    ),
    (&["load: my model.pt"], 1, &["load: 'my model.pt'"]),
    (&["dump > out.txt"], 1, &["dump > out.txt"]),
    (
        &["copy: from: a, \\", "  to: b"],
        2,
        &["copy: from: a, to: b"],
    ),
    (
        &["copy: \\", "from: h\\.\\", "0, to: b\\", ""],
        4,
        &["copy: from: h\\.0, to: b"],
    ),
    (
        &["copy: from: a, \\\n to: b\nexit"],
        1,
        &["copy: from: a, to: b", "exit"],
    ),
    (&["exit\ndump: a"], 1, &["exit", "dump: a"]),
    (
        &["copy: from: a, to: b\n\n# why\ncopy: from: b, to: c"],
        1,
        &["copy: from: a, to: b", "# why", "copy: from: b, to: c"],
    ),
    (
        &["copy: {from: a, to: b}\ncopy: {from: b, to: c}"],
        1,
        &["copy: from: a, to: b", "copy: from: b, to: c"],
    ),
    (
        &["copy:\n  from: a\n  to: b\nexit"],
        1,
        &["copy: from: a, to: b", "exit"],
    ),
    (
        &["inputs: []\ntransforms:\n- exit\n- dump: target: a\noutput:\n"],
        1,
        &["exit", "dump: target: a"],
    ),
];

#[test]
fn a_block_ends_where_it_is_complete() {
    for (lines, count, parts) in BLOCKS {
        let (taken, read) = type_in(lines);
        assert_eq!(taken, count, "{lines:?}");
        match read {
            Ok(read) => assert_eq!(shown(&read), parts, "{lines:?}"),
            Err(error) => assert!(parts.is_empty(), "{lines:?}: {error}"),
        }
    }
}

#[test]
fn what_is_no_step_is_said_at_once_with_its_place() {
    let cases = [
        (
            "copy from: a",
            "expected `:` after `copy`, found `from`",
            "from",
        ),
        (
            "copy: from: a b",
            "expected `,` or the end of the line, found `b`",
            "b",
        ),
        (
            "- 3\n",
            "expected a step, `name: arguments`, found a number",
            "3",
        ),
        (
            "- {copy: a, dump: b}\n",
            "expected a step, `name: arguments`, found a mapping of 2 keys",
            "{copy: a, dump: b}",
        ),
        (
            "output: out",
            "expected a step, found `output` of a plan",
            "output",
        ),
        (
            "inputs: [m]\ntransforms: []",
            "expected a step, found `inputs` of a plan",
            "inputs",
        ),
        (
            "transforms: []\noutpt: x",
            "a plan has no section `outpt`",
            "outpt",
        ),
    ];
    for (text, message, words) in cases {
        let (_, read) = type_in(&[text, ""]);
        let error = read.expect_err(text);
        assert_eq!((error.kind(), error.message()), (Kind::Payload, message));
        assert_eq!(
            error.place().map(crate::error::Place::words),
            Some(words),
            "{text}"
        );
    }
}

#[test]
fn the_end_of_input_ends_a_block() {
    let (taken, read) = type_in(&["copy:", "  from: a", "  to: b"]);
    assert_eq!(
        (taken, shown(&read.expect("a step"))),
        (4, vec!["copy: from: a, to: b".to_string()])
    );
}

proptest! {
    #[test]
    fn any_lines_are_read_without_a_panic(lines in proptest::collection::vec("[a-z:{}\\[\\]'\"#,> \\\\(-]{0,12}", 0..6)) {
        let mut block = Block::new(DIALECT);
        for line in &lines {
            let _ = block.push(line, &mut Vec::new());
        }
        let _ = block.finish(&mut Vec::new());
        prop_assert!(!block.is_begun());
    }
}
