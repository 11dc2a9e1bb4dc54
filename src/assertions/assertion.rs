//! What a claim is.

use crate::error::{Error, Kind, Result};
use crate::session::{Look, Session};
use crate::signature::{Args, Signature};
use std::sync::Arc;

/// A claim.
#[derive(Debug)]
pub struct Assertion {
    /// What it declares of itself.
    pub signature: Signature,
    /// Judges it: an `assertion` error when it does not hold.
    pub judge: fn(&Args, &Session) -> Result<Judgement>,
}

/// What can be said of a claim that is not false: nothing, when it holds; otherwise what must be
/// looked at to tell.
pub type Judgement = Option<Arc<dyn Look>>;

/// The claim does not hold.
pub(super) fn no(message: impl Into<String>) -> Error {
    Error::new(Kind::Assertion, message)
}

/// Whether an error says that a claim does not hold, rather than that it makes no sense.
pub(super) fn is_no(error: &Error) -> bool {
    error.kind() == Kind::Assertion
}
