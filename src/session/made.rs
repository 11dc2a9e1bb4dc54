//! What the items of a step before one have made: items take effect one after the other.

use super::resolve::{Match, part};
use crate::error::Result;
use crate::syntax::Reference;
use crate::tensor::Tensor;
use std::collections::HashMap;
use std::sync::Arc;

/// The tensors under one alias that a step has made so far.
#[derive(Debug)]
pub(super) struct Made<'a> {
    alias: &'a Arc<str>,
    tensors: HashMap<Arc<str>, Tensor>,
}

impl<'a> Made<'a> {
    /// Nothing yet; all of it will be under this alias.
    pub fn under(alias: &'a Arc<str>) -> Self {
        Made {
            alias,
            tensors: HashMap::new(),
        }
    }

    /// Notes what a name stands for from now on.
    pub fn note(&mut self, name: &Arc<str>, tensor: &Tensor) {
        self.tensors.insert(name.clone(), tensor.clone());
    }

    /// What a name stands for, if that is not what it was before the step.
    pub fn get(&self, alias: &Arc<str>, name: &Arc<str>) -> Option<&Tensor> {
        self.tensors.get(name).filter(|_| alias == self.alias)
    }

    /// The part of a match that `from` takes, as it is now.
    pub fn part_of(&self, found: &Match<'_>, from: &Reference) -> Result<Tensor> {
        match self.get(found.alias, found.name) {
            Some(whole) => part(from, whole),
            None => found.part(from),
        }
    }
}
