//! Earlier steps at the prompt: listed, looked at, gone back to.

use crate::program::{program, run};
use crate::terminal::Place;
use std::fs;

#[test]
fn the_prompt_tells_what_is_looked_at_and_edits_wait() {
    let place = Place::new("looking");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("scale_: target: w, by: 2");
    shell.enter("at: 0");
    shell.shows("at: step 0 of 1; `at: now` ends the look");
    shell.wait_for_end_with(" @0>");
    shell.enter("scale_: target: w, by: 3");
    shell.shows("step 0 is only looked at");
    shell.shows("restore: 0");
    shell.wait_for_end_with(" @0>");
    shell.enter("dump: verbosity: full, format: json");
    shell.shows("\"values\":[1.0,2.0]");
    shell.wait_for_end_with(" @0>");
    shell.line("at: now");
    shell.line("dump: verbosity: full, format: json");
    shell.shows("\"values\":[2.0,4.0]");
}

#[test]
fn steps_are_listed_gone_back_to_and_done_again() {
    let place = Place::new("going-back");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("scale_: target: w, by: 2");
    shell.line("copy: from: w, to: v");
    shell.line("scale_: target: w, by: 3");
    shell.line("restore: 1");
    shell.shows("restore: back at step 1; `redo: 2` does them again");
    shell.line("steps");
    shell.shows("scale_: target: w, by: 2  1 scaled  w ");
    shell.shows("undone  copy: from: w, to: v      1 copied  v ");
    shell.line("redo: 2");
    shell.line("restore: 9");
    shell.shows("there is no step 9, the last is 3");
    shell.line("diff: left: model@1, right: model");
    shell.shows("model@1::.*");
}

#[test]
fn a_recording_that_looks_back_gives_the_same_bytes() {
    let place = Place::new("looking-back");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    for line in [
        "scale_: target: w, by: 2",
        "copy: from: w, to: v",
        "undo",
        "dump",
        "copy: from: model@0::w, to: v",
        "subtract_: from: model@1::w, to: v",
        "restore: 3",
        "redo",
        "save: out.safetensors",
    ] {
        shell.line(line);
    }
    shell.enter("exit");
    shell.shows("recorded in");
    assert_eq!(shell.end(), 0);
    let written = fs::read(place.join("out.safetensors")).expect("a checkpoint");
    fs::remove_file(place.join("out.safetensors")).expect("a checkpoint");
    place.file("again.oly", &place.recording());
    let ran = run(program(&place.join("")).arg("again.oly"), "");
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let again = fs::read(place.join("out.safetensors")).expect("a checkpoint");
    assert!(written == again);
}
