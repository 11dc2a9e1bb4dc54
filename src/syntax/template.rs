//! Templates: the name that a destination makes of what its source took.

mod path;
mod text;

use super::Warning;
use super::fault::{Fault, Origin};
use super::pattern::{self, Captures, Form, Pattern};
use crate::error::{Error, Kind, Result};
use std::fmt;
use std::ops::Range;

/// A compiled destination: a text with groups in it, or a path with variables in it.
///
/// Printing gives what was written.
#[derive(Clone, Debug)]
pub struct Template(Made);

#[derive(Clone, Debug)]
enum Made {
    OfText(text::Template),
    OfPath(path::Template),
}

/// What a text does not say as it should, though it is understood, and which bytes of it.
pub(super) type Remark = (Range<usize>, String);

impl Template {
    /// Reads a text in which `\1`, `\g<1>`, `\g<name>` and `\g<0>` stand for groups of the source.
    ///
    /// # Errors
    /// A `reference` error for any other escape but those of punctuation, which come with a warning.
    pub fn text(text: &str) -> Result<(Self, Vec<Warning>)> {
        let (template, remarks) = Self::read_text(text).map_err(Error::from)?;
        let origin = Origin::default();
        let warn = |(at, message)| Warning::new(message, origin.place_of(at));
        Ok((template, remarks.into_iter().map(warn).collect()))
    }

    /// Reads a path in which `$x`, `*xs` and `${x}` stand for variables of the source.
    ///
    /// # Errors
    /// A `reference` error for an empty list and for malformed tokens.
    pub fn path<T: AsRef<str>>(tokens: &[T]) -> Result<Self> {
        Self::read_path(tokens).map_err(|(_, fault)| fault.into())
    }

    pub(super) fn read_text(text: &str) -> Result<(Self, Vec<Remark>), Fault> {
        let (template, remarks) = text::Template::read(text)?;
        Ok((Template(Made::OfText(template)), remarks))
    }

    pub(super) fn read_path<T: AsRef<str>>(tokens: &[T]) -> Result<Self, (usize, Fault)> {
        path::Template::read(tokens).map(Made::OfPath).map(Template)
    }

    /// Whether this is a path, written as a list.
    pub fn is_path(&self) -> bool {
        matches!(self.0, Made::OfPath(_))
    }

    /// The tokens as they were written, if this is a path.
    pub fn tokens(&self) -> Option<&[Box<str>]> {
        match &self.0 {
            Made::OfText(_) => None,
            Made::OfPath(template) => Some(template.tokens()),
        }
    }

    /// Checks that `source` binds everything this stands for.
    ///
    /// # Errors
    /// A `reference` error naming what is unknown, or when one is a path and the other is not.
    pub fn check(&self, source: &Pattern) -> Result<()> {
        self.find_fault(source).map_err(|(_, fault)| fault.into())
    }

    /// As [`Template::check`], with the text in which the fault lies.
    pub(super) fn find_fault(&self, source: &Pattern) -> Result<(), (&str, Fault)> {
        match (&self.0, source.form()) {
            (Made::OfText(template), Form::Regex(regex)) => template
                .check(regex)
                .map_err(|fault| (template.source(), fault)),
            (Made::OfPath(template), Form::Path(path)) => template.check(path),
            (Made::OfText(_), Form::Path(_)) => Err(("", kinds_differ("a list", "a text"))),
            (Made::OfPath(_), Form::Regex(_)) => Err(("", kinds_differ("a text", "a list"))),
        }
    }

    /// The name made of what `captures` hold.
    ///
    /// # Errors
    /// A `reference` error if the name is empty or holds control characters.
    pub fn fill(&self, captures: &Captures<'_>) -> Result<String> {
        let name = match &self.0 {
            Made::OfText(template) => template.fill(captures),
            Made::OfPath(template) => template.fill(captures),
        };
        let fault = match name.chars().find(|next| next.is_control()) {
            None if !name.is_empty() => return Ok(name),
            None => format!("`{self}` makes an empty name of `{}`", captures.whole()),
            Some(control) => {
                let control = control.escape_default();
                format!(
                    "`{self}` makes a name with the control character `{control}` of `{}`",
                    captures.whole()
                )
            }
        };
        Err(Error::new(Kind::Reference, fault))
    }
}

fn kinds_differ(source: &str, destination: &str) -> Fault {
    let message = format!(
        "the source is {source} and the destination {destination}: both must be of one kind"
    );
    Fault::new(0..0, message)
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Made::OfText(template) => f.write_str(template.source()),
            Made::OfPath(template) => pattern::list(f, template.tokens()),
        }
    }
}
