//! The way back of steps that touch most of an alias: the state dict as it was, whole.

use crate::session::state::Change;
use crate::session::{Session, Source, Touch};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Session {
    /// The way back for each of these aliases that is named at least a quarter as often as it has tensors. Going it
    /// takes no longer for many tensors than for few, and keeping it takes no more room than their entries.
    pub(super) fn wholes<'a>(&self, aliases: impl Iterator<Item = &'a Arc<str>>) -> Vec<Change> {
        let mut times: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
        for alias in aliases {
            *times.entry(alias).or_default() += 1;
        }
        let whole = |(alias, times): (&Arc<str>, usize)| {
            let tensors = &self.state.models.get(alias)?.tensors;
            (times >= tensors.len() / 4).then(|| Change::Dict(alias.clone(), tensors.clone()))
        };
        times.into_iter().filter_map(whole).collect()
    }

    /// Counts uses of data and returns the way back.
    pub(super) fn counted(&mut self, sources: &[Source]) -> Vec<Change> {
        let mut back = self.wholes(sources.iter().map(|source| &source.alias));
        let mut counted = self.count_reads(sources);
        counted.retain(|change| !change.is_in(&back));
        back.append(&mut counted);
        back.reverse();
        back
    }
}

/// The alias of each thing that an edit reads or touches.
pub(super) fn aliases<'a>(
    touches: &'a [Touch],
    reads: &'a [Source],
) -> impl Iterator<Item = &'a Arc<str>> {
    let touched = touches.iter().map(|touch| &touch.alias);
    touched.chain(reads.iter().map(|source| &source.alias))
}
