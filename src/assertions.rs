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

use crate::error::{Error, Result};
use crate::session::Session;
use crate::signature::{Call, Signature};

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
            (assertion.judge)(&call.args, session).map_err(|error| named(error, call))
        }
        None => unreachable!("a bound claim is one of the list"),
    }
}

fn named(error: Error, call: &Call) -> Error {
    error.for_key(call.signature.name)
}
