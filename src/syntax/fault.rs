//! A fault inside a piece of text, kept as an offset until it is known where that text stands.

use super::Node;
use crate::error::{Error, Kind, Place};
use std::ops::Range;

/// What is wrong with a piece of text, and which bytes of it are at fault.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    pub kind: Kind,
    pub at: Range<usize>,
    pub message: String,
    pub hint: Option<String>,
}

impl Fault {
    /// A malformed reference: the bytes `at` are wrong because of `message`.
    pub fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Fault {
            kind: Kind::Reference,
            at,
            message: message.into(),
            hint: None,
        }
    }

    /// Changes the kind of the failure.
    pub fn of_kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// Says what to try next.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same fault, seen from a text in which this one starts at `start`.
    pub fn shifted(mut self, start: usize) -> Self {
        self.at = self.at.start + start..self.at.end + start;
        self
    }

    /// Puts words in front of the message.
    pub fn prefix(mut self, words: &str) -> Self {
        self.message = format!("{words}: {}", self.message);
        self
    }

    /// The error, placed as nearly as `origin` knows.
    pub fn into_error(self, origin: &Origin) -> Error {
        let place = origin.place_of(self.at);
        let error = Error::new(self.kind, self.message).at_some(place.as_ref());
        match self.hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        fault.into_error(&Origin::default())
    }
}

/// Where a piece of text was written, and whether its bytes can be found there one by one.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    place: Option<Place>,
    verbatim: Option<usize>,
}

impl Origin {
    /// The origin of `text`, which was read from `node`.
    pub fn of(node: &Node, text: &str) -> Self {
        match &node.place {
            Some(place) => Self::within(place, text),
            None => Self::default(),
        }
    }

    /// All of what was written as `node`, whatever part of it is meant.
    pub fn all_of(node: &Node) -> Self {
        Origin {
            place: node.place.clone(),
            verbatim: None,
        }
    }

    /// The origin of `text`, which stands somewhere within `place`, perhaps with other spelling.
    pub fn within(place: &Place, text: &str) -> Self {
        let words = place.words();
        let verbatim = words
            .find(text)
            .filter(|first| words.rfind(text) == Some(*first));
        Origin {
            place: Some(place.clone()),
            verbatim,
        }
    }

    /// The place of the bytes `at` of the text, or of all of it where its spelling differs.
    pub fn place_of(&self, at: Range<usize>) -> Option<Place> {
        let place = self.place.as_ref()?;
        let Some(offset) = self.verbatim else {
            return Some(place.clone());
        };
        let start = place.range().start + offset;
        Some(Place::new(place.text(), start + at.start..start + at.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;
    use crate::syntax::Value;

    fn written(line: &str, words: &str, value: &str) -> Origin {
        let start = line.find(words).expect("the words stand in the line");
        let place = Place::new(&Text::line(line), start..start + words.len());
        let node = Node::at(Value::Str(value.into()), place);
        Origin::of(&node, value)
    }

    #[test]
    fn a_fault_in_verbatim_text_is_narrowed() {
        let bare = written("copy: from: m::(x", "m::(x", "m::(x");
        let error = Fault::new(3..4, "not closed").into_error(&bare);
        assert_eq!(error.place().map(|place| place.range()), Some(15..16));
        let quoted = written("copy: from: 'm::(x'", "'m::(x'", "m::(x");
        assert_eq!(
            quoted.place_of(3..4).map(|place| place.range()),
            Some(16..17)
        );
    }

    #[test]
    fn a_fault_in_respelled_text_takes_all_of_it() {
        let escaped = written(r#"copy: from: "\u0028x""#, r#""\u0028x""#, "(x");
        assert_eq!(
            escaped.place_of(0..1).map(|place| place.range()),
            Some(12..21)
        );
    }
}
