//! A mapping or a list that is open.

use super::super::want::Want;
use std::ops::Range;

/// A mapping or a list that is open.
#[derive(Clone, Debug)]
pub(in crate::guide::complete) struct Level {
    /// How it is written.
    pub form: Form,
    /// What its keys or items belong to.
    pub want: Want,
    /// Its keys with their values, or its items, the last of which may be on its way.
    pub given: Vec<Given>,
}

/// How a level is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::guide::complete) enum Form {
    /// The steps of the block.
    Root,
    /// Pairs up to the end of the line.
    Line,
    /// One pair without braces.
    Nested,
    /// `{ ... }`.
    Braces,
    /// `[ ... ]`.
    List,
    /// A YAML mapping so many columns in.
    BlockMap(usize),
    /// A YAML list so many columns in.
    BlockList(usize),
}

/// A key with its value, or an item.
#[derive(Clone, Debug)]
pub(in crate::guide::complete) struct Given {
    /// The key; empty for an item.
    pub key: String,
    /// Where its value stands.
    pub value: Range<usize>,
}

impl Level {
    pub fn new(form: Form, want: Want) -> Self {
        Level {
            form,
            want,
            given: Vec::new(),
        }
    }

    /// Notes that a value begins.
    pub fn open(&mut self, key: &str, start: usize) {
        self.given.push(Given {
            key: key.to_string(),
            value: start..start,
        });
    }

    /// Notes where the last value begins.
    pub fn begin(&mut self, start: usize) {
        if let Some(given) = self.given.last_mut() {
            given.value = start..start;
        }
    }

    /// Notes where the last value ends.
    pub fn close(&mut self, end: usize) {
        if let Some(given) = self.given.last_mut() {
            given.value.end = end;
        }
    }

    /// Whether a key was given, where `_` and `-` are the same.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// The value of a key, as it was written.
    pub fn written<'t>(&self, key: &str, text: &'t str) -> Option<&'t str> {
        let given = self.find(key)?;
        text.get(given.value.clone()).map(str::trim)
    }

    fn find(&self, key: &str) -> Option<&Given> {
        let same = |given: &&Given| given.key.replace('_', "-") == key.replace('_', "-");
        self.given.iter().find(same)
    }
}

impl Form {
    /// How many columns in a block stands.
    pub fn indent(self) -> Option<usize> {
        match self {
            Form::Root => Some(0),
            Form::BlockMap(indent) | Form::BlockList(indent) => Some(indent),
            _ => None,
        }
    }
}
