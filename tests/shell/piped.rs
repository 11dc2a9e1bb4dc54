//! Lines from standard input that is no terminal.

use crate::terminal::Place;
use std::io::Write;
use std::process::{Command, Stdio};

/// Exit code, standard output and standard error after these lines.
fn pipe(place: &Place, arguments: &[&str], lines: &str) -> (i32, String, String) {
    pipe_bytes(place, arguments, lines.as_bytes())
}

/// As [`pipe`], of what may be no text.
fn pipe_bytes(place: &Place, arguments: &[&str], lines: &[u8]) -> (i32, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_brainsurgery"))
        .args(arguments)
        .current_dir(place.join(""))
        .env_clear()
        .envs(place.environment())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = program.stdin.take().expect("its input");
    input.write_all(lines).unwrap_or_default();
    drop(input);
    let output = program.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (
        output.status.code().expect("a code"),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn lines_and_blocks_run_without_a_prompt() {
    let place = Place::new("piped");
    place.checkpoint("m.safetensors", &[1.0]);
    let lines = "# a note\ncopy:\n  from: w\n  to: v\n\nassert: {exists:\n  v}\nsummarize > plan.yaml\nprefixes";
    let (code, out, err) = pipe(&place, &["m.safetensors"], lines);
    assert_eq!((code, err.as_str()), (0, "wrote `plan.yaml`\n"));
    assert_eq!(out, "Available model prefixes:\n  model::\n");
    assert!(place.text("plan.yaml").contains("- copy:"));
    assert!(!place.join("state").exists());
}

#[test]
fn the_first_failure_ends_the_run() {
    let place = Place::new("piped-failure");
    place.checkpoint("m.safetensors", &[1.0]);
    let lines = "copy: from: w, to: v\nassert: not: exists: v\nsave: path: out.safetensors\n";
    let (code, _, err) = pipe(&place, &["m.safetensors"], lines);
    assert_eq!(code, 1);
    assert!(err.contains("error: assert: "), "{err}");
    assert!(!place.join("out.safetensors").exists());
    let (code, _, err) = pipe(&place, &["m.safetensors"], "copy from: a\nexit\n");
    assert_eq!(code, 2);
    assert!(err.contains("expected `:` after `copy`"), "{err}");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_lines_and_bytes_are_refused() {
    let place = Place::new("piped-bytes");
    place.checkpoint("m.safetensors", &[1.0]);
    let (code, _, err) = pipe(&place, &["m.safetensors"], "\u{feff}assert: exists: w\n");
    assert_eq!((code, err.as_str()), (0, ""));
    let (code, _, err) = pipe(&place, &["m.safetensors"], "\nexit\n\u{feff}exit\n");
    assert_eq!((code, err.as_str()), (0, ""));
    let (code, _, err) = pipe_bytes(&place, &["m.safetensors"], b"\xff\n");
    assert_eq!(code, 2);
    assert!(
        err.contains("error: standard input is not UTF-8 text\nhint: "),
        "{err}"
    );
}

#[test]
fn what_has_no_answer_is_not_written_and_an_input_not_replaced() {
    let place = Place::new("piped-redirect");
    place.checkpoint("m.safetensors", &[1.0]);
    let (code, _, err) = pipe(
        &place,
        &["m.safetensors"],
        "copy: from: w, to: v > out.txt\n",
    );
    assert_eq!(code, 0);
    assert!(
        err.contains("there is no answer to write, `out.txt` stays as it is"),
        "{err}"
    );
    assert!(!place.join("out.txt").exists());
    let (code, _, err) = pipe(&place, &["m.safetensors"], "dump > m.safetensors\n");
    assert_eq!(code, 2);
    assert!(err.contains("is an open input"), "{err}");
}

#[test]
fn a_wrong_configuration_is_shown_in_its_place() {
    let place = Place::new("configuration");
    place.file(
        "home/.config/brainsurgery/config.yaml",
        "record: true\nthreads: none\n",
    );
    let (code, out, err) = pipe(&place, &[], "exit\n");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("error: the configuration is wrong: threads: invalid type"),
        "{err}"
    );
    assert!(err.contains("config.yaml:2:10"), "{err}");
    place.file("home/.config/brainsurgery/config.yaml", "shard-size: 1GB\n");
    assert_eq!(pipe(&place, &[], "exit\n").0, 0);
}

#[test]
fn exit_leaves_the_rest_unread() {
    let place = Place::new("piped-exit");
    let (code, _, err) = pipe(&place, &[], "exit\nnonsense: 1\n");
    assert_eq!((code, err.as_str()), (0, ""));
}
