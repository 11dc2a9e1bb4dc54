//! Lines, blocks and questions; what is shown, remembered and recorded.

use crate::terminal::Place;

const UP: &str = "\x1b[A";
const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";

#[test]
fn a_session_is_greeted_answered_and_recorded() {
    let place = Place::new("session");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    assert!(
        shell.screen().starts_with("BrainSurgery"),
        "{}",
        shell.screen()
    );
    shell.line("copy: from: w, to: v");
    shell.shows("+ 1 copied");
    shell.line("# halve it");
    shell.line("scale_: target: v, by: 0.5");
    shell.line("undo");
    shell.line("copy: from: missing, to: x");
    shell.shows("no tensor");
    shell.leave();
    assert_eq!(shell.end(), 0);
    let recording = place.recording();
    let input = place.join("m.safetensors").display().to_string();
    let lines: Vec<&str> = recording.lines().collect();
    assert!(
        lines[0].starts_with("#: recording: version: 1, time: "),
        "{recording}"
    );
    assert!(
        lines[1].starts_with("inputs: [") && lines[1].contains(&format!("model::{input}")),
        "{recording}"
    );
    assert!(
        lines[2].starts_with("#: input: alias: model, path: "),
        "{recording}"
    );
    assert_eq!(
        &lines[3..7],
        [
            "copy: from: w, to: v",
            "# halve it",
            "scale_: target: v, by: 0.5",
            "undo"
        ]
    );
    assert!(
        lines[7].starts_with("#: failed: line: 'copy: from: missing, to: x', kind: no-match"),
        "{recording}"
    );
    assert_eq!(lines[8], "exit");
    assert!(lines[9].starts_with("#: left: time: "), "{recording}");
    assert_eq!(lines.len(), 10, "{recording}");
}

#[test]
fn a_drawn_seed_is_shown_and_recorded() {
    let place = Place::new("seed");
    place.checkpoint("m.safetensors", &[1.0, 2.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("fill_: target: w, mode: rand");
    shell.shows("drew seed ");
    shell.leave();
    let recording = place.recording();
    let mut lines = recording
        .lines()
        .filter_map(|line| line.strip_prefix("fill_: "));
    let seed = lines
        .next()
        .and_then(|line| line.strip_prefix("target: w, mode: rand, seed: "));
    let seed: u32 = seed
        .and_then(|seed| seed.parse().ok())
        .expect("a seed is recorded");
    let screen = shell.screen();
    assert!(screen.contains(&format!("drew seed {seed}")), "{screen}");
}

#[test]
fn what_is_wrong_is_underlined_and_left_for_correction() {
    let place = Place::new("correction");
    let mut shell = place.shell(&[]);
    shell.prompt();
    shell.enter("set verbose: true");
    shell
        .shows("brainsurgery> set verbose: true\nerror: expected `:` after `set`, found `verbose`");
    shell.shows("|     ^^^^^^^");
    shell.shows("hint");
    shell.wait_for_end_with("brainsurgery> set verbose: true");
    for _ in 0.." verbose: true".len() {
        shell.keys("\x08");
    }
    shell.enter(": verbose: true");
    shell.prompt();
    shell.shows("set: ok");
}

#[test]
fn a_bare_verb_says_what_it_needs() {
    let place = Place::new("needs");
    let mut shell = place.shell(&[]);
    shell.prompt();
    shell.line("scale_");
    shell.shows("`scale_` needs `target`, `by`:");
    assert!(!shell.screen().contains("error"), "{}", shell.screen());
}

#[test]
fn a_block_of_yaml_ends_with_an_empty_line() {
    let place = Place::new("block");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.enter("copy:");
    shell.shows("...");
    shell.keys("  from: w\r  to: v\r\r");
    shell.shows("+ 1 copied");
    shell.prompt();
    shell.keys("- move: {from: v, to: u}\r- copy: {from: u, to: w}\r\r");
    shell.shows("error: step 2: copy: ");
    shell.prompt();
    shell.line("assert: exists: v");
    shell.shows("assert: ok");
    shell.enter("copy: {from: w,");
    shell.line("to: x}");
    assert_eq!(
        shell.screen().matches("+ 1 copied").count(),
        2,
        "{}",
        shell.screen()
    );
}

#[test]
fn a_pasted_text_is_one_block() {
    let place = Place::new("paste");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.keys("\x1b[200~copy: from: w, to: one\ncopy: from: w, to: two\n\x1b[201~");
    shell.wait_for_end_with("to: two");
    shell.keys("\r");
    shell.prompt();
    assert_eq!(
        shell.screen().matches("+ 1 copied").count(),
        2,
        "{}",
        shell.screen()
    );
}

#[test]
fn a_pasted_plan_is_offered_as_one_step() {
    let place = Place::new("paste-plan");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell(&["--no-record"]);
    shell.prompt();
    shell.keys(
        "\x1b[200~inputs: [m.safetensors]\ntransforms:\n- copy: { from: w, to: v }\n\
         output: out.safetensors\n\x1b[201~",
    );
    shell.wait_for_end_with("an empty line runs it");
    shell.keys("\r");
    shell.shows("is one step, which Enter runs:");
    shell.wait_for_end_with(
        "> execute: plan: { inputs: [m.safetensors], transforms: [{ copy: { from: w, to: v } }], \
         output: out.safetensors }",
    );
    assert!(!place.join("out.safetensors").exists());
    shell.keys("\r");
    shell.shows("written to");
    shell.prompt();
    assert!(place.join("out.safetensors").exists());
}

#[test]
fn a_plan_may_be_typed_line_by_line() {
    let place = Place::new("typed-plan");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell(&["--no-record"]);
    shell.prompt();
    shell.keys("inputs: [m.safetensors]\rtransforms:\r- copy: { from: w, to: v }\r");
    shell.wait_for_end_with("an empty line runs it");
    shell.keys("\r");
    shell.shows("is one step, which Enter runs:");
    shell.wait_for_end_with("transforms: [{ copy: { from: w, to: v } }] }");
    shell.keys("\r");
    shell.shows("+ 1 copied");
}

#[test]
fn ctrl_c_drops_what_is_typed_and_ctrl_d_a_block() {
    let place = Place::new("dropping");
    let mut shell = place.shell(&[]);
    shell.prompt();
    shell.keys("nonsense");
    shell.shows("> nonsense");
    shell.keys(CTRL_C);
    shell.prompt();
    shell.enter("- nonsense");
    shell.shows("...");
    shell.keys(CTRL_D);
    shell.prompt();
    assert!(!shell.screen().contains("error"), "{}", shell.screen());
    shell.keys(CTRL_D);
    assert_eq!(shell.end(), 0);
}

#[test]
fn edits_are_not_lost_without_a_question() {
    let place = Place::new("unsaved");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("copy: from: w, to: v");
    shell.line("scale_: target: v, by: 2");
    shell.shows("\nmodel 2 tensors 8 B *2> ");
    shell.keys(CTRL_D);
    shell.wait_for_end_with("2 unsaved steps; leave anyway? [y/N]");
    shell.line("n");
    shell.enter("exit");
    shell.wait_for_end_with("2 unsaved steps; leave anyway? [y/N]");
    shell.line("");
    shell.line("save: path: out.safetensors");
    shell.wait_for_end_with("\nmodel 2 tensors 8 B>");
    shell.keys(CTRL_D);
    assert_eq!(shell.end(), 0);
    let recording = place.recording();
    assert!(recording.contains("#: saved: path: "), "{recording}");
    assert!(!recording.contains("\nexit"), "{recording}");
}

#[test]
fn preview_asks_before_each_step_that_changes_something() {
    let place = Place::new("preview");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("set: preview: true");
    shell.keys("- copy: {from: w, to: a}\r- copy: {from: w, to: b}\r- prefixes\r\r");
    shell.shows("created  model::a        1  float32 [1]   4 B");
    shell.shows("preview 1/3 copy: 1 tensor, 4 B");
    shell.shows("preview 1/3 copy: go/no-go [go/no-go, default no-go]: ");
    shell.enter("maybe");
    shell.shows("Please answer 'go' or 'no-go'.");
    shell.enter("no");
    shell.shows("no-go, apply skipped");
    shell.shows("preview 2/3 copy: go/no-go");
    shell.enter("y");
    shell.prompt();
    assert!(
        shell
            .screen()
            .contains("preview session: changed[0], created[1], deleted[0]"),
        "{}",
        shell.screen()
    );
    shell.enter("delete: target: b");
    shell.shows("delete: go/no-go");
    shell.keys(CTRL_C);
    shell.prompt();
    shell.line("assert: all: [{exists: b}, {not: {exists: a}}]");
    shell.shows("assert: ok");
    assert!(!place.text("state/history").contains("maybe"));
}

#[test]
fn an_answer_goes_to_a_file() {
    let place = Place::new("redirect");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("copy: from: w, to: v");
    shell.line("summarize > plan.yaml");
    shell.shows("summarize: wrote `plan.yaml`");
    assert!(
        place.text("plan.yaml").contains("- copy:"),
        "{}",
        place.text("plan.yaml")
    );
    shell.line("summarize > m.safetensors");
    shell.shows("error: summarize: `m.safetensors` is an open input");
    let recording = place.recording();
    assert!(!recording.contains("\nsummarize"), "{recording}");
}

#[test]
fn the_history_outlives_the_session_and_is_shared() {
    let place = Place::new("history");
    let mut one = place.shell(&[]);
    let mut two = place.shell(&[]);
    one.prompt();
    two.prompt();
    one.line("prefixes:   mode: add,   alias: a");
    two.line("prefixes: mode: add, alias: b");
    two.line("nonsense: 1");
    one.line("prefixes: mode: add, alias: c");
    drop((one, two));
    let mut later = place.shell(&[]);
    later.prompt();
    for entry in [
        "prefixes: mode: add, alias: c",
        "nonsense: 1",
        "prefixes: mode: add, alias: b",
        "prefixes: mode: add, alias: a",
    ] {
        later.keys(UP);
        later.wait_for_end_with(&format!("> {entry}"));
    }
}

#[test]
fn a_shell_without_a_state_folder_warns_once_and_goes_on() {
    let place = Place::new("stateless");
    place.file("state", "a file where a folder should be");
    let mut shell = place.shell(&[]);
    shell.prompt();
    shell.shows("this session is not recorded");
    shell.line("prefixes: mode: add, alias: a");
    shell.line("prefixes: mode: add, alias: b");
    assert_eq!(
        shell.screen().matches("not recorded").count(),
        1,
        "{}",
        shell.screen()
    );
}

#[test]
fn a_recording_may_be_kept_elsewhere_or_nowhere() {
    let place = Place::new("record");
    let mut shell = place.shell(&["--record", "here.oly"]);
    shell.prompt();
    shell.line("prefixes: mode: add, alias: a");
    assert!(
        place
            .text("here.oly")
            .ends_with("\nprefixes: mode: add, alias: a\n")
    );
    assert!(!place.join("state/sessions").exists());
    let mut shell = place.shell(&["--no-record"]);
    shell.prompt();
    shell.enter("exit");
    assert_eq!(shell.end(), 0);
    assert!(!place.join("state/sessions").exists());
}

#[test]
fn a_question_mark_asks_for_help() {
    let place = Place::new("question");
    place.checkpoint("m.safetensors", &[1.0]);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell.line("?scale_");
    shell.shows("Help for scale_");
    shell.line("zeroes??");
    shell.shows("> zeroes: target: ");
    shell.wait_for_end_with("\nmodel 1 tensor 4 B>");
    shell.keys(UP);
    shell.wait_for_end_with("> help: try: zeroes");
    shell.keys(CTRL_C);
    shell.prompt();
    shell.line("summarize > plan.yaml");
    let plan = place.text("plan.yaml");
    assert!(
        plan.contains("help: scale_") && !plan.contains("try"),
        "{plan}"
    );
    shell.line("?scael");
    shell.shows("hint: did you mean `scale`?");
}

#[test]
fn the_history_is_shown_and_searched() {
    let place = Place::new("recall");
    let mut shell = place.shell(&[]);
    shell.prompt();
    shell.line("prefixes: mode: add, alias: a");
    shell.line("coppy: from: a");
    shell.line("coppy: from: a");
    shell.line("history: find: alias");
    shell.shows("Z               prefixes: mode: add, alias: a\n");
    shell.line("history");
    shell.shows("Z  rejected     coppy: from: a\n");
    assert_eq!(place.text("state/history").matches("coppy").count(), 1);
    shell.line("summarize > plan.yaml");
    assert!(!place.text("plan.yaml").contains("history"));
}
