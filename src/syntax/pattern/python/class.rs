//! Sets of characters: `[abc]`, `[^a-z]`, `[\d_]`.

use super::escape::Escape;
use super::flags::Flags;
use super::parser::Parser;
use super::{Item, Member, Set};
use crate::syntax::fault::Fault;

impl Parser<'_> {
    /// Reads what follows `[`, which stands at `start`, up to its `]`.
    pub fn set(&mut self, start: usize, flags: Flags) -> Result<Item, Fault> {
        let negated = self.cursor.eat('^');
        let mut members = Vec::new();
        while members.is_empty() || !self.cursor.eat(']') {
            let from = self.cursor.at();
            let first = self.member(start, flags)?;
            if !self.cursor.eat('-') {
                members.push(first.into_member());
            } else if self.cursor.eat(']') {
                members.extend([first.into_member(), Member::Range('-', '-')]);
                break;
            } else {
                let last = self.member(start, flags)?;
                members.push(self.range(from, first, last)?);
            }
        }
        let case = flags.case();
        Ok(Item::Set(Set {
            negated,
            members,
            case,
        }))
    }

    fn member(&mut self, start: usize, flags: Flags) -> Result<Escape, Fault> {
        let from = self.cursor.at();
        match self.cursor.next() {
            None => Err(Fault::new(start..start + 1, "`[` is never closed")
                .hint("write `\\[` for the character")),
            Some('\\') => self.escape_in_set(from, flags),
            Some(char) => Ok(Escape::Char(char)),
        }
    }

    fn escape_in_set(&mut self, from: usize, flags: Flags) -> Result<Escape, Fault> {
        match self.cursor.peek() {
            Some('b') => {
                self.cursor.next();
                Ok(Escape::Char('\x08'))
            }
            Some('1'..='7') => {
                self.cursor.next();
                self.octal(from).map(Escape::Char)
            }
            _ => self.common_escape(from, flags),
        }
    }

    fn range(&self, from: usize, first: Escape, last: Escape) -> Result<Member, Fault> {
        match (first, last) {
            (Escape::Char(first), Escape::Char(last)) if first <= last => {
                Ok(Member::Range(first, last))
            }
            (Escape::Char(_), Escape::Char(_)) => {
                let message = format!("the range `{}` runs backwards", self.cursor.since(from));
                Err(self.cursor.fault(from, message))
            }
            _ => {
                let message = format!(
                    "`{}` is no range: a class has no end",
                    self.cursor.since(from)
                );
                Err(self.cursor.fault(from, message).hint("put the `-` last"))
            }
        }
    }
}

impl Escape {
    fn into_member(self) -> Member {
        match self {
            Escape::Char(char) => Member::Range(char, char),
            Escape::Class(class) => class,
        }
    }
}
