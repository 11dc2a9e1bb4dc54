//! How many tensors a reference means, and how many bytes they have, told from headers.

use super::Scene;
use crate::syntax::{self, Node, Reference, Role};

impl Scene {
    /// How many tensors a reference means and how many bytes they have; nothing for what is no reference yet,
    /// or once `goes_on` says no. A slice counts as all of its tensor.
    pub fn count(&self, reference: &str, goes_on: &dyn Fn() -> bool) -> Option<(u64, u64)> {
        let reference = self.read(reference)?;
        let pattern = reference.pattern()?;
        let names = self.model(&reference.alias)?;
        let (mut tensors, mut bytes) = (0_u64, 0_u64);
        for name in names.sorted.iter() {
            if !goes_on() {
                return None;
            }
            if pattern.is_match(name).ok()? {
                tensors += 1;
                let own = names.tensors.get(name).map_or(0, |tensor| tensor.bytes());
                bytes = bytes.saturating_add(own);
            }
        }
        Some((tensors, bytes))
    }

    /// How many tensors have a name that begins with a reference as it stands.
    pub fn begun(&self, reference: &str) -> u64 {
        super::reference::begun(reference, self) as u64
    }

    fn read(&self, reference: &str) -> Option<Reference> {
        let aliases: Vec<&str> = self.models.iter().map(|names| &*names.alias).collect();
        let known = |alias: &str| aliases.contains(&alias);
        let scope = syntax::Scope {
            default: self.default.as_deref(),
            known: &known,
            aliases: &aliases,
        };
        let read = Reference::parse(&Node::text(reference), &scope, Role::Source);
        read.ok().map(|(reference, _)| reference)
    }
}
