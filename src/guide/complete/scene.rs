//! What completion knows of the world: verbs, claims, aliases, names, and a way to list folders.

use crate::session::{State, StateDict};
use crate::signature::Signature;
use std::fmt;
use std::sync::Arc;

/// What completion knows of the world.
pub struct Scene {
    /// Every verb.
    pub verbs: Vec<&'static Signature>,
    /// Every claim.
    pub claims: Vec<&'static Signature>,
    /// The alias meant when none is named.
    pub default: Option<Arc<str>>,
    /// The tensors there are, aliases ascending.
    pub models: Vec<Names>,
    /// The entries of the folder that a text names, in any order; none where there is no such folder.
    pub list: fn(&str) -> Vec<Entry>,
}

/// The tensors of one alias.
#[derive(Clone, Debug)]
pub struct Names {
    /// The alias.
    pub alias: Arc<str>,
    /// The names, ascending.
    pub sorted: Arc<[Arc<str>]>,
    /// The tensors themselves.
    pub tensors: StateDict,
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name there.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

impl Names {
    /// The names of a state dict.
    pub fn new(alias: Arc<str>, tensors: StateDict) -> Self {
        let sorted = tensors.by_name().map(|(name, _)| name.clone()).collect();
        Names {
            alias,
            sorted,
            tensors,
        }
    }

    /// The names that begin with `prefix`.
    pub(super) fn starting(&self, prefix: &str) -> &[Arc<str>] {
        let first = self.sorted.partition_point(|name| &**name < prefix);
        let rest = &self.sorted[first..];
        &rest[..rest.partition_point(|name| name.starts_with(prefix))]
    }
}

impl Scene {
    /// The tensors of a state.
    pub fn models_of(state: &State) -> Vec<Names> {
        let models = state.models.iter();
        models
            .map(|(alias, model)| Names::new(alias.clone(), model.tensors.clone()))
            .collect()
    }

    /// The verb of this name.
    pub(super) fn verb(&self, name: &str) -> Option<&'static Signature> {
        self.verbs.iter().copied().find(|verb| verb.name == name)
    }

    /// The claim of this name.
    pub(super) fn claim(&self, name: &str) -> Option<&'static Signature> {
        self.claims.iter().copied().find(|claim| claim.name == name)
    }

    /// The tensors of this alias.
    pub(super) fn model(&self, alias: &str) -> Option<&Names> {
        self.models.iter().find(|names| &*names.alias == alias)
    }

    /// The tensors meant where no alias is named.
    pub(super) fn meant(&self) -> Option<&Names> {
        self.default.as_ref().and_then(|alias| self.model(alias))
    }
}

impl fmt::Debug for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let aliases = self.models.iter().map(|names| &names.alias);
        f.debug_set().entries(aliases).finish()
    }
}
