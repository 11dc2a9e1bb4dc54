//! Blocks of several lines: what ends them, how they are changed, what is pasted.

use crate::terminal::{Place, Terminal};

const UP: &str = "\x1b[A";
const END: &str = "\x1b[F";
const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";
const PASTE: (&str, &str) = ("\x1b[200~", "\x1b[201~");

/// A shell on a checkpoint of one tensor `w`.
fn shell(name: &str) -> Terminal {
    let place = Place::new(name);
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell
}

#[test]
fn a_block_runs_once_it_has_all_its_keys() {
    let mut shell = shell("full");
    shell.keys("copy:\rfrom: w\rto: v\r");
    shell.shows("> copy:\n  from: w\n  to: v\n+ 1 copied  v");
    shell.wait_for_end_with("*1>");
    shell.keys("scale_:\r  target: v\r  by: 2\r\r");
    shell.shows("~ 1 scaled  v");
    shell.wait_for_end_with("*2>");
}

#[test]
fn a_list_ends_with_an_empty_line() {
    let mut shell = shell("list");
    shell.keys("- copy:\rfrom: w\rto: v\r- delete: target: v\r");
    shell
        .shows("> - copy:\n    from: w\n    to: v\n- delete: target: v\n... an empty line runs it");
    shell.keys("\r");
    shell.shows("- 1 deleted");
}

#[test]
fn lines_above_can_be_changed() {
    let mut shell = shell("changed");
    shell.keys("- copy:\rfrom: x\rto: v\r");
    shell.wait_for_end_with("to: v\n... an empty line runs it");
    shell.keys(&format!("{UP}{UP}{END}\x08w"));
    shell.wait_for_end_with("    from: w\n    to: v");
    shell.keys("\x1b[B\x1b[B\r");
    shell.shows("+ 1 copied");
}

#[test]
fn a_block_is_dropped_by_the_end_of_input_and_by_an_interrupt() {
    let mut shell = shell("dropped");
    for key in [CTRL_D, CTRL_C] {
        shell.keys("copy:\rfrom: w\r");
        shell.wait_for_end_with("from: w\n... needs to");
        shell.keys(key);
        shell.prompt();
    }
    shell.line("set");
    shell.wait_for_end_with("\nmodel 1 tensor 8 B>");
}

#[test]
fn a_last_backslash_goes_on_below() {
    let mut shell = shell("backslash");
    shell.keys("copy: from: w, \\\rto: v\r");
    shell.shows("+ 1 copied  v");
    shell.keys(UP);
    shell.wait_for_end_with("> copy: from: w, to: v");
}

#[test]
fn what_is_pasted_runs_as_one_block() {
    for (name, plan) in [
        ("lines", "copy: from: w, to: v\ncopy: from: v, to: u"),
        (
            "items",
            "- copy: {from: w, to: v}\n- copy: {from: v, to: u}",
        ),
        (
            "plan",
            "transforms:\n- copy:\n    from: w\n    to: v\n- copy: {from: v,\n    to: u}\n",
        ),
    ] {
        let mut shell = shell(&format!("pasted-{name}"));
        let (begin, end) = PASTE;
        shell.keys(&format!("{begin}{plan}{end}"));
        shell.shows(plan.trim_end());
        shell.keys("\r");
        shell.shows("+ 1 copied  v");
        shell.shows("+ 1 copied  u");
        shell.wait_for_end_with("*2>");
    }
}

#[test]
fn an_empty_line_says_what_is_missing_and_how_the_block_ends() {
    let mut shell = shell("continued-hints");
    shell.keys("- copy:\r");
    shell.wait_for_end_with("> - copy:\n... needs from, to");
    shell.keys("from: w\r");
    shell.wait_for_end_with("    from: w\n... needs to");
    shell.keys("to: v\r");
    shell.wait_for_end_with("    to: v\n... an empty line runs it");
    shell.keys("\r");
    shell.shows("+ 1 copied");
    assert!(!shell.screen().contains("..."), "{}", shell.screen());
}

#[test]
fn an_empty_line_below_a_verb_runs_it_alone() {
    let mut shell = shell("alone");
    shell.keys("dump:\r\r");
    shell.shows("1 tensor, 8 B");
}
