//! A place in an expression that moves forward.

use crate::syntax::fault::Fault;
use std::ops::Range;

/// The expression and how far it has been read, in bytes.
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// The beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Cursor { text, at: 0 }
    }

    /// The offset of the next character.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes back to an offset seen before.
    pub fn back_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The text from `start` to here.
    pub fn since(&self, start: usize) -> &'t str {
        &self.text[start..self.at]
    }

    /// The next character, which stays unread.
    pub fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Reads the next character.
    pub fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Reads `wanted` if it comes next.
    pub fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    /// Reads at most `most` characters that `fit`.
    pub fn take_while(&mut self, most: usize, fit: impl Fn(char) -> bool) -> &'t str {
        let start = self.at;
        let fitting = self.text[start..]
            .chars()
            .take(most)
            .take_while(|next| fit(*next));
        self.at += fitting.map(char::len_utf8).sum::<usize>();
        self.since(start)
    }

    /// Reads up to `end` and over it; nothing if it never comes.
    pub fn take_until(&mut self, end: char) -> Option<(&'t str, Range<usize>)> {
        let start = self.at;
        let length = self.text[start..].find(end)?;
        self.at = start + length + end.len_utf8();
        Some((&self.text[start..start + length], start..start + length))
    }

    /// A fault from `start` to here.
    pub fn fault(&self, start: usize, message: impl Into<String>) -> Fault {
        Fault::new(start..self.at, message)
    }

    /// A fault at the end of the expression, where something is missing.
    pub fn unfinished(&self, message: impl Into<String>) -> Fault {
        Fault::new(self.text.len()..self.text.len(), message)
    }
}
