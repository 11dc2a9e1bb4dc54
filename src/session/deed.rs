//! What a step did to tensors, as far as a person wants to know it at once, and later.

use super::effect::Edit;
use super::looks::Looks;
use super::state::State;
use crate::report::human;
use crate::tensor::{Dtype, Tensor};
use std::sync::Arc;

/// What a step did to tensors, all of them together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deed {
    /// How many names stand for another tensor.
    pub changed: usize,
    /// How many names are new.
    pub created: usize,
    /// How many names are gone.
    pub deleted: usize,
    /// The dtypes of the tensors, each once.
    pub dtypes: Vec<Dtype>,
    /// Their bytes.
    pub bytes: u64,
    /// Whether some are still to be computed, when they are looked at or written.
    pub lazy: bool,
    /// What a person may not expect.
    pub note: Option<String>,
    /// The word for it, `scaled`; empty where that of the sign will do.
    word: &'static str,
    /// The names of the tensors as they are now; where all are gone, as they were.
    looks: Looks,
    /// Whether all of its names go.
    goes: bool,
    /// Whether there are several aliases, so that names are told with theirs.
    with_alias: bool,
}

/// What became of the names that a step touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// They stand for other tensors now, or tensors have other names.
    Changed,
    /// They are new.
    Created,
    /// They are gone.
    Deleted,
}

impl Sign {
    /// The sign before a line.
    pub fn mark(self) -> char {
        match self {
            Sign::Changed => '~',
            Sign::Created => '+',
            Sign::Deleted => '-',
        }
    }
}

impl Deed {
    /// The word for tensors that came from a checkpoint.
    pub(super) const OPENED: &'static str = "loaded";

    /// What `edit` is about to do in `before`; its touches are counted as they are made.
    pub(super) fn begin(edit: &Edit, before: &State) -> Self {
        let first = edit.touches.first().map(|touch| &touch.alias);
        let one_alias = |alias| before.models.keys().all(|other| other == alias);
        Deed {
            word: edit.word,
            note: edit.note.clone(),
            goes: edit.touches.iter().all(|touch| touch.tensor.is_none()),
            with_alias: !first.is_some_and(|first| {
                one_alias(first) && edit.touches.iter().all(|touch| touch.alias == *first)
            }),
            ..Deed::default()
        }
    }

    /// All tensors of an alias are here now.
    pub(super) fn opened<'t>(
        alias: &Arc<str>,
        tensors: impl Iterator<Item = (&'t Arc<str>, &'t Tensor)>,
        before: &State,
    ) -> Self {
        let mut deed = Deed::whole(alias, before);
        deed.word = Deed::OPENED;
        tensors.for_each(|(name, tensor)| deed.count(alias, name, None, Some(tensor)));
        deed
    }

    /// All tensors of an alias of `before` are gone.
    pub(super) fn removed(alias: &Arc<str>, before: &State) -> Option<Self> {
        let model = before.models.get(alias)?;
        let mut deed = Deed::whole(alias, before);
        deed.goes = true;
        let tensors = model.tensors.by_name();
        tensors.for_each(|(name, tensor)| deed.count(alias, name, Some(tensor), None));
        deed.if_any()
    }

    /// The same, unless it is nothing.
    pub(super) fn if_any(self) -> Option<Self> {
        Some(self).filter(|deed| deed.changed + deed.created + deed.deleted > 0)
    }

    fn whole(alias: &Arc<str>, before: &State) -> Self {
        Deed {
            with_alias: before.models.keys().any(|other| other != alias),
            ..Deed::default()
        }
    }

    /// Counts a name that stood for a tensor before, or does now, or both.
    pub(super) fn count(
        &mut self,
        alias: &str,
        name: &str,
        before: Option<&Tensor>,
        now: Option<&Tensor>,
    ) {
        match (before, now) {
            (Some(_), Some(_)) => self.changed += 1,
            (None, Some(_)) => self.created += 1,
            (Some(_), None) => self.deleted += 1,
            (None, None) => return,
        }
        let Some(tensor) = now.or(before.filter(|_| self.goes)) else {
            return;
        };
        self.looks.add(alias, name);
        if !self.dtypes.contains(&tensor.dtype()) {
            self.dtypes.push(tensor.dtype());
        }
        self.bytes = self.bytes.saturating_add(tensor.bytes());
        self.lazy |= now.is_some_and(|tensor| tensor.as_stored().is_none());
    }

    /// Counts what another step did, too.
    pub(super) fn extend(&mut self, other: &Deed) {
        self.changed += other.changed;
        self.created += other.created;
        self.deleted += other.deleted;
        for dtype in &other.dtypes {
            if !self.dtypes.contains(dtype) {
                self.dtypes.push(*dtype);
            }
        }
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.lazy |= other.lazy;
        if self.word != other.word {
            self.word = "";
        }
        self.looks.extend(&other.looks);
        self.with_alias |= other.with_alias;
    }

    /// What became of the names.
    pub fn sign(&self) -> Sign {
        match (self.changed, self.created, self.deleted) {
            (0, 0, _) => Sign::Deleted,
            (0, _, 0) => Sign::Created,
            _ => Sign::Changed,
        }
    }

    /// What was done to how many: `12 scaled`, or `2 changed, 1 created`.
    pub fn words(&self) -> String {
        let made = self.changed + self.created;
        let said = if made > 0 { made } else { self.deleted };
        if !self.word.is_empty() {
            return format!("{} {}", human::count(said as u64), self.word);
        }
        let counts = [
            (self.changed, "changed"),
            (self.created, "created"),
            (self.deleted, "deleted"),
        ];
        let said = counts.iter().filter(|(count, _)| *count > 0);
        let said: Vec<String> = said
            .map(|(count, word)| format!("{} {word}", human::count(*count as u64)))
            .collect();
        said.join(", ")
    }

    /// What the names look like, all together: `h.*.weight`; with their alias where there are several.
    pub fn names(&self) -> String {
        self.looks.common(self.with_alias)
    }

    /// What the names look like, as `alias::name` where `*` is any number; of many kinds the last stands
    /// for all others.
    pub fn looks(&self) -> impl Iterator<Item = &str> {
        self.looks.each()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Model;
    use crate::tensor::Shape;

    fn tensor(dtype: Dtype) -> Tensor {
        let shape = Shape::new(vec![4]).expect("small");
        Tensor::constant(dtype, shape, 1.0).expect("fits")
    }

    fn state(aliases: &[&str]) -> State {
        let mut model = Model::default();
        for name in ["a", "b"] {
            model.tensors.put(&Arc::from(name), tensor(Dtype::F32), 0);
        }
        let models = aliases
            .iter()
            .map(|alias| (Arc::from(*alias), model.clone()));
        State {
            models: models.collect(),
            ..State::default()
        }
    }

    /// What touching these names does; those with a dtype get a tensor of it.
    fn deed(word: &'static str, touches: &[(&str, Option<Dtype>)], state: &State) -> Deed {
        let alias = Arc::from("m");
        let mut edit = Edit {
            word,
            ..Edit::default()
        };
        for (name, dtype) in touches {
            edit.touch(&alias, &Arc::from(*name), dtype.map(tensor));
        }
        let mut deed = Deed::begin(&edit, state);
        for touch in &edit.touches {
            let old = state.models[&alias].tensors.get(&touch.name);
            deed.count(&alias, &touch.name, old, touch.tensor.as_ref());
        }
        deed
    }

    #[test]
    fn signs_and_words_tell_what_became_of_names() {
        let new = Some(Dtype::F16);
        let cases = [
            (vec![("a", new)], Sign::Changed, 8, "1 changed", "1 done"),
            (
                vec![("c", new), ("d", new)],
                Sign::Created,
                16,
                "2 created",
                "2 done",
            ),
            (
                vec![("a", new), ("c", new)],
                Sign::Changed,
                16,
                "1 changed, 1 created",
                "2 done",
            ),
            (
                vec![("a", None), ("c", new)],
                Sign::Changed,
                8,
                "1 created, 1 deleted",
                "1 done",
            ),
            (
                vec![("a", None), ("b", None)],
                Sign::Deleted,
                32,
                "2 deleted",
                "2 done",
            ),
        ];
        let state = state(&["m"]);
        for (touches, sign, bytes, plain, word) in cases {
            let mut one = deed("", &touches, &state);
            assert_eq!(
                (one.sign(), one.bytes, one.words().as_str()),
                (sign, bytes, plain)
            );
            one.word = "done";
            assert_eq!(one.words(), word);
        }
    }

    #[test]
    fn dtypes_are_told_once_and_what_is_gone_is_not_computed() {
        let state = state(&["m"]);
        let new = Some(Dtype::F16);
        let both = deed("", &[("a", new), ("b", new)], &state);
        assert_eq!((&both.dtypes[..], both.lazy), (&[Dtype::F16][..], true));
        let gone = deed("", &[("a", None)], &state);
        assert_eq!((&gone.dtypes[..], gone.lazy), (&[Dtype::F32][..], false));
        assert_eq!(gone.names(), "a");
    }

    #[test]
    fn names_are_those_of_now_and_have_an_alias_where_there_are_several() {
        let new = Some(Dtype::F16);
        let moved = [("a", None), ("c.0", new)];
        assert_eq!(deed("moved", &moved, &state(&["m"])).names(), "c.0");
        let among = deed("moved", &moved, &state(&["m", "base"]));
        assert_eq!(among.names(), "m::c.0");
        assert_eq!(among.looks().collect::<Vec<_>>(), ["m::c.0"]);
    }

    #[test]
    fn what_two_steps_did_is_counted_together() {
        let state = state(&["m"]);
        let new = Some(Dtype::F16);
        let mut both = deed("scaled", &[("a", new)], &state);
        both.extend(&deed("scaled", &[("b", new)], &state));
        assert_eq!((both.words().as_str(), both.bytes), ("2 scaled", 16));
        both.extend(&deed("", &[("b", None)], &state));
        assert_eq!(both.words(), "2 changed, 1 deleted");
        assert_eq!((both.names().as_str(), both.dtypes.len()), ("*", 2));
    }

    #[test]
    fn an_alias_comes_and_goes_as_a_whole() {
        let state = state(&["m", "n"]);
        let alias = Arc::from("n");
        let opened = Deed::opened(&alias, state.models[&alias].tensors.by_name(), &state);
        assert_eq!(
            (opened.words().as_str(), opened.names().as_str()),
            ("2 loaded", "n::*")
        );
        let removed = Deed::removed(&alias, &state).expect("tensors");
        assert_eq!((removed.words().as_str(), removed.bytes), ("2 deleted", 32));
        assert!(!removed.lazy && removed.sign() == Sign::Deleted);
        assert_eq!(Deed::removed(&Arc::from("x"), &state), None);
    }
}
