//! Everything that begins with an opening bracket.

use super::flags::{Flags, Scope};
use super::parser::Parser;
use super::width::{self, Width};
use super::{Alternatives, Item};
use crate::syntax::fault::Fault;

/// More groups than anybody counts; each of them is looked up among the others.
const MOST_GROUPS: usize = 1000;

impl Parser<'_> {
    /// Reads what follows `(`, which stands at `start`, up to its `)`. Comments and flags are no item.
    pub fn bracket(
        &mut self,
        start: usize,
        flags: &mut Flags,
        leading: bool,
    ) -> Result<Option<Item>, Fault> {
        if !self.cursor.eat('?') {
            return self.capture(start, *flags, None).map(Some);
        }
        match self.cursor.peek() {
            Some('#') => match self.cursor.take_until(')') {
                Some(_) => Ok(None),
                None => Err(self.unclosed(start)),
            },
            Some('P') => self.named(start, *flags).map(Some),
            Some('-' | 'a'..='z' | 'A'..='Z') => self.flagged(start, flags, leading),
            _ => self.extension(start, *flags).map(Some),
        }
    }

    /// `(?i)`, `(?i:...)` and the like.
    fn flagged(
        &mut self,
        start: usize,
        flags: &mut Flags,
        leading: bool,
    ) -> Result<Option<Item>, Fault> {
        match self.flags(start, *flags)? {
            Scope::Group(inner) => {
                let body = self.body(start, inner)?;
                Ok(Some(Item::Group {
                    capture: None,
                    body,
                }))
            }
            Scope::All(all) if leading => {
                *flags = all;
                Ok(None)
            }
            Scope::All(_) => {
                let written = self.cursor.since(start);
                let opening = written.trim_end_matches(')');
                let fault = self
                    .cursor
                    .fault(start, "flags for all stand at the start of the expression");
                Err(fault.hint(format!(
                    "move `{written}` to the front, or write `{opening}:...)`"
                )))
            }
        }
    }

    fn extension(&mut self, start: usize, flags: Flags) -> Result<Item, Fault> {
        let ahead = |negated, body| Item::Look {
            behind: false,
            negated,
            body,
        };
        match self.cursor.next() {
            Some('<') => self.lookbehind(start, flags),
            Some('(') => self.conditional(start, flags),
            Some('>') => self.body(start, flags).map(Item::Atomic),
            Some('=') => self.body(start, flags).map(|body| ahead(false, body)),
            Some('!') => self.body(start, flags).map(|body| ahead(true, body)),
            Some(':') => {
                let body = self.body(start, flags)?;
                Ok(Item::Group {
                    capture: None,
                    body,
                })
            }
            Some(_) => {
                let message = format!("`{}` opens no kind of group", self.cursor.since(start));
                Err(self.cursor.fault(start, message))
            }
            None => Err(self.unclosed(start)),
        }
    }

    /// A group that takes a number, and perhaps a name.
    pub fn capture(
        &mut self,
        start: usize,
        flags: Flags,
        name: Option<&str>,
    ) -> Result<Item, Fault> {
        if self.groups.count() == MOST_GROUPS {
            return Err(self
                .cursor
                .fault(start, format!("more than {MOST_GROUPS} groups")));
        }
        let number = self.groups.open(name);
        let body = self.body(start, flags)?;
        let width = width::of(&body, &self.groups);
        self.groups.close(number, width);
        Ok(Item::Group {
            capture: Some(number),
            body,
        })
    }

    /// `(?<=...)` and `(?<!...)`, whose text has one width only.
    fn lookbehind(&mut self, start: usize, flags: Flags) -> Result<Item, Fault> {
        let negated = match self.cursor.next() {
            Some('=') => false,
            Some('!') => true,
            _ => {
                let fault = self
                    .cursor
                    .fault(start, "`(?<` is followed by `=` or by `!`");
                return Err(fault.hint("a group gets a name by `(?P<name>...)`"));
            }
        };
        let outer = self.before_lookbehind;
        self.before_lookbehind = outer.or(Some(self.groups.count()));
        let body = self.body(start, flags)?;
        self.before_lookbehind = outer;
        let Width { min, max } = width::of(&body, &self.groups);
        if min != max {
            return Err(self
                .cursor
                .fault(start, "what is looked for behind has no fixed width"));
        }
        Ok(Item::Look {
            behind: true,
            negated,
            body,
        })
    }

    /// Alternatives and the bracket that closes the one at `start`.
    fn body(&mut self, start: usize, flags: Flags) -> Result<Alternatives, Fault> {
        let body = self.alternatives(flags)?;
        self.close(start)?;
        Ok(body)
    }

    /// The bracket that closes the one at `start`.
    pub fn close(&mut self, start: usize) -> Result<(), Fault> {
        match self.cursor.eat(')') {
            true => Ok(()),
            false => Err(self.unclosed(start)),
        }
    }

    fn unclosed(&self, start: usize) -> Fault {
        Fault::new(start..start + 1, "`(` is never closed").hint("write `\\(` for the character")
    }
}
