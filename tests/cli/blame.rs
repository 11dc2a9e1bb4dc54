//! Failures of numbers that are computed late: the step that made them is to blame, not the one that looks.

use crate::inputs;
use crate::place::Place;
use serde_json::{Value, json};

/// A plan of which the second step cannot be computed: its matrix holds a NaN.
const PLAN: &str = "\
inputs: [nan.safetensors]
transforms:
- reshape_: {target: w, shape: [2, -1]}
- phlora_:
    target: w
    rank: 1
- copy: {from: w, to: v}
";

const MADE: &str = "phlora_: `model::w` holds a NaN at [0, 1]";

/// The last hint, for a failure found by this.
fn needed_by(finder: &str) -> String {
    format!("its numbers were first needed by {finder}")
}

/// A folder with `nan.safetensors`, and `plan.yaml`, which ends with these lines.
fn place(end: &str) -> Place {
    let place = Place::new();
    let numbers = [1.0, f32::NAN, 3.0, 4.0];
    inputs::make(&place.path("nan.safetensors"), 4, &numbers);
    place.write("plan.yaml", &format!("{PLAN}{end}"));
    place
}

/// The failure that a run tells as data.
fn failure(place: &Place, line: &str) -> Value {
    let err = place.run(&format!("{line} --json")).err();
    serde_json::from_str(err.trim()).expect("one failure")
}

/// That failure, found by this.
fn expected(finder: &str) -> Value {
    json!({
        "kind": "numeric",
        "step": 1,
        "key": null,
        "place": {"file": "plan.yaml", "line": 4, "column": 3, "length": 7},
        "message": MADE,
        "hints": ["only finite matrices have low-rank factors", needed_by(finder)],
    })
}

#[test]
fn the_step_that_made_the_numbers_is_named_with_its_place() {
    let place = place("- dump: {target: v, verbosity: stat}\n");
    let said = place.run("plan.yaml --no-summarize").err();
    let expected = format!(
        "\
error: step 2: {MADE}
 --> plan.yaml:4:3
  |
4 | - phlora_:
  |   ^^^^^^^
hint: only finite matrices have low-rank factors
hint: {}
",
        needed_by("`dump`")
    );
    assert_eq!(said, expected);
}

#[test]
fn as_data_it_is_the_same_whoever_finds_it() {
    let finders = [
        ("- dump: {target: v, verbosity: stat}\n", "`dump`"),
        ("- assert: {iszero: v}\n", "`assert`"),
        (
            "- assert: {not: {equal: {left: v, right: w, eps: 1}}}\n",
            "`assert`",
        ),
        ("- diff: {left: v, right: v, eps: 1}\n", "`diff`"),
        ("- save: {path: out.safetensors}\n", "`save`"),
        (
            "- execute: {transforms: [dump: {target: v, verbosity: full}]}\n",
            "`dump`",
        ),
        ("output: out.safetensors\n", "the output"),
    ];
    for (end, finder) in finders {
        let place = place(end);
        let found = failure(&place, "plan.yaml --no-summarize");
        assert_eq!(found, expected(finder), "{end}");
        assert!(!place.path("out.safetensors").exists(), "{end}");
    }
}

#[test]
fn a_line_behind_a_plan_finds_it_too() {
    let line = "plan.yaml --no-summarize -c 'dump: target: v, verbosity: full'";
    assert_eq!(failure(&place(""), line), expected("`dump`"));
}

#[test]
fn the_summary_says_which_step_failed() {
    let place = place("output: out.safetensors\n");
    let run = place.run("plan.yaml --summarize-path summary.yaml");
    let (code, _) = run.failed();
    assert_eq!(code, Some(2));
    let summary = place.read("summary.yaml");
    let first = format!("# the run failed in step 2: {MADE}\n");
    assert!(summary.starts_with(&first), "{summary}");
}

#[test]
fn steps_inside_a_step_are_blamed_as_that_step() {
    let place = place("");
    let inside = "execute: transforms: [{ reshape_: { target: w, shape: [2, 2] } }, \
                  { phlora: { target: w, target_a: a, target_b: b, rank: 1 } }]";
    let line = format!(
        "nan.safetensors -c '{inside}' -c 'matmul: from_a: b, from_b: a, to: y' -c 'assert: iszero: y'"
    );
    let found = failure(&place, &line);
    assert_eq!(found["step"], 0);
    assert_eq!(found["message"], "phlora: `model::w` holds a NaN at [0, 1]");
    let column = inside.find("phlora").map(|at| at + 1);
    assert_eq!(found["place"]["column"], json!(column));
}

#[test]
fn a_check_finds_no_nan() {
    place("output: out.safetensors\n")
        .run("check plan.yaml")
        .out();
}
