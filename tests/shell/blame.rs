//! Numbers that cannot be computed: the line that asked for them long ago is shown.

use crate::terminal::Place;

#[test]
fn the_line_that_made_the_numbers_is_shown_not_the_one_that_looks() {
    let place = Place::new("blame");
    let numbers = vec![1.0, f32::NAN];
    place.tensors("m.safetensors", &[("w".to_string(), numbers)]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("reshape_: target: w, shape: [2, 1]");
    shell.line("phlora_: target: w, rank: 1");
    shell.line("copy: from: w, to: v");
    shell.line("dump: target: v, verbosity: full");
    shell.shows("error: step 2: phlora_: `model::w` holds a NaN at [1, 0]");
    shell.shows("  | phlora_: target: w, rank: 1\n  | ^^^^^^^\n");
    shell.shows("hint: its numbers were first needed by `dump`");
    shell.line("undo: 2");
    shell.line("dump: target: w, verbosity: full");
    shell.shows("nan");
}
