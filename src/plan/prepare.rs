//! A value to a step that is ready to be applied: found, bound, completed, compiled.
//!
//! A check and a run prepare their steps with this same code.

use crate::assertions;
use crate::error::{Error, Kind, Place, Result};
use crate::session::{Effect, Session};
use crate::signature::{self, Call, Scope};
use crate::syntax::{Node, Value, Warning, nearest};
use crate::transforms::{self, Transform};

/// A step whose arguments are checked and whose effect is known.
#[derive(Debug)]
pub struct Prepared {
    /// The verb.
    pub transform: &'static Transform,
    /// The verb with its arguments, nothing left open.
    pub call: Call,
    /// What it would do.
    pub effect: Effect,
}

/// A step whose verb is known and whose arguments are checked.
#[derive(Debug)]
pub struct Bound {
    transform: &'static Transform,
    call: Call,
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
                claims: &claims,
            },
            warnings,
        )
    });
    let call = bound.map_err(|error| error.at_some(place.as_ref()).prefix(name))?;
    Ok(Bound {
        transform,
        call,
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
            place,
        } = self;
        let args = (transform.complete)(call.args, session).and_then(|args| {
            let effect = (transform.compile)(&args, session)?;
            Ok((args, effect))
        });
        let (args, effect) = args.map_err(|error| {
            error
                .at_some(place.as_ref())
                .prefix(transform.signature.name)
        })?;
        let call = Call {
            signature: &transform.signature,
            args,
        };
        Ok(Prepared {
            transform,
            call,
            effect,
        })
    }
}

fn unknown(name: &str) -> Error {
    let error = Error::new(Kind::Payload, format!("unknown transform `{name}`"));
    match nearest(name, transforms::names(), 1).first() {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`help` lists all of them"),
    }
}
