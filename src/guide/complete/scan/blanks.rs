//! Blanks and comments.

/// How many bytes of blanks a text begins with.
pub(super) fn length(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\r']).len()
}

/// How many bytes the backslash that joins two lines takes, with the line end behind it; none where a text does not
/// begin with one.
pub(super) fn joint(text: &str) -> usize {
    let behind = text.strip_prefix('\\').unwrap_or("");
    let end = length(behind);
    match behind[end..].starts_with('\n') {
        true => end + 2,
        false => 0,
    }
}

/// How many spaces a text begins with.
pub(super) fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// How many bytes the first line takes, without its end.
pub(super) fn line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_counted_in_bytes() {
        for (text, blanks, spaces) in [
            ("", 0, 0),
            ("a", 0, 0),
            ("  a", 2, 2),
            (" \t\r a", 4, 1),
            ("\t a", 2, 0),
            (" \n a", 1, 1),
            ("\u{a0}a", 0, 0),
        ] {
            assert_eq!((length(text), indent(text)), (blanks, spaces), "{text:?}");
        }
    }

    #[test]
    fn a_backslash_joins_lines_at_their_end_alone() {
        for (text, joined) in [
            ("\\\na", 2),
            ("\\ \t\r\na", 5),
            ("\\a\n", 0),
            ("\\", 0),
            ("a\\\n", 0),
            ("", 0),
        ] {
            assert_eq!(joint(text), joined, "{text:?}");
        }
    }

    #[test]
    fn a_line_ends_before_its_end() {
        for (text, bytes) in [("", 0), ("a", 1), ("é\nb", 2), ("\nb", 0)] {
            assert_eq!(line(text), bytes, "{text:?}");
        }
    }
}
