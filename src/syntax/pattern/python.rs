//! The dialect of regular expressions that plans are written in: that of Python's `re` for text.
//!
//! An expression is parsed here into a tree, with every rule and error of Python 3.11, and the tree
//! is written again for the engines we run. Nothing of the original text reaches an engine.

mod back;
mod class;
mod cursor;
mod escape;
mod flags;
mod group;
mod parser;
mod repeat;
#[cfg(test)]
mod tests;
mod width;
mod write;

pub(in crate::syntax) use back::is_group_name;
pub(super) use parser::parse;
use width::Width;
pub(super) use write::{Written, write};

/// A parsed expression.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub alternatives: Alternatives,
    pub groups: Groups,
}

/// The capturing groups of an expression, numbered from 1 by their opening brackets.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// The width of each, once it is closed.
    widths: Vec<Option<Width>>,
    /// The named ones, with their numbers.
    pub names: Vec<(Box<str>, usize)>,
    /// Whether some conditional asks if a group took part.
    tested: bool,
}

impl Groups {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.widths.len()
    }

    /// Numbers a group that begins here.
    fn open(&mut self, name: Option<&str>) -> usize {
        self.widths.push(None);
        let number = self.count();
        self.names.extend(name.map(|name| (name.into(), number)));
        number
    }

    fn close(&mut self, number: usize, width: Width) {
        if let Some(open) = self.widths.get_mut(number - 1) {
            *open = Some(width);
        }
    }

    fn is_open(&self, number: usize) -> bool {
        matches!(self.widths.get(number - 1), Some(None))
    }

    fn width(&self, number: usize) -> Width {
        self.widths
            .get(number - 1)
            .copied()
            .flatten()
            .unwrap_or(Width::NOTHING)
    }

    fn named(&self, name: &str) -> Option<usize> {
        let mut names = self.names.iter();
        names
            .find(|(known, _)| **known == *name)
            .map(|(_, number)| *number)
    }
}

/// Sequences of which the first that leads to a match is taken; always at least one.
pub(super) type Alternatives = Vec<Sequence>;

/// Pieces one after another.
pub(super) type Sequence = Vec<Piece>;

/// An item, and the offset in the expression at which it ends.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub item: Item,
    pub end: usize,
}

/// The smallest things an expression is made of. Flags are already worked into them.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// One character.
    Char(char, Case),
    /// One character of a set.
    Set(Set),
    /// One character; a newline only if `newline`.
    Any { newline: bool },
    /// A place between characters.
    Anchor(Anchor),
    /// The same text as a group matched before.
    Back(usize, Case),
    /// Brackets; `capture` is the number of a capturing group.
    Group {
        capture: Option<usize>,
        body: Alternatives,
    },
    /// Brackets that are never entered again once left.
    Atomic(Alternatives),
    /// What must, or must not, stand ahead of or behind this place.
    Look {
        behind: bool,
        negated: bool,
        body: Alternatives,
    },
    /// One sequence if a group took part in the match, else another.
    Conditional {
        group: usize,
        yes: Sequence,
        no: Sequence,
    },
    /// An item several times.
    Repeat(Box<Item>, Times),
}

/// How often an item is repeated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Times {
    pub min: u32,
    /// Without end if there is none.
    pub max: Option<u32>,
    pub greed: Greed,
}

/// Whether upper and lower case are one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Case {
    Kept,
    /// Folded for every letter.
    Folded,
    /// Folded for the 26 letters of ASCII.
    AsciiFolded,
}

/// Which number of repetitions is tried first, and whether others are tried at all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Greed {
    Most,
    Least,
    Possessive,
}

/// A place between characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Anchor {
    Start,
    LineStart,
    End,
    LineEnd,
    Word { inside: bool, ascii: bool },
}

/// A set of characters.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub negated: bool,
    pub members: Vec<Member>,
    pub case: Case,
}

/// A member of a set.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Member {
    Range(char, char),
    Class {
        class: Class,
        negated: bool,
        ascii: bool,
    },
}

/// The classes that have an escape of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Class {
    Digit,
    Space,
    Word,
}
