//! Patterns: which names a reference means, and what they are taken apart into.

mod captures;
mod engine;
mod likely;
mod path;
mod prefix;
mod python;
mod regex;

pub use captures::Captures;
pub(super) use path::{Holds, Path, list, unescaped, variable_at};
pub(super) use python::is_group_name;
pub(super) use regex::Regex;

use super::fault::Fault;
use crate::error::{Error, Result};
use std::fmt;

/// A compiled source: a regular expression over whole names, or a path over their segments.
///
/// Printing gives what was written.
#[derive(Clone, Debug)]
pub struct Pattern(Form);

#[derive(Clone, Debug)]
pub(super) enum Form {
    Regex(Regex),
    Path(Path),
}

impl Pattern {
    /// Compiles a regular expression in the dialect of Python's `re`.
    ///
    /// # Errors
    /// A `reference` error for what Python refuses, and for what grows too large.
    pub fn regex(text: &str) -> Result<Self> {
        Self::read_regex(text).map_err(Error::from)
    }

    /// Compiles a path: one token for each segment of a name.
    ///
    /// # Errors
    /// A `reference` error for an empty list and for malformed tokens.
    pub fn path<T: AsRef<str>>(tokens: &[T]) -> Result<Self> {
        Self::read_path(tokens).map_err(|(_, fault)| fault.into())
    }

    pub(super) fn read_regex(text: &str) -> Result<Self, Fault> {
        Regex::read(text).map(Form::Regex).map(Pattern)
    }

    pub(super) fn read_path<T: AsRef<str>>(tokens: &[T]) -> Result<Self, (usize, Fault)> {
        Path::read(tokens).map(Form::Path).map(Pattern)
    }

    pub(super) fn form(&self) -> &Form {
        &self.0
    }

    /// Whether this is a path, written as a list.
    pub fn is_path(&self) -> bool {
        matches!(self.0, Form::Path(_))
    }

    /// The tokens as they were written, if this is a path.
    pub fn tokens(&self) -> Option<&[Box<str>]> {
        match &self.0 {
            Form::Regex(_) => None,
            Form::Path(path) => Some(path.tokens()),
        }
    }

    /// The only name this can match, where that is plain to see: such a name can be looked up.
    pub fn exact(&self) -> Option<&str> {
        match &self.0 {
            Form::Regex(regex) => regex.exact(),
            Form::Path(path) => path.exact(),
        }
    }

    /// Whether the whole of `name` matches.
    ///
    /// # Errors
    /// As for [`Pattern::matches`].
    pub fn is_match(&self, name: &str) -> Result<bool> {
        match &self.0 {
            Form::Regex(regex) => regex.is_match(name),
            Form::Path(path) => Ok(path.matches(name)?.is_some()),
        }
    }

    /// What is taken of `name`, if the whole of it matches.
    ///
    /// # Errors
    /// A `reference` error when matching takes too many steps, or binds a group that took no part.
    pub fn matches<'n>(&self, name: &'n str) -> Result<Option<Captures<'n>>> {
        match &self.0 {
            Form::Regex(regex) => regex.matches(name),
            Form::Path(path) => path.matches(name),
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Regex(regex) => f.write_str(regex.text()),
            Form::Path(path) => path.fmt(f),
        }
    }
}
