//! Scalars in quotes as written: where they end, and which escapes they hold.

use std::ops::Range;

/// The byte behind the quote that closes the one at `open`, if any does.
pub(super) fn closing(content: &str, open: usize) -> Option<usize> {
    let bytes = content.as_bytes();
    let quote = *bytes.get(open)?;
    let mut at = open + 1;
    while let Some(&byte) = bytes.get(at) {
        let doubled = quote == b'\'' && byte == quote && bytes.get(at + 1) == Some(&quote);
        match byte {
            b'\\' if quote == b'"' => at += 2,
            _ if doubled => at += 2,
            _ if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

/// The escapes in `range` of `content`: where each backslash stands, and the character behind it.
pub(super) fn escapes(
    content: &str,
    range: Range<usize>,
) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut characters = content[range.clone()].char_indices();
    std::iter::from_fn(move || {
        let (at, _) = characters.find(|(_, c)| *c == '\\')?;
        let (_, escaped) = characters.next()?;
        Some((range.start + at, escaped))
    })
}

/// Whether YAML knows a backslash before this character.
pub(super) fn is_known(escaped: char) -> bool {
    "0abtnvfre \"/\\N_LPxuU\t\r\n".contains(escaped)
}

/// Whether YAML knows this escape where the writer of a pattern means another: `\b` is a word
/// border there and a backspace here.
pub(super) fn is_deceptive(escaped: char) -> bool {
    "b0aevfN_LP".contains(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_close_at_the_first_that_is_not_escaped() {
        for (text, end) in [
            ("'a' b", Some(3)),
            ("'it''s' b", Some(7)),
            ("'a\\' b", Some(4)),
            (r#""a\"b" c"#, Some(6)),
            (r#""a'b" c"#, Some(5)),
            ("'a", None),
            (r#""a\""#, None),
            (r#""a\"#, None),
            ("''", Some(2)),
        ] {
            assert_eq!(closing(text, 0), end, "{text}");
        }
    }

    #[test]
    fn escapes_are_pairs() {
        let text = r#"x "\\d\.é\é\"" y"#;
        let found: Vec<_> = escapes(text, 2..text.len() - 2).collect();
        assert_eq!(found, [(3, '\\'), (6, '.'), (10, 'é'), (13, '"')]);
    }
}
