//! `blk.\1.\g<name>`: a text in which groups of the source are filled in.

use super::Remark;
use crate::syntax::fault::Fault;
use crate::syntax::pattern::{Captures, Regex};
use std::ops::Range;

/// A text with groups in it.
#[derive(Clone, Debug)]
pub(super) struct Template {
    source: Box<str>,
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Group(Range<usize>, Group),
}

#[derive(Clone, Debug)]
enum Group {
    Number(usize),
    Name(Box<str>),
}

impl Template {
    /// Reads a template, and remarks on what it should rather say.
    pub fn read(text: &str) -> Result<(Self, Vec<Remark>), Fault> {
        let mut parts = Vec::new();
        let mut remarks = Vec::new();
        let mut start = 0;
        while let Some(length) = text[start..].find('\\') {
            push(&mut parts, &text[start..start + length]);
            let at = start + length;
            let escape = escape(&text[at..]).map_err(|fault| fault.shifted(at))?;
            start = at + escape.length;
            match escape.meaning {
                Meaning::Group(group) => parts.push(Part::Group(at..start, group)),
                Meaning::Char(char) => push(&mut parts, char.encode_utf8(&mut [0; 4])),
                Meaning::Punctuation(char) => {
                    let written = &text[at..start];
                    remarks.push((at..start, format!("`{written}` means `{char}` here: only groups are escaped in a destination")));
                    push(&mut parts, char.encode_utf8(&mut [0; 4]));
                }
            }
        }
        push(&mut parts, &text[start..]);
        let source = text.into();
        Ok((Template { source, parts }, remarks))
    }

    /// The template as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Checks that every group is one of `source`.
    pub fn check(&self, source: &Regex) -> Result<(), Fault> {
        for part in &self.parts {
            if let Part::Group(at, group) = part {
                check(group, &self.source[at.clone()], source).map_err(|fault| Fault {
                    at: at.clone(),
                    ..fault
                })?;
            }
        }
        Ok(())
    }

    /// The text with groups filled in; one that took no part is empty.
    pub fn fill(&self, captures: &Captures<'_>) -> String {
        let text = |part| match part {
            &Part::Text(ref text) => text.as_str(),
            Part::Group(_, Group::Number(number)) => captures.get(*number).unwrap_or(""),
            Part::Group(_, Group::Name(name)) => captures.named(name).unwrap_or(""),
        };
        self.parts.iter().map(text).collect()
    }
}

fn push(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(Part::Text(text.into())),
    }
}

fn check(group: &Group, written: &str, source: &Regex) -> Result<(), Fault> {
    let (known, group) = match group {
        Group::Number(number) => (*number <= source.groups(), number.to_string()),
        Group::Name(name) => (
            source.names().iter().any(|(known, _)| known == name),
            name.to_string(),
        ),
    };
    if known {
        return Ok(());
    }
    let has = match source.groups() {
        0 => "no groups".to_owned(),
        1 => "one group".to_owned(),
        many => format!("{many} groups"),
    };
    let fault = Fault::new(
        0..0,
        format!(
            "unknown group `{group}` in `{written}`: `{}` has {has}",
            source.text()
        ),
    );
    match two_digits(written) {
        Some((first, second)) if first <= source.groups() => Err(fault.hint(format!(
            "group {first} and then `{second}` is `\\g<{first}>{second}`"
        ))),
        _ => Err(fault),
    }
}

/// The digits of `\10`, which might have been meant as group 1 and a zero.
fn two_digits(written: &str) -> Option<(usize, char)> {
    let mut digits = written.strip_prefix('\\')?.chars();
    let first = digits.next()?.to_digit(10)?;
    let second = digits.next()?;
    usize::try_from(first).ok().map(|first| (first, second))
}

struct Escape {
    length: usize,
    meaning: Meaning,
}

enum Meaning {
    Group(Group),
    Char(char),
    /// A character that needs no backslash.
    Punctuation(char),
}

/// Reads what begins with a backslash.
fn escape(text: &str) -> Result<Escape, Fault> {
    let Some(letter) = text[1..].chars().next() else {
        return Err(
            Fault::new(0..1, "`\\` stands at the end").hint("write `\\\\` for the character")
        );
    };
    let length = 1 + letter.len_utf8();
    let escape = |meaning| Ok(Escape { length, meaning });
    let written = &text[..length];
    match letter {
        '\\' => escape(Meaning::Char('\\')),
        'g' => named(text),
        '0' => Err(Fault::new(0..length, format!("`{written}` is no group"))
            .hint("the whole name is `\\g<0>`")),
        '1'..='9' => numbered(text),
        'n' | 'r' | 't' | 'a' | 'b' | 'f' | 'v' => Err(Fault::new(
            0..length,
            format!("`{written}` is a control character, which no name may hold"),
        )),
        _ if letter.is_ascii_alphabetic() => Err(Fault::new(
            0..length,
            format!("`{written}` means nothing in a destination"),
        )
        .hint("a destination is no pattern: groups are `\\1` and `\\g<name>`")),
        _ => escape(Meaning::Punctuation(letter)),
    }
}

/// `\1`, `\10`, or a character by its three octal digits, as in Python.
fn numbered(text: &str) -> Result<Escape, Fault> {
    let digits = |radix: u32, most: usize| {
        let count = text[1..]
            .chars()
            .take(most)
            .take_while(|next| next.is_digit(radix))
            .count();
        &text[1..1 + count]
    };
    let octal = digits(8, 3);
    if octal.len() == 3 {
        let number = u32::from_str_radix(octal, 8)
            .ok()
            .filter(|number| *number <= 0o377);
        return match number
            .and_then(char::from_u32)
            .filter(|char| !char.is_control())
        {
            Some(char) => Ok(Escape {
                length: 4,
                meaning: Meaning::Char(char),
            }),
            None => Err(Fault::new(
                0..4,
                format!("`\\{octal}` is no character of a name"),
            )),
        };
    }
    let digits = digits(10, 2);
    let number = digits.parse().unwrap_or(usize::MAX);
    Ok(Escape {
        length: 1 + digits.len(),
        meaning: Meaning::Group(Group::Number(number)),
    })
}

/// `\g<1>` and `\g<name>`.
fn named(text: &str) -> Result<Escape, Fault> {
    let malformed = || {
        Fault::new(0..2, "`\\g` is followed by a group in `<` and `>`")
            .hint("as in `\\g<1>` or `\\g<name>`")
    };
    let rest = text[2..].strip_prefix('<').ok_or_else(malformed)?;
    let name = &rest[..rest.find('>').ok_or_else(malformed)?];
    let length = name.len() + 4;
    let digits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    let word = name.starts_with(|first: char| first.is_alphabetic() || first == '_');
    let group = if digits {
        Group::Number(name.parse().unwrap_or(usize::MAX))
    } else if word
        && name
            .chars()
            .all(|next| next.is_alphanumeric() || next == '_')
    {
        Group::Name(name.into())
    } else {
        return Err(Fault::new(
            0..length,
            format!("`{name}` is neither the number nor the name of a group"),
        ));
    };
    Ok(Escape {
        length,
        meaning: Meaning::Group(group),
    })
}
