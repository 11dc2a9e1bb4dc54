//! `model@1`: earlier states in plans, recordings, summaries and checks.

use crate::place::{Place, counted};
use std::fs;

const PLAN: &str = r"inputs: [in.safetensors]
transforms:
- scale_: {target: w, by: 2}
- dump
- scale_: {target: w, by: 3}
- execute:
    transforms:
    - copy: {from: 'model@1::w', to: v}
    - copy: {from: 'model@4::v', to: u}
- subtract_: {from: 'model@0::w', to: w}
- diff: {left: model@3, right: model}
output: out.safetensors
";

#[test]
fn a_plan_and_its_summaries_give_the_same_bytes() {
    let place = Place::new();
    place.write("earlier.yaml", PLAN);
    for mode in ["raw", "resolve"] {
        let summarize = format!("summarize: path: {mode}.yaml, mode: {mode}");
        place.run(&format!("earlier.yaml -c '{summarize}'")).out();
        let before = fs::read(place.path("out.safetensors")).expect("an output");
        fs::remove_file(place.path("out.safetensors")).expect("an output");
        place.run(&format!("{mode}.yaml --no-summarize")).out();
        let after = fs::read(place.path("out.safetensors")).expect("an output");
        assert!(before == after, "{mode}");
    }
}

#[test]
fn numbers_follow_the_steps_that_a_summary_leaves_out() {
    let place = Place::new();
    place.write("earlier.yaml", PLAN);
    place.write("inner.oly", "help\ncopy: from: model@6::w, to: x\n");
    for mode in ["raw", "resolve"] {
        let summarize = format!("summarize: path: short.yaml, mode: {mode}, read-only: false");
        let inner = "-c 'execute: inner.oly'";
        place
            .run(&format!("earlier.yaml {inner} -c '{summarize}'"))
            .out();
        let short = place.read("short.yaml");
        assert!(
            !short.contains("dump") && short.contains("model@3::v"),
            "{short}"
        );
        let before = fs::read(place.path("out.safetensors")).expect("an output");
        place.run("short.yaml --no-summarize").out();
        let after = fs::read(place.path("out.safetensors")).expect("an output");
        assert!(before == after, "{mode}: {short}");
    }
}

#[test]
fn what_was_done_again_behind_a_look_has_new_numbers() {
    let place = Place::new();
    let lines = "inputs: [in.safetensors]\nscale_: target: w, by: 2\nscale_: target: w, by: 3\n\
                 copy: from: model@2::w, to: v\nundo: 2\ndump\nredo: 2\nsummarize: path: plan.yaml\n";
    place.write("session.oly", lines);
    place
        .run("session.oly --no-summarize output=one.safetensors")
        .out();
    assert!(place.read("plan.yaml").contains("model@3::w"));
    place
        .run("plan.yaml --no-summarize output=two.safetensors")
        .out();
    let read = |name: &str| fs::read(place.path(name)).expect("an output");
    assert!(read("one.safetensors") == read("two.safetensors"));
}

#[test]
fn a_check_knows_the_numbers_behind_a_step_that_fails() {
    let place = Place::new();
    let plan = "inputs: [in.safetensors]\ntransforms:\n- scale_: {target: nothing, by: 2}\n\
                - coppy: {from: w, to: v}\n- copy: {from: 'model@2::w', to: v}\n\
                - copy: {from: 'model@9::w', to: u}\n";
    place.write("bad.yaml", plan);
    let err = place.run("bad.yaml").err();
    assert!(err.contains("step 1: scale_"), "{err}");
    assert!(err.contains("unknown transform `coppy`"), "{err}");
    assert!(!err.contains("step 3: copy"), "{err}");
    assert!(
        err.contains("step 4: copy: `model@9`: there is no step 9, the last is 3"),
        "{err}"
    );
}

#[test]
fn a_recording_runs_again_with_what_was_undone() {
    let place = Place::new();
    let lines = "inputs: [in.safetensors]\nscale_: target: w, by: 2\nscale_: target: w, by: 3\n\
                 undo\nscale_: target: w, by: 5\nrestore: 1\nredo\n\
                 assign: from: model@1::w, to: w\nat: 0\nassert: reads: { of: w, is: 0 }\nat: now\n\
                 dump: target: w, verbosity: full\n";
    place.write("session.oly", lines);
    let out = place.run("session.oly --no-summarize").out();
    assert_eq!(out, counted("2.0, 4.0, 6.0", 3, 4));
}

#[test]
fn an_earlier_state_is_saved_and_the_present_goes_on() {
    let place = Place::new();
    let lines = "-c 'scale_: target: w, by: 2' -c 'save: path: old.safetensors, alias: model@0'";
    place.run(&format!("in.safetensors {lines}")).gives("");
    place
        .run("old.safetensors -c 'dump: target: w, verbosity: full'")
        .gives(&counted("1.0, 2.0, 3.0", 1, 1));
}

#[test]
fn an_earlier_state_is_looked_at_and_not_edited() {
    let place = Place::new();
    let begin = "in.safetensors -c 'scale_: target: w, by: 2' -c 'at: 0'";
    let dump = "-c 'dump: target: w, verbosity: full'";
    place
        .run(&format!("{begin} {dump} -c 'at: now' {dump}"))
        .gives(&(counted("1.0, 2.0, 3.0", 1, 1) + &counted("2.0, 4.0, 6.0", 2, 2)));
    for edit in [
        "scale_: target: w, by: 2",
        "undo",
        "execute: plan.yaml",
        "set: verbose: true",
    ] {
        let run = place.run(&format!("{begin} -c '{edit}'"));
        run.fails(2, "step 0 is only looked at");
    }
    place
        .run(&format!("{begin} -c 'restore: 0' {dump}"))
        .gives(&counted("1.0, 2.0, 3.0", 1, 1));
    let saved = format!("{begin} -c exit output=out.safetensors");
    place.run(&saved).out();
    place
        .run(&format!("out.safetensors {dump}"))
        .gives(&counted("2.0, 4.0, 6.0", 1, 1));
}

#[test]
fn steps_are_data_under_json() {
    let place = Place::new();
    let line = "in.safetensors --json -c 'scale_: target: w, by: 2' -c undo -c steps";
    let out = place.run(line).out();
    let answer: serde_json::Value =
        serde_json::from_str(out.lines().next().expect("a line")).expect("JSON");
    let step = &answer["data"][0];
    assert_eq!(step["undone"], true);
    assert_eq!(step["changed"], 1);
    assert_eq!(step["names"][0], "model::w");
    assert!(step["seconds"].is_number() && step["number"].is_null());
}
