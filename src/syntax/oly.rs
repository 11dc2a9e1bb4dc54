//! OLY, the language of one line a step: `name: key: value, key: value`. `grammar/oly.md` describes it.
//!
//! Invariant: every text gives a value or one error, in time linear in its length.

mod bare;
mod coerce;
mod emit;
mod error;
mod fault;
mod frame;
mod quoted;
mod reader;
mod token;

#[cfg(test)]
mod properties;

pub use coerce::coerce;
pub use emit::{NotRepresentable, emit};
pub use error::{Category, OlyError};

use crate::error::{Place, Text};
use crate::syntax::{Node, Warning};
use reader::Reader;
use std::sync::Arc;

/// How many brackets and keys without braces may stand inside each other.
pub const MOST_LEVELS: usize = 128;

/// What becomes of a comma that is missing between a string, list or mapping and the next key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commas {
    /// It is an error.
    Required,
    /// It is read as if it were there, with a warning.
    Forgiven,
}

/// The step on a line: a map of one name to its payload, which is the empty map if there is none.
///
/// Every key and value has its place in `text`; a scalar written without quotes keeps its lexeme.
pub fn parse(text: &Arc<Text>) -> Result<Node, OlyError> {
    let (step, _) = parse_place(&whole(text), Commas::Required)?;
    Ok(step)
}

/// As [`parse`], with missing commas forgiven: for lines that people type and plans seen in print.
pub fn parse_lenient(text: &Arc<Text>) -> Result<(Node, Vec<Warning>), OlyError> {
    parse_place(&whole(text), Commas::Forgiven)
}

/// As [`parse`], of a line that is part of a longer text, such as one line of a file.
pub fn parse_place(line: &Place, commas: Commas) -> Result<(Node, Vec<Warning>), OlyError> {
    Reader::new(line, commas).read()
}

fn whole(text: &Arc<Text>) -> Place {
    Place::new(text, 0..text.content().len())
}
