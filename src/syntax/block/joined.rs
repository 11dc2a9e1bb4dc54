//! Lines that a backslash at their end joins with the next one.

use std::borrow::Cow;

/// Whether the last line of a text goes on in the next: it is no comment, and its last backslash escapes nothing.
pub(super) fn goes_on(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or("").trim_end();
    let bare = line.trim_end_matches('\\');
    !bare.trim_start().starts_with('#') && (line.len() - bare.len()) % 2 == 1
}

/// The text with joined lines as one each, without the backslash between them.
pub(super) fn of(text: &str) -> Cow<'_, str> {
    if !text.contains("\\\n") && !text.contains("\\ ") && !text.contains("\\\r") {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.ends_with('\n') && goes_on(line.trim_end_matches(['\r', '\n'])) {
            true => joined.push_str(without_mark(line)),
            false => joined.push_str(line),
        }
    }
    Cow::Owned(joined)
}

/// A line that goes on, without the backslash that says so.
pub(super) fn without_mark(line: &str) -> &str {
    let line = line.trim_end();
    line.strip_suffix('\\').unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_backslash_joins_unless_it_is_escaped_or_in_a_comment() {
        for (text, joins) in [
            ("copy: from: a, \\", true),
            ("copy: from: a, \\  ", true),
            ("a\\\\", false),
            ("a\\\\\\", true),
            ("# a \\", false),
            ("a \\\nb", false),
            ("\\", true),
            ("", false),
        ] {
            assert_eq!(goes_on(text), joins, "{text}");
        }
    }

    #[test]
    fn joined_lines_are_one() {
        for (text, joined) in [
            (
                "copy: from: a, \\\n  to: b\nexit\n",
                "copy: from: a,   to: b\nexit\n",
            ),
            ("copy: from: h.\\\r\n0, to: b", "copy: from: h.0, to: b"),
            ("a \\\n\\\nb", "a b"),
            ("# a \\\nb", "# a \\\nb"),
            ("a\\", "a\\"),
            ("a\\\\\nb", "a\\\\\nb"),
        ] {
            assert_eq!(of(text), joined, "{text:?}");
        }
    }
}
