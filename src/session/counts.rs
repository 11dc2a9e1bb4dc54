//! How often steps have used a tensor, and where a tensor that is used comes from.

use super::Session;
use super::state::Change;
use crate::tensor::Tensor;
use std::sync::Arc;

/// How often a tensor was read and written. A read is the use of its data by a step in one role; names,
/// dtypes and shapes are no data. Opening a checkpoint writes each of its tensors once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How often steps used its data.
    pub reads: u64,
    /// How often something was stored under its name.
    pub writes: u64,
}

impl Counts {
    /// The counts after one more read.
    pub(super) fn read(self) -> Self {
        Counts {
            reads: self.reads.saturating_add(1),
            ..self
        }
    }

    /// The counts after so many more writes.
    pub(super) fn written(self, times: u64) -> Self {
        Counts {
            writes: self.writes.saturating_add(times),
            ..self
        }
    }
}

/// A tensor by its alias and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The alias.
    pub alias: Arc<str>,
    /// The name.
    pub name: Arc<str>,
}

impl Source {
    /// The tensor `name` of `alias`.
    pub fn new(alias: &Arc<str>, name: &Arc<str>) -> Self {
        Source {
            alias: alias.clone(),
            name: name.clone(),
        }
    }
}

/// A tensor, or a part of one, that a step looks at.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The tensor it is, or is part of.
    pub source: Source,
    /// What a message calls it: `alias::name`, then the slice.
    pub label: String,
    /// Its numbers.
    pub tensor: Tensor,
}

impl Session {
    /// Counts uses of data, unless this is a dry run, and returns the changes that undo that, the last
    /// of them to be made first.
    pub(super) fn count_reads(&mut self, sources: &[Source]) -> Vec<Change> {
        if self.state.flags.dry_run {
            return Vec::new();
        }
        sources
            .chunk_by(|one, next| one.alias == next.alias)
            .filter_map(|same| self.count_reads_of(&same.first()?.alias, same))
            .collect()
    }

    fn count_reads_of(&mut self, alias: &Arc<str>, sources: &[Source]) -> Option<Change> {
        let dict = &mut self.state.models.get_mut(alias)?.tensors;
        let count =
            |source: &Source| Some((source.name.clone(), Some(dict.count_read(&source.name)?)));
        let mut old: Vec<_> = sources.iter().filter_map(count).collect();
        old.reverse();
        Some(Change::Tensors(alias.clone(), old))
    }
}
