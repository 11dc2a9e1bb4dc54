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
    pub(super) with: Cow<'static, str>,
    /// The value that the new text stands for, where it is only a stand-in.
    pub(super) node: Option<Node>,
}

/// A text as written or as repaired.
pub(super) struct Source<'a> {
    text: &'a Arc<Text>,
    content: Cow<'a, str>,
    runs: Vec<Run>,
    stand_ins: BTreeMap<usize, Node>,
}

/// Bytes that follow each other here and in the text as written.
struct Run {
    here: usize,
    there: usize,
    length: usize,
}

impl<'a> Source<'a> {
    /// The text as it is.
    pub(super) fn as_written(text: &'a Arc<Text>) -> Self {
        Source {
            text,
            content: Cow::Borrowed(text.content()),
            runs: Vec::new(),
            stand_ins: BTreeMap::new(),
        }
    }

    /// The text with `edits` made. Edits must not overlap; those at one place are made in order.
    pub(super) fn edited(text: &'a Arc<Text>, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| edit.range.start);
        let mut source = Source {
            content: Cow::Owned(String::with_capacity(text.content().len())),
            ..Source::as_written(text)
        };
        let mut there = 0;
        for edit in edits {
            source.keep(there..edit.range.start);
            there = edit.range.end;
            source.insert(edit);
        }
        source.keep(there..text.content().len());
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
        if let Some(node) = edit.node {
            self.stand_ins.insert(here, node);
        }
        self.content.to_mut().push_str(&edit.with);
    }

    /// The text for the parser.
    pub(super) fn content(&self) -> &str {
        &self.content
    }

    /// The value for which the text at byte `here` stands in, if any.
    pub(super) fn stand_in(&self, here: usize) -> Option<&Node> {
        self.stand_ins.get(&here)
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
        let text = Text::line("abc def ghi");
        let edit = |range, with: &'static str| Edit {
            range,
            with: with.into(),
            node: None,
        };
        let source = Source::edited(&text, vec![edit(8..8, "+++"), edit(4..7, "~")]);
        assert_eq!(source.content(), "abc ~ +++ghi");
        assert_eq!(source.place(0..3).words(), "abc");
        assert_eq!(source.place(4..5).range(), 4..7);
        assert_eq!(source.place(6..9).range(), 8..8);
        assert_eq!(source.place(9..12).words(), "ghi");
        let written = Source::as_written(&text);
        assert_eq!(written.place(4..7).words(), "def");
    }
}
