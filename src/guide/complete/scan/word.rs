//! How far a word goes.

/// How many bytes the bare word at the start of a text takes: up to a comma, a blank or a closing bracket
/// outside its own brackets. A bracket that is still open takes all there is of the line.
pub(super) fn length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '\n' => return at,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ',' | ' ' | '\t' | '\r' | ']' | '}' if depth == 0 => return at,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

/// How many bytes the text in quotes at the start of a text takes, quotes included; nothing where the
/// quote is not closed.
pub(super) fn quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' if quote == '"' => drop(characters.next()),
            _ if c != quote => {}
            _ if quote == '\'' && characters.next_if(|(_, next)| *next == '\'').is_some() => {}
            _ => return Some(at + 1),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_marks_outside_their_brackets() {
        assert_eq!(length("a.b, c"), 3);
        assert_eq!(length("w::[:, 0] }"), 9);
        assert_eq!(length("(a|b) c"), 5);
        assert_eq!(length("x::[0, 1"), 8);
        assert_eq!(length(r"h\. x"), 3);
    }

    #[test]
    fn quotes_end_where_they_are_closed() {
        assert_eq!(quoted("'a b' c"), Some(5));
        assert_eq!(quoted("'it''s'"), Some(7));
        assert_eq!(quoted(r#""a\"b""#), Some(6));
        assert_eq!(quoted("'a"), None);
    }
}
