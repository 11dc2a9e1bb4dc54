//! The bytes of a value, cut down from what the parser counts to it.

use super::quotes;
use saphyr_parser::ScalarStyle;
use std::ops::Range;

/// Where a value itself begins, behind its anchor, its tag and the comments between them.
pub(super) fn behind_properties(content: &str, range: Range<usize>) -> usize {
    let mut rest = &content[range.clone()];
    loop {
        rest = rest.trim_start();
        rest = match rest.as_bytes().first() {
            Some(b'&' | b'!') => rest.trim_start_matches(|c: char| !c.is_whitespace()),
            Some(b'#') => rest.trim_start_matches(|c| c != '\n'),
            _ => return range.end - rest.len(),
        };
    }
}

/// The bytes of a scalar that begins at `start`. The parser counts a comment behind a quote, the
/// line break behind a block and the bracket behind a left-out value as part of it.
pub(super) fn scalar(
    content: &str,
    start: usize,
    end: usize,
    style: ScalarStyle,
    text: &str,
) -> Range<usize> {
    let end = match style {
        ScalarStyle::Plain if text.is_empty() => start,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            quotes::closing(content, start).unwrap_or(end)
        }
        _ => start + content[start..end].trim_end().len(),
    };
    start..end
}

/// The first byte from `start` on that is not blank.
pub(super) fn next_word(content: &str, start: usize) -> usize {
    content.len() - content[start..].trim_start().len()
}
