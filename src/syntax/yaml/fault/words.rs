//! The words around a byte of a text.

use std::ops::Range;

/// The character at `at`, or the end of the text.
pub(super) fn character(content: &str, at: usize) -> Range<usize> {
    let length = content[at..].chars().next().map_or(0, char::len_utf8);
    at..at + length
}

/// The number of the line of `at`, from 1.
pub(super) fn line(content: &str, at: usize) -> usize {
    content[..at].matches('\n').count() + 1
}

/// The words of the line of `at` that stand before it.
pub(super) fn before(content: &str, at: usize) -> &str {
    let start = content[..at].rfind('\n').map_or(0, |newline| newline + 1);
    &content[start..at]
}

/// From `at` to the next mark that ends a bare value inside brackets.
pub(super) fn word(content: &str, at: usize) -> Range<usize> {
    let rest = &content[at..];
    let end = rest.find([',', ' ', ']', '}', '\n', '\r']);
    at..at + end.unwrap_or(rest.len())
}

/// The word that ends at `at`: from the blank, bracket or comma before it.
pub(super) fn word_before(content: &str, at: usize) -> Range<usize> {
    let opens = content[..at].rfind([' ', '\t', ',', '[', '{', '\n']);
    opens.map_or(0, |opens| opens + 1)..at
}

/// The words of the last line above that of `at` that is neither blank nor a comment.
pub(super) fn line_above(content: &str, at: usize) -> Option<Range<usize>> {
    let mut end = at - before(content, at).len();
    while end > 0 {
        let line = before(content, end - 1);
        let start = end - 1 - line.len();
        let words = line.trim_start_matches([' ', '-']);
        if !words.trim().is_empty() && !words.starts_with('#') {
            let indent = line.len() - words.len();
            return Some(start + indent..start + line.trim_end().len());
        }
        end = start;
    }
    None
}

/// The reference around byte `at`: from the blank, bracket or comma before it to the end of its slice.
pub(super) fn sliced(content: &str, at: usize) -> Range<usize> {
    let opens = content[..at].rfind([' ', ',', '[', '{', '\n']);
    let rest = &content[at..];
    let line = rest.find('\n').unwrap_or(rest.len());
    let end = rest[..line]
        .find([']', '}'])
        .map_or(line, |found| found + 1);
    opens.map_or(0, |opens| opens + 1)..at + end
}

/// The tab that indents the line of `at` or the line below it, if one does.
pub(super) fn tab(content: &str, at: usize) -> Option<Range<usize>> {
    let start = at - before(content, at).len();
    let found = content[start..at].rfind('\t').map(|tab| start + tab);
    let tab = found.or_else(|| content[at..].find("\n\t").map(|newline| at + newline + 1))?;
    Some(tab..tab + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_marks() {
        let text = "a: é\n{b: w::[:8, :], c: *d}";
        let found = |range: Range<usize>| &text[range];
        let at = |words| text.find(words).expect("words");
        assert_eq!(found(character(text, at("é"))), "é");
        assert_eq!(found(character(text, text.len())), "");
        assert_eq!(line(text, at("w")), 2);
        assert_eq!(before(text, at("w")), "{b: ");
        assert_eq!(found(word(text, at("*d"))), "*d");
        assert_eq!(found(sliced(text, at(":["))), "w::[:8, :]");
        assert_eq!(found(word_before(text, at("::["))), "w");
        assert_eq!(line_above("a:\n - b \n\n # c\nd", 15), Some(6..7));
        assert_eq!(line_above("a: b", 3), None);
        assert_eq!(tab("a:\n \tb", 5), Some(4..5));
        assert_eq!(tab("a: |\n\tb", 3), Some(5..6));
        assert_eq!(tab("a: b", 3), None);
    }
}
