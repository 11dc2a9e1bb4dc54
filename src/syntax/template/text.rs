//! `blk.\1.\g<name>`: a text in which groups of the source are filled in.

use super::Remark;
use super::escape::{Escape, Group, Meaning};
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

impl Template {
    /// Reads a template, and remarks on what it should rather say.
    pub fn read(text: &str) -> Result<(Self, Vec<Remark>), Fault> {
        let mut parts = Vec::new();
        let mut remarks = Vec::new();
        let mut start = 0;
        while let Some(length) = text[start..].find('\\') {
            push(&mut parts, &text[start..start + length]);
            let at = start + length;
            let escape = Escape::read(&text[at..]).map_err(|fault| fault.shifted(at))?;
            start = at + escape.length;
            match escape.meaning {
                Meaning::Group(group) => parts.push(Part::Group(at..start, group)),
                Meaning::Char(char) => push(&mut parts, char.encode_utf8(&mut [0; 4])),
                Meaning::Punctuation(char) => {
                    remarks.push((at..start, needless(char)));
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
            if let Part::Group(at, group) = part
                && !is_known(group, source)
            {
                return Err(self.unknown(at.clone(), source));
            }
        }
        Ok(())
    }

    fn unknown(&self, at: Range<usize>, source: &Regex) -> Fault {
        let written = &self.source[at.clone()];
        let has = match source.groups() {
            0 => "no groups".to_owned(),
            1 => "one group".to_owned(),
            many => format!("{many} groups"),
        };
        let fault = Fault::new(
            at,
            format!("unknown group `{written}`: `{}` has {has}", source.text()),
        );
        match two_digits(written) {
            Some((first, second)) if first <= source.groups() => fault.hint(format!(
                "group {first} and then `{second}` is `\\g<{first}>{second}`"
            )),
            _ => fault,
        }
    }

    /// The text with groups filled in; one that took no part is empty.
    pub fn fill<'t>(&'t self, captures: &Captures<'t>) -> String {
        let text = |part: &'t Part| match part {
            Part::Text(text) => text,
            Part::Group(_, Group::Number(number)) => captures.get(*number).unwrap_or(""),
            Part::Group(_, Group::Name(name)) => captures.named(name).unwrap_or(""),
        };
        self.parts.iter().map(text).collect()
    }
}

fn needless(char: char) -> String {
    format!("`\\{char}` means `{char}` here: a destination is no pattern")
}

fn push(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(Part::Text(text.into())),
    }
}

fn is_known(group: &Group, source: &Regex) -> bool {
    match group {
        Group::Number(number) => *number <= source.groups(),
        Group::Name(name) => source.names().iter().any(|(known, _)| known == name),
    }
}

/// The digits of `\10`, which might have been meant as group 1 and a zero.
fn two_digits(written: &str) -> Option<(usize, &str)> {
    let (first, second) = written.strip_prefix('\\')?.split_at_checked(1)?;
    let first = first.parse().ok().filter(|_| !second.is_empty())?;
    Some((first, second))
}
