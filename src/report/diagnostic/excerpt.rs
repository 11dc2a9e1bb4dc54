//! The line around a place, cut to what can be shown.

use crate::error::Place;
use crate::report::visible;
use std::ops::Range;

/// A piece of one line, with nothing hidden in it, and the bytes of it to mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub line: String,
    pub mark: Range<usize>,
}

/// The line in which the place begins, of which up to `around` characters are kept on both sides. A place
/// of several lines is marked in its first, and of a long place in a long line only the begin.
pub(super) fn excerpt(place: &Place, around: usize) -> Excerpt {
    let content = place.text().content();
    let range = line_at(content, place.range().start);
    let start = place.range().start.min(range.end);
    let end = place.range().end.clamp(start, range.end);
    let before = visible(last_characters(&content[range.start..start], around));
    let marked = visible(first_characters(&content[start..end], around));
    let after = visible(first_characters(&content[end..range.end], around));
    let line = format!("{before}{marked}{after}");
    let fits = first_characters(&line, around).len() == line.len();
    let most = if fits { around } else { around / 2 };
    let length = first_characters(&marked, most).len();
    Excerpt {
        mark: before.len()..before.len() + length,
        line,
    }
}

/// The line around an offset, without its end.
fn line_at(content: &str, offset: usize) -> Range<usize> {
    let (before, after) = content.split_at(offset);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = after
        .find('\n')
        .map_or(content.len(), |newline| offset + newline);
    let line = &content[start..end];
    start..start + line.strip_suffix('\r').unwrap_or(line).len()
}

fn first_characters(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most);
    end.map_or(text, |(at, _)| &text[..at])
}

fn last_characters(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().take(most).last();
    start.map_or("", |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;

    fn cut(content: &str, range: Range<usize>, around: usize) -> (String, String) {
        let found = excerpt(&Place::new(&Text::line(content), range), around);
        let marked = found.line[found.mark].to_owned();
        (found.line, marked)
    }

    #[test]
    fn the_line_of_the_place_is_shown_and_marked() {
        let cases = [
            ("a: b\nc: d\n", 8..9, "c: d", "d"),
            ("a: b\r\nc: d", 3..4, "a: b", "b"),
            ("a: b\nc: d\n", 3..9, "a: b", "b"),
            ("a: b\r\nc", 5..8, "a: b", ""),
            ("a: b\n", 5..5, "", ""),
            ("", 0..0, "", ""),
            ("é: \u{1b}é", 4..5, "é: \\x1bé", "\\x1b"),
        ];
        for (content, range, line, marked) in cases {
            let expected = (line.to_owned(), marked.to_owned());
            assert_eq!(cut(content, range, 80), expected, "{content:?}");
        }
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let content = format!("{}BAD{}", "x".repeat(1000), "y".repeat(1000));
        assert_eq!(
            cut(&content, 1000..1003, 6),
            ("xxxxxxBADyyyyyy".into(), "BAD".into())
        );
        assert_eq!(cut(&content, 1000..2003, 6).1, "BAD");
    }
}
