//! `execute`: plans inside steps.

use crate::place::{Place, counted};

/// Runs lines on `in.safetensors` and gives what is said on standard output.
fn said(place: &Place, lines: &[&str]) -> String {
    place.run(&line(lines)).out()
}

fn line(lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("-c '{line}'")).collect();
    format!("in.safetensors {}", lines.join(" "))
}

const DUMP: &str = "dump: target: w, verbosity: full";

#[test]
fn steps_are_read_from_wherever_they_are_written() {
    let place = Place::new();
    place.write("double.yaml", "transforms:\n- scale_: {target: w, by: 2}\n");
    place.write("double.oly", "# twice\nscale_: target: w, by: 2\n");
    place.write("list.yml", "- scale_: {target: w, by: 2}\n");
    let twice = counted("2.0, 4.0, 6.0", 2, 2);
    for step in [
        "execute: double.yaml",
        "execute: path: double.oly",
        "execute: list.yml",
        "execute: transforms: [{ scale_: { target: w, by: 2 } }]",
        "execute: transforms: { scale_: { target: w, by: 2 } }",
        "execute: plan: [{ scale_: { target: w, by: 2 } }]",
        "execute: plan: { transforms: [\"scale_: target: w, by: 2\"] }",
        "execute: plan-yaml: \"- scale_: {target: w, by: 2}\"",
        "execute: plan-yaml: \"scale_: target: w, by: 2\"",
        "execute: plan-yaml: \"# a note\\nhelp\\nscale_: target: w, by: 2\"",
        "execute: plan-yaml: \"execute: double.yaml\"",
    ] {
        let said = said(&place, &[step, DUMP]);
        assert!(said.ends_with(&twice), "{step}: {said}");
    }
}

#[test]
fn all_sources_of_a_step_run_in_a_fixed_order() {
    let place = Place::new();
    place.write("last.yaml", "- move: {from: c, to: d}\n");
    let step = "execute: path: last.yaml, plan-yaml: \"- move: {from: b, to: c}\", \
                plan: [{ move: { from: a, to: b } }], transforms: [{ move: { from: w, to: a } }]";
    assert_eq!(
        said(&place, &[step, "dump"]),
        "└── model\n    └── d  shape=[3]\n"
    );
}

#[test]
fn inputs_are_loaded_first_and_the_output_is_saved_last() {
    let place = Place::new();
    let plan = "inputs:\n- in.safetensors\n- second::in.safetensors\n- ::in.safetensors\n\
                transforms:\n- scale_: {target: 'second::w', by: 2}\noutput: second::out.safetensors\n";
    place.write("several.yaml", plan);
    let prefixes = said(&place, &["execute: several.yaml", "prefixes"]);
    for alias in ["model", "model_1", "second", "model_3"] {
        assert!(prefixes.contains(alias), "{prefixes}");
    }
    let out = "out.safetensors -c 'dump: target: w, verbosity: full'";
    let doubled = counted("2.0, 4.0, 6.0", 1, 1);
    assert_eq!(place.run(out).out(), doubled);
}

#[test]
fn a_name_without_alias_belongs_to_the_only_input_inside() {
    let place = Place::new();
    let step = "execute: plan: { inputs: [\"b::in.safetensors\"], transforms: [{ move: { from: w, to: v } }] }";
    let listing = said(&place, &[step, "dump: target: b::.*", "dump: target: .*"]);
    assert_eq!(listing, "└── v  shape=[3]\n└── w  shape=[3]\n");
}

#[test]
fn it_is_one_step_to_undo_and_to_count() {
    let place = Place::new();
    let edits =
        "execute: transforms: [{ scale_: { target: w, by: 2 } }, { copy: { from: w, to: v } }]";
    let after = said(
        &place,
        &[edits, "undo", "dump", "redo", "dump", "undo: 2", DUMP],
    );
    let once = counted("1.0, 2.0, 3.0", 1, 1);
    let expected = format!(
        "└── model\n    └── w  shape=[3]\n└── model\n    ├── v  shape=[3]\n    └── w  shape=[3]\n{once}"
    );
    assert_eq!(after, expected);
    let within = "execute: transforms: [{ scale_: { target: w, by: 2 } }, undo, undo]";
    let run = place.run(&line(&["scale_: target: w, by: 3", within]));
    run.fails(2, "execute: step 3: undo: there is nothing to undo");
}

#[test]
fn exit_inside_ends_the_whole_run() {
    let place = Place::new();
    let said = said(
        &place,
        &[
            "execute: transforms: [exit, { delete: { target: w } }]",
            "dump",
        ],
    );
    assert_eq!(said, "");
}

#[test]
fn mistakes_inside_are_found_before_anything_runs_and_say_where() {
    let place = Place::new();
    let plan = "inputs: [in.safetensors]\ntransforms:\n- dump\n- execute:\n    transforms:\n    \
                - delete: {target: w}\n    - delete: {target: v}\n    - coppy: {}\n- save: {path: x.safetensors, alias: b}\n";
    place.write("bad.yaml", plan);
    for line in ["bad.yaml", "check bad.yaml"] {
        let run = place.run(line);
        let err = run.err();
        for words in [
            "error: step 2: execute: step 2: delete: no tensor in `model` matches `v`",
            "--> bad.yaml:7:24, key `target`",
            "error: step 2: execute: step 3: unknown transform `coppy`",
        ] {
            assert!(err.contains(words), "{words} is not in:\n{err}");
        }
    }
}

#[test]
fn what_ran_before_a_failure_inside_stays_as_steps_of_its_own() {
    let place = Place::new();
    let step = "execute: transforms: [{ copy: { from: w, to: v } }, { assert: { iszero: w } }]";
    let run = place.run(&format!("{} --summarize", line(&["dump", step])));
    let summary =
        "# the run failed in step 2: execute: step 2: assert: iszero: `model::w` is not zero";
    let (code, out) = run.failed();
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains(summary), "{out}");
    let steps = "- dump: {}\n- copy:\n    from: model::w\n    to: model::v\n";
    assert!(out.ends_with(steps), "{out}");
}

#[test]
fn summaries_hold_it_as_typed_or_as_it_ran_and_run_again() {
    let place = Place::new();
    place.write(
        "edit.yaml",
        "- scale_: {target: w, by: 2}\n- copy: {from: w, to: v}\n",
    );
    let run = |mode: &str, plan: &str| {
        let given = "in.safetensors -c 'execute: edit.yaml' --summarize";
        let summary = place.run(&format!("{given} --summary-mode {mode}")).out();
        place.write(plan, &summary);
        place
            .run(&format!("{plan} output={plan}.safetensors --no-summarize"))
            .out();
        let written = std::fs::read(place.path(&format!("{plan}.safetensors")));
        (summary, written.expect("an output"))
    };
    let (raw, one) = run("raw", "raw.yaml");
    let (resolved, other) = run("resolve", "resolved.yaml");
    assert!(
        raw.ends_with("transforms:\n- execute: edit.yaml\n"),
        "{raw}"
    );
    let steps = "- execute:\n    transforms:\n    - scale_:\n        target: model::w\n        by: 2.0\n    \
                 - copy:\n        from: model::w\n        to: model::v\n";
    assert!(resolved.ends_with(steps), "{resolved}");
    assert_eq!(one, other);
}

#[test]
fn the_output_follows_what_is_written_inside() {
    let place = Place::new();
    let plan = "inputs: [a::in.safetensors, b::in.safetensors]\ntransforms:\n\
                - execute: {transforms: [{scale_: {target: b::w, by: 2}}]}\noutput: out.safetensors\n";
    place.write("two.yaml", plan);
    place.run("two.yaml --no-summarize").gives("");
    let doubled = counted("2.0, 4.0, 6.0", 1, 1);
    place
        .run("out.safetensors -c 'dump: target: w, verbosity: full'")
        .gives(&doubled);
}

#[test]
fn plans_nest_sixteen_deep_and_never_in_a_circle() {
    let place = Place::new();
    place.write("0.yaml", "- scale_: {target: w, by: 2}\n");
    for depth in 1..17 {
        place.write(
            &format!("{depth}.yaml"),
            &format!("- execute: {}.yaml\n", depth - 1),
        );
    }
    let twice = counted("2.0, 4.0, 6.0", 2, 2);
    assert_eq!(said(&place, &["execute: 15.yaml", DUMP]), twice);
    let run = place.run(&line(&["execute: 16.yaml"]));
    run.fails(2, "plans run at most 16 deep inside each other");
    place.write("a.yaml", "- execute: ./b.yaml\n");
    place.write("b.yaml", "- dump\n- execute: a.yaml\n");
    let run = place.run(&line(&["execute: a.yaml"]));
    run.fails(2, "a.yaml` would execute itself");
}

#[test]
fn what_holds_no_steps_is_refused() {
    let place = Place::new();
    place.write("nothing.yaml", "");
    for (step, words) in [
        ("execute: {}", "there is nothing to execute"),
        ("execute: transforms: []", "there are no steps in it"),
        ("execute: nothing.yaml", "there are no steps in it"),
        (
            "execute: transforms: 3",
            "a step is a name or a mapping, found a number",
        ),
        ("execute: plan: { steps: [] }", "a plan has no key `steps`"),
        ("execute: plan: text", "a plan is a mapping"),
        ("execute: plan-yaml: \"copy: from w\"", "copy"),
        ("execute: missing.yaml", "cannot read `missing.yaml`"),
        ("execute: file: x.yaml", "unknown key `file`"),
    ] {
        place.run(&line(&[step])).fails(2, words);
    }
}

#[test]
fn preview_and_verbose_speak_of_the_steps_inside() {
    let place = Place::new();
    let edits =
        "execute: transforms: [{ scale_: { target: w, by: 2 } }, { copy: { from: w, to: v } }]";
    assert_eq!(
        said(
            &place,
            &[
                "set: preview: true, verbose: true",
                edits,
                "dump: target: v"
            ]
        ),
        "preview 2.1/3 scale_: changed[1] model::w\nscale_: w\n\
         preview 2.2/3 copy: created[1] model::v\ncopy: w -> v\n\
         preview session: changed[1], created[1], deleted[0]\n\
         preview 3/3 dump: no tensor impact\n└── v  shape=[3]\n\
         preview session: changed[0], created[0], deleted[0]\n"
    );
}

#[test]
fn what_was_drawn_inside_a_step_is_in_both_summaries() {
    for mode in ["raw", "resolve"] {
        let place = Place::new();
        let random = "execute: { transforms: [{ rand: { target: q, shape: [5] } }] }";
        let lines = format!("-c '{random}' -c 'save: one.safetensors'");
        let summary = format!("--summarize --summary-mode {mode} --summarize-path {mode}.yaml");
        place
            .run(&format!("in.safetensors {lines} {summary}"))
            .out();
        let first = std::fs::read(place.path("one.safetensors")).expect("a checkpoint");
        place.run(&format!("{mode}.yaml --no-summarize")).out();
        let again = std::fs::read(place.path("one.safetensors")).expect("a checkpoint");
        assert!(
            first == again,
            "{mode}: {}",
            place.read(&format!("{mode}.yaml"))
        );
    }
}
