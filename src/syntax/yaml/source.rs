//! The text that the parser reads, and where each of its bytes stands in the text as written.

use crate::error::{Place, Text};
use crate::syntax::Node;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// One change that a repair makes to a text.
pub(super) struct Edit {
    /// The bytes of the text as written that are replaced.
    pub(super) range: Range<usize>,
    /// What stands there instead.
    pub(super) with: &'static str,
    /// What the change means beyond its text.
    pub(super) stead: Stead,
}

/// What an edit stands for, where YAML has no words for it.
pub(super) enum Stead {
    /// Nothing: its text says it all.
    Nothing,
    /// The value of the scalar that its text is.
    Value(Node),
    /// Keys, the outermost first, around the value of the key whose `:` stands before it.
    Keys(Vec<Link>),
}

/// One key of a chain of keys on one line.
#[derive(Clone)]
pub(super) struct Link {
    pub(super) name: String,
    pub(super) place: Place,
}

/// A text as written or as repaired.
pub(super) struct Source<'a> {
    text: &'a Arc<Text>,
    content: Cow<'a, str>,
    runs: Vec<Run>,
    steads: BTreeMap<usize, Stead>,
}

/// Bytes that follow each other here and in the text as written.
struct Run {
    here: usize,
    there: usize,
    length: usize,
}

impl<'a> Source<'a> {
    /// The words at `place` as they are.
    pub(super) fn of(place: &'a Place) -> Self {
        let range = place.range();
        Source {
            text: place.text(),
            content: Cow::Borrowed(place.words()),
            runs: vec![Run {
                here: 0,
                there: range.start,
                length: range.len(),
            }],
            steads: BTreeMap::new(),
        }
    }

    /// The words at `place` with `edits` made. Edits must lie within the place, in order, and must not
    /// overlap.
    pub(super) fn edited(place: &'a Place, edits: Vec<Edit>) -> Self {
        let mut source = Source {
            text: place.text(),
            content: Cow::Owned(String::new()),
            runs: Vec::new(),
            steads: BTreeMap::new(),
        };
        let mut there = place.range().start;
        for edit in edits {
            source.keep(there..edit.range.start);
            there = edit.range.end;
            source.insert(edit);
        }
        source.keep(there..place.range().end);
        source
    }

    fn keep(&mut self, range: Range<usize>) {
        self.runs.push(Run {
            here: self.content.len(),
            there: range.start,
            length: range.len(),
        });
        let kept = &self.text.content()[range];
        self.content.to_mut().push_str(kept);
    }

    fn insert(&mut self, edit: Edit) {
        let here = self.content.len();
        self.runs.push(Run {
            here,
            there: edit.range.start,
            length: 0,
        });
        if !matches!(edit.stead, Stead::Nothing) {
            self.steads.insert(here, edit.stead);
        }
        self.content.to_mut().push_str(edit.with);
    }

    /// What the parser reads.
    pub(super) fn content(&self) -> &str {
        &self.content
    }

    /// The value for which the scalar at byte `here` stands, if any.
    pub(super) fn value(&self, here: usize) -> Option<&Node> {
        match self.steads.get(&here)? {
            Stead::Value(node) => Some(node),
            _ => None,
        }
    }

    /// The keys left out behind a key that ends at byte `here`.
    pub(super) fn keys(&self, here: usize) -> &[Link] {
        match self.steads.get(&(here + 1)) {
            Some(Stead::Keys(links)) => links,
            _ => &[],
        }
    }

    /// The place, in the text as written, of bytes of [`Source::content`].
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        let (start, end) = (self.written(range.start), self.written(range.end));
        Place::new(self.text, start..end)
    }

    fn written(&self, here: usize) -> usize {
        let after = self.runs.partition_point(|run| run.here <= here);
        match after.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some(run) => run.there + (here - run.here).min(run.length),
            None => here,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_text_as_written() {
        let text = Text::line("> abc def ghi");
        let place = Place::new(&text, 2..13);
        let edit = |range, with: &'static str| Edit {
            range,
            with,
            stead: Stead::Nothing,
        };
        let source = Source::edited(&place, vec![edit(6..9, "~"), edit(10..10, "+++")]);
        assert_eq!(source.content(), "abc ~ +++ghi");
        assert_eq!(source.place(0..3).words(), "abc");
        assert_eq!(source.place(4..5).range(), 6..9);
        assert_eq!(source.place(6..9).range(), 10..10);
        assert_eq!(source.place(9..12).words(), "ghi");
        let written = Source::of(&place);
        assert_eq!(written.content(), "abc def ghi");
        assert_eq!(written.place(4..7).words(), "def");
    }
}
