//! Torch files on the command line and in `load`: what is taken, what is said, what is refused.

use crate::place::Place;
use std::fs;
use std::path::Path;

/// A place with this file of `tests/data/torch_files`.
fn place(file: &str) -> Place {
    let place = Place::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/torch_files");
    fs::copy(folder.join(file), place.path(file)).expect("a file is copied");
    place
}

#[test]
fn a_torch_file_is_an_input_as_any_other() {
    let place = place("views.pt");
    let dump = "dump: target: transposed|overlapping, format: compact, verbosity: full";
    let of_torch = place
        .run(&format!("views.pt --no-summarize -c '{dump}'"))
        .out();
    assert!(of_torch.contains("overlapping"), "{of_torch}");
    place
        .run("views.pt output=out.safetensors --no-summarize -c 'scale_: target: row, by: 1'")
        .gives("");
    let saved = place.run(&format!("out.safetensors --no-summarize -c '{dump}'"));
    assert_eq!(saved.out(), of_torch);
}

#[test]
fn load_takes_the_tensors_under_a_key_of_a_dict() {
    let place = place("training.pt");
    place
        .run("in.safetensors --no-summarize -c 'load: path: training.pt, alias: run'")
        .fails(2, "key: model` takes the tensors under");
    let lines = "-c 'load: path: training.pt, alias: run, key: model' -c 'dump: target: run::w'";
    let said = place
        .run(&format!("in.safetensors --no-summarize {lines}"))
        .out();
    assert!(said.contains("[2]"), "{said}");
}

#[test]
fn load_leaves_out_what_is_no_tensor_when_told_to() {
    let place = place("mixed.pt");
    place
        .run("mixed.pt --no-summarize -c 'dump: target: w'")
        .fails(2, "`args` (`argparse.Namespace`)");
    let load = "load: path: mixed.pt, alias: m, only-tensors: yes";
    let lines = format!(
        "in.safetensors --no-summarize -c '{load}' -c 'assert: count: {{ of: m::.*, is: 1 }}'"
    );
    let said = place.run(&lines).notes();
    assert!(said.contains("left out `epoch` (an int)"), "{said}");
}

#[test]
fn ties_are_told_when_a_file_is_opened() {
    let place = place("module.pt");
    let said = place
        .run("module.pt --no-summarize -c 'dump: target: head.weight'")
        .notes();
    assert_eq!(
        said.matches("`head.weight` with `embed.weight`").count(),
        1,
        "{said}"
    );
}

#[test]
fn nothing_in_a_file_is_executed() {
    let place = place("refused_system.pt");
    place
        .run("refused_system.pt --no-summarize -c 'dump: target: w'")
        .fails(2, "`posix.system`");
    assert!(!Path::new("/tmp/brainsurgery-was-here").exists());
}
