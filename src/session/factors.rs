//! Steps that take tensors apart: two factors of one, and ranks that tensors have.

use super::derive::{about, taken};
use super::resolve::Match;
use super::{Edit, Session};
use crate::error::{Error, Kind, Result};
use crate::syntax::Reference;
use crate::tensor::Tensor;
use std::collections::HashSet;
use std::num::NonZeroU64;
use std::sync::Arc;

/// What happens to a tensor that is taken apart, and to what stands under the names of its factors.
#[derive(Clone, Copy, Debug)]
pub struct Treatment {
    /// Whether the names of the factors must be new.
    pub new: bool,
    /// Whether the tensor goes.
    pub delete: bool,
}

impl Session {
    /// The two factors that `make` makes of each match of `target`, named by `to`; it is also told what the match is
    /// called.
    ///
    /// # Errors
    /// `no-match`, `reference`, `collision`, `exists`, and what `make` raises.
    pub fn derive_two(
        &self,
        target: &Reference,
        to: [&Reference; 2],
        treatment: Treatment,
        make: impl Fn(&Tensor, &str) -> Result<[Tensor; 2]>,
    ) -> Result<Edit> {
        let matches = self.mapped(target, &to)?;
        let mut places = Vec::new();
        for to in to {
            let (alias, names) = self.filled(&matches, to)?;
            self.distinct(&alias, &names, &matches, to)?;
            self.free(&alias, &names, to, treatment)?;
            places.push(
                names
                    .into_iter()
                    .map(|name| (alias.clone(), name))
                    .collect::<Vec<_>>(),
            );
        }
        let taken: HashSet<_> = apart(&places, to[1])?;
        let mut edit = Edit {
            home: matches.first().map(|found| found.alias.clone()),
            ..Edit::default()
        };
        for (at, found) in matches.iter().enumerate() {
            let factors = make(found.whole, &found.label(target))
                .map_err(|error| about(error, found, target))?;
            edit.read(found.alias, found.name);
            for (places, factor) in places.iter().zip(factors) {
                let (alias, name) = &places[at];
                edit.make([Some(found.name), None], alias, name.clone(), factor);
            }
            if treatment.delete && !taken.contains(&(found.alias.clone(), found.name.clone())) {
                edit.touch(found.alias, found.name, None);
            }
        }
        Ok(edit)
    }

    /// The matches of `target`, each changed as a whole under its name; `make` is also told what it is called.
    ///
    /// # Errors
    /// `no-match`, and what `make` raises.
    pub fn rewrite_named(
        &self,
        target: &Reference,
        make: impl Fn(&Tensor, &str) -> Result<Tensor>,
    ) -> Result<Edit> {
        let mut edit = Edit::default();
        for found in self.some(target)? {
            let tensor = make(found.whole, &found.label(target))
                .map_err(|error| about(error, &found, target))?;
            edit.read(found.alias, found.name);
            edit.change(found.alias, found.name, tensor);
        }
        Ok(edit)
    }

    /// A note on the matches of `target` that have no such rank, because they have fewer rows or columns.
    ///
    /// # Errors
    /// `no-match`.
    pub fn reduced(&self, target: &Reference, rank: NonZeroU64) -> Result<Option<String>> {
        let least = |found: Match<'_>| {
            let least = found.whole.shape().dimensions().iter().min().copied();
            let least = least.filter(|least| *least < rank.get());
            least.map(|least| (found.label(target), least))
        };
        let reduced: Vec<(String, u64)> =
            self.some(target)?.into_iter().filter_map(least).collect();
        let Some((label, least)) = reduced.first() else {
            return Ok(None);
        };
        let others = match reduced.len() - 1 {
            0 => String::new(),
            more => format!(", and less than asked for {more} more"),
        };
        // What is beyond 64 bits was bound as the largest that is not.
        let asked = match rank.get() < i64::MAX.unsigned_abs() {
            true => rank.to_string(),
            false => "one beyond all sizes".to_string(),
        };
        Ok(Some(format!(
            "rank {least} instead of {asked} for `{label}`{others}"
        )))
    }

    /// Refuses names that stand for something where they must be new.
    fn free(
        &self,
        alias: &str,
        names: &[Arc<str>],
        to: &Reference,
        treatment: Treatment,
    ) -> Result<()> {
        let (_, dict) = self.dict(to)?;
        match names
            .iter()
            .find(|name| treatment.new && dict.contains(name))
        {
            Some(name) => Err(taken(alias, name, to)),
            None => Ok(()),
        }
    }
}

/// A name under its alias.
type Name = (Arc<str>, Arc<str>);

/// All names of all factors. Fails where one is that of two factors.
fn apart(places: &[Vec<Name>], last: &Reference) -> Result<HashSet<Name>> {
    let mut all = HashSet::new();
    for place in places.iter().flatten() {
        if !all.insert(place.clone()) {
            let (alias, name) = place;
            let message = format!("two factors would both become `{alias}::{name}`");
            return Err(Error::new(Kind::Collision, message)
                .at_some(last.place.as_ref())
                .hint("give each factor a name of its own"));
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Model, StateDict};
    use crate::syntax::{Node, Role, Scope};
    use crate::tensor::{Dtype, Shape};

    /// What is said of bringing zeros of these shapes, called `0`, `1` and so on, to a rank.
    fn note(shapes: &[[u64; 2]], rank: u64) -> Option<String> {
        let zeros = |sizes: &[u64; 2]| {
            let shape = Shape::new(sizes.to_vec()).expect("small");
            Tensor::constant(Dtype::F32, shape, 0.0).expect("a float")
        };
        let mut tensors = StateDict::default();
        for (number, sizes) in shapes.iter().enumerate() {
            tensors.put(&Arc::from(number.to_string()), zeros(sizes), 1);
        }
        let model = Model {
            tensors,
            ..Model::default()
        };
        let session = Session::new([(Arc::from("m"), model)]);
        let scope = Scope {
            default: Some("m"),
            known: &|_| true,
            aliases: &["m"],
        };
        let (target, _) =
            Reference::parse(&Node::text(".*"), &scope, Role::Source).expect("a pattern");
        let rank = NonZeroU64::new(rank).expect("positive");
        session.reduced(&target, rank).expect("matches")
    }

    #[test]
    fn a_rank_that_matrices_do_not_have_is_noted() {
        let shapes = [[6, 4], [9, 9], [2, 8]];
        assert_eq!(note(&shapes, 2), None);
        let one = "rank 2 instead of 4 for `m::2`";
        assert_eq!(note(&shapes, 4).as_deref(), Some(one));
        let more = "rank 4 instead of 50 for `m::0`, and less than asked for 2 more";
        assert_eq!(note(&shapes, 50).as_deref(), Some(more));
        let most = i64::MAX.unsigned_abs();
        let beyond = "rank 4 instead of one beyond all sizes for `m::0`";
        assert_eq!(note(&shapes[..1], most).as_deref(), Some(beyond));
    }
}
