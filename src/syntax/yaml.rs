//! YAML plans to values and back: YAML 1.2, the repairs of forms seen in print, block style out.

mod anchors;
mod fault;
mod leaf;
mod limits;
mod mapping;
mod offsets;
mod quotes;
mod scalar;
mod source;
mod span;
mod tag;
mod tree;

use crate::error::{Result, Text};
use crate::syntax::{Node, Warning};
use source::Source;
use std::sync::Arc;

/// How forgiving the reader is, and which words begin a step.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// Whether what is not YAML is refused instead of repaired.
    pub strict: bool,
    /// Whether a word is the name of a transform.
    pub is_step: fn(&str) -> bool,
}

/// Reads the one document of `text`; an empty text is null.
pub fn parse(text: &Arc<Text>, _dialect: &Dialect) -> Result<(Node, Vec<Warning>)> {
    limits::check(text)?;
    tree::read(&Source::as_written(text))
}
