//! How a stream wants its reports: for a person or a pipe, with colours or without, how wide.

use super::{Alphabet, Tone};
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
    /// What was drawn can be drawn over: the cursor moves where it is told to.
    pub moves: bool,
    /// The characters that can be shown.
    pub alphabet: Alphabet,
}

/// What is known of a stream and its surroundings, from which a [`Style`] follows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// The stream is a terminal.
    pub terminal: bool,
    /// The value of `NO_COLOR`; any value but the empty one forbids colours (<https://no-color.org>).
    pub no_color: Option<&'a OsStr>,
    /// The value of `TERM`; `dumb` knows letters and line ends, nothing else.
    pub term: Option<&'a OsStr>,
    /// The name of the locale of characters.
    pub locale: Option<&'a OsStr>,
    /// Columns of the terminal, if it tells.
    pub columns: Option<u16>,
    /// Lines of the terminal, if it tells.
    pub rows: Option<u16>,
    /// `--json` was given.
    pub json: bool,
    /// Whether there are to be colours, where a person has said so.
    pub color: Option<bool>,
}

impl Style {
    /// The style that follows from the facts.
    pub fn new(facts: &Facts) -> Self {
        let refused = facts.no_color.is_some_and(|value| !value.is_empty());
        let dumb = facts.term.is_some_and(|value| value == "dumb");
        let alphabet = match facts.terminal {
            true if dumb => Alphabet::Ascii,
            true => Alphabet::of_locale(facts.locale),
            false => Alphabet::Unicode,
        };
        let style = Style {
            terminal: facts.terminal,
            color: !facts.json && facts.color.unwrap_or(facts.terminal && !refused && !dumb),
            width: DEFAULT_WIDTH,
            height: DEFAULT_HEIGHT,
            json: facts.json,
            moves: facts.terminal && !dumb,
            alphabet,
        };
        style.of_size(facts.columns, facts.rows)
    }

    /// The style of a pipe: no colours, 80 columns.
    pub fn plain() -> Self {
        Style::new(&Facts::default())
    }

    /// The style of standard output as it is now.
    pub fn stdout(json: bool, color: Option<bool>) -> Self {
        Style::of_stream(&std::io::stdout(), json, color)
    }

    /// The style of standard error as it is now.
    pub fn stderr(json: bool, color: Option<bool>) -> Self {
        Style::of_stream(&std::io::stderr(), json, color)
    }

    fn of_stream(stream: &(impl IsTerminal + AsFd), json: bool, color: Option<bool>) -> Self {
        let no_color = std::env::var_os("NO_COLOR");
        let term = std::env::var_os("TERM");
        let locale = locale(|name| std::env::var_os(name));
        let style = Style::new(&Facts {
            terminal: stream.is_terminal(),
            no_color: no_color.as_deref(),
            term: term.as_deref(),
            locale: locale.as_deref(),
            json,
            color,
            ..Facts::default()
        });
        style.measured(stream)
    }

    /// The same style, as large as the stream is now.
    pub(super) fn measured(self, stream: &impl AsFd) -> Self {
        match tcgetwinsize(stream) {
            Ok(size) => self.of_size(Some(size.ws_col), Some(size.ws_row)),
            Err(_) => self,
        }
    }

    /// The same style on a screen of this size, as far as it is known; 0 is a size that nobody knows.
    fn of_size(self, columns: Option<u16>, rows: Option<u16>) -> Self {
        let known = |side: Option<u16>| side.filter(|side| *side > 0).map(usize::from);
        Style {
            width: known(columns).unwrap_or(self.width),
            height: known(rows).unwrap_or(self.height),
            ..self
        }
    }

    /// The text in the colour of its tone, or as it is where colours are off.
    pub fn paint(&self, tone: Tone, text: &str) -> String {
        if !self.color || tone == Tone::Plain {
            return text.to_owned();
        }
        text.style(tone.color()).to_string()
    }
}

/// The name of the locale of characters: the first of three variables that says anything (POSIX.1-2024, Base
/// Definitions, 8.2).
fn locale(variable: impl Fn(&str) -> Option<OsString>) -> Option<OsString> {
    let mut values = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(variable);
    values.find(|value| !value.is_empty())
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
    fn a_dumb_terminal_has_letters_and_no_cursor() {
        let of = |facts: Facts| {
            let style = Style::new(&facts);
            (style.moves, style.alphabet)
        };
        let with = |term, locale| Facts {
            term: Some(OsStr::new(term)),
            locale: Some(OsStr::new(locale)),
            ..terminal()
        };
        assert_eq!(of(with("xterm", "C.UTF-8")), (true, Alphabet::Unicode));
        assert_eq!(of(with("xterm", "C")), (true, Alphabet::Ascii));
        assert_eq!(of(with("dumb", "C.UTF-8")), (false, Alphabet::Ascii));
        let pipe = Facts {
            terminal: false,
            ..with("dumb", "C")
        };
        assert_eq!(of(pipe), (false, Alphabet::Unicode));
    }

    #[test]
    fn the_first_variable_that_says_anything_names_the_locale() {
        for (set, named) in [
            (&[("LANG", "C")][..], Some("C")),
            (&[("LANG", "C"), ("LC_CTYPE", "C.UTF-8")], Some("C.UTF-8")),
            (&[("LC_CTYPE", "a"), ("LC_ALL", "b")], Some("b")),
            (&[("LANG", "a"), ("LC_ALL", "")], Some("a")),
            (&[], None),
        ] {
            let value = |name: &str| {
                let found = set.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| OsString::from(value))
            };
            assert_eq!(locale(value), named.map(OsString::from));
        }
    }

    #[test]
    fn a_screen_keeps_the_size_that_it_does_not_tell() {
        let style = Style::new(&terminal()).of_size(Some(40), None);
        assert_eq!((style.width, style.height), (40, 24));
        assert_eq!(
            style.of_size(Some(0), Some(7)),
            Style { height: 7, ..style }
        );
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

    #[test]
    fn a_person_decides_on_colours_where_they_say_so() {
        let with = |facts: Facts<'_>, color| Style::new(&Facts { color, ..facts }).color;
        let json = Facts {
            json: true,
            ..terminal()
        };
        assert!(with(Facts::default(), Some(true)) && !with(Facts::default(), None));
        assert!(with(terminal(), None) && !with(terminal(), Some(false)));
        assert!(!with(json, Some(true)));
    }
}
