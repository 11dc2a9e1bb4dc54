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
    let wrong = "output={path: x.safetensors, alias: modl}";
    let err = place.run_words(&["out.yaml", wrong]).err();
    assert_eq!(marked(&err), "modl", "{err}");
    assert!(err.contains("hint: did you mean `model`?"), "{err}");
}

#[test]
fn the_caret_of_a_value_that_an_override_replaced_stands_in_the_override() {
    let place = Place::new();
    let item = "transforms[0].scale_.by.x=1";
    let err = place.run_words(&["plan.yaml", item]).err();
    assert_eq!(marked(&err), "x", "{err}");
}

#[test]
fn of_three_tensors_the_two_that_disagree_are_named() {
    let place = Place::new();
    let made = "-c 'cast: from: w, to: h, dtype: float16' -c 'zeroes: target: z, shape: [2]'";
    let fails = |line: &str, words: &str, under: &str| {
        let said = place
            .run(&format!("in.safetensors {made} -c '{line}'"))
            .err();
        assert!(said.contains(words), "{line}: {said}");
        let caret = said
            .lines()
            .find(|line| line.contains('^'))
            .expect("a caret");
        let typed = said
            .lines()
            .find(|typed| typed.contains(line))
            .expect("the line");
        let column = caret.find('^').expect("a caret");
        assert!(typed[column..].starts_with(under), "{line}: {said}");
    };
    fails(
        "add: from_a: w, from_b: h, to: w",
        "`model::w` and `model::h`",
        "h, to",
    );
    fails(
        "multiply: from_a: w, from_b: w, to: z",
        "`model::w` and `model::z`",
        "z",
    );
    fails(
        "add: from_a: w, from_b: w::[9], to: w",
        "`model::w::[9]`",
        "w::[9]",
    );
    fails(
        "matmul: from_a: w, from_b: h, to: y",
        "`model::w` and `model::h`",
        "h, to",
    );
}

#[test]
fn each_reason_why_no_claim_holds_stands_on_a_line_of_its_own() {
    let claim = "assert: any: [{ exists: zz }, { count: { of: w, is: 3 } }]";
    let said = Place::new()
        .run(&format!("in.safetensors -c '{claim}'"))
        .err();
    let reasons = said.lines().filter(|line| line.starts_with("- "));
    assert_eq!(reasons.count(), 2, "{said}");
}
