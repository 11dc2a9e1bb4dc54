//! What helps while a line is typed: candidates, the menu, hints, colours, the history.

use crate::terminal::{Place, Terminal};
use vt100::Color;

const UP: &str = "\x1b[A";
const CTRL_R: &str = "\x12";
const CTRL_U: &str = "\x15";
const RED: Color = Color::Idx(1);
const CYAN: Color = Color::Idx(6);

/// A shell in colours on a checkpoint of one tensor `w`.
fn colorful(name: &str) -> (Place, Terminal) {
    let place = Place::new(name);
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell_in(&["m.safetensors"], 100, &[("NO_COLOR", "")]);
    shell.prompt();
    (place, shell)
}

#[test]
fn tab_writes_what_is_meant_up_to_a_whole_step() {
    let place = Place::new("completing");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    place.checkpoint("my model.safetensors", &[1.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    let cases = [
        ("sp\t", "split:"),
        ("split: f\t", "split: from:"),
        ("cast_: target: w,\t", "cast_: target: w, to:"),
        (
            "cast_: target: w, to: bf\t",
            "cast_: target: w, to: bfloat16",
        ),
        ("load: path: my\t", "load: path: 'my model.safetensors'"),
        ("cpoy\t", "copy:"),
        ("assert: exists: model::\t", "assert: exists: model::w"),
        ("assert: { exists: w \t", "assert: { exists: w }"),
    ];
    for (keys, line) in cases {
        shell.keys(CTRL_U);
        shell.keys(keys);
        shell.wait_for_end_with(&format!("> {line}"));
    }
}

#[test]
fn several_candidates_make_a_menu_with_descriptions() {
    let place = Place::new("menu");
    let mut shell = place.shell(&[]);
    shell.prompt();
    shell.keys("sca\t");
    shell.shows("scale:   Write tensors multiplied by a number under new names.");
    shell.shows("scale_:  ");
    shell.wait_for_end_with("> scale");
    shell.keys("_\t");
    shell.wait_for_end_with("> scale_:");
}

#[test]
fn tab_goes_on_in_the_menu_and_shift_tab_goes_back() {
    let place = Place::new("round");
    let mut shell = place.shell(&[]);
    shell.prompt();
    for (keys, line) in [
        ("\x15unde\t", "undo:"),
        ("\x15sc\t", "scale"),
        ("\t", "scale:"),
        ("\t", "scale_:"),
        ("\x1b[Z", "scale:"),
        ("\x1b[Z", "scale_:"),
        ("target: w, \t", "scale_: target: w, by:"),
    ] {
        shell.keys(keys);
        shell.wait_for_end_with(&format!("> {line}"));
    }
}

#[test]
fn tab_opens_layers_that_are_folded() {
    let place = Place::new("opening");
    let tensor = |layer| (format!("h.{layer}.w"), vec![1.0]);
    let mut tensors: Vec<_> = (0..30).map(tensor).collect();
    tensors.push(("wte".into(), vec![1.0]));
    place.tensors("m.safetensors", &tensors);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.keys("dump: target: \t");
    shell.shows("h.{0..29}.  30 tensors");
    shell.keys("\t");
    shell.wait_for_end_with("> dump: target: h.");
    shell.keys("\t");
    shell.shows("h.29");
}

#[test]
fn a_line_that_goes_on_is_completed_too() {
    let place = Place::new("continued");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.keys("copy:\r  f\t");
    shell.wait_for_end_with("> copy:\n  from:");
    shell.keys("w\rt\t");
    shell.wait_for_end_with("> copy:\n  from: w\n  to:");
    shell.keys("v\r");
    shell.shows("1 copied");
}

#[test]
fn a_hint_says_what_is_missing_and_how_much_is_meant() {
    let (_place, mut shell) = colorful("hints");
    shell.keys("copy: ");
    shell.wait_for_end_with("> copy:   needs from, to");
    assert!(shell.cell("needs").dim());
    shell.keys("from: .*");
    shell.wait_for_end_with("from: .*  1 tensor, 8 B; needs to");
    shell.keys(", to: v");
    shell.wait_for_end_with("to: v");
    shell.keys("\x15dump: x.*");
    shell.wait_for_end_with("dump: x.*  no tensors");
    shell.keys("\r");
    shell.shows("no tensor in `model` matches");
    assert!(!shell.screen().contains("no tensors"), "{}", shell.screen());
}

#[test]
fn a_count_that_takes_time_appears_without_another_key() {
    let place = Place::new("late-count");
    let tensor = |number| (format!("h.{number}.attn.c_attn.weight"), Vec::new());
    let tensors: Vec<_> = (0..30_000).map(tensor).collect();
    place.tensors("m.safetensors", &tensors);
    let mut shell = place.shell_in(&["m.safetensors"], 100, &[("NO_COLOR", "")]);
    shell.prompt();
    shell.keys("copy: from: h.*attn.*weight");
    shell.wait_for_end_with("weight  30 000 tensors, 0 B; needs to");
    shell.keys("\x01\x05, to: a");
    shell.wait_for_end_with("> copy: from: h.*attn.*weight, to: a");
    let rows = shell.rows();
    let is_typed = |row: &&String| row.contains("copy: from: h");
    assert_eq!(rows.iter().filter(is_typed).count(), 1, "{rows:?}");
}

#[test]
fn what_nobody_knows_is_red_before_it_is_sent_off() {
    let (_place, mut shell) = colorful("colors");
    shell.keys("sclae: ");
    shell.shows("sclae: ");
    shell.keys("\x15scale_: target: w, by: 2");
    shell.wait_for_end_with("by: 2");
    assert!(shell.cell("scale_").bold());
    assert_eq!(shell.cell("w, by").fgcolor(), CYAN);
    assert_eq!(shell.cell("2").fgcolor(), Color::Idx(3));
    for (line, wrong) in [
        ("sclae: x", "sclae"),
        ("scale_: tarfet: x", "tarfet"),
        ("scale_: target: nothing, by", "nothing"),
    ] {
        shell.keys(CTRL_U);
        shell.keys(line);
        shell.shows(&format!("> {line}"));
        assert_eq!(shell.cell(wrong).fgcolor(), RED, "{line}");
    }
}

#[test]
fn a_pasted_plan_is_one_block() {
    let place = Place::new("pasting");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    let plan = "transforms:\n- copy:\n    from: w\n    to: v\n- copy: {from: v,\n    to: u}\n";
    shell.keys(&format!("\x1b[200~{plan}\x1b[201~"));
    shell.shows("to: u}\n... an empty line runs it");
    shell.keys("\r");
    shell.prompt();
    shell.line("assert: all: [{ exists: v }, { exists: u }]");
    shell.shows("assert: ok");
}

#[test]
fn the_bracket_that_is_closed_stands_out() {
    let (_place, mut shell) = colorful("brackets");
    shell.keys("copy: { from: [a], to: b }");
    shell.wait_for_end_with("to: b }");
    assert!(shell.cell("{ from").bold());
    assert!(shell.cell("}").bold());
    assert!(!shell.cell("[a]").bold());
}

#[test]
fn the_history_is_searched_by_what_is_typed() {
    let place = Place::new("searching");
    let mut shell = place.shell(&[]);
    shell.prompt();
    shell.line("prefixes: mode: add, alias: a");
    shell.line("set: verbose: true");
    shell.line("set: verbose: false");
    shell.keys("pre");
    shell.wait_for_end_with("> pre");
    shell.keys(UP);
    shell.wait_for_end_with("> prefixes: mode: add, alias: a");
    shell.keys("\x15");
    shell.keys("\x0b");
    shell.keys(CTRL_R);
    shell.keys("true");
    shell.wait_for_end_with("(reverse-i-search)`true': set: verbose: true");
}

#[test]
fn a_line_survives_a_change_of_width() {
    let place = Place::new("resizing");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.keys("copy: from: w, ");
    shell.shows("from: w,");
    shell.resize(60);
    shell.keys("to: v");
    shell.wait_for_end_with("to: v");
    shell.keys("\r");
    shell.shows("1 copied");
}

#[test]
fn a_line_can_be_changed_until_its_bracket_is_closed() {
    let place = Place::new("multiline");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.keys("copy: { from: x,\r");
    shell.keys("to: v");
    shell.wait_for_end_with("> copy: { from: x,\nto: v");
    shell.keys(UP);
    shell.keys("\x1b[F\x08\x08w,");
    shell.wait_for_end_with("> copy: { from: w,\nto: v");
    shell.keys("\x1b[B\x1b[F }\r");
    shell.shows("1 copied");
}

#[test]
fn help_breaks_its_lines_between_words() {
    let place = Place::new("help-narrow");
    let mut shell = place.shell_in(&["--no-record"], 60, &[]);
    shell.prompt();
    shell.enter("help: assert: equal");
    shell.shows("Required keys: left, right");
    let rows = shell.rows();
    for row in [
        "Without eps values must be the same: +0 equals -0, a NaN",
        "equals a NaN of the same bits. Shapes and dtypes must always",
    ] {
        assert!(rows.iter().any(|shown| shown == row), "{rows:#?}");
    }
}

#[test]
fn a_number_is_told_where_one_is_due() {
    let place = Place::new("hint-kind");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell_in(&["m.safetensors"], 100, &[("NO_COLOR", "")]);
    shell.prompt();
    shell.keys("scale_: target: w, by: ");
    shell.wait_for_end_with("by:   a number");
    shell.keys("\x15dump: mo");
    shell.wait_for_end_with("dump: mo  no tensors");
    shell.keys("\x15scale_: targ");
    shell.wait_for_end_with("scale_: targ");
}
