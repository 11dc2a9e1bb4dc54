//! A value to a step that is ready to be applied: found, bound, completed, compiled.
//!
//! A check and a run prepare their steps with this same code.

mod edits;

use super::maker::{Maker, Step, needed_by};
use super::trial::Trial;
use crate::assertions;
use crate::error::{Error, Kind, Place, Result};
use crate::session::{Applied, Done, Effect, Outside, Script, Session, Standing, World};
use crate::signature::{self, Args, Call, Scope};
use crate::syntax::{Entry, Node, Value, Warning, nearest};
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

/// A step whose verb is known and whose arguments are checked.
#[derive(Debug)]
pub struct Bound {
    transform: &'static Transform,
    call: Call,
    typed: Node,
    place: Option<Place>,
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

/// Finds the verb of a step and checks its arguments.
///
/// # Errors
/// `payload`, `reference`, `alias`, with the place in the user's text.
pub fn bind(step: &Node, session: &Session, warnings: &mut Vec<Warning>) -> Result<Bound> {
    let Some((name, entry)) = step
        .as_map()
        .filter(|map| map.len() == 1)
        .and_then(|map| map.first())
    else {
        let message = format!("a step is one `name: arguments`, found {}", step.kind());
        return Err(Error::new(Kind::Payload, message).at_some(step.place.as_ref()));
    };
    let place = entry.key.clone().or_else(|| step.place.clone());
    let Some(transform) = transforms::find(name) else {
        return Err(unknown(name).at_some(place.as_ref()));
    };
    let names = session.names();
    let claims = assertions::signatures();
    let payload = match entry.node.value {
        Value::Null => Node {
            place: entry.node.place.clone(),
            ..Node::empty()
        },
        _ => entry.node.clone(),
    };
    let bound = names.within(|references| {
        signature::bind(
            &transform.signature,
            &payload,
            &Scope {
                references,
                named: &|name| session.names_tensor(name),
                claims: &claims,
            },
            warnings,
        )
    });
    let call = bound.map_err(|error| error.at_some(place.as_ref()).prefix(name))?;
    let typed = signature::typed(&transform.signature, &payload, &claims);
    let typed = Node {
        place: step.place.clone(),
        ..Node::map([(name.as_str(), typed)])
    };
    Ok(Bound {
        transform,
        call,
        typed,
        place,
    })
}

impl Bound {
    /// The verb with its arguments as they were given.
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// Completes and compiles the step.
    ///
    /// # Errors
    /// Whatever names, dtypes and shapes can tell.
    pub fn compile(self, session: &Session) -> Result<Prepared> {
        let Bound {
            transform,
            call,
            typed,
            place,
        } = self;
        let given = call.args.clone();
        let blamed = |error| blamed(error, transform, &given, place.as_ref());
        let session = session.recalling(given.aliases()).map_err(blamed)?;
        let args = (transform.complete)(call.args, &session).map_err(blamed)?;
        let typed = with_drawn(typed, &args);
        let effect = (transform.compile)(&args, &session).map_err(blamed)?;
        effect.spares_the_past().map_err(blamed)?;
        session.may(&effect).map_err(blamed)?;
        let (effect, standing) = match effect {
            Effect::Try(signature) => {
                (Effect::Look(Arc::new(Trial(signature))), Standing::Steering)
            }
            effect => (effect, transform.standing),
        };
        let call = Call {
            signature: &transform.signature,
            args,
        };
        Ok(Prepared {
            transform,
            effect,
            standing,
            call,
            typed,
            place,
            stands_as: None,
        })
    }
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

/// The step as it was typed, and what was drawn for it by chance: it must do the same again.
fn with_drawn(mut typed: Node, args: &Args) -> Node {
    let payload = match &mut typed.value {
        Value::Map(step) => step.first_mut().map(|(_, entry)| &mut entry.node.value),
        _ => None,
    };
    if let Some(Value::Map(keys)) = payload {
        let entry = |(key, node): (&str, Node)| (key.to_string(), Entry { key: None, node });
        keys.extend(args.drawn().map(entry));
    }
    typed
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

fn unknown(name: &str) -> Error {
    let error = Error::new(Kind::Payload, format!("unknown transform `{name}`"));
    match nearest(name, transforms::names(), 1).first() {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`help` lists all of them"),
    }
}
