//! `[g, $i, 'x_${k}', '*rest']`: a list in which variables of the source are filled in.

use crate::syntax::fault::Fault;
use crate::syntax::pattern::{Captures, Holds, Path, unescaped, variable_at};
use std::ops::Range;

/// A path with variables in it.
#[derive(Clone, Debug)]
pub(super) struct Template {
    tokens: Box<[Box<str>]>,
    parts: Vec<Vec<Part>>,
}

/// A piece of a token.
#[derive(Clone, Debug)]
enum Part {
    Text(Box<str>),
    Variable {
        name: Box<str>,
        holds: Holds,
        at: Range<usize>,
    },
}

impl Template {
    /// Reads tokens. A fault comes with the position of the token it lies in.
    pub fn read<T: AsRef<str>>(tokens: &[T]) -> Result<Self, (usize, Fault)> {
        if tokens.is_empty() {
            return Err((0, Fault::new(0..0, "a path has no tokens")));
        }
        let read = |(position, token): (usize, &T)| {
            parts(token.as_ref()).map_err(|fault| (position, fault))
        };
        Ok(Template {
            tokens: tokens.iter().map(|token| token.as_ref().into()).collect(),
            parts: tokens
                .iter()
                .enumerate()
                .map(read)
                .collect::<Result<_, _>>()?,
        })
    }

    /// The tokens as they were written.
    pub fn tokens(&self) -> &[Box<str>] {
        &self.tokens
    }

    /// Checks that every variable is one of `source` and holds what is wanted. A fault comes with
    /// the token it lies in.
    pub fn check(&self, source: &Path) -> Result<(), (&str, Fault)> {
        for (token, parts) in self.tokens.iter().zip(&self.parts) {
            for part in parts {
                check(part, source).map_err(|fault| (&**token, fault))?;
            }
        }
        Ok(())
    }

    /// The segments joined by dots, with variables filled in.
    pub fn fill(&self, captures: &Captures<'_>) -> String {
        let segments: Vec<String> = self
            .parts
            .iter()
            .filter_map(|token| segment(token, captures))
            .collect();
        segments.join(".")
    }
}

/// Reads one token into pieces.
fn parts(token: &str) -> Result<Vec<Part>, Fault> {
    let text = |text: &str| Ok(vec![Part::Text(text.into())]);
    if let Some(unescaped) = unescaped(token) {
        return text(unescaped);
    }
    match (token.chars().next(), token.len()) {
        (None, _) => Err(Fault::new(0..0, "a token is empty")),
        (Some('$' | '*' | '~'), 1) => text(token),
        (Some('~'), _) => {
            let message = format!("`{token}` tests a segment, which only a source can do");
            Err(Fault::new(0..token.len(), message)
                .hint("a destination takes variables: `$x`, `*xs`, `${x}`"))
        }
        (Some('*'), _) => Ok(vec![variable(token, 1..token.len(), Holds::Run)?]),
        (Some('$'), _) if !token.starts_with("${") => {
            Ok(vec![variable(token, 1..token.len(), Holds::Segment)?])
        }
        _ => interpolated(token),
    }
}

/// Reads a token with `${x}` anywhere in it.
fn interpolated(token: &str) -> Result<Vec<Part>, Fault> {
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some(length) = token[start..].find("${") {
        let name = start + length + 2;
        let Some(end) = token[name..].find('}').map(|length| name + length) else {
            let message = format!("`${{` in `{token}` is never closed");
            return Err(Fault::new(name - 2..name, message));
        };
        parts.push(Part::Text(token[start..name - 2].into()));
        parts.push(variable(token, name..end, Holds::Segment)?);
        start = end + 1;
    }
    parts.push(Part::Text(token[start..].into()));
    Ok(parts)
}

fn variable(token: &str, at: Range<usize>, holds: Holds) -> Result<Part, Fault> {
    let name = variable_at(token, at.clone())?.into();
    Ok(Part::Variable { name, holds, at })
}

fn check(part: &Part, source: &Path) -> Result<(), Fault> {
    let Part::Variable { name, holds, at } = part else {
        return Ok(());
    };
    let message = match (source.holds(name), holds) {
        (Some(held), wanted) if held == *wanted => return Ok(()),
        (Some(_), Holds::Segment) => {
            format!("`{name}` holds a run of segments: it is written `*{name}`")
        }
        (Some(_), Holds::Run) => format!("`{name}` holds one segment: it is written `${name}`"),
        (None, _) => format!("unknown variable `{name}`: the source {source} does not bind it"),
    };
    Err(Fault::new(at.clone(), message))
}

/// The text of a token; nothing for a run of no segments.
fn segment(token: &[Part], captures: &Captures<'_>) -> Option<String> {
    let text = |part: &Part| match part {
        Part::Text(text) => Some(text.to_string()),
        Part::Variable { name, .. } => captures.named(name).map(str::to_owned),
    };
    token.iter().map(text).collect()
}
