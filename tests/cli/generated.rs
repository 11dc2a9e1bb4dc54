//! Completion scripts and man pages.

use crate::place::Place;
use std::process::Command;

/// What bash offers for the last of these words.
fn bash_offers(script: &str, words: &[&str]) -> Vec<String> {
    let last = words.last().expect("a word");
    let typed = words.join(" ");
    let index = words.len() - 1;
    let line = format!(
        "{script}\nCOMP_WORDS=({typed}); COMP_CWORD={index}\n\
         _brainsurgery brainsurgery {last} {}\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words[index - 1]
    );
    let output = Command::new("bash").args(["--norc", "-c", &line]).output();
    let output = output.expect("bash runs").stdout;
    let text = String::from_utf8(output).expect("text");
    text.lines().map(str::to_string).collect()
}

#[test]
fn bash_completes_commands_options_and_verbs() {
    let script = Place::new().run("completions bash").out();
    assert_eq!(bash_offers(&script, &["brainsurgery", "che"]), ["check"]);
    assert_eq!(
        bash_offers(&script, &["brainsurgery", "--thr"]),
        ["--threads"]
    );
    let verbs = bash_offers(&script, &["brainsurgery", "help", "scal"]);
    assert_eq!(verbs, ["scale", "scale_"]);
    let levels = bash_offers(&script, &["brainsurgery", "--log-level", "w"]);
    assert_eq!(levels, ["warning"]);
}

#[test]
fn scripts_for_other_shells_know_commands_and_verbs() {
    for shell in ["zsh", "fish"] {
        let script = Place::new().run(&format!("completions {shell}")).out();
        for word in ["selftest", "memory-limit", "phlora_"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    Place::new().run("completions csh").fails(2, "found `csh`");
}

#[test]
fn the_manual_has_options_commands_and_verbs() {
    let page = Place::new().run("manual").out();
    for part in [
        ".TH brainsurgery 1",
        "\\fB\\-\\-memory\\-limit\\fR",
        "brainsurgery\\-check(1)",
        ".SH VERBS",
        "\\fBscale_\\fR\nMultiply tensors, or parts of them, by a number.",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let page = Place::new().run("manual check").out();
    assert!(page.contains(".SH NAME\nbrainsurgery\\-check"), "{page}");
    Place::new()
        .run("manual chekc")
        .fails(2, "did you mean `check`?");
}

#[test]
fn both_are_data_under_json() {
    let answer = Place::new().run("completions bash --json").out();
    assert!(answer.starts_with(
        r#"{"answer":"completions","step":null,"data":{"shell":"bash","text":"_brain"#
    ));
    let answer = Place::new().run("manual --json").out();
    assert!(
        answer.starts_with(r#"{"answer":"manual","step":null,"data":{"command":null,"text":".ie"#)
    );
}
