//! Cutting the text of a reference at its `::`.

use super::Role;
use super::alias::Scope;
use super::list::take_slice;
use crate::error::Kind;
use crate::syntax::fault::Fault;
use crate::syntax::slice::Slice;
use crate::syntax::template::Remark;
use std::ops::Range;

/// The parts of the text of a reference.
#[derive(Debug)]
pub(super) struct Split {
    pub alias: String,
    /// The bytes of the expression, which are not empty.
    pub expression: Range<usize>,
    pub slice: Option<Slice>,
    /// The tokens, if the expression is a list within the text.
    pub tokens: Option<Vec<String>>,
    pub remark: Option<Remark>,
}

/// Cuts `text`; what is known tells a slice from a set of characters.
pub(super) fn split(text: &str, scope: &Scope<'_>, role: Role) -> Result<Split, Fault> {
    if text.is_empty() {
        return Err(Fault::new(0..0, "the reference is empty"));
    }
    let (head, slice) = cut_slice(text);
    if role != Role::Name
        && let Some(split) = listed(head, &slice, scope)?
    {
        return Ok(split);
    }
    match head.find("::") {
        None => bare(text, head, slice, scope),
        Some(end) => qualified(text, head, end, slice, scope),
    }
}

/// The text before the last `::[` if there is nothing but a slice from there on, and that slice.
///
/// No earlier one can begin a slice, because a slice holds no second bracket.
pub(super) fn cut_slice(text: &str) -> (&str, Option<Slice>) {
    let Some(end) = text.rfind("::[") else {
        return (text, None);
    };
    match Slice::read(&text[end + 2..]) {
        Ok(slice) => (&text[..end], Some(slice)),
        Err(_) => (text, None),
    }
}

/// `["h", "$i"]` or `alias::["h", "$i"]`: a list of tokens in JSON.
fn listed(head: &str, slice: &Option<Slice>, scope: &Scope<'_>) -> Result<Option<Split>, Fault> {
    let alias = match head.find("::") {
        _ if head.starts_with("[\"") => None,
        Some(end) if head[end + 2..].starts_with("[\"") => Some(end),
        _ => return Ok(None),
    };
    let start = alias.map_or(0, |end| end + 2);
    let mut tokens = match serde_json::from_str::<Vec<String>>(&head[start..]) {
        Ok(tokens) if tokens.iter().all(|token| !token.is_empty()) => tokens,
        _ => return Ok(None),
    };
    let slice = slice.clone().or_else(|| take_slice(&mut tokens));
    let end = alias.unwrap_or(0);
    Ok(Some(Split {
        alias: scope.resolve(&head[..end], 0..end, head)?,
        expression: start..head.len(),
        slice,
        tokens: Some(tokens),
        remark: None,
    }))
}

/// A reference without an alias, unless what looks like a slice can only be an expression.
fn bare(text: &str, head: &str, slice: Option<Slice>, scope: &Scope<'_>) -> Result<Split, Fault> {
    let both = slice.is_some() && scope.knows(head);
    let start = head.len() + 2;
    if both && scope.default.is_none() {
        return Ok(Split::text(head, start..text.len(), None));
    }
    let default = scope.default(text)?;
    if head.is_empty() {
        return Err(Fault::new(
            0..text.len(),
            format!("there is no name in front of `{text}`"),
        ));
    }
    let meant = format!(
        "`{text}` means a slice of `{head}`, though `{head}` is an alias too: write `{default}::{text}`"
    );
    Ok(Split {
        remark: (both && scope.aliases.contains(&head)).then_some((0..text.len(), meant)),
        ..Split::text(&default, 0..head.len(), slice)
    })
}

fn qualified(
    text: &str,
    head: &str,
    end: usize,
    slice: Option<Slice>,
    scope: &Scope<'_>,
) -> Result<Split, Fault> {
    let (alias, start) = (&head[..end], end + 2);
    let expression = &head[start..];
    if expression.is_empty() {
        let fault = Fault::new(0..text.len(), format!("there is no name behind `{head}`"));
        return Err(fault.hint(format!("`{head}.*` means all tensors there")));
    }
    if alias.starts_with('~') || (expression.starts_with('~') && expression.contains("::")) {
        let fault = Fault::new(
            0..text.len(),
            format!("`{text}` is a token of a path, not a reference"),
        );
        return Err(fault.hint("tokens such as `~x::a+` stand in a list: `[h, '~x::a+']`"));
    }
    if let Some(next) = expression.find("::") {
        return Err(too_many(text, start + next));
    }
    let resolved = scope.resolve(alias, 0..end, text);
    let alias = resolved.map_err(|fault| two_readings(fault, alias, expression, scope))?;
    Ok(Split::text(&alias, start..head.len(), slice))
}

/// What is wrong with a text that goes on behind a second `::`, which stands at `second`.
fn too_many(text: &str, second: usize) -> Fault {
    let start = second + 2;
    let rest = &text[start..];
    if rest.is_empty() {
        let fault = Fault::new(
            second..start,
            format!("nothing follows the last `::` of `{text}`"),
        );
        return fault.hint("leave it out");
    }
    let opened = text.match_indices("::[").map(|(open, _)| open);
    let opened = opened.filter(|open| *open <= second && text.ends_with(']'));
    if let Some(start) = opened.last().map(|open| open + 2)
        && let Err(fault) = Slice::read(&text[start..])
    {
        let invalid = format!("invalid slice `{}`", &text[start..]);
        return fault.shifted(start).prefix(&invalid);
    }
    let fault = Fault::new(
        start..text.len(),
        format!("`{text}` goes on behind its name"),
    );
    fault.hint("a reference is `alias::name::[slice]`")
}

/// `a::[az]` where `a` is no alias was rather meant for a slice of `a`.
fn two_readings(fault: Fault, alias: &str, expression: &str, scope: &Scope<'_>) -> Fault {
    let bracketed = expression.starts_with('[') && expression.ends_with(']');
    if !bracketed || fault.kind != Kind::Alias || scope.default.is_none() {
        return fault;
    }
    match Slice::read(expression) {
        Ok(_) => fault,
        Err(slice) => {
            let message = format!(
                "`{alias}` is no alias and `{expression}` no slice: {}",
                slice.message
            );
            let start = alias.len() + 2;
            Fault {
                message,
                ..slice.shifted(start)
            }
        }
    }
}

impl Split {
    fn text(alias: &str, expression: Range<usize>, slice: Option<Slice>) -> Self {
        Split {
            alias: alias.to_owned(),
            expression,
            slice,
            tokens: None,
            remark: None,
        }
    }
}
