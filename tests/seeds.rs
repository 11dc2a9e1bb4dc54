//! A seed that was drawn stands in every summary: what it makes again has the same bytes.

mod support {
    pub mod inputs;
    pub mod program;
}

use std::fs;
use support::inputs;
use support::program::{program, run};
use tempfile::TempDir;

const PLAN: &str = "inputs: [in.safetensors]
transforms:
- fill_: {target: w, mode: rand}
- fill: {from: w, to: x, mode: rand, distribution: normal, seed: null}
- rand: {target: y, shape: [40], dtype: float16, distribution: normal}
- fill_: {target: 'y::[0]', mode: constant, value: 3}
output: out.safetensors
";

/// What a run with these arguments writes, and what it says beside.
fn written(folder: &TempDir, arguments: &[&str]) -> (Vec<u8>, String) {
    let ran = run(program(folder.path()).args(arguments), "");
    assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.err);
    let out = fs::read(folder.path().join("out.safetensors"));
    (out.expect("an output"), ran.err)
}

fn place() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    inputs::make(&folder.path().join("in.safetensors"), 3, &[1.0, 2.0, 3.0]);
    fs::write(folder.path().join("plan.yaml"), PLAN).expect("a plan is written");
    folder
}

#[test]
fn a_summary_of_either_mode_makes_the_same_bytes() {
    let folder = place();
    for mode in ["raw", "resolve"] {
        let summary = ["--summarize-path", "again.yaml", "--summary-mode", mode];
        let (first, said) = written(&folder, &[&["plan.yaml"], &summary[..]].concat());
        assert_eq!(said.matches("drew seed ").count(), 3, "{said}");
        let again = fs::read_to_string(folder.path().join("again.yaml")).expect("a summary");
        assert_eq!(again.matches("seed: ").count(), 3, "{again}");
        let (second, said) = written(&folder, &["again.yaml", "--no-summarize"]);
        assert!(first == second, "{mode}: {again}");
        assert!(!said.contains("drew"), "{said}");
    }
}

#[test]
fn each_run_draws_seeds_of_its_own() {
    let folder = place();
    let (first, _) = written(&folder, &["plan.yaml", "--no-summarize"]);
    let (second, _) = written(&folder, &["plan.yaml", "--no-summarize"]);
    assert!(first != second);
}

#[test]
fn a_resolved_step_holds_what_its_mode_takes_and_no_more() {
    let folder = place();
    let line = [
        "-c",
        "fill_: target: w, mode: rand, seed: 7, mean: 3",
        "-c",
        "summarize: mode: resolve",
    ];
    let ran = run(program(folder.path()).arg("in.safetensors").args(line), "");
    let step = "- fill_:
    target: model::w
    mode: rand
    distribution: uniform
    low: 0.0
    high: 1.0
    seed: 7
";
    assert!(
        ran.out.replace("  -", "-").contains(step),
        "{}{}",
        ran.out,
        ran.err
    );
}
