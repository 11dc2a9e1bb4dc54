//! References that are texts.

use super::alias::Scope;
use super::split::{Split, split};
use super::{Expression, Reference, Role, list};
use crate::error::Result;
use crate::syntax::fault::{Fault, Origin};
use crate::syntax::pattern::Pattern;
use crate::syntax::template::{Remark, Template};
use crate::syntax::{Node, Slice, Warning};

/// Reads the reference `text`, which was written as `node`.
pub(super) fn parse(
    node: &Node,
    text: &str,
    scope: &Scope<'_>,
    role: Role,
) -> Result<(Reference, Vec<Warning>)> {
    let origin = Origin::of(node, text);
    let read = split(text, scope, role).and_then(|split| {
        let (expression, remarks) = expression(text, &split, role)?;
        Ok((split, expression, remarks))
    });
    let (split, expression, remarks) = read.map_err(|fault| fault.into_error(&origin))?;
    let remarks = split.remark.into_iter().chain(remarks);
    let warnings = remarks.map(|(at, message)| Warning::new(message, origin.place_of(at)));
    let reference = Reference {
        alias: split.alias,
        expression,
        slice: split.slice,
        place: node.place.clone(),
    };
    Ok((reference, warnings.collect()))
}

fn expression(text: &str, split: &Split, role: Role) -> Result<(Expression, Vec<Remark>), Fault> {
    let at = split.expression.clone();
    if let Some(tokens) = &split.tokens {
        let list = list::expression(tokens, role);
        return list
            .map(|list| (list, Vec::new()))
            .map_err(|(_, fault)| Fault { at, ..fault });
    }
    let written = &text[at.clone()];
    let shifted = |fault: Fault| fault.shifted(at.start);
    match role {
        Role::Source => {
            let pattern = Pattern::read_regex(written).map_err(shifted)?;
            Ok((Expression::Source(pattern), Vec::new()))
        }
        Role::Destination => {
            let (template, remarks) = Template::read_text(written).map_err(shifted)?;
            let shift =
                |(inner, message): Remark| (at.start + inner.start..at.start + inner.end, message);
            Ok((
                Expression::Destination(template),
                remarks.into_iter().map(shift).collect(),
            ))
        }
        Role::Name => {
            check_name(written).map_err(shifted)?;
            let remarks = name_remark(written, at.start);
            Ok((Expression::Name(written.to_owned()), remarks))
        }
    }
}

fn check_name(name: &str) -> Result<(), Fault> {
    let Some((start, control)) = name.char_indices().find(|(_, next)| next.is_control()) else {
        return Ok(());
    };
    let message = format!(
        "no name may hold the control character `{}`",
        control.escape_default()
    );
    Err(Fault::new(start..start + control.len_utf8(), message))
}

/// A name that looks like a pattern is taken as it stands.
fn name_remark(name: &str, start: usize) -> Vec<Remark> {
    if !name.contains([
        '\\', '^', '$', '*', '+', '?', '{', '}', '[', ']', '(', ')', '|',
    ]) {
        return Vec::new();
    }
    let message = format!("`{name}` is taken as the name itself here, not as a pattern");
    vec![(start..start + name.len(), message)]
}

/// The fully qualified text of a reference, which reads as the same reference.
pub(super) fn print(reference: &Reference) -> String {
    let Reference { alias, slice, .. } = reference;
    let expression = reference.expression.to_string();
    match slice {
        Some(slice) => format!("{alias}::{expression}::{slice}"),
        None => unsliced(reference, &expression),
    }
}

/// An expression such as `[0]` or `:[0]` would be read as a slice behind an alias or its colons.
fn unsliced(reference: &Reference, expression: &str) -> String {
    let alias = &reference.alias;
    if Slice::read(expression.trim_start_matches(':')).is_err() {
        return format!("{alias}::{expression}");
    }
    match reference.expression {
        Expression::Source(_) if expression.starts_with('[') => {
            format!("{alias}::(?:{expression})")
        }
        Expression::Source(_) | Expression::Destination(_) => format!("{alias}::\\{expression}"),
        Expression::Name(_) => expression.to_owned(),
    }
}
