//! Where something stands in a text a person wrote.

use std::ops::Range;
use std::sync::Arc;

/// What some editors put before a text that is UTF-8. It is no part of the text.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// A text a person wrote: a typed line, or a file with its path.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    name: Option<String>,
    content: String,
}

impl Text {
    /// A line typed at a prompt or given as an argument.
    pub fn line(content: impl Into<String>) -> Arc<Self> {
        Arc::new(Text {
            name: None,
            content: content.into(),
        })
    }

    /// The content of the file at `name`, without the byte order mark that some editors put before it.
    pub fn file(name: impl Into<String>, content: impl Into<String>) -> Arc<Self> {
        let mut content = content.into();
        if content.starts_with(BYTE_ORDER_MARK) {
            content.drain(..BYTE_ORDER_MARK.len_utf8());
        }
        Arc::new(Text {
            name: Some(name.into()),
            content,
        })
    }

    /// The path of the file, if the text came from one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The whole text.
    pub fn content(&self) -> &str {
        &self.content
    }
}

/// A range of bytes of a [`Text`], always on character borders and within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    text: Arc<Text>,
    start: u32,
    end: u32,
}

impl Place {
    /// The bytes `range` of `text`; a range outside the text or inside a character is widened to fit.
    pub fn new(text: &Arc<Text>, range: Range<usize>) -> Self {
        let content = text.content();
        let start = content.floor_char_boundary(range.start);
        let end = content.ceil_char_boundary(range.end.max(range.start));
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Place {
            text: text.clone(),
            start: narrow(start),
            end: narrow(end),
        }
    }

    /// The text this is a place in.
    pub fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// The range in bytes.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies within this place of the same text.
    pub fn covers(&self, other: &Place) -> bool {
        Arc::ptr_eq(&self.text, &other.text) && self.start <= other.start && other.end <= self.end
    }

    /// The words at this place.
    pub fn words(&self) -> &str {
        self.text.content().get(self.range()).unwrap_or("")
    }

    /// Line and column, both counted from 1, columns in characters.
    pub fn line_and_column(&self) -> (usize, usize) {
        let before = &self.text.content()[..self.start as usize];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }

    /// How many characters the place covers.
    pub fn length(&self) -> usize {
        self.words().chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        for mark in ["", "\u{feff}"] {
            let text = Text::file("plan.yaml", format!("{mark}a: é\nbc: d\n"));
            let place = Place::new(&text, 10..11);
            assert_eq!(place.words(), "d");
            assert_eq!(place.line_and_column(), (2, 5));
            assert_eq!(Place::new(&text, 3..5).line_and_column(), (1, 4));
        }
    }

    #[test]
    fn a_place_covers_what_lies_within_it() {
        let text = Text::line("copy: from: a");
        let (outer, inner) = (Place::new(&text, 6..13), Place::new(&text, 12..13));
        assert!(outer.covers(&inner) && outer.covers(&outer));
        assert!(!inner.covers(&outer));
        assert!(!outer.covers(&Place::new(&Text::line("copy: from: a"), 12..13)));
    }

    #[test]
    fn a_range_that_does_not_fit_is_widened() {
        let text = Text::line("é");
        assert_eq!(Place::new(&text, 1..1).words(), "é");
        assert_eq!(Place::new(&text, 7..9).range(), 2..2);
    }
}
