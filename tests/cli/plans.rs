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
    ] {
        place
            .run(&format!("{line} --no-summarize"))
            .gives(&expected);
    }
    assert!(place.path("out.safetensors").is_file());
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
