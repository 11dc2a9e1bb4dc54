//! The real program, in a folder and an environment of its own.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// How a run of the program ended and what it said.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; nothing when a signal ended it.
    pub code: Option<i32>,
    /// What it said on standard output.
    pub out: String,
    /// What it said on standard error.
    pub err: String,
}

/// The program, about to run in `folder`.
pub fn program(folder: &Path) -> Command {
    alone(Command::new(env!("CARGO_BIN_EXE_brainsurgery")), folder)
}

/// A command about to run in `folder`: no home, no settings, no terminal, nothing of the person who
/// runs the tests.
pub fn alone(mut command: Command, folder: &Path) -> Command {
    command.current_dir(folder).env_clear();
    command
        .env("HOME", "/nowhere")
        .env("BRAINSURGERY_STATE", "/nowhere");
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs a command to its end, with `typed` on standard input. A crash shows as exit code 101.
pub fn run(command: &mut Command, typed: &str) -> Ran {
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("standard input is a pipe");
    // A program that reads no input closes the pipe, which is no fault.
    input.write_all(typed.as_bytes()).unwrap_or_default();
    drop(input);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran {
        code: output.status.code(),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}
