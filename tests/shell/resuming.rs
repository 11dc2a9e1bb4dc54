//! Sessions that go on: after a kill, after an end, from a save, and those that cannot.

use crate::terminal::{Place, Terminal};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

/// A shell on `m.safetensors` in which these lines were typed.
fn typed(place: &Place, lines: &[&str]) -> Terminal {
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    lines.iter().for_each(|line| shell.line(line));
    shell
}

fn kill(shell: Terminal) {
    shell.signal("KILL");
    assert_ne!(shell.end(), 0);
}

fn leave(mut shell: Terminal) {
    shell.enter("exit");
    if shell.shows_either("leave anyway? [y/N]", "recorded in") {
        shell.enter("y");
    }
    shell.shows("recorded in");
    assert_eq!(shell.end(), 0);
}

/// The one recording there is.
fn recording(place: &Place) -> PathBuf {
    let mut folder = fs::read_dir(place.join("state/sessions")).expect("recordings");
    folder
        .next()
        .expect("a recording")
        .expect("an entry")
        .path()
}

#[test]
fn a_killed_session_goes_on_where_it_was() {
    let place = Place::new("resume-killed");
    let lines = [
        "copy: from: w, to: v",
        "scale_: target: v, by: 0.5",
        "delete: target: w",
        "undo",
    ];
    kill(typed(&place, &lines));
    let mut torn = OpenOptions::new()
        .append(true)
        .open(recording(&place))
        .expect("it is there");
    torn.write_all(b"copy: from: w, to: x").expect("room");
    drop(torn);
    let mut shell = place.shell(&["resume"]);
    shell.prompt();
    shell.shows("4 steps applied again");
    shell.shows("the last line was cut short and is left out: `copy: from: w, to: x`");
    shell.line("assert: not: { exists: x }");
    shell.shows("assert: ok");
    shell.line("dump: target: '.*', verbosity: full, format: json");
    shell.shows("[0.5,1.0]");
    shell.line("save: path: out.safetensors");
    shell.line("undo: 2");
    leave(shell);
    let text = place.recording();
    let resumed = text
        .find("#: resumed: time: ")
        .expect("it says that it went on");
    assert!(
        text[..resumed].ends_with("delete: target: w\nundo\n"),
        "{text}"
    );
    assert!(text.contains("\nundo: 2\nexit\n#: left: time: "), "{text}");
}

#[test]
fn a_session_that_was_left_goes_on_and_its_exit_goes() {
    let place = Place::new("resume-left");
    leave(typed(
        &place,
        &["copy: from: w, to: v", "save: path: out.safetensors"],
    ));
    fs::remove_file(place.join("out.safetensors")).expect("it was written");
    for _ in 0..2 {
        let mut shell = place.shell(&["resume"]);
        shell.prompt();
        shell.line("assert: exists: v");
        shell.shows("assert: ok");
        leave(shell);
    }
    assert!(
        !place.join("out.safetensors").exists(),
        "a save is not repeated"
    );
    let text = place.recording();
    assert_eq!(text.matches("\nexit\n").count(), 1, "{text}");
    assert_eq!(text.matches("#: resumed:").count(), 2, "{text}");
}

#[test]
fn a_changed_input_is_refused_by_name() {
    let place = Place::new("resume-changed");
    leave(typed(&place, &["copy: from: w, to: v"]));
    place.checkpoint("m.safetensors", &[1.0, 2.0, 3.0]);
    let mut shell = place.shell(&["resume"]);
    shell.shows("error: the input `model` has changed since it was opened");
    assert_eq!(shell.end(), 2);
    assert!(!place.recording().contains("resumed"));
}

#[test]
fn a_load_typed_later_is_known_by_its_fingerprint() {
    let place = Place::new("resume-load");
    place.checkpoint("other.safetensors", &[5.0]);
    kill(typed(
        &place,
        &[
            "load: path: other.safetensors, alias: other",
            "copy: from: other::w, to: model::v",
        ],
    ));
    let text = place.recording();
    assert!(text.contains("\n#: input: alias: other, path: "), "{text}");
    let mut shell = place.shell(&["resume"]);
    shell.prompt();
    shell.line("dump: target: model::v, verbosity: full, format: json");
    shell.shows("[5.0]");
    leave(shell);
    place.checkpoint("other.safetensors", &[6.0]);
    let mut shell = place.shell(&["resume"]);
    shell.shows("the input `other` has changed");
    assert_eq!(shell.end(), 2);
}

#[test]
fn a_session_goes_on_from_the_save_that_replaced_its_input() {
    let place = Place::new("resume-replaced");
    let lines = [
        "scale_: target: w, by: 2",
        "save: path: m.safetensors",
        "copy: from: w, to: v",
    ];
    kill(typed(&place, &lines));
    let mut shell = place.shell(&["resume"]);
    shell.prompt();
    shell.shows("was saved over, so the session goes on from there");
    shell.line("dump: target: v, verbosity: full, format: json");
    shell.shows("[2.0,4.0]");
    shell.line("undo: 2");
    shell.enter("undo");
    shell.shows("there is nothing to undo");
    shell.prompt();
    shell.line("summarize");
    shell.shows("- save:");
}

#[test]
fn what_stood_before_a_save_over_an_input_is_said_to_be_gone() {
    let place = Place::new("resume-gone");
    let lines = [
        "scale_: target: w, by: 2",
        "save: path: m.safetensors",
        "undo: 2",
        "copy: from: w, to: v",
    ];
    kill(typed(&place, &lines));
    let mut shell = place.shell(&["resume"]);
    shell.shows("error: undo: there is nothing to undo");
    shell
        .shows("was saved over, so the session goes on from there: earlier steps cannot be undone");
    assert_eq!(shell.end(), 2);
}

#[test]
fn the_output_written_at_the_end_is_recorded_and_gone_on_from() {
    let place = Place::new("resume-output");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    place.file(
        "plan.yaml",
        "inputs: [m.safetensors]\noutput: m.safetensors\n",
    );
    let mut shell = place.shell(&["-i", "plan.yaml", "--no-summarize"]);
    shell.prompt();
    shell.line("scale_: target: w, by: 3");
    leave(shell);
    let text = place.recording();
    assert!(
        text.contains("\nexit\n#: left: ") && text.contains("\n#: saved: path: "),
        "{text}"
    );
    let mut shell = place.shell(&["resume"]);
    shell.prompt();
    shell.line("dump: target: w, verbosity: full, format: json");
    shell.shows("[3.0,6.0]");
}

#[test]
fn the_list_of_sessions_says_what_each_holds() {
    let place = Place::new("sessions");
    let shell = typed(&place, &["copy: from: w, to: v"]);
    let path = recording(&place);
    let name = path
        .file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let mut list = place.shell(&["sessions", "--json"]);
    list.shows("\"state\":\"open\"");
    list.shows(&name);
    assert_eq!(list.end(), 0);
    let mut refused = place.shell(&["resume"]);
    refused.shows("there is no recorded session that is not open");
    assert_eq!(refused.end(), 2);
    let mut refused = place.shell(&["resume", &name]);
    refused.shows("is open in another shell");
    assert_eq!(refused.end(), 2);
    kill(shell);
    let mut list = place.shell(&["sessions"]);
    list.shows("1  crashed      1");
    list.shows("model::m.safetensors");
    assert_eq!(list.end(), 0);
    for meant in [&name, "1", &path.display().to_string()] {
        let mut shell = place.shell(&["resume", meant]);
        shell.prompt();
        leave(shell);
    }
    let mut list = place.shell(&["sessions"]);
    list.shows("1  closed      2");
    assert_eq!(list.end(), 0);
    let mut none = place.shell(&["resume", "7"]);
    none.shows("there is no recorded session `7`");
    assert_eq!(none.end(), 2);
}

#[test]
fn a_look_at_an_earlier_step_is_not_recorded_and_comments_go_on() {
    let place = Place::new("resume-look");
    let lines = [
        "# a copy",
        "copy: from: w, to: v",
        "at: 0",
        "dump",
        "at: now",
        "restore: 0",
        "redo",
        "# more",
    ];
    kill(typed(&place, &lines));
    let text = place.recording();
    assert!(
        text.ends_with("# a copy\ncopy: from: w, to: v\nrestore: 0\nredo\n# more\n"),
        "{text}"
    );
    let mut shell = place.shell(&["resume"]);
    shell.prompt();
    shell.line("summarize: format: oly");
    shell.shows("# a copy\ncopy: from: w, to: v\n# more\n");
}

#[test]
fn one_tensor_of_a_file_is_known_by_its_fingerprint() {
    let place = Place::new("resume-piece");
    place.checkpoint("other.safetensors", &[5.0]);
    let load = "load: path: other.safetensors, to: v";
    let inside = "execute: transforms: [{load: {path: other.safetensors, to: u}}]";
    kill(typed(&place, &[load, inside]));
    let said = "\n#: input: alias: model, path: ";
    assert_eq!(place.recording().matches(said).count(), 2);
    let mut shell = place.shell(&["resume"]);
    shell.prompt();
    kill(shell);
    place.checkpoint("other.safetensors", &[6.0]);
    let mut shell = place.shell(&["resume"]);
    shell.shows("has changed since it was opened");
    shell.shows("`resume` with `--anyway`");
    assert_eq!(shell.end(), 2);
}

#[test]
fn a_session_goes_on_with_a_changed_input_if_that_is_wanted() {
    let place = Place::new("resume-anyway");
    kill(typed(&place, &["copy: from: w, to: v"]));
    place.checkpoint("m.safetensors", &[7.0, 8.0, 9.0]);
    let mut shell = place.shell(&["resume", "--anyway"]);
    shell.shows("the input `model` has changed since it was opened");
    shell.prompt();
    shell.line("dump: target: v, verbosity: full, format: json");
    shell.shows("[7.0,8.0,9.0]");
    leave(shell);
    let mut again = place.shell(&["resume"]);
    again.prompt();
    again.shows("2 steps applied again");
    leave(again);
}

#[test]
fn what_is_no_recording_is_refused_and_stays_as_it_is() {
    let place = Place::new("resume-none");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    place.file(
        "torn.oly",
        "inputs: [m.safetensors]\ncopy: from: q, to: v\nscale_: ta",
    );
    fs::copy(place.join("m.safetensors"), place.join("m.oly")).expect("room");
    for (name, words) in [
        ("m.safetensors", "`m.safetensors` is no recording"),
        ("m.oly", "`m.oly` is no recording"),
        ("torn.oly", "no tensor in `model` matches `q`"),
    ] {
        let before = fs::read(place.join(name)).expect("it is there");
        let mut refused = place.shell(&["resume", name]);
        refused.shows(words);
        assert_eq!(refused.end(), 2, "{name}");
        assert_eq!(
            fs::read(place.join(name)).expect("it is there"),
            before,
            "{name}"
        );
    }
}

#[test]
fn a_recording_begins_in_a_file_of_its_own() {
    let place = Place::new("record-over");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let before = fs::read(place.join("m.safetensors")).expect("it is there");
    let mut shell = place.shell(&["m.safetensors", "--record", "m.safetensors"]);
    shell.shows("warning: `m.safetensors` holds something already; this session is not recorded");
    shell.prompt();
    shell.line("scale_: target: w, by: 2");
    kill(shell);
    assert_eq!(
        fs::read(place.join("m.safetensors")).expect("it is there"),
        before
    );
}

#[test]
fn a_session_goes_on_in_safe_mode_which_no_undo_ends() {
    let place = Place::new("resume-safe");
    kill(typed(&place, &["set: timer: true", "delete: target: w"]));
    let mut shell = place.shell(&["resume", "--safe"]);
    shell.prompt();
    shell.line("undo: 2");
    shell.enter("save: path: m.safetensors");
    shell.shows("`m.safetensors` is there already");
    shell.prompt();
}

#[test]
fn a_transcript_has_the_answers_from_before() {
    let place = Place::new("resume-transcript");
    kill(typed(
        &place,
        &["scale_: target: w, by: 2", "dump: target: w"],
    ));
    assert!(place.recording().contains("\n#: shown: text: "));
    let mut shell = place.shell(&["resume"]);
    shell.prompt();
    shell.line("assert: exists: w");
    shell.line("summarize > story.md");
    shell.shows("wrote `story.md`");
    leave(shell);
    let story = fs::read_to_string(place.join("story.md")).expect("it was written");
    let before = "> scale_: target: w, by: 2\n> dump: target: w\n└── w  shape=[2]\n> assert";
    assert!(story.contains(before), "{story}");
}
