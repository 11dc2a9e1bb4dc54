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
