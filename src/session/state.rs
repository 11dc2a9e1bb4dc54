//! Everything a step may change, and the one way to change it.

use super::state_dict::Entry;
use super::{Flags, Model, StateDict};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything that steps change: the models under their aliases, the flags, and what they imply.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The models, aliases ascending.
    pub models: BTreeMap<Arc<str>, Model>,
    /// The aliases of the inputs, under their names of now.
    pub inputs: Vec<Arc<str>>,
    /// The aliases whose tensors steps have written.
    pub written: BTreeSet<Arc<str>>,
    /// What `set` has set.
    pub flags: Flags,
    /// Where a dry run began, while there is one.
    pub before_dry_run: Option<Arc<State>>,
}

/// A change to a [`State`]. Exchanging it gives back the change that undoes it.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// What stands under names of one alias.
    Tensors(Arc<str>, Vec<(Arc<str>, Option<Entry>)>),
    /// All tensors of an alias.
    Dict(Arc<str>, StateDict),
    /// What stands under an alias.
    Model(Arc<str>, Option<Model>),
    /// The aliases of the inputs, and those written.
    Roles(Vec<Arc<str>>, BTreeSet<Arc<str>>),
    /// The flags.
    Flags(Flags),
    /// Everything.
    State(Box<State>),
}

impl Change {
    /// Whether one of these takes all tensors of the same alias back already.
    pub(super) fn is_in(&self, wholes: &[Change]) -> bool {
        let Change::Tensors(alias, _) = self else {
            return false;
        };
        let same = |whole: &Change| matches!(whole, Change::Dict(other, _) if other == alias);
        wholes.iter().any(same)
    }
}

impl State {
    /// Makes the changes in order and returns those that undo them, in the order to make them.
    pub(super) fn exchange(&mut self, changes: Vec<Change>) -> Vec<Change> {
        let mut back: Vec<Change> = changes
            .into_iter()
            .map(|change| self.exchange_one(change))
            .collect();
        back.reverse();
        back
    }

    fn exchange_one(&mut self, change: Change) -> Change {
        match change {
            Change::Tensors(alias, entries) => {
                let old = self.exchange_tensors(&alias, entries);
                Change::Tensors(alias, old)
            }
            Change::Dict(alias, tensors) => {
                let model = self.models.entry(alias.clone()).or_default();
                Change::Dict(alias, std::mem::replace(&mut model.tensors, tensors))
            }
            Change::Model(alias, model) => {
                let old = match model {
                    Some(model) => self.models.insert(alias.clone(), model),
                    None => self.models.remove(&alias),
                };
                Change::Model(alias, old)
            }
            Change::Roles(inputs, written) => Change::Roles(
                std::mem::replace(&mut self.inputs, inputs),
                std::mem::replace(&mut self.written, written),
            ),
            Change::Flags(flags) => Change::Flags(std::mem::replace(&mut self.flags, flags)),
            Change::State(state) => Change::State(Box::new(std::mem::replace(self, *state))),
        }
    }

    fn exchange_tensors(
        &mut self,
        alias: &Arc<str>,
        entries: Vec<(Arc<str>, Option<Entry>)>,
    ) -> Vec<(Arc<str>, Option<Entry>)> {
        let dict = &mut self.models.entry(alias.clone()).or_default().tensors;
        let swap = |(name, entry): (Arc<str>, Option<Entry>)| {
            let old = dict.restore(&name, entry);
            (name, old)
        };
        let mut old: Vec<_> = entries.into_iter().map(swap).collect();
        old.reverse();
        old
    }
}
