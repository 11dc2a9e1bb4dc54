//! Steps changed after they took effect.

use super::*;
use crate::session::Mode;
use crate::transforms;

/// The steps of a session as lines.
fn lines(session: &Session) -> Vec<String> {
    let line = |step: &Node| oly::emit(step).expect("a line");
    session
        .steps()
        .iter()
        .map(|done| line(&done.typed))
        .collect()
}

/// A session in which these lines took effect.
fn after(lines: &[&str]) -> Session {
    let mut session = session(&["a: x"]);
    let (_, ended) = ran(&mut session, lines);
    assert!(ended.error.is_none(), "{:?}", ended.error);
    session
}

fn names(session: &Session) -> String {
    let model = session.model("a").expect("it is there");
    let names = model.tensors.in_order();
    let names: Vec<&str> = names.iter().map(|(name, _)| &**name).collect();
    names.join(" ")
}

const STEPS: [&str; 3] = [
    "copy: from: x, to: y",
    "copy: from: a@1::y, to: z",
    "delete: target: y",
];

#[test]
fn later_steps_are_done_again_with_the_numbers_they_have_now() {
    let mut session = after(&STEPS);
    let two = "edit: step: 1, to: [{ copy: { from: x, to: v } }, { move: { from: x, to: y } }]";
    let (_, ended) = ran(&mut session, &[two]);
    assert!(ended.error.is_none(), "{:?}", ended.error);
    assert_eq!(
        lines(&session),
        [
            "copy: from: x, to: v",
            "move: from: x, to: y",
            "copy: from: a@2::y, to: z",
            "delete: target: y"
        ]
    );
    assert_eq!(names(&session), "v z");
}

#[test]
fn a_failure_leaves_everything_as_it_was_and_names_the_step() {
    for (line, message) in [
        (
            "edit: step: 1, to: { copy: { from: x, to: w } }",
            "edit: step 2 `copy: from: a@1::y, to: z`: copy: no tensor in `a@1` matches `y`",
        ),
        (
            "edit: step: 2, to: [{ delete: { target: x } }, { delete: { target: x } }]",
            "edit: delete: no tensor in `a` matches `x`",
        ),
        (
            "edit: step: 2, to: undo",
            "edit: `undo` is no step of a plan",
        ),
        (
            "edit: step: 4, to: { help: copy }",
            "edit: there is no step 4, the last is 3",
        ),
        ("edit: to: dump", "edit: missing key `step`"),
        (
            "edit: target: x, step: 1",
            "edit: names and a step are not edited together",
        ),
    ] {
        let mut session = after(&STEPS);
        let (_, ended) = ran(&mut session, &[line]);
        assert_eq!(ended.error.expect(line).message(), message);
        assert_eq!(lines(&session), STEPS);
        assert_eq!(names(&session), "x z");
    }
}

#[test]
fn a_rewritten_history_is_undone_and_done_again_as_one() {
    let mut session = after(&STEPS);
    let rewrite = "edit: step: 3, to: { delete: { target: x } }";
    ran(&mut session, &["undo", "redo", rewrite]);
    assert_eq!(names(&session), "y z");
    ran(&mut session, &["undo"]);
    assert_eq!(
        (lines(&session), names(&session)),
        (STEPS.map(String::from).to_vec(), "x z".into())
    );
    ran(&mut session, &["undo: 2", "redo: 3"]);
    assert_eq!(names(&session), "y z");
    // Behind other steps, and step by step, it is taken back as they are.
    ran(
        &mut session,
        &["copy: from: z, to: u", "undo: 2", "redo: 2"],
    );
    assert_eq!(names(&session), "y z u");
    ran(&mut session, &["restore: 1", "redo: 1"]);
    assert_eq!(names(&session), "x y z");
    let (_, ended) = ran(&mut session, &["undo: 9"]);
    let error = ended.error.expect("there are two");
    assert_eq!(error.message(), "undo: cannot undo 9 steps, there are 2");
    assert_eq!(names(&session), "x y z");
}

#[test]
fn what_was_undone_before_is_gone_behind_a_rewrite() {
    let mut session = after(&[
        "copy: from: x, to: y",
        "help: copy",
        "delete: target: y",
        "undo",
    ]);
    ran(&mut session, &["edit: step: 2, to: { help: move }"]);
    let (_, ended) = ran(&mut session, &["redo"]);
    assert_eq!(
        ended.error.expect("nothing").message(),
        "redo: there is nothing to redo"
    );
    let mut session = after(&["copy: from: x, to: y"]);
    ran(
        &mut session,
        &[
            "edit: step: 1, to: { copy: { from: x, to: z } }",
            "undo",
            "delete: target: y",
        ],
    );
    let (_, ended) = ran(&mut session, &["redo"]);
    assert_eq!(
        ended.error.expect("nothing").message(),
        "redo: there is nothing to redo"
    );
    assert_eq!(names(&session), "x");
}

#[test]
fn a_rewrite_inside_a_step_reaches_no_further_than_that() {
    let mut session = after(&STEPS);
    let inside = |step| {
        format!(
            "execute: transforms: [{{ copy: {{ from: x, to: v }} }}, {{ edit: {{ step: {step}, to: {{ copy: {{ from: x, to: w }} }} }} }}]"
        )
    };
    let (_, ended) = ran(&mut session, &[&inside(2)]);
    let error = ended.error.expect("it lies before");
    assert!(
        error.message().contains("cannot undo 3 steps, there are 1"),
        "{error}"
    );
    let mut session = after(&STEPS);
    let (_, ended) = ran(&mut session, &[&inside(4), "undo"]);
    assert!(ended.error.is_none(), "{:?}", ended.error);
    assert_eq!(
        (names(&session).as_str(), session.steps().len()),
        ("x z", 3)
    );
}

#[test]
fn comments_stay_above_their_steps() {
    let mut session = session(&["a: x"]);
    session.note("# one");
    ran(&mut session, &["copy: from: x, to: y"]);
    session.note("# two");
    ran(&mut session, &["delete: target: y"]);
    ran(
        &mut session,
        &["edit: step: 1, to: { move: { from: x, to: y } }"],
    );
    let comments = session.steps().iter().map(|done| done.comments.concat());
    assert_eq!(comments.collect::<Vec<_>>(), ["# one", "# two"]);
}

#[test]
fn steps_done_again_behind_a_look_speak_of_the_steps_that_they_spoke_of() {
    let again = ["undo: 2", "help: copy", "redo: 2"];
    let inside = "execute: plan-yaml: '- copy: { from: a@1::y, to: z }'";
    for (last, now) in [
        (STEPS[1], "copy: from: a@2::y, to: z"),
        (
            inside,
            "execute: transforms: [{ copy: { from: a@2::y, to: a::z } }]",
        ),
    ] {
        let mut session = after(&[STEPS[0], last]);
        ran(&mut session, &again);
        assert_eq!(lines(&session), ["help: copy", STEPS[0], now]);
        let (_, ended) = ran(&mut session, &["edit: step: 1, to: { help: move }"]);
        assert!(ended.error.is_none(), "{:?}", ended.error);
        assert_eq!(names(&session), "x y z");
        let left_out = session.summary(Mode::Raw, false, &transforms::renumbered);
        let left_out = oly::emit(&left_out).expect("a line");
        assert!(
            left_out.contains("a@1::y") && !left_out.contains("help"),
            "{left_out}"
        );
        ran(&mut session, &["undo", "undo: 2", "redo: 2"]);
        assert_eq!(lines(&session)[2], now);
    }
}
