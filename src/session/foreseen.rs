//! What a step would make of each tensor, from headers alone.

use super::looks::pattern;
use super::{Effect, Session, Source};
use crate::tensor::Tensor;
use std::collections::BTreeMap;

/// A name that a step would touch, what stands there and what would.
#[derive(Clone, Debug)]
pub struct Foreseen {
    /// The name.
    pub source: Source,
    /// The tensor there is.
    pub before: Option<Tensor>,
    /// The tensor there would be.
    pub after: Option<Tensor>,
}

impl Foreseen {
    /// `alias::name`.
    pub fn label(&self) -> String {
        format!("{}::{}", self.source.alias, self.source.name)
    }

    /// `alias::name`, where `*` is any number.
    pub fn pattern(&self) -> String {
        pattern(&self.source.alias, &self.source.name)
    }

    /// What would happen to it.
    pub fn change(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "created",
            (Some(_), None) => "deleted",
            (Some(_), Some(_)) => "changed",
        }
    }
}

impl Session {
    /// What an effect would make of each tensor it touches, aliases and names ascending.
    pub fn foresees(&self, effect: &Effect) -> Vec<Foreseen> {
        let Effect::Edit(edit) = effect else {
            return Vec::new();
        };
        let mut after = BTreeMap::new();
        for touch in &edit.touches {
            after.insert((&touch.alias, &touch.name), &touch.tensor);
        }
        let foreseen = after.into_iter().map(|((alias, name), after)| {
            let model = self.state.models.get(alias);
            let before = model.and_then(|model| model.tensors.get(name));
            Foreseen {
                source: Source::new(alias, name),
                before: before.cloned(),
                after: after.clone(),
            }
        });
        let something = |one: &Foreseen| one.before.is_some() || one.after.is_some();
        foreseen.filter(something).collect()
    }
}
