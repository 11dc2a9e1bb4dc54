//! Pictures of the shell for the README, drawn from what its terminal shows.
//!
//! `RENEW=1 cargo test --test shell screens` draws them anew. Look at what it changes. No line is typed whose answer
//! tells its time.

use crate::svg;
use crate::terminal::{Place, Terminal};
use brainsurgery::demo;
use brainsurgery::tensor::Engine;
use std::fs;
use std::path::Path;

/// A shell on the model of the demonstration, in colours.
fn shell(place: &Place) -> Terminal {
    demo::write(&place.join("demo"), &Engine::new(1)).expect("the checkpoints are written");
    fs::copy(
        place.join("demo/gpt2.safetensors"),
        place.join("gpt2.safetensors"),
    )
    .expect("a checkpoint is copied");
    let mut shell = place.shell_in(&["gpt2.safetensors"], 100, &[("NO_COLOR", "")]);
    shell.prompt();
    shell
}

/// Compares what a terminal shows with the picture that is kept.
fn looks_like(shell: &Terminal, name: &str) {
    let picture = shell.look(svg::draw);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/screens");
    let path = folder.join(name);
    if std::env::var_os("RENEW").is_some() {
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(&path, &picture).expect("a picture is written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        kept, picture,
        "{name}: run `RENEW=1 cargo test --test shell screens`"
    );
}

#[test]
fn the_first_look_at_a_model() {
    let place = Place::new("screen-dump");
    let mut shell = shell(&place);
    shell.line(r"dump: target: 'h\.0\..*'");
    shell.line(r"dump: target: 'h\.0\.mlp\..*', verbosity: stat");
    looks_like(&shell, "dump.svg");
}

#[test]
fn a_line_that_fails() {
    let place = Place::new("screen-error");
    let mut shell = shell(&place);
    shell.line("copy: from: ln_g.weight, to: final.weight");
    shell.line("coppy: from: ln_f.weight, to: final.weight");
    looks_like(&shell, "error.svg");
}

#[test]
fn a_page_of_help() {
    let place = Place::new("screen-help");
    let mut shell = shell(&place);
    shell.line("?scale_");
    looks_like(&shell, "help.svg");
}
