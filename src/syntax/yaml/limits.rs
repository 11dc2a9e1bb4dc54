//! How much a text may hold before it is refused.

use crate::error::{Error, Kind, Place, Result};
use crate::syntax::{Node, Value};

/// How deep lists and mappings may nest.
pub(super) const DEPTH: usize = 100;
/// How many values a text may hold, those that aliases repeat included.
const NODES: usize = 1_000_000;
/// How long a text may be.
const BYTES: usize = 64 << 20;
/// How much text its values may hold, what aliases repeat included.
const VALUE_BYTES: usize = 4 * BYTES;

/// Refuses texts that are too long or hold characters that YAML forbids.
pub(super) fn check(place: &Place) -> Result<()> {
    let words = place.words();
    if words.len() > BYTES {
        let message = format!(
            "{} bytes of YAML are too many; 64 MiB are the most",
            words.len()
        );
        return Err(Error::new(Kind::Payload, message));
    }
    let mut odd = words.char_indices().filter(|(at, c)| !is_allowed(*at, *c));
    let Some((at, odd)) = odd.next() else {
        return Ok(());
    };
    let start = place.range().start + at;
    let number = u32::from(odd);
    let message = format!("the character U+{number:04X} cannot stand in YAML");
    Err(Error::new(Kind::Payload, message)
        .at(&Place::new(place.text(), start..start + odd.len_utf8()))
        .hint(format!("write `\\u{number:04x}` in double quotes")))
}

fn is_allowed(at: usize, c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{feff}' => at == 0,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => !c.is_control(),
    }
}

/// What is left of the limits while a text is read.
pub(super) struct Budget {
    nodes: usize,
    bytes: usize,
}

/// What a value and all below it take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Weight {
    pub(super) nodes: usize,
    pub(super) bytes: usize,
    pub(super) depth: usize,
}

impl Budget {
    /// All of it.
    pub(super) fn whole() -> Self {
        Budget {
            nodes: NODES,
            bytes: VALUE_BYTES,
        }
    }

    /// Takes what a value of this weight needs.
    pub(super) fn take(&mut self, weight: Weight) -> Result<()> {
        let left = |have: usize, taken| have.checked_sub(taken).ok_or_else(too_many);
        self.nodes = left(self.nodes, weight.nodes)?;
        self.bytes = left(self.bytes, weight.bytes)?;
        Ok(())
    }
}

fn too_many() -> Error {
    Error::new(
        Kind::Payload,
        "too many values, counting those that aliases repeat",
    )
    .hint(format!("{NODES} values are the most"))
}

/// Nesting below [`DEPTH`].
pub(super) fn too_deep() -> Error {
    Error::new(
        Kind::Payload,
        format!("nested more than {DEPTH} levels deep"),
    )
}

impl Weight {
    /// A list or mapping without what is in it.
    pub(super) const LEVEL: Weight = Weight {
        nodes: 1,
        bytes: 0,
        depth: 1,
    };

    /// Weighs a value. Its depth is bounded by [`DEPTH`], so recursion is.
    pub(super) fn of(node: &Node) -> Weight {
        let mut weight = match &node.value {
            Value::Str(text) => Weight {
                nodes: 0,
                bytes: text.len(),
                depth: 0,
            },
            Value::List(items) => items
                .iter()
                .map(Weight::of)
                .fold(Weight::default(), Weight::beside),
            Value::Map(map) => map
                .iter()
                .map(|(key, entry)| {
                    Weight {
                        bytes: key.len(),
                        ..Weight::default()
                    }
                    .beside(Weight::of(&entry.node))
                })
                .fold(Weight::default(), Weight::beside),
            _ => Weight::default(),
        };
        weight.nodes += 1;
        weight.bytes += node.lexeme.as_ref().map_or(0, |lexeme| lexeme.len());
        weight.depth += usize::from(matches!(node.value, Value::List(_) | Value::Map(_)));
        weight
    }

    fn beside(self, other: Weight) -> Weight {
        Weight {
            nodes: self.nodes + other.nodes,
            bytes: self.bytes + other.bytes,
            depth: self.depth.max(other.depth),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;

    #[test]
    fn a_value_weighs_what_is_below_it() {
        let node = Node::map([("ab", Node::list([Node::text("xyz"), Node::empty()]))]);
        let weight = Weight {
            nodes: 4,
            bytes: 5,
            depth: 3,
        };
        assert_eq!(Weight::of(&node), weight);
        let mut budget = Budget {
            nodes: 7,
            bytes: 100,
        };
        budget.take(weight).unwrap();
        budget.take(weight).unwrap_err();
    }

    #[test]
    fn forbidden_characters_are_named_with_their_place() {
        let check = |content: &str| check(&Place::new(&Text::line(content), 0..content.len()));
        let error = check("a: b\nc: \u{1}").unwrap_err();
        assert_eq!(error.message(), "the character U+0001 cannot stand in YAML");
        assert_eq!(error.place().unwrap().line_and_column(), (2, 4));
        for fine in ["\u{feff}a: b", "a:\tb\r\n", "é\u{85}\u{2028}🎉"] {
            check(fine).unwrap();
        }
        for odd in ["a\u{feff}", "\u{7f}", "\u{9f}", "\u{ffff}"] {
            check(odd).unwrap_err();
        }
    }
}
