//! A value to a step that is ready to be applied: found, bound, completed, compiled.
//!
//! A check and a run prepare their steps with this same code.

mod bound;
mod edits;

pub use bound::bind;

use super::maker::{Maker, Step, needed_by};
use crate::error::{Error, Place, Result};
use crate::session::{Applied, Done, Effect, Outside, Script, Session, Standing, World};
use crate::signature::{Args, Call};
use crate::syntax::Node;
use crate::tensor::Origin;
use crate::transforms::{self, Transform};
use std::sync::Arc;

/// A step whose arguments are checked and whose effect is known.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The verb.
    pub transform: &'static Transform,
    /// What it would do.
    pub effect: Effect,
    /// How it stands in recordings and summaries.
    pub standing: Standing,
    call: Call,
    typed: Node,
    place: Option<Place>,
    /// What stands for it in recordings and summaries, as typed and in full, where that is another step.
    stands_as: Option<[Node; 2]>,
}

/// A step that took effect.
#[derive(Debug)]
pub struct Finished {
    /// The step as it was typed, names as text.
    pub typed: Node,
    /// The step with nothing left open.
    pub resolved: Node,
    /// Whether a recording needs it: it is a step of the session, or moves it along its own steps.
    pub recorded: bool,
    /// The alias of which it saved every tensor.
    pub saved: Option<Arc<str>>,
    /// How it stands in recordings and summaries.
    pub standing: Standing,
    /// What it brought about.
    pub applied: Applied,
    /// What a transcript shows for it.
    pub shown: Option<String>,
}

impl Prepared {
    /// Whether something was drawn for it by chance.
    pub fn drew(&self) -> bool {
        self.call.args.drawn().next().is_some()
    }

    /// Where the steps inside it are written, if it holds steps.
    pub fn scripts(&self) -> Option<Vec<Script>> {
        match &self.effect {
            Effect::Run(scripts) => Some(scripts.clone()),
            _ => None,
        }
    }

    /// An error of the steps inside it, as its own.
    pub fn blame(&self, error: Error) -> Error {
        blamed(error, self.transform, &self.call.args, self.place.as_ref())
    }

    /// The same step, which is to blame as step `number`, counted from 0, for what it computes: later, when a
    /// number is needed.
    pub fn numbered(self, number: usize) -> Self {
        let Effect::Edit(edit) = &self.effect else {
            return self;
        };
        let step = Arc::new(Step {
            number,
            verb: self.transform.signature.name,
            place: self.place.clone(),
        });
        for touch in &edit.touches {
            let maker = || -> Arc<dyn Origin> {
                Arc::new(Maker {
                    step: step.clone(),
                    alias: touch.alias.clone(),
                    name: touch.name.clone(),
                })
            };
            if let Some(tensor) = &touch.tensor {
                tensor.made_by(maker);
            }
        }
        self
    }

    /// Takes the steps that ran inside it as one, this one. In full it holds them as they ran; so it does as
    /// typed where something was drawn for them by chance, which must be the same again.
    pub fn hold(
        self,
        (inside, drew): (impl IntoIterator<Item = Node>, bool),
        outside: Outside,
        session: &mut Session,
    ) -> Finished {
        let payload = Node::map([("transforms", Node::list(inside))]);
        let resolved = Node::map([(self.transform.signature.name, payload)]);
        let typed = if drew { &resolved } else { &self.typed };
        let step = Done::new(typed.clone(), resolved.clone(), self.standing);
        session.leave_whole(outside, step, &transforms::renumbered);
        Finished {
            typed: self.typed,
            resolved,
            recorded: true,
            saved: None,
            standing: self.standing,
            applied: Applied::default(),
            shown: last_answer(session),
        }
    }

    /// Applies the step, wholly or not at all, and adds it to the log of the session.
    ///
    /// # Errors
    /// What the world raises.
    pub fn apply(self, session: &mut Session, world: &mut dyn World) -> Result<Finished> {
        let Prepared {
            transform,
            effect,
            standing,
            call,
            typed,
            place,
            stands_as,
        } = self;
        let blamed = |error| blamed(error, transform, &call.args, place.as_ref());
        let (travels, saved) = (effect.travels(), effect.saves().cloned());
        let applied = session.apply(effect, world).map_err(blamed);
        let verb = format!("`{}`", transform.signature.name);
        let mut applied = applied.map_err(|error| needed_by(error, &verb))?;
        applied.note = applied.note.or_else(|| drawn(&call.args));
        let [typed, resolved] = stands_as.unwrap_or_else(|| [typed, call.to_node()]);
        let done = Done::new(typed.clone(), resolved.clone(), standing);
        let added = session.record(done, &mut applied, &transforms::renumbered);
        Ok(Finished {
            typed,
            resolved,
            recorded: added || travels,
            saved,
            standing,
            applied,
            shown: last_answer(session).filter(|_| added),
        })
    }
}

/// What a transcript shows for the last step.
fn last_answer(session: &Session) -> Option<String> {
    session.steps().last()?.answer.clone()
}

/// What was drawn by chance, in words.
fn drawn(args: &Args) -> Option<String> {
    let drawn = args
        .drawn()
        .map(|(key, node)| format!("{key} {}", node.to_json()));
    let drawn = drawn.collect::<Vec<_>>().join(", ");
    (!drawn.is_empty()).then(|| format!("drew {drawn}"))
}

/// The error with the verb, the key and the place that it is about.
fn blamed(error: Error, transform: &Transform, args: &Args, verb: Option<&Place>) -> Error {
    let key = error.place().and_then(|place| args.key_at(place));
    let error = match key {
        Some(key) => error.for_key(key),
        None => error,
    };
    let argument = error.key().and_then(|key| args.place(key)).cloned();
    error
        .at_some(argument.as_ref())
        .at_some(verb)
        .prefix(transform.signature.name)
}
