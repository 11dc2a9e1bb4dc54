//! Where we are in a block: the levels that are open, what was given in each, what stands at the end.
//!
//! Nothing is refused here. What cannot be read is passed over, for it may become a line yet.

mod blanks;
mod level;
mod lines;
mod token;
mod values;
mod word;

pub use token::{Ink, Token};

pub(super) use level::{Form, Level};

use super::Scene;
use super::want::Want;

/// What is known of a block after its last character.
#[derive(Debug)]
pub(super) struct Scan {
    /// The levels that are open, the outermost first; never empty.
    pub levels: Vec<Level>,
    /// What stands at the end.
    pub end: End,
    /// The words and marks.
    pub tokens: Vec<Token>,
}

/// What stands at the end of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum End {
    /// A key, or its beginning, from here on.
    Key(usize),
    /// A value, or its beginning, from here on.
    Value(usize, Want),
    /// Something whole, which ends here; behind it at most the beginning of a key that lacks its comma.
    Behind(usize),
    /// A comment.
    Comment,
}

impl Scan {
    /// Reads a block. Takes time in proportion to its length.
    pub fn of(text: &str, scene: &Scene) -> Self {
        let mut scanner = Scanner {
            text,
            scene,
            at: 0,
            levels: vec![Level::new(Form::Root, Want::Step)],
            next: Next::Key,
            tokens: Vec::new(),
            end: None,
            fresh: true,
        };
        while scanner.end.is_none() && scanner.at < text.len() {
            scanner.step();
        }
        let end = scanner.end.unwrap_or_else(|| scanner.end());
        Scan {
            levels: scanner.levels,
            end,
            tokens: scanner.tokens,
        }
    }

    /// The innermost level.
    pub fn level(&self) -> Option<&Level> {
        self.levels.last()
    }
}

/// A reader of a block.
struct Scanner<'t> {
    text: &'t str,
    scene: &'t Scene,
    at: usize,
    levels: Vec<Level>,
    next: Next,
    tokens: Vec<Token>,
    /// What the text ends in, once that is known.
    end: Option<End>,
    /// Whether a line begins here.
    fresh: bool,
}

/// What comes next.
#[derive(Clone, Copy, Debug)]
enum Next {
    Key,
    Value(Want),
    /// The end of what is whole.
    Behind(usize),
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn step(&mut self) {
        if std::mem::take(&mut self.fresh) && !self.is_inside_brackets() {
            return self.begin_line();
        }
        let rest = self.rest();
        let joint = blanks::joint(rest);
        if joint > 0 {
            self.at += joint;
            return;
        }
        if rest.starts_with('\n') {
            self.fresh = true;
            self.at += 1;
            return;
        }
        let blanks = blanks::length(rest);
        if blanks > 0 {
            self.at += blanks;
            return;
        }
        match self.next {
            Next::Key => self.key(),
            Next::Value(want) => self.value(want),
            Next::Behind(_) => self.behind(),
        }
    }

    /// What the text ends in, where no word is cut off.
    fn end(&self) -> End {
        let end = self.text.len();
        match self.next {
            Next::Key => End::Key(end),
            Next::Value(want) => End::Value(end, want),
            Next::Behind(end) => End::Behind(end),
        }
    }

    fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level::new(Form::Root, Want::Step));
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    fn is_inside_brackets(&self) -> bool {
        let open = |level: &Level| matches!(level.form, Form::Braces | Form::List);
        self.levels.iter().any(open)
    }

    /// What stands here is whole and ends before `end`.
    fn done(&mut self, end: usize) {
        self.at = end;
        self.level().close(end);
        self.next = Next::Behind(end);
    }

    /// A mark or a key with no place here.
    fn pass_over(&mut self) {
        let length =
            word::length(self.rest()).max(self.rest().chars().next().map_or(1, char::len_utf8));
        self.at += length;
        self.next = Next::Behind(self.at);
    }

    fn mark(&mut self) {
        self.tokens.push(Token {
            range: self.at..self.at + 1,
            ink: Ink::Mark,
        });
    }
}
