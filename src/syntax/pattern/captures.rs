//! What a pattern took from a name.

use std::ops::Range;
use std::sync::Arc;

/// The names of groups or variables, with their positions counted from 0.
pub(super) type Names = Arc<[(Box<str>, usize)]>;

/// The parts of a name that a pattern bound, by number and by name.
///
/// For an expression the parts are its groups, numbered from 1; for a path its variables, in the
/// order in which they first stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Captures<'n> {
    whole: &'n str,
    spans: Vec<Option<Range<usize>>>,
    names: Names,
}

impl<'n> Captures<'n> {
    pub(super) fn new(whole: &'n str, spans: Vec<Option<Range<usize>>>, names: &Names) -> Self {
        Captures {
            whole,
            spans,
            names: names.clone(),
        }
    }

    /// The name that matched.
    pub fn whole(&self) -> &'n str {
        self.whole
    }

    /// The text of a part, 0 being the whole name; nothing for a part that took no text or is not there.
    pub fn get(&self, number: usize) -> Option<&'n str> {
        self.whole.get(self.span(number)?)
    }

    /// The bytes of a part within the name.
    pub(super) fn span(&self, number: usize) -> Option<Range<usize>> {
        match number.checked_sub(1) {
            Some(position) => self.spans.get(position)?.clone(),
            None => Some(0..self.whole.len()),
        }
    }

    /// The text of a part that has a name.
    pub fn named(&self, name: &str) -> Option<&'n str> {
        let (_, position) = self.names.iter().find(|(known, _)| &**known == name)?;
        self.get(position + 1)
    }
}
