//! Plans inside steps, as the shell asks about them and records them.

use crate::terminal::Place;

/// The lines of a recording that are no remarks.
fn steps(place: &Place) -> Vec<String> {
    let recording = place.recording();
    let steps = recording.lines().filter(|line| !line.starts_with("#:"));
    steps.skip(1).map(str::to_string).collect()
}

#[test]
fn a_plan_inside_a_step_is_recorded_as_it_ran() {
    let place = Place::new("nested");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    place.file(
        "edit.yaml",
        "- copy: {from: w, to: v}\n- save: {path: out.safetensors}\n",
    );
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("execute: edit.yaml");
    shell.shows("+ 1 copied");
    shell.line("undo");
    shell.shows("back at step 0; files that were written stay");
    shell.enter("exit");
    shell.shows("recorded in");
    assert_eq!(shell.end(), 0);
    let out = place.join("out.safetensors").display().to_string();
    let ran = format!(
        "execute: transforms: [{{ copy: {{ from: model::w, to: model::v }} }}, \
         {{ save: {{ path: {out}, alias: model }} }}]"
    );
    assert_eq!(steps(&place), [ran.as_str(), "undo", "exit"]);
    let saved = format!("#: saved: path: {out}");
    assert!(place.recording().contains(&saved), "{}", place.recording());
}

#[test]
fn steps_inside_are_asked_about_one_by_one_and_stay_where_some_are_not_to_go() {
    let place = Place::new("nested-preview");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("set: preview: true");
    shell
        .enter("execute: transforms: [{ copy: { from: w, to: a } }, { copy: { from: w, to: b } }]");
    shell.shows("preview 1.1/1 copy: go/no-go");
    shell.enter("go");
    shell.shows("preview 1.2/1 copy: go/no-go");
    shell.enter("no");
    shell.prompt();
    shell.line("assert: all: [{exists: a}, {not: {exists: b}}]");
    shell.shows("assert: ok");
    shell.leave();
    assert_eq!(shell.end(), 0);
    let recorded = steps(&place);
    assert_eq!(recorded[1], "copy: from: model::w, to: model::a");
    assert_eq!(recorded.len(), 4, "{recorded:?}");
}

#[test]
fn what_ran_before_a_failure_inside_is_recorded() {
    let place = Place::new("nested-failure");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("execute: transforms: [{ copy: { from: w, to: a } }, { assert: { iszero: a } }]");
    shell.shows("execute: step 2: assert: iszero: `model::a` is not zero");
    shell.line("undo");
    shell.shows("back at step 0");
    shell.enter("exit");
    shell.shows("recorded in");
    assert_eq!(shell.end(), 0);
    let recorded = steps(&place);
    assert_eq!(
        recorded,
        ["copy: from: model::w, to: model::a", "undo", "exit"]
    );
}
