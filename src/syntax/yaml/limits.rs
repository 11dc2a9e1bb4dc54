//! How much a text may hold before it is refused.

use crate::error::{Error, Kind, Place, Result, Text};
use crate::syntax::{Node, Value};
use std::sync::Arc;

/// How deep lists and mappings may nest.
pub(super) const DEPTH: usize = 100;
/// How many values a text may hold, those that aliases repeat included.
const NODES: usize = 1_000_000;
/// How long a text may be, and how much text its aliases may repeat.
const BYTES: usize = 64 << 20;

/// Refuses texts that are too long or hold characters that YAML forbids.
pub(super) fn check(text: &Arc<Text>) -> Result<()> {
    let content = text.content();
    if content.len() > BYTES {
        let message = format!(
            "{} bytes of YAML are too many; 64 MiB are the most",
            content.len()
        );
        return Err(Error::new(Kind::Payload, message));
    }
    let Some((start, odd)) = content.char_indices().find(|(at, c)| !is_allowed(*at, *c)) else {
        return Ok(());
    };
    let place = Place::new(text, start..start + odd.len_utf8());
    let message = format!(
        "the character U+{:04X} cannot stand in YAML",
        u32::from(odd)
    );
    Err(Error::new(Kind::Payload, message).at(&place).hint(format!(
        "write `\\u{:04x}` in double quotes",
        u32::from(odd)
    )))
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
            bytes: BYTES,
        }
    }

    /// Takes one value that stands in the text itself.
    pub(super) fn take_one(&mut self) -> Result<()> {
        self.take(Weight {
            nodes: 1,
            ..Weight::default()
        })
    }

    /// Takes a copy of this weight.
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
        let error = check(&Text::line("a: b\nc: \u{1}")).unwrap_err();
        assert_eq!(error.message(), "the character U+0001 cannot stand in YAML");
        assert_eq!(error.place().unwrap().line_and_column(), (2, 4));
        for fine in ["\u{feff}a: b", "a:\tb\r\n", "é\u{85}\u{2028}🎉"] {
            check(&Text::line(fine)).unwrap();
        }
        for odd in ["a\u{feff}", "\u{7f}", "\u{9f}", "\u{ffff}"] {
            check(&Text::line(odd)).unwrap_err();
        }
    }
}
