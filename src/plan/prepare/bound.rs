//! A step that is found and bound, on its way to be compiled.

use super::{Prepared, blamed};
use crate::assertions;
use crate::error::{Error, Kind, Place, Result};
use crate::plan::trial::Trial;
use crate::session::{Effect, Session, Standing};
use crate::signature::{self, Args, Call, Scope};
use crate::syntax::{Entry, Node, Value, Warning, nearest};
use crate::transforms::{self, Transform};
use std::sync::Arc;

/// A step whose verb is known and whose arguments are checked.
#[derive(Debug)]
pub struct Bound {
    transform: &'static Transform,
    call: Call,
    typed: Node,
    place: Option<Place>,
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

fn unknown(name: &str) -> Error {
    let error = Error::new(Kind::Payload, format!("unknown transform `{name}`"));
    match nearest(name, transforms::names(), 1).first() {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`help` lists all of them"),
    }
}
