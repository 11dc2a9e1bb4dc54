//! Steps whose destinations exist: overwritten by a source, or changed by one.

use super::derive::{between, replace};
use super::made::Made;
use super::resolve::{Match, label, part};
use super::{Edit, Effect, Session};
use crate::error::{Error, Kind, Result};
use crate::syntax::{Reference, Slice};
use crate::tensor::{Region, Tensor};

impl Session {
    /// Existing destinations of `to`, each overwritten by the match of `from` that fills its name.
    ///
    /// # Errors
    /// As [`Session::combine_into`], `shape`, `dtype`, and `overlap` where both share elements of one tensor.
    pub fn assign(&self, from: &Reference, to: &Reference) -> Result<Effect> {
        self.refuse_overlap(from, to)?;
        self.merge_into(from, to, Destination::Replaced, |destination, source| {
            fits(source, destination).map(|()| source.clone())
        })
    }

    /// Existing destinations of `to`, each changed by the match of `from` that fills its name:
    /// `make(destination, source)`. A source that was a destination before is what became of it.
    ///
    /// # Errors
    /// `no-match`, `reference`, `collision`, `missing`, `slice-range`, and what `make` raises.
    pub fn combine_into(
        &self,
        from: &Reference,
        to: &Reference,
        make: impl Fn(&Tensor, &Tensor) -> Result<Tensor>,
    ) -> Result<Effect> {
        self.merge_into(from, to, Destination::Read, make)
    }

    fn merge_into(
        &self,
        from: &Reference,
        to: &Reference,
        destination: Destination,
        make: impl Fn(&Tensor, &Tensor) -> Result<Tensor>,
    ) -> Result<Effect> {
        let matches = self.mapped(from, &[to])?;
        let (alias, names) = self.filled(&matches, to)?;
        self.distinct(&alias, &names, &matches, to)?;
        let wholes = self.present(to, &names, "destination")?;
        let mut edit = Edit::default();
        let mut made = Made::under(&alias);
        for ((found, name), whole) in matches.iter().zip(names).zip(wholes) {
            let source = made.part_of(found, from)?;
            let tensor = part(to, &whole)
                .and_then(|destination| make(&destination, &source))
                .and_then(|part| replace(to, &whole, part))
                .map_err(|error| between(error, found, from, &label(&alias, &name, to)))?;
            edit.read(found.alias, found.name);
            if destination == Destination::Read {
                edit.read(&alias, &name);
            }
            made.note(&name, &tensor);
            edit.make([Some(found.name), None], &alias, name, tensor);
        }
        Ok(Effect::Edit(edit))
    }

    /// Refuses a source and a destination that share some elements of one tensor and not all of them.
    ///
    /// # Errors
    /// `overlap`, and as [`Session::derive`].
    fn refuse_overlap(&self, from: &Reference, to: &Reference) -> Result<()> {
        let matches = self.mapped(from, &[to])?;
        let (alias, names) = self.filled(&matches, to)?;
        for (found, name) in matches.iter().zip(&names) {
            let same = *found.alias == alias && found.name == name && from.slice != to.slice;
            if same && overlap(from, to, found)? {
                let message = format!("source and destination share elements of `{alias}::{name}`");
                return Err(Error::new(Kind::Overlap, message)
                    .at_some(to.place.as_ref())
                    .hint("copy the source under another name first"));
            }
        }
        Ok(())
    }
}

/// Whether the data of a destination goes into what is stored there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Destination {
    Read,
    Replaced,
}

/// Whether two slices of one tensor have elements in common but are not the same elements.
fn overlap(from: &Reference, to: &Reference, found: &Match<'_>) -> Result<bool> {
    found.part(from)?;
    let everything = Slice {
        components: Vec::new(),
    };
    let region = |reference: &Reference| {
        Region::of(
            found.whole.shape(),
            reference.slice.as_ref().unwrap_or(&everything),
        )
    };
    let (one, other) = (region(from)?, region(to)?);
    Ok(one != other && one.meets(&other))
}

/// Refuses a result that its destination cannot hold.
pub(super) fn fits(made: &Tensor, destination: &Tensor) -> Result<()> {
    if made.shape() != destination.shape() {
        let message = format!(
            "the source has shape {}, the destination {}",
            made.shape(),
            destination.shape()
        );
        let error = Error::new(Kind::Shape, message);
        return Err(error.hint("shapes must agree exactly: nothing is broadcast"));
    }
    if made.dtype() != destination.dtype() {
        let message = format!(
            "the source is {}, the destination {}",
            made.dtype().name(),
            destination.dtype().name()
        );
        return Err(Error::new(Kind::Dtype, message).hint("cast one of them first"));
    }
    Ok(())
}
