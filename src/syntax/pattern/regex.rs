//! A regular expression over whole names.

use super::captures::{Captures, Names};
use super::engine::{Engine, GaveUp, STEPS};
use super::python;
use crate::error::{Error, Kind, Result};
use crate::syntax::fault::Fault;

/// Long enough for a list of a thousand names; the engines take too long over longer ones.
const LONGEST: usize = 65_536;

/// A regular expression in the dialect of Python's `re`, matched against whole names.
#[derive(Clone, Debug)]
pub(in crate::syntax) struct Regex {
    text: Box<str>,
    engine: Engine,
    groups: usize,
    names: Names,
}

impl Regex {
    /// Compiles an expression.
    pub fn read(text: &str) -> Result<Self, Fault> {
        if text.len() > LONGEST {
            let message = format!(
                "an expression of {} bytes is longer than {LONGEST}",
                text.len()
            );
            return Err(Fault::new(0..text.len(), message));
        }
        let invalid = |fault: Fault| fault.prefix(&format!("invalid expression `{text}`"));
        let tree = python::parse(text).map_err(invalid)?;
        let whole = |fault: Fault| Fault {
            at: 0..text.len(),
            ..fault
        };
        let engine = Engine::new(&tree).map_err(whole).map_err(invalid)?;
        let names = tree
            .groups
            .names
            .iter()
            .map(|(name, number)| (name.clone(), number - 1));
        Ok(Regex {
            text: text.into(),
            engine,
            groups: tree.groups.count(),
            names: names.collect(),
        })
    }

    /// The expression as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many groups there are.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// The names of groups, with their positions counted from 0.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The only name this can match, where that is plain to see.
    pub fn exact(&self) -> Option<&str> {
        match &self.engine {
            Engine::Exact(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the whole of `name` matches.
    pub fn is_match(&self, name: &str) -> Result<bool> {
        self.engine
            .is_match(name)
            .map_err(|GaveUp| self.gave_up(name))
    }

    /// What the groups take of `name`, if the whole of it matches.
    pub fn matches<'n>(&self, name: &'n str) -> Result<Option<Captures<'n>>> {
        let spans = self
            .engine
            .spans(name)
            .map_err(|GaveUp| self.gave_up(name))?;
        Ok(spans.map(|spans| Captures::new(name, spans, &self.names)))
    }

    fn gave_up(&self, name: &str) -> Error {
        let message = format!(
            "`{}` matches `{name}` in too many ways: given up after {STEPS} steps",
            self.text
        );
        Error::new(Kind::Reference, message)
            .hint("avoid repeating what is already repeated, as in `(a+)+`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_so_long_and_no_longer() {
        assert!(Regex::read(&"a".repeat(65_536)).is_ok());
        assert!(Regex::read(&"a".repeat(65_537)).is_err());
    }

    #[test]
    fn giving_up_names_the_expression_and_the_name() {
        let regex = Regex::read("a(?=b)").expect("valid");
        let error = regex.gave_up("ab");
        let message = "`a(?=b)` matches `ab` in too many ways: given up after 10000000 steps";
        assert_eq!(error.message(), message);
    }
}
