//! The canonical line of a step: one way to write each value, which reads back as the same value.

mod text;

use super::MOST_LEVELS;
use super::fault::shown;
use super::token::is_identifier;
use crate::error::{Error, Kind};
use crate::syntax::{Map, Node, Value};
use std::fmt;
use text::{is_safe, is_safe_payload, quote};

/// A value that no line can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRepresentable {
    /// The keys from the name of the transform down to what is at fault; list items by their index.
    pub path: Vec<String>,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for NotRepresentable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NotRepresentable {}

impl From<NotRepresentable> for Error {
    fn from(error: NotRepresentable) -> Self {
        Error::new(Kind::Payload, error.message).hint("write this step in YAML")
    }
}

/// The canonical line of a step, a map of exactly one name to its payload.
///
/// `parse(emit(step))` is `step`, where a payload without a value counts as the empty map. Fails for
/// keys that are not identifiers and for more than [`MOST_LEVELS`] levels.
pub fn emit(step: &Node) -> Result<String, NotRepresentable> {
    let mut emitter = Emitter::default();
    let single = step.as_map().filter(|map| map.len() == 1);
    match single.and_then(Map::first) {
        Some((name, entry)) => emitter.step(name, &entry.node)?,
        None => return Err(emitter.refuse("a step is one name with its payload".into())),
    }
    Ok(emitter.line)
}

/// A text as it stands in a line: bare where it is safe, in quotes elsewhere.
pub fn scalar(text: &str) -> String {
    if is_safe_payload(text) {
        return text.to_owned();
    }
    quote(text)
}

/// The line so far, and where in the value we are.
#[derive(Default)]
struct Emitter {
    line: String,
    path: Vec<String>,
    levels: usize,
}

impl Emitter {
    fn step(&mut self, name: &str, payload: &Node) -> Result<(), NotRepresentable> {
        self.path.push(name.to_owned());
        self.key(name)?;
        if payload.is_null() || payload.as_map().is_some_and(Map::is_empty) {
            return Ok(());
        }
        self.line.push_str(": ");
        match &payload.value {
            Value::Map(pairs) => self.pairs(pairs)?,
            Value::Str(text) => self.text(text, is_safe_payload(text)),
            _ => self.value(payload)?,
        }
        Ok(())
    }

    fn pairs(&mut self, pairs: &Map) -> Result<(), NotRepresentable> {
        for (index, (key, entry)) in pairs.iter().enumerate() {
            self.comma(index);
            self.path.push(key.clone());
            self.key(key)?;
            self.line.push_str(": ");
            self.value(&entry.node)?;
            self.path.pop();
        }
        Ok(())
    }

    fn items(&mut self, items: &[Node]) -> Result<(), NotRepresentable> {
        for (index, item) in items.iter().enumerate() {
            self.comma(index);
            self.path.push(index.to_string());
            self.value(item)?;
            self.path.pop();
        }
        Ok(())
    }

    fn value(&mut self, node: &Node) -> Result<(), NotRepresentable> {
        match &node.value {
            Value::Null => self.line.push_str("null"),
            Value::Bool(flag) => self.line.push_str(&flag.to_string()),
            Value::Int(number) => self.line.push_str(&number.to_string()),
            Value::Float(number) => self.line.push_str(&float(*number)),
            Value::Str(text) => self.text(text, is_safe(text)),
            Value::List(items) => self.inside("[", |inner| inner.items(items), "]")?,
            Value::Map(pairs) if pairs.is_empty() => self.inside("{", |_| Ok(()), "}")?,
            Value::Map(pairs) => self.inside("{ ", |inner| inner.pairs(pairs), " }")?,
        }
        Ok(())
    }

    /// What `content` writes, between brackets and one level further in.
    fn inside(
        &mut self,
        open: &str,
        content: impl FnOnce(&mut Self) -> Result<(), NotRepresentable>,
        close: &str,
    ) -> Result<(), NotRepresentable> {
        if self.levels == MOST_LEVELS {
            let message = format!("more than {MOST_LEVELS} levels inside each other");
            return Err(self.refuse(message));
        }
        self.levels += 1;
        self.line.push_str(open);
        content(self)?;
        self.line.push_str(close);
        self.levels -= 1;
        Ok(())
    }

    fn key(&mut self, key: &str) -> Result<(), NotRepresentable> {
        if !is_identifier(key) {
            let path = shown(&self.path.join("."));
            let message = format!("the key `{path}` is no identifier, so no line can hold it");
            return Err(self.refuse(message));
        }
        self.line.push_str(key);
        Ok(())
    }

    fn text(&mut self, text: &str, safe: bool) {
        if safe {
            self.line.push_str(text);
        } else {
            self.line.push_str(&quote(text));
        }
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.line.push_str(", ");
        }
    }

    fn refuse(&self, message: String) -> NotRepresentable {
        NotRepresentable {
            path: self.path.clone(),
            message,
        }
    }
}

/// The shortest digits that read back as the same number, always with a point or an exponent.
fn float(number: f64) -> String {
    match number {
        f64::INFINITY => ".inf".into(),
        f64::NEG_INFINITY => "-.inf".into(),
        _ if number.is_nan() => ".nan".into(),
        _ => format!("{number:?}"),
    }
}
