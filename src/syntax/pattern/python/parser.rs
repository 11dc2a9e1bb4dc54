//! Alternatives, sequences and single items.

use super::cursor::Cursor;
use super::flags::Flags;
use super::{Alternatives, Anchor, Groups, Item, Piece, Sequence, Tree};
use crate::syntax::fault::Fault;
use std::ops::Range;

/// Deeper groups are refused: the engines nest no further, and nobody can read them.
const DEEPEST: usize = 25;

/// What is known while an expression is read.
pub(super) struct Parser<'t> {
    pub cursor: Cursor<'t>,
    pub groups: Groups,
    /// Groups that a conditional names by number, which may be opened later.
    pub promised: Vec<(usize, Range<usize>)>,
    /// How many groups there were before the outermost lookbehind being read.
    pub before_lookbehind: Option<usize>,
    depth: usize,
}

/// Parses an expression of Python's `re` module.
pub(in crate::syntax::pattern) fn parse(text: &str) -> Result<Tree, Fault> {
    let mut parser = Parser {
        cursor: Cursor::new(text),
        groups: Groups::default(),
        promised: Vec::new(),
        before_lookbehind: None,
        depth: 0,
    };
    let alternatives = parser.whole()?;
    Ok(Tree {
        alternatives,
        groups: parser.groups,
    })
}

impl Parser<'_> {
    fn whole(&mut self) -> Result<Alternatives, Fault> {
        let mut flags = Flags::default();
        let mut alternatives = vec![self.sequence(&mut flags, true)?];
        while self.cursor.eat('|') {
            alternatives.push(self.sequence(&mut flags, false)?);
        }
        let start = self.cursor.at();
        if self.cursor.eat(')') {
            return Err(self
                .cursor
                .fault(start, "`)` closes nothing")
                .hint("write `\\)` for the character"));
        }
        match self
            .promised
            .iter()
            .find(|(group, _)| *group > self.groups.count())
        {
            Some((group, at)) => Err(Fault::new(at.clone(), format!("there is no group {group}"))),
            None => Ok(alternatives),
        }
    }

    /// The alternatives within brackets, up to the closing one.
    pub fn alternatives(&mut self, mut flags: Flags) -> Result<Alternatives, Fault> {
        let mut alternatives = vec![self.nested_sequence(&mut flags)?];
        while self.cursor.eat('|') {
            alternatives.push(self.nested_sequence(&mut flags)?);
        }
        Ok(alternatives)
    }

    /// One of the alternatives within brackets.
    pub fn nested_sequence(&mut self, flags: &mut Flags) -> Result<Sequence, Fault> {
        if self.depth == DEEPEST {
            let at = self.cursor.at();
            return Err(Fault::new(
                at..at,
                format!("groups nest deeper than {DEEPEST}"),
            ));
        }
        self.depth += 1;
        let sequence = self.sequence(flags, false)?;
        self.depth -= 1;
        Ok(sequence)
    }

    /// Pieces up to `|`, `)` or the end. Only the `first` sequence may begin with flags for all.
    fn sequence(&mut self, flags: &mut Flags, first: bool) -> Result<Sequence, Fault> {
        let mut sequence = Sequence::new();
        while let Some(next) = self.cursor.peek().filter(|next| !matches!(next, '|' | ')')) {
            if flags.verbose && self.skip_blank(next) {
                continue;
            }
            if self.repeat(&mut sequence)? {
                continue;
            }
            let leading = first && sequence.is_empty();
            if let Some(item) = self.item(flags, leading)? {
                let end = self.cursor.at();
                sequence.push(Piece { item, end });
            }
        }
        Ok(sequence)
    }

    /// Blanks and comments, which mean nothing under `(?x)`.
    fn skip_blank(&mut self, next: char) -> bool {
        match next {
            ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' => self.cursor.next().is_some(),
            '#' => {
                self.cursor.take_while(usize::MAX, |next| next != '\n');
                true
            }
            _ => false,
        }
    }

    /// One item; nothing for a comment and for flags.
    fn item(&mut self, flags: &mut Flags, leading: bool) -> Result<Option<Item>, Fault> {
        let start = self.cursor.at();
        let item = match self.cursor.next() {
            Some('(') => return self.bracket(start, flags, leading),
            Some('\\') => self.escape(start, *flags)?,
            Some('[') => self.set(start, *flags)?,
            Some('.') => Item::Any {
                newline: flags.dot_all,
            },
            Some('^') if flags.multi_line => Item::Anchor(Anchor::LineStart),
            Some('^') => Item::Anchor(Anchor::Start),
            Some('$') if flags.multi_line => Item::Anchor(Anchor::LineEnd),
            Some('$') => Item::Anchor(Anchor::End),
            Some(other) => Item::Char(other, flags.case()),
            None => return Ok(None),
        };
        Ok(Some(item))
    }
}
