//! The grammar of a line, one function a rule. Each rule knows from the next characters where to go.

mod pairs;
mod value;

use super::Commas;
use super::error::OlyError;
use super::fault::{Fault, first_word};
use super::frame::Frame;
use super::token::{identifier, is_identifier, key, skip_blanks};
use crate::error::{Place, Text};
use crate::syntax::{Entry, Map, Node, Value, Warning};
use std::sync::Arc;

/// Reads one line of a text. A place in it is told by the rest of the line from there on.
pub(super) struct Reader<'a> {
    text: &'a Arc<Text>,
    start: usize,
    line: &'a str,
    commas: Commas,
    warnings: Vec<Warning>,
}

impl<'a> Reader<'a> {
    /// A reader of `line`, without the line breaks at its end.
    pub fn new(line: &'a Place, commas: Commas) -> Self {
        Reader {
            text: line.text(),
            start: line.range().start,
            line: line.words().trim_end_matches(['\r', '\n']),
            commas,
            warnings: Vec::new(),
        }
    }

    /// The step that the line holds.
    pub fn read(mut self) -> Result<(Node, Vec<Warning>), OlyError> {
        match self.step() {
            Ok(step) => Ok((step, self.warnings)),
            Err(fault) => Err(self.explain(fault.or_newline())),
        }
    }

    fn step(&mut self) -> Result<Node, Fault<'a>> {
        let start = skip_blanks(self.line);
        if start.is_empty() {
            return Err(Fault::empty_input(start));
        }
        let (rest, name) = identifier(start).map_err(|_| Fault::invalid_name(start))?;
        let entry = Entry {
            key: Some(self.place(start, rest)),
            node: self.payload(name, skip_blanks(rest))?,
        };
        let step = Map::from([(name.to_owned(), entry)]);
        Ok(self.node(Value::Map(step), start, self.end()))
    }

    fn payload(&mut self, name: &str, input: &'a str) -> Result<Node, Fault<'a>> {
        if input.is_empty() {
            return Ok(Node::empty());
        }
        let Some(after) = input.strip_prefix(':') else {
            return Err(Fault::missing_colon(input, name));
        };
        if after.starts_with(':') {
            return Err(Fault::reference_for_name(after, name));
        }
        match skip_blanks(after) {
            "" => Ok(Node::empty()),
            input if key(input).is_ok() => {
                let (_, pairs) = self.pairs(input, Frame::LINE)?;
                Ok(self.node(Value::Map(pairs), input, self.end()))
            }
            input if input.starts_with(':') => Err(Fault::expected_value(input)),
            input => self.single(input),
        }
    }

    /// One value that is the whole payload.
    fn single(&mut self, input: &'a str) -> Result<Node, Fault<'a>> {
        let (rest, (node, _)) = self.value(input, Frame::LINE)?;
        let rest = skip_blanks(rest);
        if rest.is_empty() {
            return Ok(if node.is_null() { Node::empty() } else { node });
        }
        match node.lexeme.as_deref() {
            Some(word) if is_identifier(word) => Err(Fault::lone_word(rest, word)),
            _ => Err(Fault::trailing_content(rest, input, &node)),
        }
    }

    fn node(&self, value: Value, from: &str, to: &str) -> Node {
        Node::at(value, self.place(from, to))
    }

    /// The place between two rests of the line.
    fn place(&self, from: &str, to: &str) -> Place {
        Place::new(self.text, self.position(from)..self.position(to))
    }

    /// The part of the line before a rest.
    fn before(&self, rest: &str) -> &'a str {
        &self.line[..self.line.len() - rest.len()]
    }

    /// Where in the text a rest of the line starts, in bytes.
    fn position(&self, rest: &str) -> usize {
        self.start + (self.line.len() - rest.len())
    }

    /// The rest behind the last character of the line that is no blank.
    fn end(&self) -> &'a str {
        let used = self.line.trim_end_matches([' ', '\t']).len();
        &self.line[used..]
    }

    fn explain(&self, fault: Fault) -> OlyError {
        let before = &self.line[..self.line.len() - fault.at.len()];
        let behind = &fault.at[first_word(fault.at).len()..];
        OlyError {
            category: fault.category,
            offset: before.chars().count(),
            message: fault.message,
            hint: fault.hint,
            place: self.place(fault.at, behind),
        }
    }
}
