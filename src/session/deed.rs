//! What a step did to tensors, as far as a person wants to know it at once.

use super::effect::{Edit, Touch};
use super::state::State;
use crate::tensor::{Dtype, Tensor};
use std::sync::Arc;

/// What a step did to tensors, all of them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// The word for it, `scaled`; empty where that of the sign will do.
    pub word: &'static str,
    /// What became of names.
    pub sign: Sign,
    /// The names of the tensors, as they are now; of deleted ones, as they were.
    pub names: Vec<Arc<str>>,
    /// Their dtypes, each once.
    pub dtypes: Vec<Dtype>,
    /// Their bytes.
    pub bytes: u64,
    /// Whether some are still to be computed, when they are looked at or written.
    pub lazy: bool,
    /// What a person may not expect.
    pub note: Option<String>,
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

    /// The word where there is no better one.
    pub fn word(self) -> &'static str {
        match self {
            Sign::Changed => "changed",
            Sign::Created => "created",
            Sign::Deleted => "deleted",
        }
    }
}

impl Deed {
    /// The word for tensors that came from a checkpoint.
    pub const OPENED: &'static str = "loaded";

    /// What `edit` does to the tensors of `before`.
    pub(super) fn of(edit: &Edit, before: &State) -> Deed {
        let old = |touch: &Touch| before.models.get(&touch.alias)?.tensors.get(&touch.name);
        let (made, gone): (Vec<&Touch>, Vec<&Touch>) = edit
            .touches
            .iter()
            .partition(|touch| touch.tensor.is_some());
        let sign = match (made.is_empty(), gone.is_empty()) {
            (true, _) => Sign::Deleted,
            (false, true) if made.iter().all(|touch| old(touch).is_none()) => Sign::Created,
            (false, _) => Sign::Changed,
        };
        let mut deed = Deed::new(edit.word, sign);
        deed.note.clone_from(&edit.note);
        for touch in if made.is_empty() { gone } else { made } {
            deed.names.push(touch.name.clone());
            deed.count(touch.tensor.as_ref().or_else(|| old(touch)));
        }
        deed.lazy &= sign != Sign::Deleted;
        deed
    }

    /// The tensors of a checkpoint, which are here now.
    pub(super) fn opened<'t>(tensors: impl Iterator<Item = (&'t Arc<str>, &'t Tensor)>) -> Deed {
        let mut deed = Deed::new(Deed::OPENED, Sign::Created);
        for (name, tensor) in tensors {
            deed.names.push(name.clone());
            deed.count(Some(tensor));
        }
        deed
    }

    fn new(word: &'static str, sign: Sign) -> Deed {
        Deed {
            word,
            sign,
            names: Vec::new(),
            dtypes: Vec::new(),
            bytes: 0,
            lazy: false,
            note: None,
        }
    }

    fn count(&mut self, tensor: Option<&Tensor>) {
        let Some(tensor) = tensor else { return };
        if !self.dtypes.contains(&tensor.dtype()) {
            self.dtypes.push(tensor.dtype());
        }
        self.bytes = self.bytes.saturating_add(tensor.bytes());
        self.lazy |= tensor.as_stored().is_none();
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

    fn state() -> State {
        let mut model = Model::default();
        for name in ["a", "b"] {
            model.tensors.put(&Arc::from(name), tensor(Dtype::F32), 0);
        }
        State {
            models: [(Arc::from("m"), model)].into(),
            ..State::default()
        }
    }

    /// What touching these names does; those with a dtype get a tensor of it.
    fn deed(touches: &[(&str, Option<Dtype>)]) -> Deed {
        let mut edit = Edit::default();
        for (name, dtype) in touches {
            edit.touch(&Arc::from("m"), &Arc::from(*name), dtype.map(tensor));
        }
        Deed::of(&edit, &state())
    }

    #[test]
    fn signs_tell_what_became_of_names() {
        let new = Some(Dtype::F16);
        let cases = [
            (vec![("a", new)], Sign::Changed, 8),
            (vec![("c", new), ("d", new)], Sign::Created, 16),
            (vec![("a", new), ("c", new)], Sign::Changed, 16),
            (vec![("a", None), ("c", new)], Sign::Changed, 8),
            (vec![("a", None), ("b", None)], Sign::Deleted, 32),
        ];
        for (touches, sign, bytes) in cases {
            let deed = deed(&touches);
            assert_eq!((deed.sign, deed.bytes), (sign, bytes), "{touches:?}");
        }
    }

    #[test]
    fn dtypes_are_told_once_and_what_is_gone_is_not_computed() {
        let both = deed(&[("a", Some(Dtype::F16)), ("b", Some(Dtype::F16))]);
        assert_eq!(
            (both.dtypes.as_slice(), both.lazy),
            (&[Dtype::F16][..], true)
        );
        let gone = deed(&[("a", None)]);
        assert_eq!(
            (gone.dtypes.as_slice(), gone.lazy),
            (&[Dtype::F32][..], false)
        );
        assert_eq!(gone.names, [Arc::from("a")]);
    }
}
