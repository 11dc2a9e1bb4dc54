//! One scalar: its value, its place, and what to warn of.

use super::quotes;
use super::scalar;
use super::source::Source;
use super::tag::Tag;
use crate::error::{Error, Kind, Place, Result};
use crate::syntax::{Node, Value, Warning};
use saphyr_parser::ScalarStyle;
use std::ops::Range;

/// A scalar as the parser gives it.
pub(super) struct Leaf<'a> {
    pub(super) text: &'a str,
    pub(super) style: ScalarStyle,
    pub(super) tag: Option<Tag>,
    pub(super) range: Range<usize>,
}

impl Leaf<'_> {
    /// Reads the value. One that is left out stands where its key does.
    pub(super) fn read(&self, source: &Source, key: Option<&Place>) -> Result<Node> {
        if let Some(node) = source.value(self.range.start) {
            return Ok(node.clone());
        }
        let place = match key {
            Some(key) if self.range.is_empty() => key.clone(),
            _ => source.place(self.range.clone()),
        };
        let value = self.value().map_err(|error| error.at(&place))?;
        let written = self.is_plain() && !self.range.is_empty();
        Ok(Node {
            value,
            place: Some(place),
            lexeme: written.then(|| self.text.into()),
        })
    }

    fn value(&self) -> Result<Value> {
        match self.tag {
            Some(tag) => tag.resolve(self.text).ok_or_else(|| {
                let message = format!("`{}` does not fit its tag", self.text);
                Error::new(Kind::Payload, message)
            }),
            None if self.is_plain() => Ok(scalar::resolve(self.text)),
            None => Ok(Value::Str(self.text.to_owned())),
        }
    }

    fn is_plain(&self) -> bool {
        self.style == ScalarStyle::Plain
    }

    /// What other readers, or the writer of this scalar, may take for something else.
    pub(super) fn warning(&self, source: &Source) -> Option<Warning> {
        match self.style {
            ScalarStyle::Plain => self.octal_warning(source),
            ScalarStyle::DoubleQuoted => self.escape_warning(source),
            _ => None,
        }
    }

    fn octal_warning(&self, source: &Source) -> Option<Warning> {
        if self.tag == Some(Tag::Text) || !scalar::looks_octal(self.text) {
            return None;
        }
        let number = scalar::integer(self.text)?;
        let message = format!(
            "`{}` is read as the number {number}; drop the zero, or put text in quotes",
            self.text
        );
        let place = Some(source.place(self.range.clone()));
        Some(Warning::new(message, place))
    }

    fn escape_warning(&self, source: &Source) -> Option<Warning> {
        let mut escapes = quotes::escapes(source.content(), self.range.clone());
        let (at, escaped) = escapes.find(|(_, escaped)| quotes::is_deceptive(*escaped))?;
        let message = format!(
            "`\\{escaped}` in double quotes is one special character; \
             single quotes keep it as written"
        );
        let place = Some(source.place(at..at + 1 + escaped.len_utf8()));
        Some(Warning::new(message, place))
    }
}
