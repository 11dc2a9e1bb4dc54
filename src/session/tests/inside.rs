//! Plans inside a step: one step to undo, or steps of their own.

use super::*;

/// The step that held others, as it stands in the log.
fn whole() -> Done {
    let (typed, resolved) = (Node::text("typed"), Node::text("resolved"));
    Done::new(typed, resolved, Standing::Step)
}

/// A session in which `b` was made, and `c` and `d` inside a step that has not ended.
fn begun() -> (Session, Outside) {
    let mut session = session(&["a"]);
    let effect = copy(&session, "a", "b").expect("a copy");
    step(&mut session, effect);
    let outside = session.enter(None);
    for name in ["c", "d"] {
        let effect = copy(&session, "a", name).expect("a copy");
        step(&mut session, effect);
    }
    (session, outside)
}

#[test]
fn steps_inside_are_one_when_their_plan_is_whole() {
    let (mut session, outside) = begun();
    session.leave_whole(outside, whole(), &as_it_is);
    assert_eq!(session.steps().len(), 2);
    assert_eq!(session.steps()[1].recorded(), &Node::text("resolved"));
    undo(&mut session, 1);
    assert_eq!(order(&session), "a b");
    redo(&mut session, 1);
    assert_eq!(order(&session), "a b c d");
}

#[test]
fn steps_inside_stay_in_full_when_it_is_not() {
    let (mut session, outside) = begun();
    session.leave(outside);
    assert_eq!(session.steps().len(), 3);
    undo(&mut session, 1);
    assert_eq!(order(&session), "a b c");
}

#[test]
fn steps_before_a_plan_cannot_be_undone_in_it() {
    let (mut session, outside) = begun();
    let paper = &mut Paper::new(Size::None);
    let error = session
        .apply(Effect::Undo(3), paper)
        .expect_err("two at most");
    assert_eq!(error.message(), "cannot undo 3 steps, there are 2");
    undo(&mut session, 2);
    assert_eq!(order(&session), "a b");
    session.leave(outside);
    undo(&mut session, 1);
    assert_eq!(order(&session), "a");
}

#[test]
fn a_plan_without_effect_keeps_what_could_be_done_again() {
    let mut session = session(&["a"]);
    let effect = copy(&session, "a", "b").expect("a copy");
    step(&mut session, effect);
    undo(&mut session, 1);
    let outside = session.enter(None);
    assert!(session.log.undo(&mut session.state).is_none());
    assert_eq!(session.undone().count(), 0);
    session.leave(outside);
    redo(&mut session, 1);
    assert_eq!(order(&session), "a b");
}

#[test]
fn names_inside_belong_to_the_alias_that_is_meant_once_it_is_there() {
    let mut session = session(&["a"]);
    let outside = session.enter(Some("other".into()));
    assert_eq!(session.names().default(), Some("model"));
    step(&mut session, Effect::Alias(AliasEdit::Add("other".into())));
    assert_eq!(session.names().default(), Some("other"));
    let deeper = session.enter(None);
    assert_eq!(session.names().default(), Some("other"));
    session.leave(deeper);
    session.leave(outside);
    assert_eq!(session.names().default(), Some("model"));
}
