//! YAML plans to values and back: YAML 1.2, the repairs of forms seen in print, block style out.

mod anchors;
mod emit;
mod fault;
mod leaf;
mod limits;
mod lines;
mod mapping;
mod offsets;
mod quotes;
mod repair;
mod reread;
mod scalar;
mod source;
mod span;
mod tag;
mod tree;

use crate::error::{Error, Kind, Place, Result, Text};
use crate::syntax::{Node, Value, Warning};
use lines::Lines;
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
///
/// What is not YAML is repaired where it is a form seen in print, each time with a warning, unless the
/// dialect is strict. `grammar/plan.md` lists the forms.
pub fn parse(text: &Arc<Text>, dialect: &Dialect) -> Result<(Node, Vec<Warning>)> {
    parse_place(&Place::new(text, 0..text.content().len()), dialect)
}

/// As [`parse`], of a text that is part of a longer one.
pub fn parse_place(place: &Place, dialect: &Dialect) -> Result<(Node, Vec<Warning>)> {
    limits::check(place)?;
    match tree::read(&Source::of(place)) {
        Err(fault) if !dialect.strict => repaired(place, dialect, fault),
        read => read,
    }
}

/// Reads `place` again with its repairs; `fault` is what was wrong without them.
fn repaired(place: &Place, dialect: &Dialect, fault: Error) -> Result<(Node, Vec<Warning>)> {
    let Some((source, mut warnings)) = repair::repair(place, dialect.is_step)? else {
        return Err(fault);
    };
    let (node, more) = tree::read(&source)?;
    warnings.extend(more);
    Ok((node, warnings))
}

/// Reads the value of an override: a scalar, a list in brackets or a mapping in braces, on one line.
/// Nothing at all is the empty text.
pub fn parse_value(place: &Place, dialect: &Dialect) -> Result<(Node, Vec<Warning>)> {
    let words = place.words().trim();
    if words.is_empty() {
        return Ok((
            Node::at(Value::Str(String::new()), place.clone()),
            Vec::new(),
        ));
    }
    let (node, warnings) = parse_place(place, dialect)?;
    let line = Lines::of(place).next();
    let alone = line.is_some_and(|line| line.block.is_none() && line.words.len() == words.len());
    let scalar = !matches!(node.value, Value::List(_) | Value::Map(_));
    match alone && (scalar || words.starts_with(['[', '{'])) {
        true => Ok((node, warnings)),
        false => Err(Error::new(
            Kind::Payload,
            format!("`{words}` is not one scalar, list in `[ ]` or mapping in `{{ }}`"),
        )
        .at(place)
        .hint("put the value in single quotes")),
    }
}

/// Writes a value as a block of YAML: two blanks a level, keys in their order, quotes only where
/// YAML, PyYAML or OmegaConf would read another value.
///
/// The text is read back by two readers; a value that does not survive that is an error.
pub fn emit(node: &Node) -> Result<String> {
    let text = emit::write(node)?;
    reread::check(node, &text)?;
    Ok(text)
}
