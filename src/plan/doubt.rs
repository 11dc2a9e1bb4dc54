//! What a failed step leaves unknown: names it would have made are not missed by later steps.

use crate::error::{Error, Kind};
use crate::signature::{Call, Kind as ParamKind, Signature};
use crate::syntax::{Expression, Node, Reference, itself};
use crate::transforms;

/// What is not known because a step failed.
#[derive(Debug, Default)]
pub(super) struct Doubt {
    /// Nothing is known of any name.
    everything: bool,
    /// Nothing is known of dtypes and shapes.
    forms: bool,
    /// Aliases that may or may not be there.
    aliases: Vec<String>,
    /// Names that may or may not be there.
    names: Vec<Unknown>,
}

/// A name that may or may not be there, or any name of the alias.
#[derive(Debug)]
struct Unknown {
    alias: String,
    name: Option<String>,
}

impl Doubt {
    /// A step may do anything.
    pub fn anything(&mut self) {
        self.everything = true;
    }

    /// A step failed whose arguments could not be read.
    pub fn unread(&mut self, step: &Node) {
        let name = step
            .as_map()
            .and_then(|map| map.first())
            .map(|(name, _)| name.as_str());
        match name.and_then(transforms::find) {
            Some(transform) if !makes_names(&transform.signature) => self.forms = true,
            _ => self.everything = true,
        }
    }

    /// A step failed that would have done this.
    pub fn failed(&mut self, call: &Call) {
        self.forms = true;
        let new_alias = call
            .signature
            .params
            .iter()
            .find(|param| param.kind == ParamKind::NewAlias);
        self.aliases.extend(
            new_alias
                .and_then(|param| call.args.text(param.name))
                .map(str::to_string),
        );
        for (kind, reference) in call.args.references() {
            if makes_name(kind) {
                let name = fixed_name(reference);
                self.names.push(Unknown {
                    alias: reference.alias.clone(),
                    name,
                });
            }
        }
    }

    /// Whether an error in reading a step may follow from what is unknown.
    pub fn excuses_unread(&self, error: &Error) -> bool {
        let of_names = matches!(error.kind(), Kind::Alias | Kind::Reference);
        of_names && (self.everything || !self.aliases.is_empty())
    }

    /// Whether an error of this step may follow from what is unknown.
    pub fn excuses(&self, error: &Error, call: &Call) -> bool {
        let of_form = matches!(
            error.kind(),
            Kind::Shape | Kind::Dtype | Kind::SliceRange | Kind::Value | Kind::Assertion
        );
        match error.kind() {
            Kind::Payload | Kind::Reference => false,
            _ if self.everything => true,
            Kind::Alias if self.meets_alias(call) => true,
            _ if of_form && self.forms => true,
            _ => call
                .args
                .references()
                .iter()
                .any(|(_, reference)| self.concerns(reference)),
        }
    }

    /// Whether a text of this step is an alias that may or may not be there.
    fn meets_alias(&self, call: &Call) -> bool {
        let mut params = call.signature.params.iter();
        params.any(|param| {
            let text = call.args.text(param.name);
            text.is_some_and(|text| self.aliases.iter().any(|alias| alias == itself(text)))
        })
    }

    fn concerns(&self, reference: &Reference) -> bool {
        let unknown_name = |unknown: &Unknown| {
            let may_match = |name: &String| may_name(reference, name);
            unknown.alias == itself(&reference.alias) && unknown.name.as_ref().is_none_or(may_match)
        };
        self.aliases
            .iter()
            .any(|alias| alias == itself(&reference.alias))
            || self.names.iter().any(unknown_name)
    }
}

/// The one name that a destination makes, where that is plain to see.
fn fixed_name(reference: &Reference) -> Option<String> {
    let text = reference.expression.to_string();
    let plain = match reference.expression {
        Expression::Name(_) => true,
        _ => !reference.is_path() && !text.contains('\\'),
    };
    plain.then_some(text)
}

/// Whether a reference may mean this name.
fn may_name(reference: &Reference, name: &str) -> bool {
    match &reference.expression {
        Expression::Source(pattern) => pattern.is_match(name).unwrap_or(true),
        _ => fixed_name(reference).is_none_or(|fixed| fixed == name),
    }
}

/// Whether a verb makes names or aliases, as far as its signature tells.
fn makes_names(signature: &Signature) -> bool {
    let mut params = signature.params.iter();
    params.any(|param| {
        makes_name(param.kind) || matches!(param.kind, ParamKind::NewAlias | ParamKind::Steps)
    })
}

/// Whether a reference of this kind is what a tensor will be called.
fn makes_name(kind: ParamKind) -> bool {
    matches!(
        kind,
        ParamKind::Destination(..) | ParamKind::Beside(_) | ParamKind::Name(_) | ParamKind::Names
    )
}
