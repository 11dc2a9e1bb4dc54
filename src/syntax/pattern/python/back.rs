//! Groups by name and by number: `(?P<name>...)`, `(?P=name)`, `(?(1)yes|no)`, `\1`.

use super::flags::Flags;
use super::parser::Parser;
use super::{Item, Sequence};
use crate::syntax::fault::Fault;

impl<'t> Parser<'t> {
    /// Reads what follows `(?`, which stands at `start` and is followed by `P`.
    pub fn named(&mut self, start: usize, flags: Flags) -> Result<Item, Fault> {
        self.cursor.next();
        match self.cursor.next() {
            Some('<') => {
                let name = self.name('>')?;
                if self.groups.named(name).is_some() {
                    let message = format!("a second group is named `{name}`");
                    return Err(self.cursor.fault(start, message));
                }
                self.capture(start, flags, Some(name))
            }
            Some('=') => {
                let name = self.name(')')?;
                let group = self.known(start, name)?;
                self.refer(start, group)?;
                Ok(Item::Back(group, flags.case()))
            }
            _ => Err(self
                .cursor
                .fault(start, "`(?P` is followed by `<name>` or by `=name`")),
        }
    }

    /// Reads what follows `(?(`, which stands at `start`, up to the closing bracket.
    pub fn conditional(&mut self, start: usize, mut flags: Flags) -> Result<Item, Fault> {
        let group = self.condition()?;
        self.groups.tested = true;
        if self.groups.is_open(group) || self.before_lookbehind.is_some() {
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
            return self.known(from, name);
        }
        let at = from..self.cursor.at();
        let group = digits.parse().unwrap_or(usize::MAX);
        if group == 0 || !self.cursor.eat(')') {
            return Err(Fault::new(
                at,
                "a conditional tells a group by its number or its name",
            ));
        }
        self.promised.push((group, at));
        Ok(group)
    }

    fn known(&self, start: usize, name: &str) -> Result<usize, Fault> {
        let unknown = || {
            self.cursor
                .fault(start, format!("no group before this is named `{name}`"))
        };
        self.groups.named(name).ok_or_else(unknown)
    }

    /// Checks that what a group matched can be referred to by what was read since `start`.
    pub fn refer(&self, start: usize, group: usize) -> Result<(), Fault> {
        let fault = |message: String| Err(self.cursor.fault(start, message));
        if group == 0 || group > self.groups.count() {
            return fault(format!("there is no group {group} before this"));
        }
        if self.groups.is_open(group) {
            return fault(format!("group {group} is still open here"));
        }
        match self.before_lookbehind {
            Some(before) if group > before => {
                fault(format!("group {group} belongs to the same lookbehind"))
            }
            _ => Ok(()),
        }
    }

    fn name(&mut self, end: char) -> Result<&'t str, Fault> {
        let Some((name, at)) = self.cursor.take_until(end) else {
            return Err(self
                .cursor
                .unfinished(format!("the name of a group ends with `{end}`")));
        };
        if is_group_name(name) {
            return Ok(name);
        }
        let fault = Fault::new(at, format!("`{name}` is no name for a group"));
        Err(fault.hint("names are letters, digits and `_`, and begin with no digit"))
    }
}

/// Whether `name` may name a group.
pub(in crate::syntax) fn is_group_name(name: &str) -> bool {
    let starts_well = name.starts_with(|first: char| first.is_alphabetic() || first == '_');
    starts_well
        && name
            .chars()
            .all(|next| next.is_alphanumeric() || next == '_')
}
