//! Bound arguments, read by the name of their parameter.

mod whole;

use super::bound::Bound;
use super::{Call, Param};
use crate::error::Place;
use crate::syntax::{Node, Reference, Size};
use crate::tensor::{Dtype, Number, Seed, Shape, Values};
use std::num::NonZeroU64;

/// The arguments of one call, checked against its signature.
#[derive(Clone, Debug, Default)]
pub struct Args(Vec<Argument>);

/// One argument.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub param: &'static Param,
    pub bound: Bound,
    pub place: Option<Place>,
    /// Whether it came about by chance, so that the line alone does not say it.
    pub drawn: bool,
}

impl Args {
    pub(super) fn push(&mut self, argument: Argument) {
        self.0.push(argument);
    }

    /// A whole number of at least 1 that must be given.
    pub fn positive(&self, key: &'static str) -> NonZeroU64 {
        let number = NonZeroU64::new(self.whole(key).unsigned_abs());
        number.unwrap_or_else(|| undeclared(key))
    }

    /// A whole number that must be given or has a default.
    pub fn whole(&self, key: &'static str) -> i64 {
        self.integer(key).unwrap_or_else(|| undeclared(key))
    }

    /// Where the argument stands, if it was written.
    pub fn place(&self, key: &str) -> Option<&Place> {
        self.find(key)?.place.as_ref()
    }

    /// Whether an argument was given or has a default.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// A reference, destination or name that must be given.
    pub fn reference(&self, key: &'static str) -> &Reference {
        self.optional_reference(key)
            .unwrap_or_else(|| undeclared(key))
    }

    /// A reference, destination or name that may be left out.
    pub fn optional_reference(&self, key: &str) -> Option<&Reference> {
        match self.bound(key)? {
            Bound::Reference(reference) => Some(reference),
            _ => None,
        }
    }

    /// References or names in a list that must be given.
    pub fn several(&self, key: &'static str) -> &[Reference] {
        match self.bound(key) {
            Some(Bound::References(references)) => references,
            _ => undeclared(key),
        }
    }

    /// A number that must be given or has a default.
    pub fn number(&self, key: &'static str) -> f64 {
        self.optional_number(key).unwrap_or_else(|| undeclared(key))
    }

    /// A number that may be left out.
    pub fn optional_number(&self, key: &str) -> Option<f64> {
        match self.bound(key)? {
            Bound::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A number that may be left out, whole ones exact.
    pub fn exact(&self, key: &str) -> Option<Number> {
        match self.bound(key)? {
            Bound::Exact(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number that may be left out.
    pub fn integer(&self, key: &str) -> Option<i64> {
        match self.bound(key)? {
            Bound::Integer(integer) => Some(*integer),
            _ => None,
        }
    }

    /// A flag that may be left out.
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.bound(key)? {
            Bound::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Text, a path, an alias or a choice that may be left out.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.bound(key)? {
            Bound::Text(text) => Some(text),
            Bound::Choice(word) => Some(word),
            _ => None,
        }
    }

    /// A path, an alias or a choice that must be given or has a default.
    pub fn word(&self, key: &'static str) -> &str {
        self.text(key).unwrap_or_else(|| undeclared(key))
    }

    /// A dtype that must be given.
    pub fn dtype(&self, key: &'static str) -> Dtype {
        match self.bound(key) {
            Some(Bound::Dtype(dtype)) => *dtype,
            _ => undeclared(key),
        }
    }

    /// The sizes of a new tensor's dimensions.
    pub fn shape(&self, key: &'static str) -> &Shape {
        match self.bound(key) {
            Some(Bound::Shape(shape)) => shape,
            _ => undeclared(key),
        }
    }

    /// Whole numbers in a list that must be given.
    pub fn integers(&self, key: &'static str) -> &[i64] {
        match self.bound(key) {
            Some(Bound::Integers(integers)) => integers,
            _ => undeclared(key),
        }
    }

    /// A seed that must be given or was drawn.
    pub fn seed(&self, key: &'static str) -> Seed {
        match self.bound(key) {
            Some(Bound::Seed(seed)) => *seed,
            _ => undeclared(key),
        }
    }

    /// Numbers in nested lists that may be left out.
    pub fn values(&self, key: &str) -> Option<&Values> {
        match self.bound(key)? {
            Bound::Values(values) => Some(values),
            _ => None,
        }
    }

    /// The size of a file, where `none` is a size without bound.
    pub fn size(&self, key: &str) -> Option<Size> {
        match self.bound(key)? {
            Bound::Size(size) => Some(*size),
            _ => None,
        }
    }

    /// The claims under a key: one for a claim, several for claims.
    pub fn claims(&self, key: &'static str) -> &[Call] {
        match self.bound(key) {
            Some(Bound::Claim(call)) => std::slice::from_ref(call),
            Some(Bound::Claims(calls)) => calls,
            _ => undeclared(key),
        }
    }

    /// Steps or a plan that may be left out, as they were written.
    pub fn steps(&self, key: &str) -> Option<&Node> {
        match self.bound(key)? {
            Bound::Steps(steps) => Some(steps),
            _ => None,
        }
    }

    /// The words of a topic: none, a verb, or a verb and one of its claims.
    pub fn topic(&self, key: &str) -> &[String] {
        match self.bound(key) {
            Some(Bound::Topic(words)) => words,
            _ => &[],
        }
    }

    /// One argument as it would be typed in full.
    pub(super) fn node(&self, key: &str) -> Option<Node> {
        self.bound(key).map(Bound::to_node)
    }

    /// All arguments as they would be typed in full, in the order of the signature.
    pub fn to_node(&self) -> Node {
        Node::map(
            self.0
                .iter()
                .map(|argument| (argument.param.name, argument.bound.to_node())),
        )
    }

    fn bound(&self, key: &str) -> Option<&Bound> {
        self.find(key).map(|argument| &argument.bound)
    }

    fn find(&self, key: &str) -> Option<&Argument> {
        self.0.iter().find(|argument| argument.param.name == key)
    }
}

/// A verb asked for an argument that its signature does not declare so: a fault of the verb, which
/// the examples of every signature exercise.
fn undeclared(key: &'static str) -> ! {
    unreachable!("`{key}` is declared with another kind")
}
