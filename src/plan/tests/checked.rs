//! What a check finds, and what it keeps quiet about.

use super::*;

/// The messages of a check of lines.
fn found(models: &[&str], lines: &[&str]) -> Vec<String> {
    let context = Context::default();
    let mut paper = Paper::new(Size::None);
    let checked = check::check(&steps(lines), &session(models), &mut paper, &context);
    let message = |error: &Error| format!("{:?} {error}", error.step().map(|step| step + 1));
    checked.errors.iter().map(message).collect()
}

#[test]
fn every_mistake_is_found_those_of_form_first_and_none_that_follows_from_another() {
    let lines = [
        "delete: target: z",
        "copy: from: z, to: y",
        "scale_: target: y, by: 2",
        "scale_: target: q, by: 2",
        "copy: from: x, too: y",
    ];
    assert_eq!(
        found(&["a: x"], &lines),
        [
            "Some(5) copy: unknown key `too`",
            "Some(1) delete: no tensor in `a` matches `z`",
            "Some(2) copy: no tensor in `a` matches `z`",
            "Some(4) scale_: no tensor in `a` matches `q`",
        ]
    );
}

#[test]
fn behind_an_exit_only_the_form_of_steps_counts() {
    let lines = ["exit", "delete: target: z", "copy: from: x"];
    assert_eq!(found(&["a: x"], &lines), ["Some(3) copy: missing key `to`"]);
}

#[test]
fn steps_inside_are_checked_with_those_around_them() {
    let lines = [
        "execute: transforms: [{ copy: { from: x, to: y } }, { delete: { target: q } }, { move: { from: y, to: z } }]",
        "scale_: target: z, by: 2",
        "execute: plan: { inputs: [none.safetensors], transforms: [exit] }",
    ];
    let found = found(&["a: x"], &lines);
    assert_eq!(found.len(), 2, "{found:?}");
    let inside = "Some(1) execute: step 2: delete: no tensor in `a` matches `q`";
    assert_eq!(found[0], inside);
    assert!(
        found[1].starts_with("Some(3) execute: inputs: load: "),
        "{found:?}"
    );
}

#[test]
fn a_plan_that_cannot_be_read_leaves_every_name_in_doubt() {
    let lines = [
        "execute: none.yaml",
        "delete: target: made",
        "delete: target: b::made",
    ];
    let found = found(&["a: x"], &lines);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("Some(1) execute: cannot read `none.yaml`"),
        "{found:?}"
    );
}

#[test]
fn an_alias_that_was_not_made_is_not_missed() {
    let lines = [
        "load: path: none.safetensors, alias: b",
        "save: path: out.safetensors, alias: b",
        "diff: mode: aliases, left_alias: a, right_alias: b",
        "prefixes: mode: rename, from: b, to: c",
        "prefixes: mode: remove, alias: c",
        "scale_: target: b::x, by: 2",
        "save: path: out.safetensors, alias: d",
    ];
    let found = found(&["a: x"], &lines);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("Some(1) load: "), "{found:?}");
    assert_eq!(found[1], "Some(7) save: unknown alias `d`");
}

#[test]
fn an_exit_inside_is_an_exit() {
    let lines = [
        "execute: transforms: [exit, { delete: { target: q } }]",
        "delete: target: q",
    ];
    assert!(found(&["a: x"], &lines).is_empty());
}

#[test]
fn counts_are_known_before_anything_is_read() {
    let lines = [
        "dump: target: x, verbosity: full",
        "assert: reads: { of: x, is: 1 }",
        "assert: writes: { of: x, is: 2 }",
    ];
    let expected = ["Some(3) assert: writes: `a::x` was written once, expected exactly 2"];
    assert_eq!(found(&["a: x"], &lines), expected);
}

#[test]
fn what_a_step_writes_a_later_one_can_execute() {
    let name = format!("brainsurgery-{}-plan.yaml", std::process::id());
    let file = std::env::temp_dir().join(name);
    let path = file.display();
    let summarize = format!("summarize: path: '{path}'");
    let execute = format!("execute: path: '{path}'");
    let lines = [
        "copy: from: x, to: y",
        &summarize,
        "delete: target: y",
        &execute,
    ];
    assert_eq!(found(&["a: x"], &lines), [""; 0]);
    assert!(!file.exists());
}
