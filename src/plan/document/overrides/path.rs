//! The path of an override: `a.b`, `a[0].b`, `a[0][1]`.

use crate::error::{Error, Kind, Place, Result};
use crate::plan::document::merge::{self, Side};

/// The highest index: an override must not fill the memory with holes.
const HIGHEST: usize = 99_999;

/// How many parts a path may have.
const LONGEST: usize = 100;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Key(String),
    Index(usize),
}

impl Part {
    /// At which end `name+` or `+name` adds to the list `name`, which is what remains of it.
    pub(super) fn extends(&mut self) -> Option<Side> {
        let Part::Key(name) = self else {
            return None;
        };
        let (list, side) = merge::extension(name)?;
        *name = list.to_owned();
        Some(side)
    }
}

/// Reads the path at `place` into parts, each with its place.
pub(super) fn parse(place: &Place) -> Result<Vec<(Part, Place)>> {
    let words = place.words();
    let mut parts: Vec<(Part, Place)> = Vec::new();
    let mut at = 0;
    loop {
        let rest = &words[at..];
        let index = rest.starts_with('[');
        let length = match index {
            true => rest.find(']').map_or(rest.len(), |end| end + 1),
            false => rest.find(['.', '[', ']']).unwrap_or(rest.len()),
        };
        let start = place.range().start + at;
        let here = Place::new(place.text(), start..start + length);
        let part = match index {
            true => read_index(&rest[..length], parts.is_empty()),
            false => read_key(&rest[..length]),
        };
        if parts.len() == LONGEST {
            return Err(fault(format!("more than {LONGEST} parts")).at(&here));
        }
        parts.push((part.map_err(|error| error.at(&here))?, here));
        at += length;
        match words[at..].chars().next() {
            None => return Ok(parts),
            Some('.') => at += 1,
            Some('[') => {}
            Some(_) => {
                let start = place.range().start + at;
                let here = Place::new(place.text(), start..start + 1);
                return Err(fault("expected `.`, `[` or `=`").at(&here));
            }
        }
    }
}

fn read_key(word: &str) -> Result<Part> {
    if word.is_empty() {
        return Err(fault("a key is missing").hint("write `key.key[0]=value`"));
    }
    if word.contains(char::is_whitespace) {
        return Err(fault(format!("blanks cannot stand in the key `{word}`")));
    }
    Ok(Part::Key(word.to_owned()))
}

/// Reads `[0]`; `first` says that no key stands before it.
fn read_index(word: &str, first: bool) -> Result<Part> {
    if first {
        return Err(fault(
            "an override begins with a key, because a plan is a mapping",
        ));
    }
    let digits = word
        .strip_prefix('[')
        .and_then(|word| word.strip_suffix(']'));
    let Some(digits) = digits else {
        return Err(fault("`[` is not closed").hint("write `[0]`"));
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(
            fault(format!("`{digits}` is not an index")).hint("items are counted from 0: `[0]`")
        );
    }
    let index = digits.parse().ok().filter(|index| *index <= HIGHEST);
    let too_high = || {
        fault(format!(
            "the index {digits} is too high; {HIGHEST} is the highest"
        ))
    };
    index.map(Part::Index).ok_or_else(too_high)
}

fn fault(message: impl Into<String>) -> Error {
    Error::new(Kind::Payload, message)
}
