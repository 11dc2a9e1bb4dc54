//! The shapes that steps on parts have: one tensor into several, and several into one.

use super::derive::{about, literal, taken};
use super::resolve::{Match, label};
use super::{Edit, Effect, Session};
use crate::error::{Error, Kind, Result};
use crate::syntax::Reference;
use crate::tensor::Tensor;
use std::collections::HashSet;
use std::sync::Arc;

impl Session {
    /// New tensors under literal names, made of the (sliced) match of `from`: `make` gives one for each name.
    ///
    /// # Errors
    /// `no-match`, `not-unique`, `exists`, `collision`, `slice-range`, and what `make` raises.
    pub fn part(
        &self,
        from: &Reference,
        to: &[Reference],
        make: impl FnOnce(&Tensor) -> Result<Vec<Tensor>>,
    ) -> Result<Effect> {
        let found = self.only(from)?;
        let names = self.vacant(to)?;
        let parts = make(&found.part(from)?).map_err(|error| about(error, &found, from))?;
        let mut edit = Edit::default();
        edit.read(found.alias, found.name);
        for ((alias, name), part) in names.into_iter().zip(parts) {
            edit.make([Some(found.name), None], alias, name, part);
        }
        Ok(Effect::Edit(edit))
    }

    /// A new tensor under a literal name, made of the (sliced) matches of `from`, of which the first must suit
    /// each: `suit(first, other)`.
    ///
    /// # Errors
    /// `exists`, `no-match`, `not-unique`, `slice-range`, and what `suit` and `make` raise.
    pub fn join(
        &self,
        from: &[Reference],
        to: &Reference,
        suit: impl Fn(&Tensor, &Tensor) -> Result<()>,
        make: impl FnOnce(&[Tensor]) -> Result<Tensor>,
    ) -> Result<Effect> {
        let names = self.vacant(std::slice::from_ref(to))?;
        let matches = from.iter().map(|source| self.only(source));
        let matches = matches.collect::<Result<Vec<Match<'_>>>>()?;
        let mut parts: Vec<Tensor> = Vec::with_capacity(from.len());
        for (found, source) in matches.iter().zip(from) {
            let part = found.part(source)?;
            suit(parts.first().unwrap_or(&part), &part)
                .map_err(|error| about(error, found, source))?;
            parts.push(part);
        }
        let whole = make(&parts).map_err(|error| error.at_some(to.place.as_ref()))?;
        let mut edit = Edit::default();
        for found in &matches {
            edit.read(found.alias, found.name);
        }
        for (alias, name) in names {
            let sources = matches.iter().map(|found| found.name);
            edit.join(sources, alias, name, whole.clone());
        }
        Ok(Effect::Edit(edit))
    }

    /// The one tensor that a source matches.
    fn only(&self, source: &Reference) -> Result<Match<'_>> {
        let mut matches = self.some(source)?;
        if matches.len() == 1
            && let Some(found) = matches.pop()
        {
            return Ok(found);
        }
        let names = matches
            .iter()
            .take(3)
            .map(|found| format!("`{}`", found.name));
        let names: Vec<String> = names.collect();
        let more = if matches.len() > 3 { ", ..." } else { "" };
        let (count, names) = (matches.len(), names.join(", "));
        let message = format!("`{source}` matches {count} tensors, one is wanted: {names}{more}");
        Err(Error::new(Kind::NotUnique, message)
            .at_some(source.place.as_ref())
            .hint("name one of them in full"))
    }

    /// The aliases and names of literal destinations, all different and none taken.
    fn vacant(&self, to: &[Reference]) -> Result<Vec<(&Arc<str>, Arc<str>)>> {
        let mut seen = HashSet::new();
        let mut names = Vec::with_capacity(to.len());
        for destination in to {
            let (alias, dict) = self.dict(destination)?;
            let name: Arc<str> = Arc::from(literal(destination));
            if dict.contains(&name) {
                return Err(taken(alias, &name, destination));
            }
            if !seen.insert((alias, name.clone())) {
                let label = label(alias, &name, destination);
                let message = format!("two parts would both become `{label}`");
                return Err(Error::new(Kind::Collision, message)
                    .at_some(destination.place.as_ref())
                    .hint("give each part a name of its own"));
            }
            names.push((alias, name));
        }
        Ok(names)
    }
}
