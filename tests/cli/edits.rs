//! `edit` where there is no terminal: any program that changes a file is an editor.

use crate::place::Place;
use crate::program::{Ran, program, run};

/// Runs lines on `in.safetensors` with this editor, without a terminal.
fn edited(place: &Place, editor: &str, lines: &str) -> Ran {
    let mut command = program(&place.path(""));
    command.env("EDITOR", editor).arg("in.safetensors");
    run(&mut command, lines)
}

#[test]
fn a_plan_of_the_summary_gives_the_same_file() {
    let place = Place::new();
    let editor = "sed -i -e 's/  w /  x.0 /' -e 's/  v /  w /'";
    let lines = "copy: from: w, to: v\nedit\nsave: one.safetensors\nsummarize > plan.yaml\n";
    let ran = edited(&place, editor, lines);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let plan = place.read("plan.yaml");
    let steps = "- execute:\n    transforms:\n    - move:\n        from: w\n        to: x.0\n    \
                 - move:\n        from: v\n        to: w\n";
    assert!(plan.contains(steps), "{plan}");
    place.write("again.yaml", &plan.replace("one", "two"));
    let mut again = program(&place.path(""));
    let again = run(again.args(["again.yaml", "--no-summarize"]), "");
    assert_eq!(again.code, Some(0), "{}", again.err);
    let bytes = |name| std::fs::read(place.path(name)).expect("a checkpoint");
    assert_eq!(bytes("one.safetensors"), bytes("two.safetensors"));
}

#[test]
fn an_exchange_keeps_each_tensor_and_replays() {
    let place = Place::new();
    let exchange = "sed -i -e 's/  w /  x /' -e 's/  v /  w /' -e 's/  x /  v /'";
    let lines = "scale: from: w, to: v, by: 2\nedit\nsave: one.safetensors\nsummarize: mode: resolve > plan.yaml\n";
    let ran = edited(&place, exchange, lines);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let plan = place.read("plan.yaml");
    assert!(
        plan.contains("from: model::v\n        to: model::v.aside\n"),
        "{plan}"
    );
    place.write("again.yaml", &plan.replace("one", "two"));
    let mut again = program(&place.path(""));
    let again = run(again.args(["again.yaml", "--no-summarize"]), "");
    assert_eq!(again.code, Some(0), "{}", again.err);
    let claim =
        |name| format!("- assert: {{equal: {{left: 'one::{name}', right: 'two::{name}'}}}}\n");
    let inputs = "inputs: [one::one.safetensors, two::two.safetensors]\ntransforms:\n";
    place.write("claims.yaml", &[inputs, &claim("w"), &claim("v")].concat());
    let mut claimed = program(&place.path(""));
    let claimed = run(claimed.args(["claims.yaml", "--no-summarize"]), "");
    assert_eq!(claimed.code, Some(0), "{}", claimed.err);
}

#[test]
fn what_an_editor_leaves_may_be_refused() {
    let place = Place::new();
    for (editor, said) in [
        (
            "sed -i -e s/w/v/ -e '$ a 1 again'",
            "the number 1 stands on line 5 already",
        ),
        ("sed -i 's/^1/2/'", "there is no number 2"),
        ("sed -i /^1/d", "no line is left"),
        ("false", "the editor `false` failed"),
        (" ", "neither `$VISUAL` nor `$EDITOR` is set"),
        ("printf '\\377' >", "not UTF-8"),
    ] {
        let ran = edited(&place, editor, "edit\nsummarize > plan.yaml\n");
        assert_eq!(ran.code, Some(2), "{editor}: {}", ran.err);
        assert!(ran.err.contains(said), "{editor}: {}", ran.err);
    }
    let ran = edited(&place, "sed -i s/w/v/", "edit: v\n");
    assert!(
        ran.err.contains("no tensor in `model` matches `v`"),
        "{}",
        ran.err
    );
}

#[test]
fn a_file_left_as_it_was_is_no_step() {
    let place = Place::new();
    let ran = edited(&place, "true", "edit\nsteps\n");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "no steps yet\n"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("nothing is changed"), "{}", ran.err);
}

#[test]
fn steps_done_again_on_another_checkpoint_replay_without_the_session() {
    let place = Place::new();
    let lines = "scale_: target: model::w, by: 2\nrand: target: model::noise, shape: [3]\n\
                 add_: from: model::noise, to: model::w\nrerun: from: 1, to: 3, alias: other\n\
                 assert: equal: { left: model::w, right: other::w }\n\
                 save: alias: other, path: one.safetensors\nsummarize > plan.yaml\n";
    let mut command = program(&place.path(""));
    let inputs = ["model::in.safetensors", "other::in.safetensors"];
    let ran = run(command.args(inputs), lines);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let plan = place.read("plan.yaml");
    assert!(!plan.contains("rerun"), "{plan}");
    place.write("again.yaml", &plan.replace("one", "two"));
    let mut again = program(&place.path(""));
    let again = run(again.args(["again.yaml", "--no-summarize"]), "");
    assert_eq!(again.code, Some(0), "{}", again.err);
    let bytes = |name| std::fs::read(place.path(name)).expect("a checkpoint");
    assert_eq!(bytes("one.safetensors"), bytes("two.safetensors"));
}

#[test]
fn a_step_is_changed_without_an_editor() {
    let place = Place::new();
    let mut command = program(&place.path(""));
    let lines = "scale_: target: w, by: 2\ncopy: from: w, to: v\n\
                 edit: step: 1, to: [{ scale_: { target: w, by: 4 } }, dump]\n\
                 summarize: format: oly, path: lines.oly\n";
    let ran = run(command.arg("in.safetensors"), lines);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let steps = "inputs: [in.safetensors]\nscale_: target: w, by: 4\ndump\ncopy: from: w, to: v\n";
    assert_eq!(place.read("lines.oly"), steps);
}
