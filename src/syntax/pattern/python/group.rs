//! Everything that begins with an opening bracket.

use super::flags::{Flags, Scope};
use super::parser::Parser;
use super::width::{self, Width};
use super::{Item, Sequence};
use crate::syntax::fault::Fault;

impl<'t> Parser<'t> {
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
        let item = match self.cursor.peek() {
            Some('#') => {
                let end = self.cursor.take_until(')');
                return end.map(|_| None).ok_or_else(|| self.unclosed(start));
            }
            Some('-') => self.flagged(start, flags, leading),
            Some(letter) if letter.is_ascii_alphabetic() && letter != 'P' => {
                self.flagged(start, flags, leading)
            }
            _ => self.extension(start, *flags).map(Some),
        };
        item
    }

    fn flagged(
        &mut self,
        start: usize,
        flags: &mut Flags,
        leading: bool,
    ) -> Result<Option<Item>, Fault> {
        match self.flags(start, *flags)? {
            Scope::Group(inner) => {
                let body = self.alternatives(inner)?;
                self.close(start)?;
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
                let letters = self.cursor.since(start);
                let hint = format!(
                    "move `{letters}` to the front, or write `{}:...)`",
                    letters.trim_end_matches(')')
                );
                Err(self
                    .cursor
                    .fault(start, "flags for all stand at the start of the expression")
                    .hint(hint))
            }
        }
    }

    fn extension(&mut self, start: usize, flags: Flags) -> Result<Item, Fault> {
        let item = match self.cursor.next() {
            Some('P') => return self.named(start, flags),
            Some('<') => return self.lookbehind(start, flags),
            Some('(') => return self.conditional(start, flags),
            Some(':') => Item::Group {
                capture: None,
                body: self.alternatives(flags)?,
            },
            Some('>') => Item::Atomic(self.alternatives(flags)?),
            Some('=') => Item::Look {
                behind: false,
                negated: false,
                body: self.alternatives(flags)?,
            },
            Some('!') => Item::Look {
                behind: false,
                negated: true,
                body: self.alternatives(flags)?,
            },
            Some(_) => {
                let message = format!("`{}` opens no kind of group", self.cursor.since(start));
                return Err(self.cursor.fault(start, message));
            }
            None => return Err(self.unclosed(start)),
        };
        self.close(start)?;
        Ok(item)
    }

    /// `(?P<name>...)` and `(?P=name)`.
    fn named(&mut self, start: usize, flags: Flags) -> Result<Item, Fault> {
        match self.cursor.next() {
            Some('<') => {
                let name = self.name('>')?;
                if self.groups.named(name).is_some() {
                    return Err(self
                        .cursor
                        .fault(start, format!("a second group is named `{name}`")));
                }
                self.capture(start, flags, Some(name))
            }
            Some('=') => {
                let name = self.name(')')?;
                let known = self.groups.named(name);
                let group = known.ok_or_else(|| {
                    self.cursor
                        .fault(start, format!("no group before this is named `{name}`"))
                })?;
                self.refer(start, group)?;
                Ok(Item::Back(group, flags.case()))
            }
            _ => Err(self
                .cursor
                .fault(start, "`(?P` is followed by `<name>` or by `=name`")),
        }
    }

    fn capture(&mut self, start: usize, flags: Flags, name: Option<&str>) -> Result<Item, Fault> {
        self.groups.widths.push(None);
        let number = self.groups.count();
        if let Some(name) = name {
            self.groups.names.push((name.into(), number));
        }
        let body = self.alternatives(flags)?;
        self.close(start)?;
        self.groups.widths[number - 1] = Some(width::of(&body, &self.groups));
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
        let outermost = self.before_lookbehind.is_none();
        self.before_lookbehind.get_or_insert(self.groups.count());
        let body = self.alternatives(flags)?;
        if outermost {
            self.before_lookbehind = None;
        }
        self.close(start)?;
        let Width { min, max } = width::of(&body, &self.groups);
        if min != max {
            return Err(self
                .cursor
                .fault(start, "the text looked for behind has no fixed width"));
        }
        Ok(Item::Look {
            behind: true,
            negated,
            body,
        })
    }

    /// `(?(1)yes|no)` and `(?(name)yes|no)`.
    fn conditional(&mut self, start: usize, mut flags: Flags) -> Result<Item, Fault> {
        let group = self.condition()?;
        self.groups.tested = true;
        let open = matches!(self.groups.widths.get(group - 1), Some(None));
        if open || self.before_lookbehind.is_some() {
            self.refer(start, group)?;
        }
        let yes = self.nested_sequence(&mut flags)?;
        let no = match self.cursor.eat('|') {
            true => self.nested_sequence(&mut flags)?,
            false => Sequence::new(),
        };
        if self.cursor.eat('|') {
            return Err(self
                .cursor
                .fault(start, "a conditional has two alternatives at most"));
        }
        self.close(start)?;
        Ok(Item::Conditional { group, yes, no })
    }

    fn condition(&mut self) -> Result<usize, Fault> {
        let from = self.cursor.at();
        let digits = self
            .cursor
            .take_while(usize::MAX, |next| next.is_ascii_digit());
        if digits.is_empty() {
            let name = self.name(')')?;
            let known = self.groups.named(name);
            return known.ok_or_else(|| {
                self.cursor
                    .fault(from, format!("no group before this is named `{name}`"))
            });
        }
        let at = from..self.cursor.at();
        let group = digits.parse().unwrap_or(usize::MAX);
        if group == 0 || !self.cursor.eat(')') {
            return Err(Fault::new(
                at,
                "a conditional names a group by its number or its name",
            ));
        }
        self.promised.push((group, at));
        Ok(group)
    }

    /// Checks that what a group matched can be referred to here.
    pub fn refer(&self, start: usize, group: usize) -> Result<(), Fault> {
        match self.groups.widths.get(group.wrapping_sub(1)) {
            None => Err(self
                .cursor
                .fault(start, format!("there is no group {group} before this"))),
            Some(None) => Err(self
                .cursor
                .fault(start, format!("group {group} is still open here"))),
            Some(Some(_)) if self.before_lookbehind.is_some_and(|before| group > before) => {
                Err(self.cursor.fault(
                    start,
                    format!("group {group} belongs to the same lookbehind"),
                ))
            }
            Some(Some(_)) => Ok(()),
        }
    }

    fn name(&mut self, end: char) -> Result<&'t str, Fault> {
        let Some((name, at)) = self.cursor.take_until(end) else {
            return Err(self
                .cursor
                .unfinished(format!("a group's name ends with `{end}`")));
        };
        let starts_well = name.starts_with(|first: char| first.is_alphabetic() || first == '_');
        if starts_well
            && name
                .chars()
                .all(|next| next.is_alphanumeric() || next == '_')
        {
            return Ok(name);
        }
        let message = format!("`{name}` is no name for a group");
        Err(Fault::new(at, message)
            .hint("names are letters, digits and `_`, and begin with no digit"))
    }

    fn close(&mut self, start: usize) -> Result<(), Fault> {
        match self.cursor.eat(')') {
            true => Ok(()),
            false => Err(self.unclosed(start)),
        }
    }

    fn unclosed(&self, start: usize) -> Fault {
        Fault::new(start..start + 1, "`(` is never closed").hint("write `\\(` for the character")
    }
}
