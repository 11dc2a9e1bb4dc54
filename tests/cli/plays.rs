//! `play`: plans and recordings line by line, for real.

use crate::place::Place;
use crate::program::{program, run};

const RECORDING: &str = "#: recording: version: 1, time: now\n\
    inputs: [in.safetensors]\n\
    output: out.safetensors\n\
    # Twice as much.\n\
    scale_: target: w, by: 2\n\
    dump: target: w, verbosity: full\n\
    exit\n\
    #: saved: path: out.safetensors, bytes: 12\n";

#[test]
fn a_recording_is_played_with_its_comments_as_prose_and_writes_its_output() {
    let place = Place::new();
    place.write("session.oly", RECORDING);
    let ran = program_on(&place, &["play", "session.oly", "--pace", "0.01"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.out
            .starts_with("Twice as much.\n> scale_: target: w, by: 2\n> dump: "),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("values=[2.0, 4.0, 6.0]"), "{}", ran.out);
    assert!(ran.out.ends_with("\n> exit\n"), "{}", ran.out);
    assert!(ran.err.contains("wrote out.safetensors"), "{}", ran.err);
    assert!(place.path("out.safetensors").exists());
}

#[test]
fn a_plan_is_played_as_lines_with_its_comments_above_them() {
    let place = Place::new();
    let plan = "# About.\ninputs: [in.safetensors]\ntransforms:\n# First.\n- copy: {from: w, to: v}\n# Then.\n- dump\n";
    place.write("commented.yaml", plan);
    let ran = program_on(&place, &["play", "commented.yaml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let shown = "About.\nFirst.\n> copy: from: w, to: v\n\nThen.\n> dump\n";
    assert!(ran.out.starts_with(shown), "{}", ran.out);
    assert!(!ran.out.contains("---"), "no summary: {}", ran.out);
}

#[test]
fn a_play_in_safe_mode_replaces_nothing() {
    let place = Place::new();
    place.write(
        "session.oly",
        "inputs: [in.safetensors]\nsave: path: in.safetensors\n",
    );
    let before = std::fs::read(place.path("in.safetensors")).ok();
    let ran = program_on(&place, &["play", "session.oly", "--safe"]);
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    assert!(
        ran.err.contains("`in.safetensors` is there already"),
        "{}",
        ran.err
    );
    assert_eq!(std::fs::read(place.path("in.safetensors")).ok(), before);
}

#[test]
fn a_play_ends_where_a_line_fails() {
    let place = Place::new();
    place.write(
        "session.oly",
        "inputs: [in.safetensors]\ndelete: target: x\ndump\n",
    );
    let ran = program_on(&place, &["play", "session.oly"]);
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    assert_eq!(ran.out, "> delete: target: x\n");
    assert!(ran.err.contains("session.oly:2:"), "{}", ran.err);
}

#[test]
fn what_cannot_be_played_is_said() {
    let place = Place::new();
    place.write("empty.txt", "nothing here\n");
    for (file, said) in [
        ("in.safetensors", "there is nothing to play"),
        ("empty.txt", "there is nothing to play"),
        ("missing.oly", "does not exist"),
        ("missing.txt", "cannot read"),
    ] {
        let ran = program_on(&place, &["play", file]);
        assert_eq!(ran.code, Some(2), "{file}");
        assert!(ran.err.contains(said), "{file}: {}", ran.err);
    }
    let ran = program_on(&place, &["play", "plan.yaml", "--pace", "-1"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
}

fn program_on(place: &Place, words: &[&str]) -> crate::program::Ran {
    let mut command = program(&place.path(""));
    run(command.args(words), "")
}
