//! `check`, and the mistakes that it and a run find at once.

use crate::place::Place;

/// A plan with mistakes in steps 1, 2 and 4; step 3 suffers from that of step 2.
pub const BAD: &str = "\
inputs: [in.safetensors]
transforms:
- scale_: {target: v, by: 2}
- copy: {from: w, to: x, bogus: 1}
- dump: {target: x}
- cast_: {target: w, to: float17}
";

#[test]
fn a_check_says_what_a_run_would_do() {
    let place = Place::new();
    place
        .run("check plan.yaml output=out")
        .gives("2 steps, 1 tensor, 12 B to write\n");
    place
        .run("check in.safetensors")
        .gives("0 steps, 1 tensor, 0 B to write\n");
    assert!(!place.path("out").exists());
}

#[test]
fn every_mistake_is_shown_at_once_with_its_place() {
    let place = Place::new();
    place.write("bad.yaml", BAD);
    for line in ["check bad.yaml", "bad.yaml"] {
        let err = place.run(line).err();
        let places: Vec<&str> = err
            .lines()
            .filter_map(|line| line.trim().strip_prefix("--> "))
            .collect();
        assert_eq!(
            places,
            [
                "bad.yaml:4:26",
                "bad.yaml:6:26, key `to`",
                "bad.yaml:3:20, key `target`"
            ]
        );
        place.run(line).fails(2, "did you mean `float16`?");
    }
}

#[test]
fn what_is_certain_is_told_behind_an_input_that_is_missing_and_a_step_that_fails() {
    let place = Place::new();
    place.write("odd.yaml", &format!("{BAD}output: out.foo\n"));
    let places = |line: &str| {
        let err = place.run(line).fails_with(2);
        let lines = err
            .lines()
            .filter_map(|line| line.trim().strip_prefix("--> "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let output = "odd.yaml:7:9, key `output`";
    let found = places("check odd.yaml");
    assert_eq!(found.last().map(String::as_str), Some(output), "{found:?}");
    assert_eq!(found.len(), 4);
    let missing = "check odd.yaml inputs=[no.safetensors]";
    let told = place.run(&format!("{missing} --json")).fails_with(2);
    let last = told.lines().last().unwrap_or_default();
    assert!(last.starts_with(r#"{"kind":"io","step":null"#), "{last}");
    assert_eq!(
        places(missing),
        ["odd.yaml:4:26", "odd.yaml:6:26, key `to`"]
    );
}

#[test]
fn a_key_that_no_plan_has_hides_no_mistake_of_a_step() {
    let place = Place::new();
    place.write("odd.yaml", &format!("{BAD}outputs: out\n"));
    for line in ["check odd.yaml", "odd.yaml"] {
        let err = place.run(line).fails_with(2);
        let errors = err.lines().filter(|line| line.starts_with("error: "));
        assert_eq!(errors.count(), 4, "{err}");
        assert!(
            err.starts_with("error: a plan has no key `outputs`\n"),
            "{err}"
        );
        assert!(err.contains("hint: did you mean `output`?"), "{err}");
    }
    for plan in [
        "transforms: [exit]\noutputs: out",
        "inpts: [in.safetensors]\ntransforms: [{delete: {target: w}}]\noutput: out",
        "inputs: [in.safetensors]\ntransform: [{prefixes: {mode: add, alias: b}}]\noutput: {alias: b, path: out}",
    ] {
        place.write("one.yaml", plan);
        let err = place.run("one.yaml").fails_with(2);
        assert_eq!(err.matches("error: ").count(), 1, "{err}");
    }
}

#[test]
fn destinations_are_tried_and_nothing_is_made() {
    let place = Place::new();
    place
        .run("check plan.yaml output=in.safetensors/x/y")
        .fails(2, "in.safetensors/x");
    place
        .run("check plan.yaml output=new/er/x.safetensors")
        .gives("2 steps, 1 tensor, 12 B to write\n");
    assert!(!place.path("new").exists());
}

#[test]
fn a_claim_that_headers_refute_fails_a_check() {
    let place = Place::new();
    place
        .run("check in.safetensors 'transforms=[{assert: {exists: v}}]'")
        .fails(2, "assert");
    place
        .run("in.safetensors 'transforms=[{assert: {exists: v}}]' --no-summarize")
        .fails(1, "assert");
}

#[test]
fn an_output_that_cannot_be_told_is_found_by_a_check_and_met_by_a_run_at_its_end() {
    let place = Place::new();
    let steps = "- scale_: {target: 'a::w', by: 2}\n- scale_: {target: 'b::w', by: 3}\n\
        - assert: {equal: {left: 'a::w', right: 'b::w'}}\n";
    let inputs = "inputs: ['a::in.safetensors', 'b::in.safetensors']";
    let plan = format!("{inputs}\ntransforms:\n{steps}output: out.safetensors\n");
    place.write("two.yaml", &plan);
    let untold = "cannot tell which alias to write";
    place.run("check two.yaml").fails(2, untold);
    place
        .run("two.yaml --no-summarize")
        .fails(1, "`a::w` and `b::w` differ");
    place.write(
        "two.yaml",
        &plan
            .replace("- assert: {equal", "- assert: {not: {equal")
            .replace("'b::w'}}", "'b::w'}}}"),
    );
    place.run("two.yaml --no-summarize").fails(2, untold);
}
