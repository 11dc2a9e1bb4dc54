//! Terminals of every kind: narrow, dumb, without colours, without UTF-8; and none at all.

use crate::terminal::Place;

const UP: &str = "\x1b[A";

#[test]
fn a_narrow_terminal_gets_a_short_prompt() {
    let place = Place::new("narrow");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    for (cols, prompt) in [(60, "model 1 tensor 8 B>"), (36, "model>"), (12, ">")] {
        let mut shell = place.shell_in(&["m.safetensors", "--no-record"], cols, &[]);
        shell.wait_for_end_with(&format!("\n{prompt}"));
        let last = shell.screen().trim_end().lines().last().map(str::to_string);
        assert_eq!(last.as_deref(), Some(prompt));
    }
}

#[test]
fn the_prompt_may_be_set_to_be_short() {
    let place = Place::new("short-prompt");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    place.file("home/.config/brainsurgery/config.yaml", "prompt: short\n");
    let mut shell = place.shell(&["m.safetensors"]);
    shell.wait_for_end_with("\nmodel>");
    shell.line("copy: from: w, to: v");
    shell.wait_for_end_with("\nmodel *1>");
}

#[test]
fn colours_are_left_out_where_they_are_not_wanted() {
    let place = Place::new("colours");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    for (no_color, term, coloured) in [
        ("", "xterm", true),
        ("1", "xterm", false),
        ("", "dumb", false),
    ] {
        let environment = [("NO_COLOR", no_color), ("TERM", term)];
        let mut shell = place.shell_in(&["m.safetensors"], 100, &environment);
        shell.prompt();
        shell.enter("copy: from: missing, to: v");
        shell.shows("hint");
        shell.prompt();
        assert_eq!(shell.is_coloured(), coloured, "{environment:?}");
    }
}

#[test]
fn a_dumb_terminal_takes_lines() {
    let place = Place::new("dumb");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell_in(&["m.safetensors"], 100, &[("TERM", "dumb")]);
    shell.prompt();
    shell.keys("copy: from: w, to: v\r");
    shell.shows("+ 1 copied");
    shell.wait_for_end_with("\nmodel 2 tensors 16 B *1>");
    shell.keys("undo\r");
    shell.wait_for_end_with("\nmodel 1 tensor 8 B>");
    shell.keys("exit\r");
    assert_eq!(shell.end(), 0);
}

#[test]
fn ctrl_c_in_a_dumb_terminal_drops_what_was_typed() {
    let place = Place::new("dropped");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell_in(&["m.safetensors"], 100, &[("TERM", "dumb")]);
    shell.prompt();
    shell.keys("delete: target: w\x03");
    shell.wait_for_end_with("^C\nmodel 1 tensor 8 B>");
    shell.keys("copy:\r");
    shell.wait_for_end_with("\n...");
    shell.keys("  from: w\r\x03");
    shell.wait_for_end_with("^C\nmodel 1 tensor 8 B>");
    shell.keys("copy: from: w, to: v\r");
    shell.wait_for_end_with("\nmodel 2 tensors 16 B *1>");
    shell.keys("exit\r");
    shell.wait_for_end_with("leave anyway? [y/N]");
    shell.keys("\x03");
    shell.wait_for_end_with("^C\n1 unsaved step; leave anyway? [y/N]");
    shell.keys("y\r");
    assert_eq!(shell.end(), 0);
}

#[test]
fn a_narrow_terminal_breaks_the_first_words_at_blanks() {
    let place = Place::new("banner");
    let mut shell = place.shell_in(&[], 40, &[]);
    shell.shows("such as\n`help`, `dump` or");
}

#[test]
fn a_prompt_under_json_stays_a_prompt() {
    let place = Place::new("json");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors", "--json"]);
    shell.wait_for_end_with("model 1 tensor 8 B>");
    shell.line("set");
    shell.shows(r#"{"answer":"set","step":0,"data":{"dry-run":false"#);
    shell.keys(UP);
    shell.wait_for_end_with("> set");
}

#[test]
fn safe_mode_leaves_no_trace_of_its_own() {
    let place = Place::new("safe");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    place.file("home/.config/brainsurgery/config.yaml", "safe: true\n");
    let mut shell = place.shell(&["m.safetensors"]);
    shell.wait_for_end_with("\nmodel 1 tensor 8 B safe>");
    shell.line("set: safe: false");
    shell.shows("safe mode was asked for at the start and stays on");
    shell.line("save: path: m.safetensors");
    shell.shows("safe mode: `m.safetensors` is there already");
    shell.line("dump > listing.txt");
    shell.shows("dump: wrote `listing.txt`");
    shell.enter("exit");
    assert_eq!(shell.end(), 0);
    assert!(!place.join("state").exists());
}

#[test]
fn a_configuration_says_how_the_shell_begins() {
    let place = Place::new("configured");
    place.checkpoint("m.safetensors", &[1.0]);
    let config = place.join("config.yaml");
    place.file("config.yaml", "format: csv\npreview: true\ncolor: never\n");
    let config = config.display().to_string();
    let with = [("BRAINSURGERY_CONFIG", config.as_str())];
    let mut shell = place.shell_in(&["m.safetensors"], 100, &with);
    shell.prompt();
    shell.line("dump: target: w");
    shell.shows("name,dtype,shape,size\nw,float32,[1],4\n");
    shell.enter("scale_: target: w, by: 2");
    shell.shows("go/no-go");
    shell.enter("go");
    shell.shows("1 scaled");
    shell.prompt();
    place.file("config.yaml", "\ncolour: never\n");
    let mut wrong = place.shell_in(&["m.safetensors"], 100, &with);
    wrong.shows("unknown key `colour`");
    wrong.shows("config.yaml:2:1");
    wrong.shows("did you mean `color`?");
    assert_eq!(wrong.end(), 2);
}
