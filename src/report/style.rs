//! How a stream wants its reports: for a person or a pipe, with colours or without, how wide.

use super::Tone;
use comfy_table::Table;
use owo_colors::OwoColorize;
use rustix::fd::AsFd;
use rustix::termios::tcgetwinsize;
use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;

const DEFAULT_WIDTH: usize = 80;
const DEFAULT_HEIGHT: usize = 24;

/// What a report must fit. Each stream has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// A person looks at a screen, not a program at a pipe.
    pub terminal: bool,
    /// Colours may be used.
    pub color: bool,
    /// Columns of the screen, at least 1.
    pub width: usize,
    /// Lines of the screen, at least 1.
    pub height: usize,
    /// Every report is one JSON document a line.
    pub json: bool,
}

/// What is known of a stream and its surroundings, from which a [`Style`] follows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// The stream is a terminal.
    pub terminal: bool,
    /// The value of `NO_COLOR`; any value but the empty one forbids colours (<https://no-color.org>).
    pub no_color: Option<&'a OsStr>,
    /// The value of `TERM`; `dumb` knows no colours.
    pub term: Option<&'a OsStr>,
    /// Columns of the terminal, if it tells.
    pub columns: Option<u16>,
    /// Lines of the terminal, if it tells.
    pub rows: Option<u16>,
    /// `--json` was given.
    pub json: bool,
}

impl Style {
    /// The style that follows from the facts.
    pub fn new(facts: &Facts) -> Self {
        let refused = facts.no_color.is_some_and(|value| !value.is_empty());
        let dumb = facts.term.is_some_and(|value| value == "dumb");
        let columns = facts.columns.filter(|columns| *columns > 0);
        let rows = facts.rows.filter(|rows| *rows > 0);
        Style {
            terminal: facts.terminal,
            color: facts.terminal && !facts.json && !refused && !dumb,
            width: columns.map_or(DEFAULT_WIDTH, usize::from),
            height: rows.map_or(DEFAULT_HEIGHT, usize::from),
            json: facts.json,
        }
    }

    /// The style of a pipe: no colours, 80 columns.
    pub fn plain() -> Self {
        Style::new(&Facts::default())
    }

    /// The style of standard output as it is now.
    pub fn stdout(json: bool) -> Self {
        Style::of_stream(&std::io::stdout(), &Table::new(), json)
    }

    /// The style of standard error as it is now.
    pub fn stderr(json: bool) -> Self {
        let mut table = Table::new();
        table.use_stderr();
        Style::of_stream(&std::io::stderr(), &table, json)
    }

    fn of_stream(stream: &(impl IsTerminal + AsFd), table: &Table, json: bool) -> Self {
        let no_color: Option<OsString> = std::env::var_os("NO_COLOR");
        let term = std::env::var_os("TERM");
        Style::new(&Facts {
            terminal: stream.is_terminal(),
            no_color: no_color.as_deref(),
            term: term.as_deref(),
            columns: table.width(),
            rows: tcgetwinsize(stream).ok().map(|size| size.ws_row),
            json,
        })
    }

    /// The text in the colour of its tone, or as it is where colours are off.
    pub fn paint(&self, tone: Tone, text: &str) -> String {
        if !self.color || tone == Tone::Plain {
            return text.to_owned();
        }
        text.style(tone.color()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal() -> Facts<'static> {
        Facts {
            terminal: true,
            columns: Some(120),
            ..Facts::default()
        }
    }

    #[test]
    fn colours_are_for_terminals_that_want_them() {
        let color = |facts: Facts| Style::new(&facts).color;
        let no_color = |value| Facts {
            no_color: Some(OsStr::new(value)),
            ..terminal()
        };
        let dumb = Facts {
            term: Some(OsStr::new("dumb")),
            ..terminal()
        };
        assert!(color(terminal()));
        assert!(color(no_color("")));
        assert!(!color(no_color("1")));
        assert!(!color(dumb));
        assert!(!color(Facts::default()));
        assert!(!color(Facts {
            json: true,
            ..terminal()
        }));
    }

    #[test]
    fn the_width_is_that_of_the_terminal_or_80() {
        let width = |columns| {
            let facts = Facts {
                columns,
                ..terminal()
            };
            Style::new(&facts).width
        };
        assert_eq!(width(Some(120)), 120);
        assert_eq!(width(Some(0)), 80);
        assert_eq!(width(None), 80);
    }

    #[test]
    fn painting_leaves_the_text_alone_where_colours_are_off() {
        assert_eq!(Style::plain().paint(Tone::Bad, "no"), "no");
        assert_eq!(
            Style::new(&terminal()).paint(Tone::Bad, "no"),
            "\u{1b}[31mno\u{1b}[0m"
        );
        assert_eq!(Style::new(&terminal()).paint(Tone::Plain, "no"), "no");
    }
}
