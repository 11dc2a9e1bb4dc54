//! Tokens of path patterns: segments, `$x`, `*xs`, `~REGEX`, `~x,y::REGEX`.

use super::{Holds, Step, Variables};
use crate::syntax::fault::Fault;
use crate::syntax::pattern::regex::Regex;
use std::ops::Range;

/// Reads one token into the steps it stands for.
pub(super) fn read(token: &str, variables: &mut Variables) -> Result<Vec<Step>, Fault> {
    if token.is_empty() {
        return Err(Fault::new(0..0, "a token is empty"));
    }
    if let Some(text) = literal(token) {
        return Ok(text
            .split('.')
            .map(|segment| Step::Literal(segment.into()))
            .collect());
    }
    let step = match token.split_at(1) {
        ("$", _) => Step::One(variables.bind(variable_at(token, 1..token.len())?, Holds::Segment)),
        ("*", _) => Step::Run(variables.bind(variable_at(token, 1..token.len())?, Holds::Run)),
        _ => test(token, variables)?,
    };
    Ok(vec![step])
}

/// The text that a token stands for, unless it begins with `$`, `*` or `~` and goes on.
fn literal(token: &str) -> Option<&str> {
    match unescaped(token) {
        Some(text) => Some(text),
        None if token.len() > 1 && token.starts_with(['$', '*', '~']) => None,
        None => Some(token),
    }
}

/// The text behind a backslash that takes its meaning from `$`, `*` or `~`.
pub(in crate::syntax) fn unescaped(token: &str) -> Option<&str> {
    token
        .strip_prefix('\\')
        .filter(|text| text.starts_with(['$', '*', '~']))
}

/// The name of the variable that `at` of `token` holds: ASCII letters, digits and `_`, not beginning
/// with a digit.
pub(in crate::syntax) fn variable_at(token: &str, at: Range<usize>) -> Result<&str, Fault> {
    let name = &token[at.clone()];
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    if starts_well
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        return Ok(name);
    }
    let fault = match name {
        "" => Fault::new(at, format!("a capture name is missing in `{token}`")),
        _ => Fault::new(at, format!("invalid capture name `{name}` in `{token}`")),
    };
    match token.starts_with(['$', '*', '~']) {
        true => Err(fault.hint(format!("write `\\{token}` for the segment itself"))),
        false => Err(fault),
    }
}

/// `~REGEX` and `~x,y::REGEX`.
fn test(token: &str, variables: &mut Variables) -> Result<Step, Fault> {
    let (names, start) = match token.find("::") {
        Some(end) => (bindings(token, end)?, end + 2),
        None => (Vec::new(), 1),
    };
    let regex = expression(token, start)?;
    let groups = regex.groups();
    let whole = names.len() == 1 && groups == 0;
    if !names.is_empty() && !whole && names.len() != groups {
        let (names, groups) = (count(names.len(), "variable"), count(groups, "group"));
        let message = format!("`{token}` has {names} for {groups}");
        return Err(Fault::new(0..token.len(), message));
    }
    let bind = |name| variables.bind(name, Holds::Segment);
    let bound = names.into_iter().map(bind).collect();
    Ok(Step::Test(regex, bound))
}

/// The names between `~` and the `::` at `end`.
fn bindings(token: &str, end: usize) -> Result<Vec<&str>, Fault> {
    let mut start = 1;
    let mut bindings = Vec::new();
    for name in token[1..end].split(',') {
        let end = start + name.len();
        bindings.push(variable_at(token, start..end)?);
        start = end + 1;
    }
    Ok(bindings)
}

/// The expression that a token holds from `start` on.
fn expression(token: &str, start: usize) -> Result<Regex, Fault> {
    let expression = &token[start..];
    if expression.is_empty() {
        let message = format!("`{token}` holds no expression");
        return Err(Fault::new(0..token.len(), message));
    }
    let regex = Regex::read(expression).map_err(|fault| fault.shifted(start))?;
    match regex.names().first() {
        None => Ok(regex),
        Some((name, _)) => {
            let message = format!("the group `{name}` in `{token}` has a name of its own");
            let fault = Fault::new(start..token.len(), message);
            Err(fault.hint("write `~name::` in front, and groups without names"))
        }
    }
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
