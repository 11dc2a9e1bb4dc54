//! References that are lists: one token for each segment of a name.

use super::alias::Scope;
use super::split::cut_slice;
use super::{Expression, Reference, Role};
use crate::error::{Error, Kind, Result};
use crate::syntax::fault::{Fault, Origin};
use crate::syntax::pattern::Pattern;
use crate::syntax::template::Template;
use crate::syntax::{Node, Slice};

/// Reads the reference whose tokens are `items`, which was written as `node`.
pub(super) fn parse(
    node: &Node,
    items: &[Node],
    scope: &Scope<'_>,
    role: Role,
) -> Result<Reference> {
    let mut tokens = items.iter().map(token).collect::<Result<Vec<String>>>()?;
    let whole = Origin::all_of(node);
    let alias = take_alias(&mut tokens, scope).map_err(|fault| fault.into_error(&whole))?;
    let slice = take_slice(&mut tokens);
    let expression = expression(&tokens, role).map_err(|(position, fault)| {
        match (items.get(position), tokens.get(position)) {
            (Some(item), Some(token)) => fault.into_error(&Origin::of(item, token)),
            _ => fault.into_error(&whole),
        }
    })?;
    let place = node.place.clone();
    Ok(Reference {
        alias,
        expression,
        slice,
        place,
    })
}

fn token(item: &Node) -> Result<String> {
    let not_text = || {
        let message = format!("a token of a path is a text, not {}", item.kind());
        Error::new(Kind::Reference, message).at_some(item.place.as_ref())
    };
    item.as_name().map(str::to_owned).ok_or_else(not_text)
}

/// The alias that the first token begins with, else the default one.
fn take_alias(tokens: &mut [String], scope: &Scope<'_>) -> Result<String, Fault> {
    let first = tokens.first_mut().filter(|first| !first.starts_with('~'));
    if let Some(first) = first
        && let Some((alias, rest)) = first.split_once("::")
        && scope.knows(alias)
    {
        let alias = alias.to_owned();
        *first = rest.to_owned();
        return Ok(alias);
    }
    scope.default(&tokens.join("."))
}

/// The slice that the last token ends with, which may be all of that token.
pub(super) fn take_slice(tokens: &mut Vec<String>) -> Option<Slice> {
    let several = tokens.len() > 1;
    let last = tokens.last_mut().filter(|last| !last.starts_with('~'))?;
    let (head, slice) = cut_slice(last);
    if slice.is_some() {
        *last = head.to_owned();
        if last.is_empty() && several {
            tokens.pop();
        }
    }
    slice
}

/// Compiles tokens. A fault comes with the position of the token it lies in, if it lies in one.
pub(super) fn expression(tokens: &[String], role: Role) -> Result<Expression, (usize, Fault)> {
    match role {
        Role::Source => Pattern::read_path(tokens).map(Expression::Source),
        Role::Destination => Template::read_path(tokens).map(Expression::Destination),
        Role::Name => {
            let fault = Fault::new(0..0, "a list stands where one name is wanted");
            Err((
                tokens.len(),
                fault.hint(format!("write `{}`", tokens.join("."))),
            ))
        }
    }
}

/// The tokens of a reference with its alias and its slice, which read as the same reference.
pub(super) fn print(reference: &Reference, tokens: &[Box<str>]) -> Vec<String> {
    let mut printed: Vec<String> = tokens.iter().map(|token| token.to_string()).collect();
    if let Some(first) = printed.first_mut() {
        *first = format!("{}::{first}", reference.alias);
    }
    let Some(slice) = &reference.slice else {
        return printed;
    };
    // Behind `~x` a `::` begins an expression.
    let tested = tokens.last().is_some_and(|last| last.starts_with('~'));
    match printed.last_mut() {
        Some(last) if !tested => last.push_str(&format!("::{slice}")),
        _ => printed.push(format!("::{slice}")),
    }
    printed
}
