//! Answers taller than the screen, and the times behind answers.

use crate::terminal::{Place, Terminal};

/// A shell with this pager; `help` is taller than its screen.
fn shell(name: &str, pager: &str) -> Terminal {
    let place = Place::new(name);
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell_in(&["m.safetensors"], 100, &[("PAGER", pager)]);
    shell.prompt();
    shell
}

#[test]
fn every_tall_answer_goes_through_the_pager() {
    let mut shell = shell("tall-help", "/bin/cat -n");
    shell.line("help");
    shell.shows("    52  ");
    shell.line("help: copy");
    shell.shows("Help for copy");
    assert!(!shell.screen().contains("1  Help for copy"));
}

#[test]
fn a_pager_that_is_not_there_is_made_up_for() {
    let mut shell = shell("no-pager", "/no/such/pager");
    shell.enter("help");
    shell.shows("more lines, Enter goes on, q ends --");
    shell.keys("q\r");
    shell.shows("the rest is not shown");
    shell.prompt();
}

#[test]
fn the_pager_can_be_turned_off() {
    let mut shell = shell("pager-off", "/bin/cat -n");
    shell.line("set: pager: false");
    shell.line("help");
    shell.wait_for_end_with("model 1 tensor 8 B>");
    assert!(!shell.written().contains("52\t"), "{}", shell.screen());
    shell.line("set: pager: true");
    shell.line("help");
    shell.shows("    52  ");
}

#[test]
fn a_dumb_terminal_and_a_pipe_of_documents_have_no_pager() {
    let place = Place::new("no-pages");
    for (arguments, term) in [(&[][..], "dumb"), (&["--json"], "xterm")] {
        let environment = [("PAGER", "/bin/cat -n"), ("TERM", term)];
        let mut shell = place.shell_in(arguments, 100, &environment);
        shell.prompt();
        shell.keys("help\r");
        shell.keys("set\r");
        shell.shows("pager");
        assert!(!shell.written().contains("52\t"), "{}", shell.screen());
    }
}

#[test]
fn the_timer_shows_every_time_or_none() {
    let mut shell = shell("timer", "");
    shell.line("set");
    shell.shows("timer    felt");
    shell.line("set: timer: true");
    shell.shows("set: ok  0");
    shell.line("dump");
    shell.shows("1 tensor, 8 B\n0");
    shell.line("set: timer: false");
    shell.line("scale_: target: w, by: 2");
    shell.shows("~ 1 scaled  w  float32  8 B · lazy");
    shell.line("set");
    shell.shows("timer    false");
}
