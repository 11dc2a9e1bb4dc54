//! Steps that are stopped, and signals.

use crate::terminal::{Place, Terminal};
use std::time::{Duration, Instant};

const CTRL_C: &str = "\x03";

/// A shell in which a step takes its time.
fn busy(place: &Place) -> Terminal {
    place.huge_checkpoint("huge.safetensors");
    let mut shell = place.shell(&["huge.safetensors"]);
    shell.prompt();
    shell.line("copy: from: w, to: v");
    shell.enter("dump: target: w, verbosity: stat");
    shell.shows("B of 128 GiB");
    shell
}

#[test]
fn ctrl_c_stops_a_step_and_keeps_the_session() {
    let place = Place::new("stop");
    let mut shell = busy(&place);
    let stopped = Instant::now();
    shell.keys(CTRL_C);
    shell.prompt();
    assert!(stopped.elapsed() < Duration::from_secs(5));
    shell.shows("\ninterrupted\n");
    shell.line("assert: exists: v");
    shell.shows("assert: ok");
    assert!(
        place.recording().contains("kind: interrupted"),
        "{}",
        place.recording()
    );
}

#[test]
fn ctrl_c_stops_a_heavy_computation_and_leaves_no_files() {
    let place = Place::new("heavy");
    place.hollow_checkpoint("m.safetensors", 8 << 20);
    let turn = "- add_: {from: w, to: v}\n- add_: {from: v, to: w}\n";
    let steps = format!("- copy: {{from: w, to: v}}\n{}", turn.repeat(200));
    place.file(
        "sums.yaml",
        &format!("inputs: [m.safetensors]\ntransforms:\n{steps}"),
    );
    let mut shell = place.shell(&["-i", "sums.yaml", "--no-summarize", "--provider", "arena"]);
    shell.prompt();
    for line in ["dump: target: w, verbosity: stat", "assert: iszero: w"] {
        shell.enter(line);
        shell.shows("computing");
        let stopped = Instant::now();
        shell.keys(CTRL_C);
        shell.prompt();
        assert!(stopped.elapsed() < Duration::from_secs(5));
    }
    shell.line("assert: exists: v");
    shell.shows("assert: ok");
    shell.enter("dump: target: w, verbosity: stat");
    shell.shows("computing");
    shell.signal("KILL");
    assert_ne!(shell.end(), 0);
    assert!(place.join(".brainsurgery").is_dir());
    place.checkpoint("small.safetensors", &[1.0]);
    let mut shell = place.shell(&[
        "-i",
        "sums.yaml",
        "inputs=[small.safetensors]",
        "--provider",
        "arena",
    ]);
    shell.prompt();
    shell.line("assert: not: {iszero: w}");
    shell.shows("assert: ok");
    let list = |path: &str| std::fs::read_dir(place.join(path)).map_or(0, Iterator::count);
    assert_eq!(list(".brainsurgery"), 1);
    shell.signal("TERM");
    assert_eq!(shell.end(), 143);
    assert!(!place.join(".brainsurgery").exists());
}

#[test]
fn a_second_ctrl_c_asks_whether_to_quit() {
    let place = Place::new("quit");
    let mut shell = busy(&place);
    shell.keys(CTRL_C);
    shell.prompt();
    shell.keys(CTRL_C);
    shell.shows("quit without writing anything? [y/N]");
    shell.line("n");
    shell.keys("dropped");
    shell.wait_for_end_with("dropped");
    shell.keys(CTRL_C);
    shell.prompt();
    shell.line("assert: exists: v");
    shell.enter("dump: target: w, verbosity: stat");
    shell.shows("B of 128 GiB");
    shell.keys(CTRL_C);
    shell.prompt();
    shell.keys(CTRL_C);
    shell.wait_for_end_with("[y/N]");
    shell.enter("y");
    assert_eq!(shell.end(), 130);
}

#[test]
fn the_output_is_written_on_leaving_and_at_no_other_end() {
    let place = Place::new("output");
    place.checkpoint("m.safetensors", &[1.0]);
    place.file(
        "plan.yaml",
        "inputs: [m.safetensors]\noutput: out.safetensors\n",
    );
    let mut shell = place.shell(&["-i", "plan.yaml"]);
    shell.prompt();
    shell.line("copy: from: w, to: v");
    shell.signal("HUP");
    assert_ne!(shell.end(), 0);
    assert!(place.recording().ends_with("\ncopy: from: w, to: v\n"));
    assert!(!place.join("out.safetensors").exists());
    let mut shell = place.shell(&["-i", "plan.yaml"]);
    shell.prompt();
    shell.keys("exit\r");
    assert_eq!(shell.end(), 0);
    assert!(place.join("out.safetensors").exists());
}

#[test]
fn an_order_to_end_stops_a_step_and_ends_the_process() {
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        let place = Place::new(&format!("ordered-{signal}"));
        let shell = busy(&place);
        let ordered = Instant::now();
        shell.signal(signal);
        assert_eq!(shell.end(), code);
        assert!(ordered.elapsed() < Duration::from_secs(5));
        let recording = place.recording();
        assert!(recording.contains("kind: interrupted"), "{recording}");
        assert!(recording.contains("\ncopy: from: w, to: v\n"));
    }
}

#[test]
fn an_order_to_end_leaves_every_step_recorded() {
    for signal in ["TERM", "HUP", "KILL"] {
        let place = Place::new(&format!("signal-{signal}"));
        let mut shell = place.shell(&[]);
        shell.prompt();
        shell.line("prefixes: mode: add, alias: a");
        shell.signal(signal);
        assert_ne!(shell.end(), 0);
        assert!(
            place
                .recording()
                .ends_with("\nprefixes: mode: add, alias: a\n")
        );
        assert!(place.text("state/history").contains("alias: a"));
    }
}
