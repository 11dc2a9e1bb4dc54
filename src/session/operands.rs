//! Steps of three names: two operands, paired by the captures of the first, and what is made of them.

use super::derive::{between, named_part, replace};
use super::into::fits;
use super::made::Made;
use super::resolve::{Match, label};
use super::{Edit, Effect, Session};
use crate::error::{Error, Result};
use crate::syntax::Reference;
use crate::tensor::Tensor;
use std::sync::Arc;

/// Matches of one reference, each with the existing tensor that another makes of it.
struct Operands<'s> {
    from: [&'s Reference; 2],
    matches: &'s [Match<'s>],
    /// The alias of the second operands.
    alias: Arc<str>,
    names: Vec<Arc<str>>,
    wholes: Vec<Tensor>,
}

impl Session {
    /// New tensors, each made of the (sliced) match of `from_a` and the existing tensor that `from_b` makes of it.
    ///
    /// # Errors
    /// `no-match`, `reference`, `collision`, `missing`, `exists`, `slice-range`, and what `make` raises.
    pub fn derive_from_two(
        &self,
        from_a: &Reference,
        from_b: &Reference,
        to: &Reference,
        make: impl Fn(&Tensor, &Tensor) -> Result<Tensor>,
    ) -> Result<Effect> {
        let matches = self.mapped(from_a, &[from_b, to])?;
        let seconds = self.filled(&matches, from_b)?;
        let operands = self.operands([from_a, from_b], &matches, seconds)?;
        let (alias, names) = self.fresh(&matches, to)?;
        let before = Made::under(&alias);
        let mut edit = Edit::default();
        for (at, name) in names.into_iter().enumerate() {
            let tensor = operands.make(at, &before, &make)?;
            operands.read(at, &mut edit);
            edit.make(operands.sources(at), &alias, name, tensor);
        }
        Ok(Effect::Edit(edit))
    }

    /// Existing destinations of `to`, each made of the matches of `from_a` and `from_b`:
    /// `make(a, b)`, which must have the dtype and shape of the destination. An operand that was a destination
    /// before is what became of it.
    ///
    /// # Errors
    /// `no-match`, `reference`, `missing`, `collision`, `slice-range`, `shape`, `dtype`.
    pub fn combine(
        &self,
        from_a: &Reference,
        from_b: &Reference,
        to: &Reference,
        make: impl Fn(&Tensor, &Tensor) -> Result<Tensor>,
    ) -> Result<Effect> {
        let matches = self.mapped(from_a, &[from_b, to])?;
        let seconds = self.filled(&matches, from_b)?;
        let (alias, names) = self.filled(&matches, to)?;
        let operands = self.operands([from_a, from_b], &matches, seconds)?;
        self.distinct(&alias, &names, &matches, to)?;
        let wholes = self.present(to, &names, "destination")?;
        let mut edit = Edit::default();
        let mut made = Made::under(&alias);
        for (at, (name, whole)) in names.iter().zip(&wholes).enumerate() {
            let result = operands.make(at, &made, &make)?;
            let label = label(&alias, name, to);
            let destination = named_part(to, whole, &label)?;
            let tensor = fits(&result, &destination)
                .and_then(|()| replace(to, whole, result))
                .map_err(|error| operands.blame(error.at_some(to.place.as_ref()), at, &label))?;
            operands.read(at, &mut edit);
            made.note(name, &tensor);
            edit.make(operands.sources(at), &alias, name.clone(), tensor);
        }
        Ok(Effect::Edit(edit))
    }

    /// Each match of the first reference with the tensor that the second makes of it, which must exist.
    fn operands<'s>(
        &self,
        from: [&'s Reference; 2],
        matches: &'s [Match<'s>],
        (alias, names): (Arc<str>, Vec<Arc<str>>),
    ) -> Result<Operands<'s>> {
        let wholes = self.present(from[1], &names, "second operand")?;
        Ok(Operands {
            from,
            matches,
            alias,
            names,
            wholes,
        })
    }
}

impl Operands<'_> {
    /// What `make` makes of a pair, as it is after what the step has made so far.
    fn make(
        &self,
        at: usize,
        made: &Made<'_>,
        make: impl Fn(&Tensor, &Tensor) -> Result<Tensor>,
    ) -> Result<Tensor> {
        let [from_a, from_b] = self.from;
        let first = made.part_of(&self.matches[at], from_a)?;
        let label = label(&self.alias, &self.names[at], from_b);
        let second = made.get(&self.alias, &self.names[at]);
        let second = named_part(from_b, second.unwrap_or(&self.wholes[at]), &label)?;
        make(&first, &second)
            .map_err(|error| self.blame(error.at_some(from_b.place.as_ref()), at, &label))
    }

    /// A fault between the first operand of a pair and the tensor of that label.
    fn blame(&self, error: Error, at: usize, label: &str) -> Error {
        between(error, &self.matches[at], self.from[0], label)
    }

    /// Notes that a step reads a pair.
    fn read(&self, at: usize, edit: &mut Edit) {
        edit.read(self.matches[at].alias, self.matches[at].name);
        edit.read(&self.alias, &self.names[at]);
    }

    /// The names of a pair.
    fn sources(&self, at: usize) -> [Option<&Arc<str>>; 2] {
        [Some(self.matches[at].name), Some(&self.names[at])]
    }
}
