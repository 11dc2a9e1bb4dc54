//! Text from files and from users made fit to show: nothing hidden, nothing endless.

use std::borrow::Cow;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const CUT: &str = "...";

/// The text with everything that would move the cursor, break the line or hide words written as an
/// escape: `\n`, `\t`, `\r`, `\x1b`, `\u{202e}`. Names in hostile files hold such characters.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        push_visible(&mut shown, character);
    }
    Cow::Owned(shown)
}

fn push_visible(shown: &mut String, character: char) {
    match character {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        _ if is_hidden(character) => shown.push_str(&escape(u32::from(character))),
        _ => shown.push(character),
    }
}

fn escape(code: u32) -> String {
    if code < 0x100 {
        format!("\\x{code:02x}")
    } else {
        format!("\\u{{{code:x}}}")
    }
}

/// Control characters, line and paragraph separators, and marks that reorder or join text.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        )
}

/// At most `most` characters of the text: what is too long loses its middle to `...`.
pub fn shorten(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most || text.chars().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    let kept = most.saturating_sub(CUT.len());
    let tail = kept / 3;
    let head = byte_of(text, kept - tail);
    let rest = text.char_indices().rev().take(tail).last();
    let end = rest.map_or("", |(at, _)| &text[at..]);
    Cow::Owned(format!("{}{CUT}{end}", &text[..head]))
}

/// The offset of the character with this number, or the end of the text.
fn byte_of(text: &str, character: usize) -> usize {
    let found = text.char_indices().nth(character);
    found.map_or(text.len(), |(at, _)| at)
}

/// One line of at most `most` characters with nothing hidden in it.
pub fn one_line(text: &str, most: usize) -> String {
    let cut = shorten(text, most);
    shorten(&visible(&cut), most).into_owned()
}

/// The text in lines of at most `width` characters, broken at single blanks, as far as its words allow.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut length = 0;
    for word in text.split(' ') {
        let own = word.chars().count();
        match length {
            0 => {}
            _ if length + 1 + own > width => {
                lines.push('\n');
                length = 0;
            }
            _ => {
                lines.push(' ');
                length += 1;
            }
        }
        lines.push_str(word);
        length += own;
    }
    lines
}

/// How many columns of a screen a text takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// As much of a text as so many columns of a screen hold.
pub fn cut(text: &str, columns: usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, character)| {
        taken += character.width().unwrap_or(0);
        taken > columns
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// The text with every line that is longer than so many columns broken at blanks. What goes on stands below the last
/// column of its line, if that is a table's and leaves room.
pub fn hanging(text: &str, width: usize) -> String {
    let lines = text.lines().map(|line| hung(line, width));
    lines.collect::<Vec<_>>().join("\n")
}

fn hung(line: &str, width: usize) -> String {
    if columns(line) <= width {
        return line.to_string();
    }
    let margin = line.len() - line.trim_start().len();
    let last = line
        .trim_end()
        .rfind("  ")
        .map_or(0, |at| columns(&line[..at + 2]));
    let indent = match last {
        _ if last <= width / 2 => last.max(margin),
        _ => (margin + 2).min(width / 2),
    };
    let mut rows = String::new();
    let mut taken = 0;
    for (at, word) in line.split(' ').enumerate() {
        let own = columns(word);
        if at > 0 && taken + 1 + own > width && taken > indent {
            rows.truncate(rows.trim_end().len());
            rows.push('\n');
            rows.push_str(&" ".repeat(indent));
            taken = indent;
        } else if at > 0 {
            rows.push(' ');
            taken += 1;
        }
        rows.push_str(word);
        taken += own;
    }
    rows
}

/// How many rows of a screen of so many columns a text takes.
pub fn rows(text: &str, width: usize) -> usize {
    let length = |line: &str| columns(&anstream::adapter::strip_str(line).to_string());
    let rows = |line: &str| length(line).div_ceil(width.max(1)).max(1);
    text.lines().map(rows).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hidden_characters_are_written_out() {
        let cases = [
            ("h.0.w", "h.0.w"),
            ("größe 日本", "größe 日本"),
            ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("\u{1b}[2J\u{7f}\u{9b}", "\\x1b[2J\\x7f\\x9b"),
            ("a\u{202e}b\u{feff}", "a\\u{202e}b\\u{feff}"),
            (r"a\nb", r"a\nb"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn wide_characters_take_two_columns() {
        for (text, taken) in [("a.b", 3), ("日本.w", 6), ("e\u{301}", 1), ("", 0)] {
            assert_eq!(columns(text), taken, "{text}");
        }
        assert_eq!(cut("日本", 3), "日");
        assert_eq!(cut("日本", 4), "日本");
        assert_eq!(rows("日本\n\u{1b}[1mab\u{1b}[0m", 3), 3);
    }

    #[test]
    fn long_lines_go_on_below_their_last_column() {
        let table = "  from  reference  the tensors to read; may be sliced";
        for (text, width, broken) in [
            (table, 60, table),
            (
                "  eps  a number of at least 0",
                16,
                "  eps  a number\n       of at\n       least 0",
            ),
            ("one two three", 8, "one two\nthree"),
            ("endless_word_here", 8, "endless_word_here"),
        ] {
            assert_eq!(hanging(text, width), broken, "{text}");
        }
    }

    #[test]
    fn long_text_loses_its_middle() {
        let cases = [
            ("abcdefghij", 10, "abcdefghij"),
            ("äbcdefghij", 10, "äbcdefghij"),
            ("abcdefghijk", 10, "abcde...jk"),
            ("äöüäöüäöüäöü", 9, "äöüä...öü"),
            ("abcdef", 3, "..."),
            ("", 0, ""),
        ];
        for (text, most, short) in cases {
            assert_eq!(shorten(text, most), short);
        }
    }

    #[test]
    fn long_lines_take_several_rows() {
        for (text, width, taken) in [
            ("", 10, 0),
            ("a\n\nb", 10, 3),
            ("0123456789\n0123456789a", 10, 3),
            ("\u{1b}[31m0123456789\u{1b}[0m", 10, 1),
            ("abc", 0, 3),
        ] {
            assert_eq!(rows(text, width), taken, "{text:?}");
        }
    }

    #[test]
    fn lines_break_between_words() {
        for (text, width, lines) in [
            ("one two three", 80, "one two three"),
            ("one two three", 7, "one two\nthree"),
            ("one two three", 6, "one\ntwo\nthree"),
            ("längeres wort", 3, "längeres\nwort"),
            ("", 5, ""),
        ] {
            assert_eq!(wrapped(text, width), lines);
        }
    }

    proptest! {
        #[test]
        fn wrapped_text_is_narrow_where_its_words_are(text in "[a-zé]{1,8}( [a-zé]{1,8}){0,9}", width in 8..40usize) {
            let lines = wrapped(&text, width);
            prop_assert!(lines.lines().all(|line| line.chars().count() <= width));
            prop_assert_eq!(lines.replace('\n', " "), text);
        }

        #[test]
        fn a_line_is_one_line_and_short(text in any::<String>(), most in 3..40usize) {
            let line = one_line(&text, most);
            prop_assert!(line.chars().count() <= most);
            prop_assert!(!line.chars().any(is_hidden));
        }
    }
}
