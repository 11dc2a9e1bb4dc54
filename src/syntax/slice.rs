//! `[1:3, -1]`: the part of a tensor that a reference means.

use super::fault::Fault;
use crate::error::{Error, Result};
use std::fmt;

/// Part of a tensor: one component for each of its leading dimensions, the others whole.
///
/// Printing gives the canonical text, which parses to the same slice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Slice {
    /// What is taken of each leading dimension; none takes the whole tensor.
    pub components: Vec<Component>,
}

/// What a slice takes of one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Component {
    /// One position, counted from the end when negative; the dimension is dropped.
    Index(i64),
    /// Every `step`th position from `start` up to, without, `stop`, clamped as in Python.
    Range {
        /// The first position, counted from the end when negative; the beginning when absent.
        start: Option<i64>,
        /// The position to stop before, counted from the end when negative; the end when absent.
        stop: Option<i64>,
        /// The distance between positions, at least 1.
        step: u64,
    },
}

impl Slice {
    /// Reads `[component, ...]`, brackets included.
    ///
    /// # Errors
    /// A `reference` error for anything else: empty components, steps below 1, words, ellipses.
    pub fn parse(text: &str) -> Result<Slice> {
        Self::read(text).map_err(Error::from)
    }

    /// As [`Slice::parse`], with the fault still unplaced.
    pub(super) fn read(text: &str) -> Result<Slice, Fault> {
        let inner = text
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .ok_or_else(|| Fault::new(0..text.len(), "a slice stands in `[` and `]`"))?;
        if inner.trim_ascii().is_empty() {
            return Ok(Slice {
                components: Vec::new(),
            });
        }
        let mut start = 1;
        let mut components = Vec::new();
        for part in inner.split(',') {
            components.push(component(part).map_err(|fault| fault.shifted(start))?);
            start += part.len() + 1;
        }
        Ok(Slice { components })
    }
}

fn component(part: &str) -> Result<Component, Fault> {
    let word = part.trim_ascii();
    let start = part.len() - part.trim_ascii_start().len();
    let at = start..start + word.len();
    let fault = |message: String| Fault::new(at.clone(), message);
    if word.is_empty() {
        return Err(Fault::new(
            0..part.len(),
            "a component of the slice is empty",
        ));
    }
    let invalid = || {
        fault(format!("`{word}` is no component of a slice")).hint(
            "a component is a position, such as `0` or `-1`, or a range, such as `:8` or `2:10:2`",
        )
    };
    let mut numbers = Vec::new();
    for number in word.split(':') {
        numbers.push(
            integer(number.trim_ascii())
                .ok_or_else(invalid)?
                .map_err(fault)?,
        );
    }
    match numbers[..] {
        [Some(index)] => Ok(Component::Index(index)),
        [start, stop] => Ok(Component::Range {
            start,
            stop,
            step: 1,
        }),
        [start, stop, step] => match u64::try_from(step.unwrap_or(1)) {
            Ok(step @ 1..) => Ok(Component::Range { start, stop, step }),
            _ => Err(fault(format!(
                "the step of `{word}` must be greater than zero"
            ))),
        },
        _ => Err(invalid()),
    }
}

/// Nothing for a word that is no integer; an error for one too large to count anything.
fn integer(word: &str) -> Option<Result<Option<i64>, String>> {
    if word.is_empty() {
        return Some(Ok(None));
    }
    let digits = word.strip_prefix(['+', '-']).unwrap_or(word);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = word.parse().map(Some);
    Some(number.map_err(|_| format!("`{word}` is too large for a slice")))
}

impl fmt::Display for Slice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (position, component) in self.components.iter().enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            write!(f, "{comma}{component}")?;
        }
        f.write_str("]")
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = |bound: Option<i64>| bound.map_or(String::new(), |bound| bound.to_string());
        match *self {
            Component::Index(index) => write!(f, "{index}"),
            Component::Range {
                start,
                stop,
                step: 1,
            } => write!(f, "{}:{}", bound(start), bound(stop)),
            Component::Range { start, stop, step } => {
                write!(f, "{}:{}:{step}", bound(start), bound(stop))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_canonical_text_has_no_inner_blanks() {
        let cases = [
            ("[]", "[]"),
            ("[ ]", "[]"),
            ("[:]", "[:]"),
            ("[ 1 : 3 ]", "[1:3]"),
            ("[:8,1 :3: 2]", "[:8, 1:3:2]"),
            ("[::1]", "[:]"),
            ("[::]", "[:]"),
            ("[+1, -2:]", "[1, -2:]"),
        ];
        for (text, canonical) in cases {
            assert_eq!(
                Slice::parse(text)
                    .map(|slice| slice.to_string())
                    .ok()
                    .as_deref(),
                Some(canonical)
            );
        }
    }

    #[test]
    fn a_fault_lies_at_the_guilty_component() {
        let at = |text| Slice::read(text).map_err(|fault| fault.at);
        assert_eq!(at("[:, abc]"), Err(4..7));
        assert_eq!(at("[1,,2]"), Err(3..3));
        assert_eq!(at("[0, ::0]"), Err(4..7));
    }

    #[test]
    fn numbers_beyond_counting_are_refused() {
        let error = Slice::parse("[99999999999999999999:]").expect_err("too large");
        assert_eq!(
            error.message(),
            "`99999999999999999999` is too large for a slice"
        );
    }

    fn any_component() -> impl Strategy<Value = Component> {
        let bound = proptest::option::of(any::<i64>());
        let step = 1..=i64::MAX as u64;
        prop_oneof![
            any::<i64>().prop_map(Component::Index),
            (bound.clone(), bound, step).prop_map(|(start, stop, step)| Component::Range {
                start,
                stop,
                step
            }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_printed_parses_to_the_same_slice(components in prop::collection::vec(any_component(), 0..5)) {
            let slice = Slice { components };
            prop_assert_eq!(Slice::parse(&slice.to_string()).ok(), Some(slice));
        }

        #[test]
        fn no_text_makes_the_parser_fall(text in "\\[[-+0-9:,. a\\[\\]]{0,12}\\]?") {
            if let Ok(slice) = Slice::parse(&text) {
                prop_assert!(!slice.to_string().contains(".."));
            }
        }
    }
}
