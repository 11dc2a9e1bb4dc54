//! Plans put together from files and overrides, and the summary at their end.

use crate::place::{Place, shown};

const SUMMARY: &str = "\
inputs:
- in.safetensors
transforms:
- scale_:
    target: w
    by: 2
- dump:
    target: w
    format: tree
    verbosity: full
";

const RESOLVED: &str = "\
inputs:
- model::in.safetensors
transforms:
- scale_:
    target: model::w
    by: 2.0
- dump:
    target: model::w
    format: tree
    verbosity: full
";

#[test]
fn overrides_and_later_files_change_what_a_plan_says() {
    let place = Place::new();
    place.write(
        "more.yaml",
        "transforms+: [{dump: {target: w, format: tree}}]\n",
    );
    let shape = "└── w  shape=[3]\n";
    place.write(
        "steps.oly",
        "\u{feff}inputs: [in.safetensors]\r\ndump: target: v\r\n",
    );
    for (line, expected) in [
        (
            "plan.yaml transforms[0].scale_.by=10",
            shown("10.0, 20.0, 30.0"),
        ),
        (
            "transforms[1].dump.verbosity=shape plan.yaml",
            shape.to_string(),
        ),
        ("plan.yaml more.yaml", shown("2.0, 4.0, 6.0") + shape),
        (
            "inputs=[in.safetensors] 'transforms=[{dump: {target: w}}]'",
            shape.to_string(),
        ),
        ("plan.yaml output=out.safetensors", shown("2.0, 4.0, 6.0")),
        (
            "plan.yaml 'transforms+=[{dump: {target: w, format: tree}}]'",
            shown("2.0, 4.0, 6.0") + shape,
        ),
        (
            "plan.yaml '+transforms={dump: {target: w}}'",
            shape.to_string() + &shown("2.0, 4.0, 6.0"),
        ),
        ("steps.oly transforms[0].dump.target=w", shape.to_string()),
    ] {
        place
            .run(&format!("{line} --no-summarize"))
            .gives(&expected);
    }
    assert!(place.path("out.safetensors").is_file());
}

#[test]
fn overrides_reach_what_a_recording_writes() {
    let place = Place::new();
    place.write(
        "steps.oly",
        "inputs: [in.safetensors]\nscale_: target: w, by: 2\noutput: one.safetensors\n",
    );
    place
        .run("steps.oly output=two.safetensors --no-summarize")
        .gives("");
    assert!(place.path("two.safetensors").is_file() && !place.path("one.safetensors").exists());
}

#[test]
fn every_line_of_a_recording_that_is_none_is_told() {
    let place = Place::new();
    place.write("steps.oly", "copy from: a\ndump\nscale_: target: w, by: \n");
    let err = place.run("steps.oly").err();
    assert!(
        err.contains("--> steps.oly:1:6") && err.contains("--> steps.oly:3:"),
        "{err}"
    );
}

#[test]
fn a_dry_run_says_what_it_leaves_unwritten() {
    let place = Place::new();
    for (given, said) in [
        (
            "output=out.safetensors",
            "dry run: would write `out.safetensors`\n",
        ),
        (
            "'transforms+={summarize: {path: s.yaml}}'",
            "dry run: would write `s.yaml`\n",
        ),
        ("'transforms+={save: b}'", "dry run: would write `b`\n"),
        ("output=", ""),
    ] {
        let line =
            format!("plan.yaml '+transforms={{set: {{dry-run: on}}}}' {given} --no-summarize");
        assert_eq!(place.run(&line).notes(), said, "{given}");
    }
    assert_eq!(
        std::fs::read_dir(place.path("")).expect("listed").count(),
        2
    );
}

#[test]
fn under_verbose_each_tensor_and_each_checkpoint_has_a_line() {
    let place = Place::new();
    let lines = "-c 'set: verbose: true' -c 'load: path: in.safetensors, alias: b' -c 'copy: from: w, to: v' \
        -c 'execute: { transforms: [{ load: { path: in.safetensors, alias: c } }] }' \
        -c 'load: path: in.safetensors, to: u' -c 'set: dry-run: true' -c 'load: path: in.safetensors, alias: d'";
    place.run(&format!("model::in.safetensors {lines}")).gives(
        "load: in.safetensors -> alias b\ncopy: w -> v\nload: in.safetensors -> alias c\nload: u\n\
         dry-run load: in.safetensors -> alias d\n",
    );
}

#[test]
fn overrides_that_fit_nowhere_are_refused() {
    let place = Place::new();
    place
        .run("plan.yaml transforms[x].by=2")
        .fails(2, "transforms[x].by");
    place.run("plan.yaml a..b=1").fails(2, "a..b");
    place.run("plan.yaml transforms[7].exit=").fails(2, "step");
    place.run("plan.yaml transform=[]").fails(2, "`transforms`");
}

#[test]
fn the_steps_that_ran_are_shown_or_written_at_the_end() {
    let place = Place::new();
    let answer = shown("2.0, 4.0, 6.0");
    place
        .run("plan.yaml")
        .gives(&format!("{answer}---\n{SUMMARY}"));
    place
        .run("plan.yaml --summary-mode Resolve")
        .gives(&format!("{answer}---\n{RESOLVED}"));
    place
        .run("plan.yaml --summarize-path deep/er/summary.yaml")
        .gives(&answer);
    assert_eq!(place.read("deep/er/summary.yaml"), SUMMARY);
    place
        .run("in.safetensors -c 'dump: target: w'")
        .gives("└── w  shape=[3]\n");
}

#[test]
fn the_summary_of_a_run_that_fails_has_the_steps_before_and_says_so() {
    let place = Place::new();
    place
        .run("plan.yaml transforms[2].assert.iszero=w --summarize-path part.yaml")
        .err();
    let part = place.read("part.yaml");
    let (mark, steps) = part.split_once('\n').expect("lines");
    let message = "# the run failed in step 3: assert: iszero: `model::w` is not zero";
    assert!(mark.starts_with(message), "{mark}");
    assert_eq!(steps, SUMMARY);
}
