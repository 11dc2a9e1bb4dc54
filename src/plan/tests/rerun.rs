//! Steps done again on another alias.

use super::*;
use crate::session::{Done, Standing};
use crate::transforms;

/// A session of two aliases in which these lines took effect.
fn after(lines: &[&str]) -> Session {
    let mut session = session(&["a: x", "b: x y"]);
    let (_, ended) = ran(&mut session, lines);
    assert!(ended.error.is_none(), "{:?}", ended.error);
    session
}

fn names(session: &Session, alias: &str) -> String {
    let model = session.model(alias).expect("it is there");
    let names = model.tensors.in_order();
    let names: Vec<&str> = names.iter().map(|(name, _)| &**name).collect();
    names.join(" ")
}

#[test]
fn steps_are_done_on_another_alias_as_one_and_stand_in_full() {
    let mut session = after(&[
        "copy: from: a::x, to: a::u",
        "copy: from: a@0::x, to: a::w",
        "delete: target: a::u",
    ]);
    let (heard, ended) = ran(&mut session, &["rerun: from: 1, to: 3, alias: b"]);
    assert!(ended.error.is_none(), "{:?}", ended.error);
    assert_eq!(
        heard,
        [
            "inside copy",
            "inside copy",
            "inside delete",
            "done execute"
        ]
    );
    assert_eq!(
        (names(&session, "a"), names(&session, "b")),
        ("x w".into(), "x y w".into())
    );
    let done = session.steps().last().expect("a step");
    assert_eq!(
        oly::emit(&done.typed).expect("a line"),
        "execute: transforms: [{ copy: { from: b::x, to: b::u } }, { copy: { from: b@3::x, to: b::w } }, \
         { delete: { target: b::u } }]"
    );
    ran(&mut session, &["undo"]);
    assert_eq!(
        (names(&session, "b"), session.steps().len()),
        ("x y".into(), 3)
    );
}

#[test]
fn numbers_before_the_first_step_stay_and_one_step_is_itself() {
    let mut session = after(&[
        "copy: from: b::x, to: b::z",
        "copy: from: a::x, to: a::z",
        "copy: from: a@1::x, to: a::u",
    ]);
    ran(&mut session, &["rerun: from: 3, alias: b"]);
    let typed = &session.steps().last().expect("a step").typed;
    assert_eq!(
        oly::emit(typed).expect("a line"),
        "copy: from: b@1::x, to: b::u"
    );
}

#[test]
fn a_failure_changes_nothing_whatever_was_done_before_it() {
    let mut session = after(&["copy: from: a::x, to: a::u", "copy: from: a::x, to: a::y"]);
    let (heard, ended) = ran(&mut session, &["rerun: from: 1, to: 2, alias: b"]);
    let error = ended.error.expect("it is taken");
    assert_eq!(
        error.message(),
        "rerun: execute: step 2: copy: destination `b::y` exists already"
    );
    assert_eq!(heard, ["inside copy"]);
    assert_eq!(
        (names(&session, "b"), session.steps().len()),
        ("x y".into(), 2)
    );
}

#[test]
fn what_is_not_plain_is_refused() {
    let steps = [
        "copy: from: a::x, to: b::z",
        "save: path: /nowhere/out.safetensors, alias: a",
        "help: copy",
    ];
    for (line, message) in [
        (
            "rerun: from: 2, alias: b",
            "rerun: step 2 writes a file: `save: path: /nowhere/out.safetensors, alias: a`",
        ),
        (
            "rerun: from: 3, alias: b",
            "rerun: the steps speak of no alias but `b`",
        ),
        ("rerun: from: 1, alias: c", "rerun: unknown alias `c`"),
        (
            "rerun: from: 3, to: 1, alias: b",
            "rerun: step 1 comes before step 3",
        ),
        (
            "rerun: from: 1, to: 9, alias: b",
            "rerun: there is no step 9, the last is 3",
        ),
        (
            "rerun: from: 9, alias: b",
            "rerun: there is no step 9, the last is 3",
        ),
    ] {
        let mut session = session(&["a: x", "b: x"]);
        for step in steps {
            let step = super::steps(&[step]).remove(0);
            let done = Done::new(step.clone(), step, Standing::Step);
            session.tell(done, &transforms::renumbered);
        }
        let (_, ended) = ran(&mut session, &[line]);
        assert_eq!(ended.error.expect(line).message(), message);
    }
    let mut session = session(&["a: x", "b: x", "c: y"]);
    ran(
        &mut session,
        &["copy: from: a::x, to: b::z", "rerun: from: 1, alias: c"],
    );
    let (_, ended) = ran(&mut session, &["rerun: from: 1, alias: c"]);
    let error = ended.error.expect("two could be meant");
    assert_eq!(
        error.message(),
        "rerun: the steps speak of several aliases: `a`, `b`"
    );
    let (_, ended) = ran(&mut session, &["rerun: from: 1, of: b, alias: c"]);
    assert!(ended.error.is_none(), "{:?}", ended.error);
    assert_eq!(names(&session, "c"), "y z");
}
