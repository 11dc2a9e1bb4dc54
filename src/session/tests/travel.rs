//! Going back and forth against a session that keeps a copy of everything it ever was.

use super::*;
use crate::syntax::earlier;
use proptest::prelude::*;

/// What may happen to a session.
#[derive(Clone, Debug)]
enum Move {
    Copy(u8, u8),
    Rename(u8, u8),
    Delete(u8),
    Write(u8),
    Look,
    AddAlias,
    RemoveAlias,
    DryRun(bool),
    Undo(usize),
    Redo(usize),
    Restore(usize),
    At(Option<usize>),
    /// So many of these in one step.
    Inside(Vec<Move>),
}

fn edit() -> impl Strategy<Value = Move> {
    prop_oneof![
        (0..5u8, 0..5u8).prop_map(|(from, to)| Move::Copy(from, to)),
        (0..5u8, 0..5u8).prop_map(|(from, to)| Move::Rename(from, to)),
        (0..5u8).prop_map(Move::Delete),
        (0..5u8).prop_map(Move::Write),
        Just(Move::AddAlias),
        Just(Move::RemoveAlias),
    ]
}

fn moves() -> impl Strategy<Value = Move> {
    prop_oneof![
        6 => edit(),
        1 => Just(Move::Look),
        1 => any::<bool>().prop_map(Move::DryRun),
        2 => (0..4usize).prop_map(Move::Undo),
        2 => (0..4usize).prop_map(Move::Redo),
        1 => (0..8usize).prop_map(Move::Restore),
        1 => prop::option::of(0..8usize).prop_map(Move::At),
        1 => prop::collection::vec(edit(), 0..4).prop_map(Move::Inside),
    ]
}

/// Everything that can be seen of a state, in words.
fn seen(state: &State) -> String {
    let dict = |model: &Model| -> Vec<String> {
        let tensors = model.tensors.in_order();
        let tensor = |(name, tensor): &(Arc<str>, Tensor)| {
            let counts = model.tensors.counts(name);
            format!("{name} {tensor:?} {counts:?}")
        };
        tensors.iter().map(tensor).collect()
    };
    let models = state.models.iter();
    let models: Vec<_> = models.map(|(alias, model)| (alias, dict(model))).collect();
    let State {
        inputs,
        written,
        flags,
        ..
    } = state;
    format!("{models:?} {inputs:?} {written:?} {flags:?}")
}

fn name(number: u8) -> String {
    format!("t{number}")
}

/// What a move does, as far as names tell.
fn effect(session: &Session, wanted: &Move) -> Result<Effect> {
    match wanted {
        Move::Copy(from, to) => copy(session, &name(*from), &name(*to)),
        Move::Rename(from, to) => rename(session, &name(*from), &name(*to)),
        Move::Delete(target) => {
            let found = session.some(&source(session, &name(*target)))?;
            let mut edit = Edit::default();
            for found in found {
                edit.remove(found.alias, found.name);
            }
            Ok(Effect::Edit(edit))
        }
        Move::Write(target) => session.rewrite(&source(session, &name(*target)), |_| {
            Ok(tensor(f64::from(*target)))
        }),
        Move::Look => Ok(Effect::nothing()),
        Move::AddAlias => Ok(Effect::Alias(AliasEdit::Add(session.new_alias("other")?))),
        Move::RemoveAlias => {
            let alias = session.only_alias(Some("other"))?;
            Ok(Effect::Alias(AliasEdit::Remove(alias)))
        }
        Move::DryRun(on) => Ok(Effect::Set(vec![Setting::Turned(Flag::DryRun, *on)])),
        Move::Undo(steps) => Ok(Effect::Undo(*steps)),
        Move::Redo(steps) => Ok(Effect::Redo(*steps)),
        Move::Restore(step) => Ok(Effect::Restore(*step)),
        Move::At(step) => Ok(Effect::At(*step)),
        Move::Inside(_) => Ok(Effect::Run(Vec::new())),
    }
}

fn standing(wanted: &Move) -> Standing {
    match wanted {
        Move::Look => Standing::ReadOnly,
        Move::Undo(_) | Move::Redo(_) | Move::Restore(_) | Move::At(_) => Standing::Steering,
        _ => Standing::Step,
    }
}

/// Makes a move, if it can be made.
fn make(session: &mut Session, wanted: &Move) -> Result<()> {
    let effect = effect(session, wanted)?;
    session.may(&effect)?;
    let node = Node::text("step");
    let step = Done::new(node.clone(), node, standing(wanted));
    if let Move::Inside(moves) = wanted {
        let outside = session.enter(None);
        let made = moves.iter().try_for_each(|wanted| make(session, wanted));
        match made {
            Ok(()) => session.leave_whole(outside, step, &as_it_is),
            Err(_) => session.leave(outside),
        }
        return made;
    }
    let mut applied = session.apply(effect, &mut Paper::new(Size::None))?;
    session.record(step, &mut applied, &as_it_is);
    Ok(())
}

/// What was seen after each step, and of each step that was undone.
#[derive(Debug)]
struct Copies {
    done: Vec<String>,
    undone: Vec<String>,
}

impl Copies {
    /// Follows a move that was made.
    fn follow(&mut self, wanted: &Move, session: &Session) {
        let back = match wanted {
            Move::Undo(steps) => *steps,
            Move::Restore(step) => self.done.len() - 1 - step,
            _ => 0,
        };
        for _ in 0..back {
            self.undone.extend(self.done.pop());
        }
        if let Move::Redo(steps) = wanted {
            for _ in 0..*steps {
                self.done.extend(self.undone.pop());
            }
        }
        if standing(wanted) == Standing::Steering || session.looks_at().is_some() {
            return;
        }
        if standing(wanted) == Standing::Step {
            self.undone.clear();
        }
        self.done.push(seen(session.now()));
    }
}

proptest! {
    #[test]
    fn every_state_comes_back_as_it_was(moves in prop::collection::vec(moves(), 0..40)) {
        let mut session = session(&["t0", "t1"]);
        let mut copies = Copies { done: vec![seen(session.state())], undone: Vec::new() };
        for wanted in &moves {
            // A plan that fails leaves the steps before it, which are not followed here.
            let before = session.clone();
            match make(&mut session, wanted) {
                Ok(()) => copies.follow(wanted, &session),
                Err(_) => {
                    if !matches!(wanted, Move::Inside(_)) {
                        prop_assert_eq!(seen(session.state()), seen(before.state()));
                    }
                    session = before;
                }
            }
            prop_assert_eq!(session.steps().len() + 1, copies.done.len());
            prop_assert_eq!(session.undone().count(), copies.undone.len());
            prop_assert_eq!(Some(&seen(session.now())), copies.done.last());
            for (step, copy) in copies.done.iter().enumerate() {
                prop_assert_eq!(&seen(&session.state_after(step)), copy);
            }
        }
    }

    #[test]
    fn an_earlier_alias_reads_back(alias in "[a-z_][a-z0-9_.-]{0,6}", step in any::<u32>()) {
        let written = format!("{alias}@{step}");
        prop_assert_eq!(earlier(&written), Some((alias.as_str(), step as usize)));
    }
}
