//! The lines of a text that need not be YAML: where their words and quotes are, and what they hold.

use super::quotes;
use crate::error::Place;
use std::ops::Range;

/// A line that begins outside quotes, brackets and block text, up to the end of what it opens.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    /// How many blanks it begins with.
    pub(super) indent: usize,
    /// Whether dashes make it an item of a list.
    pub(super) item: bool,
    /// Its words: behind the dashes, without a comment at the end.
    pub(super) words: Range<usize>,
    /// The scalars in double quotes.
    pub(super) quoted: Vec<Range<usize>>,
    /// Where a `|` or `>` opens block text on the lines below.
    pub(super) block: Option<usize>,
}

/// The lines of a text in order, without those that are empty or hold a comment alone.
pub(super) struct Lines<'a> {
    content: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    /// Begins at the start of `place` and ends with it. All ranges are of the whole text.
    pub(super) fn of(place: &'a Place) -> Self {
        let range = place.range();
        let content = &place.text().content()[..range.end];
        let words = place.words().trim_start_matches('\u{feff}');
        let at = content.len() - words.len();
        Lines { content, at }
    }

    /// Goes on behind the next line break.
    fn leave_line(&mut self) {
        let rest = &self.content[self.at..];
        self.at += rest.find('\n').map_or(rest.len(), |newline| newline + 1);
    }

    fn line(&mut self) -> Line {
        let indent = self.blanks();
        self.at += indent;
        let start = self.at;
        let mut parent = indent;
        while self.content[self.at..].starts_with('-') && self.ends_word(self.at + 1, 0) {
            parent = indent + self.at - start;
            self.at += 1;
            self.at += self.blanks();
        }
        let item = self.at > start;
        let mut words = Words::new(self.content, self.at);
        words.read(self);
        let line = Line {
            indent,
            item,
            words: words.start..words.end,
            quoted: words.quoted,
            block: words.block,
        };
        self.leave_line();
        if let Some(block) = line.block {
            let key = indent + line.words.start - start;
            self.leave_block(if block > line.words.start {
                key
            } else {
                parent
            });
        }
        line
    }

    /// How many blanks stand here.
    fn blanks(&self) -> usize {
        let rest = &self.content[self.at..];
        rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    /// Skips the block text below a line whose own words begin in column `parent`.
    fn leave_block(&mut self, parent: usize) {
        while self.at < self.content.len() {
            let rest = &self.content[self.at + self.blanks()..];
            if self.blanks() <= parent && !rest.starts_with(['\n', '\r']) {
                return;
            }
            self.leave_line();
        }
    }

    /// Whether a word that needs a blank behind it ends at `at`.
    fn ends_word(&self, at: usize, flow: usize) -> bool {
        match self.content.as_bytes().get(at) {
            None | Some(b' ' | b'\t' | b'\n' | b'\r') => true,
            Some(b',' | b'[' | b']' | b'{' | b'}') => flow > 0,
            _ => false,
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while self.at < self.content.len() {
            let line = self.line();
            if line.item || !line.words.is_empty() {
                return Some(line);
            }
        }
        None
    }
}

/// The words of one line while they are read.
struct Words {
    start: usize,
    end: usize,
    quoted: Vec<Range<usize>>,
    block: Option<usize>,
    /// How many brackets are open.
    flow: usize,
    /// Whether a value may begin here, so that a quote opens one.
    fresh: bool,
}

impl Words {
    fn new(content: &str, start: usize) -> Self {
        Words {
            start,
            end: start.min(content.len()),
            quoted: Vec::new(),
            block: None,
            flow: 0,
            fresh: true,
        }
    }

    /// Reads up to the line break that ends the line.
    fn read(&mut self, lines: &mut Lines) {
        let bytes = lines.content.as_bytes();
        while let Some(&byte) = bytes.get(lines.at) {
            match byte {
                b'\n' if self.flow == 0 => return,
                b' ' | b'\t' | b'\r' | b'\n' => lines.at += 1,
                b'#' if lines.at == self.start || bytes[lines.at - 1].is_ascii_whitespace() => {
                    let rest = &lines.content[lines.at..];
                    lines.at += rest.find('\n').unwrap_or(rest.len());
                }
                _ => {
                    lines.at = self.word(byte, lines);
                    self.end = lines.at;
                }
            }
        }
    }

    /// Reads what begins with `byte` and gives back where it ends.
    fn word(&mut self, byte: u8, lines: &Lines) -> usize {
        let (at, content) = (lines.at, lines.content);
        let fresh = std::mem::take(&mut self.fresh);
        match byte {
            b'"' | b'\'' if fresh => {
                let end = quotes::closing(content, at).unwrap_or(content.len());
                if byte == b'"' {
                    self.quoted.push(at..end);
                }
                return end;
            }
            b'[' | b'{' if fresh || self.flow > 0 => {
                self.flow += 1;
                self.fresh = true;
            }
            b']' | b'}' => self.flow = self.flow.saturating_sub(1),
            b',' => self.fresh = self.flow > 0,
            b':' => self.fresh = lines.ends_word(at + 1, self.flow),
            b'|' | b'>' if fresh && self.flow == 0 && opens_block(&content[at + 1..]) => {
                self.block = Some(at);
            }
            b'&' | b'!' if fresh => {
                self.fresh = true;
                let rest = &content[at..];
                return at + rest.find(char::is_whitespace).unwrap_or(rest.len());
            }
            _ => {}
        }
        at + 1
    }
}

/// Whether nothing but indicators and a comment stands between a `|` or `>` and the line's end.
fn opens_block(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or("");
    let behind = line.trim_start_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    behind.trim().is_empty() || behind.trim_start().starts_with('#') && behind.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;

    fn lines(content: &str) -> Vec<Line> {
        let text = Text::line(content);
        Lines::of(&Place::new(&text, 0..content.len())).collect()
    }

    /// Each line as indent, `-` if it is an item, and its words.
    fn shown(content: &str) -> Vec<String> {
        let show = |line: Line| {
            let dash = if line.item { "-" } else { "" };
            format!("{}{dash} {}", line.indent, &content[line.words])
        };
        lines(content).into_iter().map(show).collect()
    }

    #[test]
    fn lines_are_told_with_their_words() {
        let text = "# head\na: b # c\n\n- x\n  - - y#z\n -\r\n\té: 'a # b'";
        assert_eq!(
            shown(text),
            ["0 a: b", "0- x", "2- y#z", "1- ", "1 é: 'a # b'"]
        );
    }

    #[test]
    fn quotes_brackets_and_block_text_hide_their_lines() {
        let text = "a: 'x\n- y: z: w'\nb: [c,\n- d # ]\n]\nc: |2- # text\n  - e: f: g\n\n  h\n- k: >\n   l\n  m: n\n- |\n o\np: a | b\n q\n";
        assert_eq!(
            shown(text),
            [
                "0 a: 'x\n- y: z: w'",
                "0 b: [c,\n- d # ]\n]",
                "0 c: |2-",
                "0- k: >",
                "2 m: n",
                "0- |",
                "0 p: a | b",
                "1 q"
            ]
        );
    }

    #[test]
    fn double_quotes_are_found_where_a_value_begins() {
        let quoted = |content: &str| -> Vec<String> {
            let words = |line: Line| {
                line.quoted
                    .into_iter()
                    .map(|range| content[range].to_owned())
            };
            lines(content).into_iter().flat_map(words).collect()
        };
        assert_eq!(
            quoted(r#"- a: {b: "\.", 'c "d"': "e"}"#),
            [r#""\.""#, r#""e""#]
        );
        assert_eq!(quoted(r#"copy: from: "a", to: "b""#), [r#""a""#, r#""b""#]);
        assert_eq!(quoted(r#"a: say "x": it's "y""#), [""; 0]);
        assert_eq!(quoted("a: !t &b \"c\"\nd: \"open"), ["\"c\"", "\"open"]);
    }
}
