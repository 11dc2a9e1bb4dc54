//! The session as its steps change it: edits, the way back, dry runs, order.

use super::*;
use crate::error::{Error, Kind, Result};
use crate::syntax::{Node, Reference, Role, Size};
use crate::tensor::{Dtype, Shape, Tensor};

mod edits;
mod inside;
mod looked;
mod shapes;
mod told;
mod travel;
mod worlds;

/// A session whose alias `model` holds tensors of one element, in this order.
fn session(names: &[&str]) -> Session {
    Session::new([(Arc::from("model"), model(names))])
}

fn model(names: &[&str]) -> Model {
    let tensors = names.iter().map(|name| (Arc::from(*name), tensor(1.0)));
    Model {
        tensors: StateDict::new(tensors),
        ..Model::default()
    }
}

fn tensor(value: f64) -> Tensor {
    let shape = Shape::new(vec![1]).expect("one element");
    Tensor::constant(Dtype::F32, shape, value).expect("a float")
}

/// A reference as a step of the session would read it.
fn reference(session: &Session, text: &str, role: Role) -> Reference {
    let names = session.names();
    let parsed = names.within(|scope| Reference::parse(&Node::text(text), &scope, role));
    parsed.expect("a reference").0
}

fn source(session: &Session, text: &str) -> Reference {
    reference(session, text, Role::Source)
}

fn destination(session: &Session, text: &str) -> Reference {
    reference(session, text, Role::Destination)
}

/// What renaming `from` to `to` would do.
fn rename(session: &Session, from: &str, to: &str) -> Result<Effect> {
    session.rename(&source(session, from), &destination(session, to))
}

/// What copying `from` to `to` would do.
fn copy(session: &Session, from: &str, to: &str) -> Result<Effect> {
    let (from, to) = (source(session, from), destination(session, to));
    session.derive(&from, &to, |tensor| Ok(tensor.clone()))
}

/// Steps that speak of no others.
fn as_it_is(step: &Node, _number: &dyn Fn(usize) -> usize) -> Node {
    step.clone()
}

/// Applies an effect as a step and keeps it in the log.
fn step(session: &mut Session, effect: Effect) -> Applied {
    step_as(session, effect, Standing::Step)
}

fn step_as(session: &mut Session, effect: Effect, standing: Standing) -> Applied {
    let mut applied = session
        .apply(effect, &mut Paper::new(Size::None))
        .expect("it can be applied");
    let node = Node::text("step");
    let step = Done::new(node.clone(), node, standing);
    session.record(step, &mut applied, &as_it_is);
    applied
}

/// The names of `model`, in the order of the state dict.
fn order(session: &Session) -> String {
    let model = session.model("model").expect("it is there");
    let names = model.tensors.in_order();
    let names: Vec<&str> = names.iter().map(|(name, _)| &**name).collect();
    names.join(" ")
}

fn undo(session: &mut Session, steps: usize) {
    step_as(session, Effect::Undo(steps), Standing::Steering);
}

fn redo(session: &mut Session, steps: usize) {
    step_as(session, Effect::Redo(steps), Standing::Steering);
}

#[test]
fn what_is_made_goes_last_in_the_order_of_its_sorted_sources() {
    let mut session = session(&["b", "a", "z"]);
    let effect = copy(&session, "([ab])", r"new.\1").expect("two copies");
    let applied = step(&mut session, effect);
    assert_eq!(order(&session), "b a z new.a new.b");
    let lines: Vec<String> = applied.items.iter().map(Item::line).collect();
    assert_eq!(
        (applied.tensors, lines),
        (2, vec!["a -> new.a".into(), "b -> new.b".into()])
    );
}

#[test]
fn what_moves_goes_last_and_comes_back_to_its_place() {
    let mut session = session(&["b", "a", "z"]);
    let effect = rename(&session, "b", "c").expect("a move");
    step(&mut session, effect);
    assert_eq!(order(&session), "a z c");
    undo(&mut session, 1);
    assert_eq!(order(&session), "b a z");
    redo(&mut session, 1);
    assert_eq!(order(&session), "a z c");
}

#[test]
fn undo_goes_back_step_by_step_or_several_at_once() {
    let mut session = session(&["a"]);
    for name in ["b", "c", "d"] {
        let effect = copy(&session, "a", name).expect("a copy");
        step(&mut session, effect);
    }
    undo(&mut session, 2);
    assert_eq!((order(&session), session.steps().len()), ("a b".into(), 1));
    redo(&mut session, 1);
    assert_eq!(order(&session), "a b c");
    undo(&mut session, 2);
    assert_eq!(order(&session), "a");
    redo(&mut session, 3);
    assert_eq!(order(&session), "a b c d");
}

#[test]
fn no_more_is_undone_or_done_again_than_there_is() {
    let mut session = session(&["a"]);
    let refused = |session: &mut Session, effect: Effect| -> Error {
        let paper = &mut Paper::new(Size::None);
        session.apply(effect, paper).expect_err("too many")
    };
    let error = refused(&mut session, Effect::Undo(1));
    assert_eq!(error.message(), "there is nothing to undo");
    let effect = copy(&session, "a", "b").expect("a copy");
    step(&mut session, effect);
    let error = refused(&mut session, Effect::Undo(2));
    assert_eq!(error.message(), "cannot undo 2 steps, there are 1");
    assert_eq!(refused(&mut session, Effect::Redo(1)).kind(), Kind::Payload);
    assert_eq!(order(&session), "a b");
}

#[test]
fn an_edit_forgets_what_was_undone_and_a_look_does_not() {
    let mut session = session(&["a"]);
    let effect = copy(&session, "a", "b").expect("a copy");
    step(&mut session, effect);
    undo(&mut session, 1);
    step_as(&mut session, Effect::nothing(), Standing::ReadOnly);
    redo(&mut session, 1);
    assert_eq!(order(&session), "a b");
    undo(&mut session, 1);
    let effect = copy(&session, "a", "c").expect("a copy");
    step(&mut session, effect);
    assert_eq!((session.steps().len(), session.undone().count()), (2, 0));
}

#[test]
fn names_must_not_meet_and_must_be_free() {
    let session = session(&["a.1", "b.1", "c"]);
    let refused = |from: &str, to: &str| rename(&session, from, to).expect_err(to);
    let error = refused(r".\.(1)", r"x.\1");
    assert_eq!(error.kind(), Kind::Collision);
    assert_eq!(
        error.message(),
        "`a.1` and `b.1` would both become `model::x.1`"
    );
    assert_eq!(refused("c", "a.1").kind(), Kind::Exists);
    assert_eq!(refused("c", "c").kind(), Kind::Exists);
    let error = refused("d", "e");
    assert_eq!(error.kind(), Kind::NoMatch);
    assert_eq!(order(&session), "a.1 b.1 c");
}

#[test]
fn an_impact_sorts_names_by_what_happens_to_them() {
    let session = session(&["a", "b"]);
    let effect = rename(&session, "a", "c").expect("a move");
    let impact = session.impact(&effect);
    assert_eq!(
        impact.buckets(),
        "created[1] model::c | deleted[1] model::a"
    );
    assert_eq!(impact.counts(), "changed[0], created[1], deleted[1]");
    let rewrite = session.rewrite(&source(&session, ".*"), |tensor| Ok(tensor.clone()));
    let changed = session.impact(&rewrite.expect("two tensors"));
    assert_eq!(changed.buckets(), "changed[2] model::a, model::b");
    let mut both = impact;
    both.extend(changed);
    assert_eq!(both.counts(), "changed[2], created[1], deleted[1]");
    assert!(session.impact(&Effect::nothing()).is_none());
    let beyond = session.impact(&Effect::Undo(1));
    assert!(!beyond.is_none());
    assert_eq!(beyond.buckets(), "acts on files or aliases");
}

#[test]
fn a_dry_run_ends_where_it_began_with_the_aliases_too() {
    let mut session = session(&["a"]);
    step(
        &mut session,
        Effect::Set(vec![Setting::Turned(Flag::DryRun, true)]),
    );
    let effect = copy(&session, "a", "b").expect("a copy");
    step(&mut session, effect);
    step(
        &mut session,
        Effect::Alias(AliasEdit::Rename("model".into(), "base".into())),
    );
    assert!(
        session
            .model("base")
            .is_ok_and(|model| model.tensors.contains("b"))
    );
    step(
        &mut session,
        Effect::Set(vec![Setting::Turned(Flag::DryRun, false)]),
    );
    assert_eq!(order(&session), "a");
    assert!(session.model("base").is_err());
    undo(&mut session, 1);
    assert!(session.flags().dry_run);
    assert!(session.model("base").is_ok());
    undo(&mut session, 3);
    assert_eq!(
        (order(&session), session.flags()),
        ("a".into(), Flags::default())
    );
}

#[test]
fn a_renamed_alias_keeps_its_roles_and_a_removed_one_loses_them() {
    let mut session = session(&["a"]);
    let effect = copy(&session, "a", "b").expect("a copy");
    step(&mut session, effect);
    step(
        &mut session,
        Effect::Alias(AliasEdit::Rename("model".into(), "base".into())),
    );
    assert_eq!(session.names().default(), Some("base"));
    assert!(session.state().written.contains("base"));
    step(
        &mut session,
        Effect::Alias(AliasEdit::Remove("base".into())),
    );
    assert!(session.state().inputs.is_empty() && session.state().written.is_empty());
    undo(&mut session, 2);
    assert_eq!(session.names().default(), Some("model"));
    assert!(session.state().written.contains("model"));
}
