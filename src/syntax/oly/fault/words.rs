//! How messages quote the line: whole words, printable and short.

use crate::syntax::oly::token::continues_word;

/// The word at the start of the text, or its first character if that is not part of a word.
pub fn first_word(at: &str) -> &str {
    let end = at.find(|c| !continues_word(c)).unwrap_or(at.len());
    let first = at.chars().next().map_or(0, char::len_utf8);
    at.get(..end.max(first)).unwrap_or("")
}

/// What stands at the start of the text, for the end of a message.
pub fn found(at: &str) -> String {
    match first_word(at) {
        "" => "the end of the line".into(),
        word => format!("`{}`", shown(word)),
    }
}

/// Text fit for a message: control characters escaped, long text cut short.
pub fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let mut characters = text.chars();
    let mut shown = String::new();
    for c in characters.by_ref().take(MOST) {
        if c.is_control() {
            shown.extend(c.escape_default())
        } else {
            shown.push(c)
        }
    }
    if characters.next().is_some() {
        shown.push_str("...");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_whole_short_and_printable() {
        assert_eq!(found("from x"), "`from`");
        assert_eq!(found(".x"), "`.`");
        assert_eq!(found(""), "the end of the line");
        assert_eq!(found("\u{7}x"), "`\\u{7}`");
        assert_eq!(shown(&"é".repeat(61)), format!("{}...", "é".repeat(60)));
    }
}
