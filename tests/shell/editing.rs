//! Names changed in an editor, as a person sees it.

use crate::terminal::{Place, Terminal};

/// Editor that takes one command from the terminal, as a person would type it.
const EDITOR: &str = "cat \"$1\"; printf 'command: '; read command; sed -i \"$command\" \"$1\"\n";

/// A shell on tensors of these names whose editor takes commands.
fn shell(place: &Place, names: &[&str]) -> Terminal {
    place.file("editor.sh", EDITOR);
    let tensor = |(at, name): (usize, &&str)| (name.to_string(), vec![at as f32 + 1.0; 2]);
    let tensors: Vec<_> = names.iter().enumerate().map(tensor).collect();
    place.tensors("m.safetensors", &tensors);
    let mut shell = place.shell_in(
        &["m.safetensors"],
        100,
        &[("VISUAL", "sh editor.sh"), ("EDITOR", "false")],
    );
    shell.prompt();
    shell
}

/// Runs a line that opens the editor, and gives that a command.
fn edit(shell: &mut Terminal, line: &str, command: &str) {
    shell.enter(line);
    shell.wait_for_end_with("command:");
    shell.keys(command);
    shell.shows(&format!("command: {command}"));
    shell.keys("\r");
}

#[test]
fn names_are_changed_deleted_and_brought_back() {
    let place = Place::new("edit-names");
    let mut shell = shell(&place, &["h.0.attn", "h.1.attn", "wte"]);
    edit(&mut shell, "edit", "s/attn/mixer/;/wte/d");
    shell.prompt();
    shell.shows("# 3 names of `model`: change a name to rename its tensor");
    shell.shows("1  h.0.attn  # float32 [2]");
    shell.shows("~ 2 renamed  h.*.mixer  float32  16 B · 1 deleted");
    shell.line("summarize: format: oly");
    shell.shows(
        r"{ delete: { target: wte } }, { move: { from: h\.([0-9]+)\.attn, to: h.\1.mixer } }",
    );
    shell.line("undo");
    shell.line("dump: wte");
    shell.shows("wte   float32    [2]   8 B");
    let recorded = place.recording();
    assert!(
        recorded.contains("\nexecute: transforms: [{ delete: { target: wte } }"),
        "{recorded}"
    );
    assert!(!recorded.contains("\nedit"), "{recorded}");
}

#[test]
fn what_is_refused_may_be_edited_again() {
    let place = Place::new("edit-again");
    let mut shell = shell(&place, &["a", "b"]);
    edit(&mut shell, "edit: a", "s/1  a/1  b/");
    shell.wait_for_end_with("edit it again? [Y/n]");
    shell.shows("`model::b` exists already");
    shell.keys("\r");
    shell.wait_for_end_with("command:");
    shell.shows("1  b  # float32 [2]");
    shell.keys("s/1  b/1  c/\r");
    shell.prompt();
    shell.shows("~ 1 renamed  c  float32");
    edit(&mut shell, "edit: c", "s/1/7/");
    shell.wait_for_end_with("edit it again? [Y/n]");
    shell.keys("n\r");
    shell.prompt();
    shell.shows("the numbers are 1 to 1");
    shell.line("summarize: format: oly");
    shell.shows("move: from: a, to: c");
}

#[test]
fn an_edit_is_previewed_once_and_names_are_exchanged() {
    let place = Place::new("edit-preview");
    let mut shell = shell(&place, &["a", "b"]);
    shell.line("set: preview: true");
    edit(
        &mut shell,
        "edit: '[ab]'",
        "s/  a /  x /;s/  b /  a /;s/  x /  b /",
    );
    shell.wait_for_end_with("[go/no-go, default no-go]:");
    shell.shows("preview 1/1 edit: 2 tensors, 16 B");
    shell.keys("no\r");
    shell.prompt();
    shell.shows("no-go, apply skipped");
    edit(
        &mut shell,
        "edit: '[ab]'",
        "s/  a /  x /;s/  b /  a /;s/  x /  b /",
    );
    shell.wait_for_end_with("[go/no-go, default no-go]:");
    shell.keys("go\r");
    shell.prompt();
    shell.line("set: preview: false");
    shell.line("dump: format: json, verbosity: full, target: a");
    shell.shows("\"values\":[2.0,2.0]");
}

#[test]
fn an_editor_that_fails_changes_nothing_and_safe_mode_opens_none() {
    let place = Place::new("edit-fails");
    let mut shell = shell(&place, &["a"]);
    edit(&mut shell, "edit", "no such command");
    shell.prompt();
    shell.shows("the editor `sh editor.sh` failed (exit status: 1), so nothing is changed");
    shell.line("set: safe: true");
    shell.line("edit");
    shell.shows("safe mode: no editor is opened");
    shell.line("steps");
    shell.shows("set: safe: true");
}

#[test]
fn an_earlier_step_is_changed_and_the_session_goes_on_after_a_kill() {
    let place = Place::new("edit-step");
    let mut first = shell(&place, &["a"]);
    first.line("# twice as much");
    first.line("scale: from: a, to: b, by: 2");
    first.line("scale_: target: b, by: 5");
    first.line("save: out.safetensors");
    edit(&mut first, "edit: step: 1", "s/by: 2/by: 3/;s/to: b/to: c/");
    first.wait_for_end_with("edit it again? [Y/n]");
    first.shows("step 2 `scale_: target: b, by: 5`: scale_: no tensor in `model` matches `b`");
    first.keys("\r");
    first.wait_for_end_with("command:");
    first.keys("s/to: c/to: b/\r");
    first.prompt();
    first.shows("step 1 is another, 2 steps behind it done again; files that were written stay");
    first.line("summarize");
    first.shows("# twice as much\n- scale:\n    from: a\n    to: b\n    by: 3");
    first.line("undo");
    first.shows("undo: back at step 3");
    first.line("redo");
    let recorded = place.recording();
    let changed = "edit: step: 1, to: { scale: { from: a, to: b, by: 3 } }\nundo\nredo\n";
    assert!(recorded.ends_with(changed), "{recorded}");
    first.signal("KILL");
    assert_ne!(first.end(), 0);
    let mut second = place.shell(&["resume"]);
    second.prompt();
    second.line("dump: format: json, verbosity: full, target: b");
    second.shows("\"values\":[15.0,15.0]");
    second.line("steps");
    second.shows("scale: from: a, to: b, by: 3");
}
