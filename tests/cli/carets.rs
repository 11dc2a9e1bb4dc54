//! Where the caret stands below a line that failed.

use crate::place::Place;

/// Lines, and the words of each that are at fault.
const LINES: [(&str, &str); 12] = [
    ("dump: w::[::0]", "::0"),
    ("save: path: w.gguf", "w.gguf"),
    ("save: /dev/null/w.safetensors", "/dev/null/w.safetensors"),
    (
        "load: path: missing.safetensors, alias: a",
        "missing.safetensors",
    ),
    ("summarize: path: in.safetensors", "in.safetensors"),
    ("execute: path: missing.yaml", "missing.yaml"),
    ("assert: iszero: w", "w"),
    ("assert: equal: { left: w, right: w::[:1] }", "w"),
    ("assert: shape: { of: w, is: [4] }", "w"),
    ("assert: not: { count: { of: w, is: 1 } }", "w"),
    ("assert: all: [exists: w, iszero: w::[1:2]]", "w::[1:2]"),
    ("execute: transforms: [{ delete: { target: v } }]", "v"),
];

/// The words of an excerpt that its carets stand under.
fn marked(err: &str) -> &str {
    let lines: Vec<&str> = err.lines().collect();
    let mark = lines.iter().position(|line| line.contains('^'));
    let mark = mark.unwrap_or_else(|| panic!("no caret in:\n{err}"));
    let (start, end) = (lines[mark].find('^'), lines[mark].rfind('^'));
    let range = start.zip(end).map(|(start, end)| start..=end);
    &lines[mark - 1][range.expect("there is a caret")]
}

#[test]
fn the_caret_stands_under_what_is_at_fault() {
    let place = Place::new();
    for (line, words) in LINES {
        let err = place.run(&format!("in.safetensors -c '{line}'")).err();
        assert_eq!(marked(&err), words, "{err}");
    }
}

#[test]
fn the_caret_of_an_output_stands_under_its_path() {
    let place = Place::new();
    place.write(
        "out.yaml",
        "inputs: [in.safetensors]\noutput: /dev/null/x.safetensors\n",
    );
    let err = place.run("out.yaml").err();
    assert_eq!(marked(&err), "/dev/null/x.safetensors", "{err}");
}
