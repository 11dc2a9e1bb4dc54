//! A value against a signature: unknown keys, missing keys, wrong kinds, each with its place.

mod claims;
mod keys;
mod payload;
mod references;
mod words;

use super::args::Argument;
use super::bound::Bound;
use super::kind::{Kind, Slicing};
use super::{Call, Param, Signature, scalars, values};
use crate::error::Result;
use crate::syntax::{self, Node, Role, Warning};
use std::collections::HashMap;

/// What binding must know of its surroundings.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// How references find their alias.
    pub references: syntax::Scope<'a>,
    /// Whether a tensor of the default alias has this name.
    pub named: &'a dyn Fn(&str) -> bool,
    /// The claims that an assertion may make.
    pub claims: &'a [&'static Signature],
}

/// Checks `payload` against `signature`.
///
/// # Errors
/// `payload` for keys and kinds of value; `reference` and `alias` for references.
pub fn bind(
    signature: &'static Signature,
    payload: &Node,
    scope: &Scope<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Call> {
    let owner = payload
        .as_map()
        .and_then(|keys| scalars::text(&keys.get("alias")?.node));
    let mut binder = Binder {
        signature,
        scope,
        owner,
        aliases: HashMap::new(),
        warnings,
    };
    let args = binder
        .payload(payload)
        .map_err(|error| error.at_some(payload.place.as_ref()))?;
    Ok(Call { signature, args })
}

struct Binder<'a> {
    signature: &'static Signature,
    scope: &'a Scope<'a>,
    /// The alias under the key `alias`, for names that belong to it.
    owner: Option<String>,
    /// The alias of each reference bound so far, by its key.
    aliases: HashMap<&'static str, String>,
    warnings: &'a mut Vec<Warning>,
}

impl Binder<'_> {
    fn value(&mut self, param: &'static Param, node: &Node) -> Result<Argument> {
        let bound = self
            .bound(param, node)
            .map_err(|error| error.for_key(param.name).at_some(node.place.as_ref()))?;
        Ok(Argument {
            param,
            bound,
            place: node.place.clone(),
            drawn: false,
        })
    }

    fn bound(&mut self, param: &'static Param, node: &Node) -> Result<Bound> {
        let bound = match param.kind {
            Kind::Reference(slicing) => return self.reference(param, node, Role::Source, slicing),
            Kind::Side => return self.side(param, node),
            Kind::Destination(slicing, _) => {
                return self.reference(param, node, Role::Destination, slicing);
            }
            Kind::Beside(source) => return self.beside(param, source, node),
            Kind::References(slicing) => return self.several(param, node, Role::Source, slicing),
            Kind::Names => return self.several(param, node, Role::Name, Slicing::Refused),
            Kind::Name(owner) => return self.name(param, node, owner),
            Kind::Claim => return Ok(Bound::Claim(Box::new(self.claim(node)?))),
            Kind::Claims => return self.claims(node).map(Bound::Claims),
            Kind::Number => scalars::number(node).map(Bound::Number),
            Kind::Exact => scalars::exact(node).map(Bound::Exact),
            Kind::Tolerance => scalars::tolerance(node).map(Bound::Number),
            Kind::Integer => scalars::integer(node).map(Bound::Integer),
            Kind::Count => scalars::integer(node)
                .filter(|count| *count >= 0)
                .map(Bound::Integer),
            Kind::Positive => scalars::positive(node).map(Bound::Integer),
            Kind::Flag => scalars::flag(node).map(Bound::Flag),
            Kind::Moment => scalars::moment(node).map(Bound::Text),
            Kind::Text | Kind::Path(_) | Kind::Alias | Kind::NewAlias => {
                scalars::text(node).map(Bound::Text)
            }
            Kind::Dtype => return words::dtype(node).map(Bound::Dtype),
            Kind::AnyDtype => return words::any_dtype(node).map(Bound::Dtype),
            Kind::Choice(words) => scalars::choice(node, words).map(Bound::Choice),
            Kind::Shape => return words::shape(param, node).map(Bound::Shape),
            Kind::OpenShape => scalars::open_shape(node).map(Bound::Integers),
            Kind::Sizes => scalars::positives(node).map(Bound::Integers),
            Kind::Dimensions => scalars::integers(node)
                .filter(|dimensions| !dimensions.is_empty())
                .map(Bound::Integers),
            Kind::Integers => scalars::integers(node).map(Bound::Integers),
            Kind::Seed => return words::seed(param, node).map(Bound::Seed),
            Kind::Values => return values::read(node).map(Bound::Values),
            Kind::Size => return words::size(node).map(Bound::Size),
            Kind::Topic => words::topic(node).map(Bound::Topic),
            Kind::Steps | Kind::Plan => Some(Bound::Steps(node.clone())),
        };
        bound.ok_or_else(|| words::wrong_kind(param, node))
    }
}
