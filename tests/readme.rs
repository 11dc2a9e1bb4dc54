//! The README says what is true: its transcript, its tables, its plan, its settings.

mod support {
    pub mod program;
}

use brainsurgery::tensor::Engine;
use brainsurgery::{assertions, demo, transforms};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use support::program::{program, run};
use tempfile::TempDir;

const README: &str = include_str!("../README.md");
const TOUR: &str = include_str!("../sessions/tour/session.txt");

/// The blocks of the README in this language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    let after = README.split(&fence as &str).skip(1);
    after
        .map(|rest| rest.split("```").next().expect("a fence that ends"))
        .collect()
}

#[test]
fn the_transcript_is_part_of_the_tour() {
    let transcripts = blocks("text");
    assert!(!transcripts.is_empty());
    for transcript in transcripts {
        assert!(
            TOUR.contains(transcript),
            "not in sessions/tour/session.txt:\n{transcript}"
        );
    }
}

#[test]
fn the_table_lists_every_verb_with_its_summary() {
    let row = |transform: &transforms::Transform| {
        format!(
            "| `{}` | {} |",
            transform.signature.name, transform.signature.summary
        )
    };
    let expected: Vec<String> = transforms::ALL.into_iter().map(row).collect();
    assert_eq!(rows("verb"), expected);
}

#[test]
fn every_claim_is_named() {
    let (_, behind) = README
        .split_once("An assertion may claim ")
        .expect("a list of claims");
    let list = behind.split("\n\n").next().expect("a paragraph");
    let named: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
    let known: Vec<&str> = assertions::signatures()
        .iter()
        .map(|claim| claim.name)
        .collect();
    assert_eq!(named, known);
}

#[test]
fn every_reference_of_the_table_means_tensors() {
    let folder = demo_folder();
    let mut command = program(folder.path());
    command.args([
        "gpt2.safetensors",
        "-c",
        "load: path: gpt2.safetensors, alias: original",
    ]);
    for line in ["set: timer: true", "set: timer: false"] {
        command.args(["-c", line]);
    }
    let references: Vec<&str> = rows("reference")
        .into_iter()
        .filter_map(|row| row.split('`').nth(1))
        .collect();
    assert!(references.len() > 4);
    for reference in references {
        let line = match reference.starts_with('[') {
            true => format!("dump: target: {reference}"),
            false => format!("dump: target: '{reference}'"),
        };
        command.args(["-c", &line]);
    }
    let ran = run(&mut command, "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

/// The rows of the table whose first column has this title.
fn rows(title: &str) -> Vec<&'static str> {
    let header = format!("| {title} |");
    let lines = README.lines().skip_while(|line| !line.starts_with(&header));
    let rows = lines.skip(2).take_while(|line| line.starts_with('|'));
    rows.collect()
}

/// The demonstration, with the README's plan, and the tour as a recording.
fn demo_folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    demo::write(folder.path(), &Engine::new(1)).expect("the checkpoints are written");
    let steps = demo::TOUR.typed().filter(|line| !line.contains(" > "));
    let inputs = demo::TOUR.opened().collect::<Vec<_>>().join(", ");
    let lines: Vec<String> = steps.map(str::to_string).collect();
    let recording = format!("inputs: [{inputs}]\n{}\n", lines.join("\n"));
    fs::write(folder.path().join("recording.oly"), recording).expect("a recording is written");
    fs::write(folder.path().join("plan.yaml"), blocks("yaml")[0]).expect("a plan is written");
    folder
}

#[test]
fn the_commands_run_the_plan() {
    let folder = demo_folder();
    let commands: Vec<&str> = blocks("sh")[1].lines().collect();
    assert_eq!(commands.len(), 4);
    for command in commands {
        let words = command.split('#').next().unwrap_or("").split_whitespace();
        let ran = run(program(folder.path()).args(words.skip(1)), "");
        assert_eq!(ran.code, Some(0), "{command}: {}", ran.err);
        assert!(!ran.err.contains("warning"), "{command}: {}", ran.err);
    }
    for written in [
        "renamed/model.safetensors.index.json",
        "x",
        "edited.safetensors",
    ] {
        assert!(folder.path().join(written).exists(), "{written}");
    }
}

#[test]
fn every_recipe_runs() {
    let folder = demo_folder();
    let made = [
        r"phlora: target: model\.(.*_proj)\.weight, target_a: base_model.model.model.\1.lora_A.weight, target_b: base_model.model.model.\1.lora_B.weight, rank: 2",
        "delete: target: lm_head.*|model.*",
        "cast_: target: .*, to: float32",
        "save: adapter.safetensors",
    ];
    runs(folder.path(), &["llama"], &made);
    let recipes: Vec<&str> = blocks("oly")[0].split("\n\n").collect();
    assert!(recipes.len() > 5);
    for recipe in recipes {
        let lines: Vec<&str> = recipe.lines().collect();
        let opened = ["model::llama", "other::llama", "lora::adapter.safetensors"];
        runs(folder.path(), &opened, &lines);
    }
}

/// Runs lines on checkpoints, which nothing may be said against.
fn runs(folder: &Path, opened: &[&str], lines: &[&str]) {
    let mut command = program(folder);
    command.args(opened);
    for line in lines {
        command.args(["-c", line]);
    }
    let ran = run(&mut command, "");
    assert_eq!(ran.code, Some(0), "{lines:?}: {}", ran.err);
    assert!(!ran.err.contains("warning"), "{lines:?}: {}", ran.err);
}

#[test]
fn the_settings_are_taken() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("config.yaml"), blocks("yaml")[1]).expect("settings are written");
    let mut command = program(folder.path());
    command
        .env("BRAINSURGERY_CONFIG", "config.yaml")
        .args(["-c", "set"]);
    let ran = run(&mut command, "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with("set flags: "), "{}", ran.out);
}

#[test]
fn the_table_of_options_has_them_all() {
    let rows = rows("option");
    let help = run(program(Path::new("/")).arg("--help"), "").out;
    let lines = help
        .lines()
        .filter(|line| line.trim_start().starts_with('-'));
    let known: Vec<&str> = lines.collect();
    assert_eq!(options(&rows.join(" ")), options(&known.join(" ")));
}

#[test]
fn the_table_of_calls_has_every_command() {
    let help = run(program(Path::new("/")).arg("--help"), "").out;
    let (_, behind) = help.split_once("Commands:\n").expect("a list of commands");
    let lines = behind.lines().take_while(|line| !line.is_empty());
    let own = lines.filter(|line| !line.starts_with("   "));
    let commands: Vec<&str> = own
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"resume"));
    let calls = rows("call").join("\n");
    for command in commands {
        assert!(
            calls.contains(&format!("`brainsurgery {command}")),
            "{command}"
        );
    }
}

/// The long options named in a text.
fn options(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| c.is_whitespace() || "`,".contains(c));
    words
        .filter(|word| word.starts_with("--") && word.len() > 2 && !word.contains("---"))
        .collect()
}

#[test]
fn the_first_two_commands_are_the_demonstration_and_the_tests() {
    assert_eq!(blocks("sh")[0], "cargo run -- demo\ncargo test\n");
}
