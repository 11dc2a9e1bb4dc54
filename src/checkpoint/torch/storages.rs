//! Storages: where in a file the numbers of tensors lie.

use crate::tensor::Bytes;
use std::collections::HashMap;
use std::sync::Arc;

/// The bytes of one storage.
#[derive(Clone, Debug)]
pub struct Range {
    /// The source.
    pub bytes: Arc<dyn Bytes>,
    /// Where in it the storage begins.
    pub offset: u64,
    /// How many bytes it has.
    pub length: u64,
}

/// The storages of a file, by the keys that its pickle calls them.
pub type Storages = HashMap<String, Range>;
