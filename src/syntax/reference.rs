//! References: `alias::pattern::[slice]`, as a text or as a list of tokens.

mod alias;
mod list;
mod split;
#[cfg(test)]
mod tests;
mod text;

pub use alias::{Scope, earlier, is_alias, itself};

use super::fault::Origin;
use super::pattern::Pattern;
use super::slice::Slice;
use super::template::Template;
use super::{Node, Value, Warning};
use crate::error::{Error, Kind, Place, Result};
use std::fmt;

/// What a reference is for, which decides how its expression is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Names to be matched: the expression is a pattern.
    Source,
    /// Names to be made from what a source matched: the expression is a template.
    Destination,
    /// One name as it stands.
    Name,
}

/// A reference to tensors: which alias, which names, which part of each.
///
/// Printing gives the fully qualified text, `alias::expression::[slice]`.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The alias, the default one if none was written.
    pub alias: String,
    /// The names under that alias.
    pub expression: Expression,
    /// The part of each tensor; all of it where nothing was written.
    pub slice: Option<Slice>,
    /// Where the reference was written.
    pub place: Option<Place>,
}

/// The names a reference means, by its [`Role`].
#[derive(Clone, Debug)]
pub enum Expression {
    /// The names that a pattern matches.
    Source(Pattern),
    /// The names that a template makes.
    Destination(Template),
    /// This name.
    Name(String),
}

impl Reference {
    /// Reads a reference as it was written in a line or a plan.
    ///
    /// # Errors
    /// An `alias` error for an alias that is not known, a `reference` error for everything else,
    /// each placed at the guilty part where that can be told.
    pub fn parse(node: &Node, scope: &Scope<'_>, role: Role) -> Result<(Reference, Vec<Warning>)> {
        match &node.value {
            Value::List(items) => Ok((list::parse(node, items, scope, role)?, Vec::new())),
            Value::Str(text) => text::parse(node, text, scope, role),
            _ => Err(no_text(node)),
        }
    }

    /// The pattern of a source.
    pub fn pattern(&self) -> Option<&Pattern> {
        match &self.expression {
            Expression::Source(pattern) => Some(pattern),
            _ => None,
        }
    }

    /// The template of a destination.
    pub fn template(&self) -> Option<&Template> {
        match &self.expression {
            Expression::Destination(template) => Some(template),
            _ => None,
        }
    }

    /// Whether the expression is a path, written as a list.
    pub fn is_path(&self) -> bool {
        match &self.expression {
            Expression::Source(pattern) => pattern.is_path(),
            Expression::Destination(template) => template.is_path(),
            Expression::Name(_) => false,
        }
    }

    /// Checks that this destination can be made from what `source` matches.
    ///
    /// # Errors
    /// As for [`Template::check`], placed at the guilty part where that can be told.
    pub fn check(&self, source: &Reference) -> Result<()> {
        let (Some(template), Some(pattern)) = (self.template(), source.pattern()) else {
            return Ok(());
        };
        template.find_fault(pattern).map_err(|(text, fault)| {
            let origin = self.place.as_ref().map(|place| Origin::within(place, text));
            fault.into_error(&origin.unwrap_or_default())
        })
    }

    /// The reference as a plan holds it, fully qualified: a text, or a list for a path.
    pub fn to_node(&self) -> Node {
        match self.tokens() {
            Some(tokens) => Node::list(list::print(self, tokens).into_iter().map(Node::text)),
            None => Node::text(text::print(self)),
        }
    }

    fn tokens(&self) -> Option<&[Box<str>]> {
        match &self.expression {
            Expression::Source(pattern) => pattern.tokens(),
            Expression::Destination(template) => template.tokens(),
            Expression::Name(_) => None,
        }
    }
}

/// Refuses what is neither a text nor a list.
fn no_text(node: &Node) -> Error {
    let message = format!(
        "a reference is a text or a list of texts, not {}",
        node.kind()
    );
    let error = Error::new(Kind::Reference, message).at_some(node.place.as_ref());
    match node.as_name() {
        Some(name) => error.hint(format!("the name `{name}` stands in quotes: `'{name}'`")),
        None => error,
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.tokens().is_none() {
            return f.write_str(&text::print(self));
        }
        write!(f, "{}::{}", self.alias, self.expression)?;
        match &self.slice {
            Some(slice) => write!(f, "::{slice}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expression::Source(pattern) => pattern.fmt(f),
            Expression::Destination(template) => template.fmt(f),
            Expression::Name(name) => f.write_str(name),
        }
    }
}
