//! Files to state dicts and back: headers in, bytes streamed out.
//!
//! Invariant: only this room touches tensor files. Opening reads no tensor byte; what is written
//! appears whole under its name, or not at all.

mod destination;
mod dtype;
#[cfg(test)]
mod fixture;
mod format;
mod header;
mod index;
mod input;
mod json;
mod limits;
mod listing;
mod numpy;
mod open;
mod origin;
mod paths;
pub mod publish;
mod recognise;
mod refusal;
mod shards;
mod torch;
mod unzip;
mod write;

pub use destination::{Destination, Form, Layout, Sharding};
pub use format::Format;
pub use header::Metadata;
pub use open::{open, open_part, open_tensor};
pub use origin::{Company, Fingerprint, Origin};
pub use paths::{expand, failure, nearest};
pub use torch::Choice;
pub use write::{Written, write};

use crate::tensor::Tensor;
use std::sync::Arc;

/// Named tensors and what files carry beside them.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// The tensors, in the order of their state dict.
    pub tensors: Vec<(Arc<str>, Tensor)>,
    /// The texts of the files; where several files disagree, those of the first.
    pub metadata: Metadata,
    /// What a person should know of them: names that were tied, values that were left out.
    pub notes: Vec<String>,
    /// Where they came from.
    pub origin: Origin,
}
