//! Flags: `(?i)` for a whole expression, `(?i:...)` and `(?-i:...)` for a group.

use super::Case;
use super::parser::Parser;
use crate::syntax::fault::Fault;

/// How the text that follows is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Flags {
    pub ignore_case: bool,
    pub multi_line: bool,
    pub dot_all: bool,
    pub verbose: bool,
    pub ascii: bool,
}

impl Flags {
    /// What becomes of upper and lower case.
    pub fn case(self) -> Case {
        match (self.ignore_case, self.ascii) {
            (false, _) => Case::Kept,
            (true, false) => Case::Folded,
            (true, true) => Case::AsciiFolded,
        }
    }

    fn set(&mut self, letter: char, on: bool) {
        match letter {
            'i' => self.ignore_case = on,
            'm' => self.multi_line = on,
            's' => self.dot_all = on,
            'x' => self.verbose = on,
            'a' => self.ascii = on,
            _ => self.ascii = !on,
        }
    }
}

/// What a group of flags is for.
pub(super) enum Scope {
    /// `(?i)`: the whole expression, `flags` from here on.
    All(Flags),
    /// `(?i:`: the group that begins here.
    Group(Flags),
}

impl<'t> Parser<'t> {
    /// Reads the letters after `(?` up to and with `)` or `:`. `start` is the offset of the bracket.
    pub fn flags(&mut self, start: usize, outer: Flags) -> Result<Scope, Fault> {
        let mut flags = outer;
        let on = self.letters(start)?;
        on.chars().for_each(|letter| flags.set(letter, true));
        if on.contains('a') && on.contains('u') {
            return Err(self
                .cursor
                .fault(start, "the flags `a` and `u` exclude each other"));
        }
        if !on.is_empty() && self.cursor.eat(')') {
            return Ok(Scope::All(flags));
        }
        if self.cursor.eat('-') {
            let off = self.letters(start)?;
            let at_fault = off
                .chars()
                .find(|letter| matches!(letter, 'a' | 'u') || on.contains(*letter));
            if let Some(letter) = at_fault {
                return Err(self.cursor.fault(
                    start,
                    format!("the flag `{letter}` cannot be turned off here"),
                ));
            }
            if off.is_empty() {
                return Err(self.cursor.fault(start, "`-` turns no flag off"));
            }
            off.chars().for_each(|letter| flags.set(letter, false));
        }
        match self.cursor.eat(':') {
            true => Ok(Scope::Group(flags)),
            false => Err(self.cursor.fault(start, "`:` is missing after the flags")),
        }
    }

    fn letters(&mut self, start: usize) -> Result<&'t str, Fault> {
        let from = self.cursor.at();
        let letters = self.cursor.take_while(usize::MAX, char::is_alphabetic);
        match letters.chars().find(|letter| !"aimsux".contains(*letter)) {
            None => Ok(letters),
            Some('L') => Err(self
                .cursor
                .fault(start, "the flag `L` is for bytes, not for text")),
            Some(letter) => Err(self
                .cursor
                .fault(from, format!("`{letter}` is no flag"))
                .hint("flags are `i`, `m`, `s`, `x`, `a` and `u`")),
        }
    }
}
