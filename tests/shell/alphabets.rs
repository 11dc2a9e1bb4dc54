//! Terminals that show less: other alphabets, few columns, a size that changes, no cursor.

use crate::terminal::{Place, Terminal};

/// A place with a checkpoint of layers that look alike.
fn layers(name: &str) -> Place {
    let place = Place::new(name);
    let mut tensors = vec![("wte.weight".to_string(), vec![0.0, 0.5, -1.5, 2.0])];
    for layer in 0..4_u8 {
        let value = f32::from(layer);
        tensors.push((format!("h.{layer}.attn.c_attn.weight"), vec![value, 2.0]));
        tensors.push((format!("h.{layer}.attn.c_attn.bias"), vec![1.0]));
    }
    place.tensors("m.safetensors", &tensors);
    place
}

/// Types what draws most, and waits for each answer.
fn draw(shell: &mut Terminal) {
    for (line, shown) in [
        ("dump: target: wte.*, verbosity: stat", "no room for writes"),
        (
            "scale_: target: h.*, by: 2",
            "~ 8 scaled  h.*.attn.c_attn.*  float32  48 B",
        ),
        ("set: format: tree", "set: ok"),
        ("dump: wte.*", "    `-- weight"),
        ("copy: from: gone, to: a", "hint: "),
    ] {
        shell.keys(line);
        shell.keys("\r");
        shell.shows(shown);
    }
}

#[test]
fn where_unicode_is_unknown_ascii_is_drawn() {
    let place = layers("ascii");
    for locale in [("LANG", "C"), ("LC_ALL", "POSIX"), ("TERM", "dumb")] {
        let mut shell = place.shell_in(&["m.safetensors", "--no-record"], 100, &[locale]);
        shell.prompt();
        draw(&mut shell);
        shell.shows("reads\n-----");
        shell.shows("#     #  #     #      1");
        shell.shows("48 B | ");
        assert!(shell.screen().is_ascii(), "{locale:?}:\n{}", shell.screen());
    }
}

#[test]
fn a_locale_of_unicode_comes_first_where_it_says_so() {
    let place = layers("unicode");
    let environment = [("LC_ALL", "C.UTF-8"), ("LANG", "C")];
    let mut shell = place.shell_in(&["m.safetensors"], 100, &environment);
    shell.prompt();
    shell.line("dump: target: wte.*");
    shell.shows("─────");
}

#[test]
fn a_dumb_terminal_gets_no_escape_codes() {
    let place = layers("no-codes");
    let environment = [("TERM", "dumb"), ("NO_COLOR", "")];
    let mut shell = place.shell_in(&["m.safetensors"], 100, &environment);
    shell.prompt();
    draw(&mut shell);
    shell.shows("*1>");
    shell.keys("copy:\r  from: wte.weight\r");
    shell.wait_for_end_with("...");
    shell.keys("  to: v\r\r");
    shell.shows("+ 1 copied");
    shell.prompt();
    let written = shell.written();
    assert!(!written.contains('\x1b'), "{written:?}");
}

#[test]
fn no_row_is_broken_however_narrow_the_screen_is() {
    let place = layers("narrow-rows");
    for cols in [40, 20] {
        let mut shell = place.shell_in(&["m.safetensors", "--no-record"], cols, &[]);
        shell.prompt();
        shell.keys("dump: verbosity: stat\r");
        shell.shows("9 tensors");
        let rows = shell.rows();
        let is_row = |row: &&String| row.starts_with("model::") || row.starts_with("model...");
        assert_eq!(rows.iter().filter(is_row).count(), 6, "{rows:?}");
        shell.keys("scale_: target: h.*, by: 2\r");
        shell.shows("~ 8 scaled  h.*");
        shell.keys("steps\r");
        shell.shows("no room for");
    }
}

#[test]
fn the_next_answer_fits_a_screen_that_was_resized() {
    let place = layers("resized");
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("dump: target: wte.*, verbosity: stat");
    shell.shows("no room for writes");
    shell.resize(40);
    shell.keys("dump: target: wte.*, verbosity: stat\r");
    shell.shows("no room for histogram");
    shell.prompt();
    shell.resize(130);
    shell.keys("dump: target: wte.*, verbosity: stat\r");
    shell.shows("reads  writes\n");
}

#[test]
fn bytes_that_are_no_characters_are_left_out() {
    let place = layers("latin");
    let mut shell = place.shell(&["m.safetensors", "--no-record"]);
    shell.prompt();
    shell.keys("copy: from: wte.weight, to: caf");
    shell.wait_for_end_with("to: caf");
    shell.bytes(b"\xe9\xff");
    shell.shows("to: caf\nmodel 9 tensors 64 B> copy: from: wte.weight, to: caf");
    shell.keys("é\r");
    shell.shows("+ 1 copied  café");
    shell.line("undo");
    shell.enter("exit");
    assert_eq!(shell.end(), 0);
}
