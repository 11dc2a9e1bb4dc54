//! `summarize` as a plan, as lines and as a transcript.

use crate::place::Place;
use crate::program::{program, run};

const TYPED: &str = "# Twice as much.\nscale_: target: w, by: 2\ndump: target: w\n# A slip.\ndelete: target: w\nundo\n# Done.\n";

/// What is written to `path` by these lines and a summary.
fn summary(place: &Place, summarize: &str, path: &str) -> String {
    let mut command = program(&place.path(""));
    let ran = run(
        command.arg("in.safetensors"),
        &format!("{TYPED}{summarize}\n"),
    );
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    place.read(path)
}

#[test]
fn lines_keep_comments_and_run_again() {
    let place = Place::new();
    let lines = summary(&place, "summarize: lines.oly", "lines.oly");
    assert_eq!(
        lines,
        "inputs: [in.safetensors]\n# Twice as much.\nscale_: target: w, by: 2\ndump: target: w\n# Done.\n"
    );
    let mut command = program(&place.path(""));
    let again = run(command.args(["lines.oly", "--no-summarize"]), "");
    assert_eq!(again.code, Some(0), "{}", again.err);
}

#[test]
fn a_plan_keeps_comments_and_runs_again_to_the_same_file() {
    let place = Place::new();
    let plan = summary(
        &place,
        "save: one.safetensors\nsummarize > plan.yaml",
        "plan.yaml",
    );
    assert_eq!(
        plan,
        "inputs:\n- in.safetensors\ntransforms:\n# Twice as much.\n- scale_:\n    target: w\n    by: 2\n\
         - dump:\n    target: w\n# Done.\n- save: one.safetensors\n"
    );
    place.write("again.yaml", &plan.replace("one", "two"));
    let mut command = program(&place.path(""));
    let again = run(command.args(["again.yaml", "--no-summarize"]), "");
    assert_eq!(again.code, Some(0), "{}", again.err);
    let bytes = |name| std::fs::read(place.path(name)).expect("a checkpoint");
    assert_eq!(bytes("one.safetensors"), bytes("two.safetensors"));
}

#[test]
fn comments_stand_where_no_step_is_left() {
    let place = Place::new();
    let mut command = program(&place.path(""));
    let lines = "# Nothing to do.\nsummarize: path: plan.yaml\n";
    let ran = run(command.arg("in.safetensors"), lines);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let plan = place.read("plan.yaml");
    assert_eq!(
        plan,
        "inputs:\n- in.safetensors\ntransforms: []\n# Nothing to do.\n"
    );
}

#[test]
fn a_transcript_holds_words_lines_and_answers() {
    let place = Place::new();
    let text = summary(&place, "summarize: path: story.md", "story.md");
    let shown = "Twice as much.\n\n```text\n> scale_: target: w, by: 2\n> dump: target: w\n";
    assert!(text.starts_with("# Session\n\n"), "{text}");
    assert!(text.contains(shown), "{text}");
    assert!(text.contains("w  shape=[3]\n```\n\nDone.\n"), "{text}");
    assert!(!text.contains("delete"), "{text}");
}

#[test]
fn a_format_comes_before_a_suffix() {
    let place = Place::new();
    let text = summary(&place, "summarize: path: plan.txt, format: oly", "plan.txt");
    assert!(text.starts_with("inputs: "), "{text}");
    let text = summary(&place, "summarize: path: a.md, format: yaml", "a.md");
    assert!(text.starts_with("inputs:\n- "), "{text}");
}

#[test]
fn a_redirect_names_the_file_and_so_its_form() {
    let place = Place::new();
    let text = summary(&place, "summarize > story.md", "story.md");
    assert!(text.starts_with("# Session\n\n"), "{text}");
    let text = summary(&place, "summarize > lines.oly", "lines.oly");
    assert!(text.starts_with("inputs: [in.safetensors]\n# "), "{text}");
    let text = summary(&place, "summarize: mode: resolve > a.yaml", "a.yaml");
    assert!(text.starts_with("inputs:\n- model::in"), "{text}");
    let text = summary(&place, "summarize > plan", "plan");
    assert!(text.starts_with("inputs:\n- in"), "{text}");
    let text = summary(&place, "summarize: format: oly > a.md", "a.md");
    assert!(text.starts_with("inputs: ["), "{text}");
}

#[test]
fn a_redirect_replaces_no_checkpoint_and_writes_nothing_in_a_dry_run() {
    let place = Place::new();
    let bytes = || std::fs::read(place.path("in.safetensors")).expect("a checkpoint");
    let before = bytes();
    for (line, said) in [
        (
            "summarize > in.safetensors",
            "`in.safetensors` is an open input",
        ),
        ("summarize > .", "is a folder"),
    ] {
        let ran = run(
            program(&place.path("")).arg("in.safetensors"),
            &format!("{line}\n"),
        );
        assert_ne!(ran.code, Some(0));
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert_eq!(bytes(), before);
    let dry = "set: dry-run: true\nsummarize > a.md\n";
    let ran = run(program(&place.path("")).arg("in.safetensors"), dry);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(!place.path("a.md").exists());
}
