//! Every claim, one file each, and the one list of them.
//!
//! A claim is an [`Assertion`]: a signature and a function that judges it from names, dtypes and
//! shapes, or says that numbers must be looked at.

mod all;
mod any;
mod assertion;
mod bounds;
mod count;
mod counted;
mod dimensions;
mod dtype;
mod equal;
mod exists;
mod iszero;
mod not;
mod prelude;
mod reads;
mod shape;
mod writes;

pub use assertion::{Assertion, Judgement};

use crate::error::{Error, Kind, Place, Result};
use crate::report::Answer;
use crate::session::{Look, Session, Source};
use crate::signature::{Call, Signature};
use crate::tensor::Engine;
use std::sync::Arc;

/// Every claim, in the order in which help shows them.
pub static ALL: [&Assertion; 12] = [
    &exists::EXISTS,
    &count::COUNT,
    &shape::SHAPE,
    &dimensions::DIMENSIONS,
    &dtype::DTYPE,
    &equal::EQUAL,
    &iszero::ISZERO,
    &reads::READS,
    &writes::WRITES,
    &not::NOT,
    &all::ALL_OF,
    &any::ANY,
];

/// What the claims declare of themselves.
pub fn signatures() -> Vec<&'static Signature> {
    ALL.iter().map(|assertion| &assertion.signature).collect()
}

/// Judges a claim from names, dtypes and shapes. What cannot be judged so is left open.
///
/// # Errors
/// `assertion` when it does not hold; other kinds when it makes no sense.
pub fn judge(call: &Call, session: &Session) -> Result<Judgement> {
    let same = |assertion: &&&Assertion| assertion.signature.name == call.signature.name;
    match ALL.iter().find(same) {
        Some(assertion) => {
            let blame = Blame::of(call);
            let judged = (assertion.judge)(&call.args, session);
            let judged = judged.map_err(|error| blame.put(error))?;
            Ok(judged.map(|look| -> Arc<dyn Look> { Arc::new(Blamed { look, blame }) }))
        }
        None => unreachable!("a bound claim is one of the list"),
    }
}

/// What is at fault where a claim does not hold.
#[derive(Debug)]
struct Blame {
    key: &'static str,
    place: Option<Place>,
}

impl Blame {
    /// The claim, and the first reference in it.
    fn of(call: &Call) -> Self {
        let references = call.args.references();
        let first = references.first();
        Blame {
            key: call.signature.name,
            place: first.and_then(|(_, reference)| reference.place.clone()),
        }
    }

    fn put(&self, error: Error) -> Error {
        let error = error.at_some(self.place.as_ref()).for_key(self.key);
        match error.kind() {
            Kind::Interrupted => error,
            _ => error.prefix(self.key),
        }
    }
}

/// A look at numbers whose failures say where the claim stands.
#[derive(Debug)]
struct Blamed {
    look: Arc<dyn Look>,
    blame: Blame,
}

impl Look for Blamed {
    fn reads(&self) -> Vec<Source> {
        self.look.reads()
    }

    fn look(&self, engine: &Engine) -> Result<Option<Answer>> {
        let looked = self.look.look(engine);
        looked.map_err(|error| self.blame.put(error))
    }

    fn may_refuse(&self) -> bool {
        true
    }
}
