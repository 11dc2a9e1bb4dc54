//! What a backslash makes of the characters behind it.

use super::flags::Flags;
use super::parser::Parser;
use super::{Anchor, Case, Class, Item, Member, Set};
use crate::syntax::fault::Fault;

/// What an escape stands for wherever it is written.
pub(super) enum Escape {
    Char(char),
    Class(Member),
}

impl Parser<'_> {
    /// Reads what follows a backslash outside of a set. The backslash stands at `start`.
    pub fn escape(&mut self, start: usize, flags: Flags) -> Result<Item, Fault> {
        if let Some(anchor) = self.cursor.peek().and_then(|letter| anchor(letter, flags)) {
            self.cursor.next();
            return Ok(Item::Anchor(anchor));
        }
        if matches!(self.cursor.peek(), Some('1'..='9')) {
            return self.group_or_octal(start, flags);
        }
        match self.common_escape(start, flags)? {
            Escape::Char(char) => Ok(Item::Char(char, flags.case())),
            Escape::Class(class) => Ok(Item::Set(Set {
                negated: false,
                members: vec![class],
                case: Case::Kept,
            })),
        }
    }

    /// Reads an escape that means the same within and outside of sets.
    pub fn common_escape(&mut self, start: usize, flags: Flags) -> Result<Escape, Fault> {
        let Some(letter) = self.cursor.next() else {
            let hint = "write `\\\\` for the character";
            return Err(self
                .cursor
                .fault(start, "`\\` stands at the end")
                .hint(hint));
        };
        let class = match letter.to_ascii_lowercase() {
            'd' => Some(Class::Digit),
            's' => Some(Class::Space),
            'w' => Some(Class::Word),
            _ => None,
        };
        if let Some(class) = class {
            let negated = letter.is_ascii_uppercase();
            return Ok(Escape::Class(Member::Class {
                class,
                negated,
                ascii: flags.ascii,
            }));
        }
        self.char_escape(start, letter).map(Escape::Char)
    }

    fn char_escape(&mut self, start: usize, letter: char) -> Result<char, Fault> {
        match letter {
            'a' => Ok('\x07'),
            'f' => Ok('\x0c'),
            'n' => Ok('\n'),
            'r' => Ok('\r'),
            't' => Ok('\t'),
            'v' => Ok('\x0b'),
            'x' => self.hexadecimal(start, 2),
            'u' => self.hexadecimal(start, 4),
            'U' => self.hexadecimal(start, 8),
            '0' => self.octal(start),
            'N' => Err(self
                .bad_escape(start)
                .hint("write the character itself, or its number: `\\u00e9`")),
            'z' => Err(self.bad_escape(start).hint("`\\Z` is the end of the name")),
            _ if letter.is_ascii_alphanumeric() => Err(self.bad_escape(start)),
            _ => Ok(letter),
        }
    }

    /// The fault of an escape that means nothing here.
    pub fn bad_escape(&self, start: usize) -> Fault {
        let escape = self.cursor.since(start);
        self.cursor
            .fault(start, format!("`{escape}` means nothing here"))
    }

    fn hexadecimal(&mut self, start: usize, digits: usize) -> Result<char, Fault> {
        let number = self
            .cursor
            .take_while(digits, |next| next.is_ascii_hexdigit());
        if number.len() < digits {
            let message = format!(
                "`{}` needs {digits} hexadecimal digits",
                self.cursor.since(start)
            );
            return Err(self.cursor.fault(start, message));
        }
        self.character(start, number, 16)
    }

    /// One to three octal digits, of which the first has been read.
    pub fn octal(&mut self, start: usize) -> Result<char, Fault> {
        self.cursor.take_while(2, |next| next.is_digit(8));
        let digits = &self.cursor.since(start)[1..];
        self.character(start, digits, 8)
    }

    fn character(&self, start: usize, digits: &str, radix: u32) -> Result<char, Fault> {
        let number = u32::from_str_radix(digits, radix).ok();
        let fits = number.filter(|number| radix != 8 || *number <= 0o377);
        let no_character = || {
            self.cursor.fault(
                start,
                format!("`{}` is no character", self.cursor.since(start)),
            )
        };
        fits.and_then(char::from_u32).ok_or_else(no_character)
    }

    /// `\12` is a group, `\123` a character written in octal.
    fn group_or_octal(&mut self, start: usize, flags: Flags) -> Result<Item, Fault> {
        let from = self.cursor.at();
        let octal = self.cursor.take_while(3, |next| next.is_digit(8));
        if octal.len() == 3 {
            return Ok(Item::Char(self.character(start, octal, 8)?, flags.case()));
        }
        self.cursor.back_to(from);
        let digits = self.cursor.take_while(2, |next| next.is_ascii_digit());
        let group = digits.parse().unwrap_or(usize::MAX);
        self.refer(start, group)?;
        Ok(Item::Back(group, flags.case()))
    }
}

/// The place between characters that a letter behind a backslash means.
fn anchor(letter: char, flags: Flags) -> Option<Anchor> {
    let word = |inside| Anchor::Word {
        inside,
        ascii: flags.ascii,
    };
    match letter {
        'A' => Some(Anchor::Start),
        'Z' => Some(Anchor::End),
        'b' => Some(word(false)),
        'B' => Some(word(true)),
        _ => None,
    }
}
