//! The beginning of a line: which blocks of YAML it ends and begins.

use super::{End, Form, Ink, Level, Next, Scanner, Token, blanks};
use crate::guide::complete::want::Want;

impl Scanner<'_> {
    /// Begins a line outside brackets.
    pub(super) fn begin_line(&mut self) {
        let indent = blanks::indent(self.rest());
        let start = self.at + indent;
        let rest = &self.text[start..];
        let line = &rest[..blanks::line(rest)];
        let is_item = line == "-" || line.starts_with("- ");
        let waiting = match self.next {
            Next::Value(want) => Some(want),
            _ => None,
        };
        let ended = self.end_blocks(indent, is_item);
        self.at = start;
        let waiting = waiting.filter(|_| !ended);
        if line.starts_with('#') {
            return self.comment(line.len(), waiting);
        }
        if is_item {
            return self.item(indent, waiting);
        }
        let deeper = self.level().form.indent().is_none_or(|own| indent > own);
        match waiting {
            Some(want) if deeper && want.takes_keys() => {
                self.levels.push(Level::new(Form::BlockMap(indent), want));
                self.next = Next::Key;
            }
            Some(want) if deeper => self.next = Next::Value(want),
            _ => self.next = Next::Key,
        }
    }

    /// Leaves what a line with this indent ends; whether that was a block.
    fn end_blocks(&mut self, indent: usize, is_item: bool) -> bool {
        let mut ended = false;
        while self.levels.len() > 1 {
            match self.level().form {
                Form::BlockMap(own) if own > indent => ended = true,
                Form::BlockList(own) if own > indent || (own == indent && !is_item) => ended = true,
                Form::BlockMap(_) | Form::BlockList(_) => break,
                _ => {}
            }
            self.levels.pop();
        }
        ended
    }

    /// Begins an item of a YAML list.
    fn item(&mut self, indent: usize, waiting: Option<Want>) {
        if self.level().form != Form::BlockList(indent) {
            let of = match (waiting, self.level().form) {
                (Some(want), _) => want,
                (None, Form::Root) => Want::Step,
                (None, _) => Want::Nothing,
            };
            self.levels.push(Level::new(Form::BlockList(indent), of));
        }
        self.mark();
        self.at += 1;
        self.at += blanks::indent(self.rest());
        let (at, want) = (self.at, self.level().want.item());
        self.level().open("", at);
        if want.takes_keys() && !self.rest().starts_with(['{', '[']) {
            let column = indent + 2;
            self.levels.push(Level::new(Form::BlockMap(column), want));
            self.next = Next::Key;
        } else {
            self.next = Next::Value(want);
        }
    }

    fn comment(&mut self, length: usize, waiting: Option<Want>) {
        self.tokens.push(Token {
            range: self.at..self.at + length,
            ink: Ink::Comment,
        });
        self.at += length;
        self.next = waiting.map_or(Next::Key, Next::Value);
        if self.at == self.text.len() {
            self.end = Some(End::Comment);
        }
    }
}
