//! What a verb is.

use crate::error::Result;
use crate::session::{Effect, Session, Standing};
use crate::signature::{Args, Signature};

/// A verb.
#[derive(Debug)]
pub struct Transform {
    /// What it declares of itself.
    pub signature: Signature,
    /// How it stands in recordings and summaries.
    pub standing: Standing,
    /// Fills in what was left to us, so that the recorded step says everything: an alias, a seed.
    pub complete: fn(Args, &Session) -> Result<Args>,
    /// The effect, from names, dtypes and shapes alone.
    pub compile: fn(&Args, &Session) -> Result<Effect>,
}

/// For verbs that leave nothing open.
pub(super) fn complete(args: Args, _session: &Session) -> Result<Args> {
    Ok(args)
}
