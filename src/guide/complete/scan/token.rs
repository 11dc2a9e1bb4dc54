//! A word or a mark of a line, and what it means there.

use std::ops::Range;

/// A word or a mark of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it means.
    pub ink: Ink,
}

/// What a word means to its reader; the colours follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A verb or a claim.
    Verb,
    /// A key.
    Key,
    /// A number.
    Number,
    /// Text: a word, a path, anything in quotes.
    Text,
    /// Tensors or names of tensors.
    Reference,
    /// A bracket, a comma.
    Mark,
    /// A verb, a key or a tensor that nobody knows.
    Unknown,
    /// A comment.
    Comment,
}
