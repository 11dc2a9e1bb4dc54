//! Arguments all together: what is added to them, and what they speak of.

use super::{Args, Argument};
use crate::error::{Error, Kind as Fault, Place};
use crate::signature::bound::Bound;
use crate::signature::{Kind, Signature};
use crate::syntax::{Node, Reference};
use crate::tensor::Seed;

impl Args {
    /// Adds what the user left to us, such as the alias meant; an argument given stays.
    pub fn or_text(self, signature: &'static Signature, key: &str, text: &str) -> Self {
        self.or(signature, key, || Bound::Text(text.to_string()), false)
    }

    /// Adds a seed drawn by chance, which a recording must hold; a seed given stays.
    pub fn or_drawn(self, signature: &'static Signature, key: &str) -> Self {
        self.or(signature, key, || Bound::Seed(Seed::drawn()), true)
    }

    fn or(
        mut self,
        signature: &'static Signature,
        key: &str,
        bound: impl FnOnce() -> Bound,
        drawn: bool,
    ) -> Self {
        if let (None, Some(param)) = (self.find(key), signature.param(key)) {
            self.0.push(Argument {
                param,
                bound: bound(),
                place: None,
                drawn,
            });
        }
        self
    }

    /// Takes away what has no bearing on the others.
    pub fn without(mut self, keys: &[&str]) -> Self {
        self.0
            .retain(|argument| !keys.contains(&argument.param.name));
        self
    }

    /// What came about by chance, as it would be typed.
    pub fn drawn(&self) -> impl Iterator<Item = (&'static str, Node)> {
        let drawn = self.0.iter().filter(|argument| argument.drawn);
        drawn.map(|argument| (argument.param.name, argument.bound.to_node()))
    }

    /// Every reference, destination and name with the kind it was declared as, those of claims included.
    pub fn references(&self) -> Vec<(Kind, &Reference)> {
        self.0.iter().flat_map(Argument::references).collect()
    }

    /// Every alias that a reference or an argument names, with its place.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, Option<&Place>)> {
        let of_references = self.references().into_iter();
        let of_references = of_references
            .map(|(_, reference)| (reference.alias.as_str(), reference.place.as_ref()));
        let given = self.0.iter().filter_map(|argument| match &argument.bound {
            Bound::Text(alias) if argument.param.kind == Kind::Alias => {
                Some((alias.as_str(), argument.place.as_ref()))
            }
            _ => None,
        });
        of_references.chain(given)
    }

    /// An error of this kind as one of the argument under `key`, where that was written; others as they are.
    pub fn blame(&self, error: Error, kind: Fault, key: &str) -> Error {
        match error.kind() == kind {
            true => error.at_some(self.place(key)),
            false => error,
        }
    }

    /// The key whose argument stands at `place`.
    pub fn key_at(&self, place: &Place) -> Option<&'static str> {
        let within =
            |argument: &&Argument| argument.place.as_ref().is_some_and(|own| own.covers(place));
        self.0
            .iter()
            .find(within)
            .map(|argument| argument.param.name)
    }

    /// The keys that were written or have a default, in the order of the signature.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|argument| argument.param.name)
    }
}

impl Argument {
    fn references(&self) -> Vec<(Kind, &Reference)> {
        match &self.bound {
            Bound::Reference(reference) => vec![(self.param.kind, reference)],
            Bound::References(references) => references
                .iter()
                .map(|reference| (self.param.kind, reference))
                .collect(),
            Bound::Claim(call) => call.args.references(),
            Bound::Claims(calls) => calls
                .iter()
                .flat_map(|call| call.args.references())
                .collect(),
            _ => Vec::new(),
        }
    }
}
