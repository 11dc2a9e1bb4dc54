//! The shapes that editing steps have: one tensor from another, in place, and of nothing.

use super::resolve::{Match, label, part};
use super::{Edit, Effect, Session, Source, Taken};
use crate::error::{Error, Kind, Result};
use crate::syntax::{Reference, nearest};
use crate::tensor::Tensor;
use std::sync::Arc;

impl Session {
    /// New tensors, each made of the (sliced) match of `from` and named by `to`.
    ///
    /// # Errors
    /// `no-match`, `reference`, `collision`, `exists`, `slice-range`, and what `make` raises.
    pub fn derive(
        &self,
        from: &Reference,
        to: &Reference,
        make: impl Fn(&Tensor) -> Result<Tensor>,
    ) -> Result<Effect> {
        let matches = self.mapped(from, &[to])?;
        let (alias, names) = self.fresh(&matches, to)?;
        let mut edit = Edit::default();
        for (found, name) in matches.iter().zip(names) {
            let tensor = make(&found.part(from)?).map_err(|error| about(error, found, from))?;
            edit.read(found.alias, found.name);
            edit.make([Some(found.name), None], &alias, name, tensor);
        }
        Ok(Effect::Edit(edit))
    }

    /// The same tensors under the names of `to`, and no longer under those of `from`.
    ///
    /// # Errors
    /// `no-match`, `reference`, `collision`, `exists`.
    pub fn rename(&self, from: &Reference, to: &Reference) -> Result<Effect> {
        let matches = self.mapped(from, &[to])?;
        let (alias, names) = self.fresh(&matches, to)?;
        let mut edit = Edit::default();
        for (found, name) in matches.iter().zip(names) {
            edit.touch(found.alias, found.name, None);
            edit.make([Some(found.name), None], &alias, name, found.whole.clone());
        }
        Ok(Effect::Edit(edit))
    }

    /// The (sliced) matches of `target`, each changed under its name.
    ///
    /// # Errors
    /// `no-match`, `slice-range`, and what `make` raises.
    pub fn rewrite(
        &self,
        target: &Reference,
        make: impl Fn(&Tensor) -> Result<Tensor>,
    ) -> Result<Effect> {
        let mut edit = Edit::default();
        for found in self.some(target)? {
            let tensor = make(&found.part(target)?)
                .and_then(|part| replace(target, found.whole, part))
                .map_err(|error| about(error, &found, target))?;
            edit.read(found.alias, found.name);
            edit.change(found.alias, found.name, tensor);
        }
        Ok(Effect::Edit(edit))
    }

    /// A new tensor made of nothing, under a literal name.
    ///
    /// # Errors
    /// `alias`, `exists`.
    pub fn create(&self, target: &Reference, tensor: Tensor) -> Result<Effect> {
        let (alias, dict) = self.dict(target)?;
        let name: Arc<str> = Arc::from(literal(target));
        if dict.contains(&name) {
            return Err(taken(alias, &name, target));
        }
        let mut edit = Edit::default();
        edit.make([None, None], alias, name, tensor);
        Ok(Effect::Edit(edit))
    }

    /// Pairs of tensors: each match of `left` with the existing tensor that `right` makes of it.
    ///
    /// # Errors
    /// `no-match`, `reference`, `collision`, `missing`, `slice-range`.
    pub fn pairs(&self, left: &Reference, right: &Reference) -> Result<Vec<[Taken; 2]>> {
        let matches = self.mapped(left, &[right])?;
        let (alias, names) = self.filled(&matches, right)?;
        self.distinct(&alias, &names, &matches, right)?;
        let wholes = self.present(right, &names, "right side")?;
        let others = names.iter().zip(&wholes).map(|(name, whole)| {
            let label = label(&alias, name, right);
            Ok(Taken {
                source: Source::new(&alias, name),
                tensor: named_part(right, whole, &label)?,
                label,
            })
        });
        let others: Vec<Taken> = others.collect::<Result<_>>()?;
        let pairs = matches.into_iter().zip(others);
        pairs
            .map(|(found, other)| Ok([found.taken(left)?, other]))
            .collect()
    }

    /// The matches of a source whose templates are of its kind and fit its captures.
    pub(super) fn mapped(
        &self,
        from: &Reference,
        templates: &[&Reference],
    ) -> Result<Vec<Match<'_>>> {
        for template in templates {
            template
                .check(from)
                .map_err(|error| error.at_some(template.place.as_ref()))?;
            self.dict(template)?;
        }
        let matches = self.captured(from)?;
        self.at_least_one(from, matches)
    }

    /// The names of `to`, none of which may exist.
    pub(super) fn fresh(
        &self,
        matches: &[Match<'_>],
        to: &Reference,
    ) -> Result<(Arc<str>, Vec<Arc<str>>)> {
        let (alias, names) = self.filled(matches, to)?;
        self.distinct(&alias, &names, matches, to)?;
        let (_, dict) = self.dict(to)?;
        match names.iter().find(|name| dict.contains(name)) {
            Some(name) => Err(taken(&alias, name, to)),
            None => Ok((alias, names)),
        }
    }

    /// The tensors of these names, each of which must exist.
    pub(super) fn present(
        &self,
        reference: &Reference,
        names: &[Arc<str>],
        role: &str,
    ) -> Result<Vec<Tensor>> {
        let (alias, dict) = self.dict(reference)?;
        let find = |name: &Arc<str>| {
            let found = dict.get(name).cloned();
            found.ok_or_else(|| {
                let message = format!("{role} `{alias}::{name}` does not exist");
                let error = Error::new(Kind::Missing, message).at_some(reference.place.as_ref());
                let names = dict.by_name().map(|(name, _)| &**name);
                match nearest(name, names, 1).first() {
                    Some(near) => error.hint(format!("did you mean `{near}`?")),
                    None => error.hint("it must be there: `copy` makes it, `dump` shows what is"),
                }
            })
        };
        names.iter().map(find).collect()
    }
}

/// The name that a literal reference is.
pub(super) fn literal(target: &Reference) -> String {
    target.expression.to_string()
}

pub(super) fn taken(alias: &str, name: &str, to: &Reference) -> Error {
    Error::new(
        Kind::Exists,
        format!("destination `{alias}::{name}` exists already"),
    )
    .at_some(to.place.as_ref())
    .hint("choose another name, or delete it first")
}

/// The whole tensor with the part that `reference` takes replaced.
pub(super) fn replace(reference: &Reference, whole: &Tensor, part: Tensor) -> Result<Tensor> {
    match &reference.slice {
        Some(slice) => whole.patch(slice, &part),
        None => Ok(part),
    }
}

/// The part of a tensor that a reference takes; a slice that does not fit is blamed on it.
pub(super) fn named_part(reference: &Reference, whole: &Tensor, label: &str) -> Result<Tensor> {
    part(reference, whole).map_err(|error| {
        error
            .prefix(&format!("`{label}`"))
            .at_some(reference.place.as_ref())
    })
}

pub(super) fn about(error: Error, found: &Match<'_>, source: &Reference) -> Error {
    error
        .prefix(&format!("`{}`", found.label(source)))
        .at_some(source.place.as_ref())
}

pub(super) fn between(
    error: Error,
    found: &Match<'_>,
    source: &Reference,
    destination: &str,
) -> Error {
    error
        .prefix(&format!("`{}` and `{destination}`", found.label(source)))
        .at_some(source.place.as_ref())
}
