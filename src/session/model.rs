//! What stands under an alias: a state dict, and what its checkpoint carried besides tensors.

use super::StateDict;
use crate::checkpoint::{Checkpoint, Origin};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A state dict under an alias, with the metadata and the origin of its checkpoint.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The tensors.
    pub tensors: StateDict,
    /// The text that the checkpoint carried beside its tensors.
    pub metadata: Arc<BTreeMap<String, String>>,
    /// Where the checkpoint lies, if it came from one.
    pub origin: Option<Arc<Origin>>,
    /// What a person should know of the checkpoint.
    pub notes: Arc<[String]>,
}

impl From<Checkpoint> for Model {
    fn from(checkpoint: Checkpoint) -> Self {
        Model {
            tensors: StateDict::new(checkpoint.tensors),
            metadata: Arc::new(checkpoint.metadata),
            origin: Some(Arc::new(checkpoint.origin)),
            notes: checkpoint.notes.into(),
        }
    }
}
