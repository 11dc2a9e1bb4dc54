//! Forms seen in print that are not YAML, and what they were meant to be.
//!
//! Tried only on a text that is not YAML, so repairs never change what YAML means.

use super::lines::{Line, Lines};
use super::quotes;
use super::source::{Edit, Link, Source, Stead};
use crate::error::{Place, Result, Text};
use crate::syntax::{Map, Warning, oly};
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

/// How many repairs a text may need; one that needs more is not a plan with a few slips.
const MOST: usize = 10_000;

/// The words at `place` with all their repairs, or nothing where none applies.
pub(super) fn repair(
    place: &Place,
    is_step: fn(&str) -> bool,
) -> Result<Option<(Source<'_>, Vec<Warning>)>> {
    let mut repairs = Repairs {
        text: place.text(),
        is_step,
        edits: Vec::new(),
        warnings: Vec::new(),
    };
    let mut lines = Lines::of(place).peekable();
    while let Some(line) = lines.next() {
        repairs.line(&line, &mut lines)?;
        if repairs.edits.len() > MOST {
            return Ok(None);
        }
    }
    if repairs.edits.is_empty() {
        return Ok(None);
    }
    let source = Source::edited(place, repairs.edits);
    Ok(Some((source, repairs.warnings)))
}

struct Repairs<'a> {
    text: &'a Arc<Text>,
    is_step: fn(&str) -> bool,
    edits: Vec<Edit>,
    warnings: Vec<Warning>,
}

impl Repairs<'_> {
    fn line(&mut self, line: &Line, rest: &mut Peekable<Lines>) -> Result<()> {
        let keys = keys(self.text.content(), line.words.clone());
        let behind = keys.last().map_or(line.words.start, |key| key.end + 1);
        let value = self.text.content()[behind..line.words.end].trim_start();
        let ends = value.is_empty() || line.block == Some(line.words.end - value.len());
        match keys.as_slice() {
            [_, _, ..] if ends => self.chain(&keys),
            [name, _, ..] if self.is_oly(line, name.clone(), rest) => {
                return self.oly(line, name.clone());
            }
            _ => {}
        }
        for quoted in &line.quoted {
            self.escapes(quoted.clone());
        }
        Ok(())
    }

    /// Whether a line is an item or stands at the top, is complete, and names a step.
    fn is_oly(&self, line: &Line, name: Range<usize>, rest: &mut Peekable<Lines>) -> bool {
        let alone = rest.peek().is_none_or(|next| next.indent <= line.indent);
        let content = self.text.content();
        (line.item || line.indent == 0)
            && alone
            && line.block.is_none()
            && !content[line.words.clone()].contains('\n')
            && (self.is_step)(&content[name])
    }

    /// `name: key: value, key: value` is OLY.
    fn oly(&mut self, line: &Line, name: Range<usize>) -> Result<()> {
        let words = Place::new(self.text, line.words.clone());
        let (step, warnings) = oly::parse_place(&words, oly::Commas::Forgiven)?;
        let Some((name_text, entry)) = step.as_map().and_then(Map::first) else {
            return Ok(());
        };
        let behind = &self.text.content()[name.end + 1..line.words.end];
        self.edits.push(Edit {
            range: line.words.end - behind.trim_start().len()..line.words.end,
            with: "~",
            stead: Stead::Value(entry.node.clone()),
        });
        let message = format!(
            "not YAML, read as a line of OLY; in YAML put `{{ }}` around what follows `{name_text}:`"
        );
        self.warnings.push(Warning::new(message, Some(words)));
        self.warnings.extend(warnings);
        Ok(())
    }

    /// `assert: equal:` at the end of a line is `assert:` with `equal:` on a line of its own.
    fn chain(&mut self, keys: &[Range<usize>]) {
        let [first, inner @ .., last] = keys else {
            return;
        };
        let link = |key: &Range<usize>| Link {
            name: self.text.content()[key.clone()].to_owned(),
            place: Place::new(self.text, key.clone()),
        };
        let links: Vec<Link> = inner.iter().chain([last]).map(link).collect();
        let content = self.text.content();
        let message = format!(
            "`{}:` on the line of `{}:` is read as if it began the next line",
            &content[last.clone()],
            &content[first.clone()]
        );
        let place = Place::new(self.text, last.start..last.end + 1);
        self.warnings.push(Warning::new(message, Some(place)));
        self.edits.push(Edit {
            range: first.end + 1..last.end + 1,
            with: "",
            stead: Stead::Keys(links),
        });
    }

    /// Unknown escapes in double quotes are kept as written.
    fn escapes(&mut self, quoted: Range<usize>) {
        let content = self.text.content();
        let unknown = quotes::escapes(content, quoted).filter(|(_, c)| !quotes::is_known(*c));
        for (count, (at, escaped)) in unknown.take(MOST + 1).enumerate() {
            self.edits.push(Edit {
                range: at..at,
                with: "\\",
                stead: Stead::Nothing,
            });
            if count == 0 {
                let message = format!(
                    "`\\{escaped}` is no escape in double quotes and is kept as written; \
                     single quotes keep every backslash"
                );
                let place = Place::new(self.text, at..at + 1 + escaped.len_utf8());
                self.warnings.push(Warning::new(message, Some(place)));
            }
        }
    }
}

/// The keys at the start of `words`: identifiers, each with a `:` and a blank or the end behind it.
fn keys(content: &str, words: Range<usize>) -> Vec<Range<usize>> {
    let mut keys = Vec::new();
    let mut at = words.start;
    while let Some(length) = key(&content[at..words.end]) {
        keys.push(at..at + length);
        let behind = &content[at + length + 1..words.end];
        at = words.end - behind.trim_start_matches([' ', '\t']).len();
    }
    keys
}

/// The length of the key that `text` begins with.
pub(super) fn key(text: &str) -> Option<usize> {
    let (name, rest) = text.split_once(':')?;
    let mut letters = name.chars();
    let fits = letters
        .next()
        .is_some_and(|c| c == '_' || c.is_alphabetic())
        && letters.all(|c| c == '_' || c == '-' || c.is_alphanumeric());
    (fits && (rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))).then_some(name.len())
}
