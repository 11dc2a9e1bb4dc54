//! Values: lists, mappings with and without braces, text in quotes, bare scalars.

use super::Reader;
use crate::syntax::oly::bare::bare;
use crate::syntax::oly::coerce::coerce;
use crate::syntax::oly::fault::Parsed;
use crate::syntax::oly::frame::Frame;
use crate::syntax::oly::quoted::quoted;
use crate::syntax::oly::token::{is_bracket_led, nested_key, skip_blanks};
use crate::syntax::{Map, Node, Value};

/// How a value was written, which decides what may follow it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    /// Without quotes or brackets around it.
    Bare,
    /// Text in quotes, a list or a mapping: it has an end of its own.
    Closed,
    /// A mapping of one pair without braces.
    Nested,
}

impl<'a> Reader<'a> {
    /// A value of any form, and which form it has.
    pub(super) fn value(&mut self, input: &'a str, frame: Frame<'a>) -> Parsed<'a, (Node, Form)> {
        frame.go_on(input)?;
        let (rest, value) = match input.chars().next() {
            Some('[') if !is_bracket_led(input) => self.list(input, frame)?,
            Some('{') => self.map(input, frame)?,
            Some('\'' | '"') => {
                let (rest, text) = quoted(input)?;
                (rest, Value::Str(text))
            }
            _ => return self.open_value(input, frame),
        };
        Ok((rest, (self.node(value, input, rest), Form::Closed)))
    }

    /// A value that ends only where something else begins.
    fn open_value(&mut self, input: &'a str, frame: Frame<'a>) -> Parsed<'a, (Node, Form)> {
        if nested_key(input).is_ok() {
            let mut pair = Map::new();
            let (rest, _) = self.pair(input, frame.deeper(input)?, &mut pair)?;
            let node = self.node(Value::Map(pair), input, rest);
            return Ok((rest, (node, Form::Nested)));
        }
        let (rest, token) = bare(input)?;
        let mut node = self.node(coerce(token), input, rest);
        node.lexeme = Some(token.into());
        Ok((rest, (node, Form::Bare)))
    }

    fn list(&mut self, input: &'a str, frame: Frame<'a>) -> Parsed<'a, Value> {
        let frame = frame.list(input)?;
        let mut items = Vec::new();
        let mut next = skip_blanks(&input[1..]);
        if let Some(rest) = frame.end(next) {
            return Ok((rest, Value::List(items)));
        }
        loop {
            let (rest, (node, form)) = self.value(next, frame)?;
            items.push(node);
            let rest = skip_blanks(rest);
            if let Some(rest) = frame.end(rest) {
                return Ok((rest, Value::List(items)));
            }
            next = self.separator(rest, frame, form)?;
        }
    }

    fn map(&mut self, input: &'a str, frame: Frame<'a>) -> Parsed<'a, Value> {
        let frame = frame.map(input)?;
        let first = skip_blanks(&input[1..]);
        if let Some(rest) = frame.end(first) {
            return Ok((rest, Value::Map(Map::new())));
        }
        let (rest, pairs) = self.pairs(first, frame)?;
        Ok((rest, Value::Map(pairs)))
    }
}
