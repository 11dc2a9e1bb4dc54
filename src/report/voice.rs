//! What the program says, each thing on its stream: answers on standard output, the rest on standard
//! error.

use super::{Answer, Printer, Style, diagnostic, render};
use crate::error::{Error, Place};
use serde_json::Value;
use std::io::{stderr, stdout};
use std::sync::{Mutex, PoisonError};

/// How much is said on standard error beside failures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Notes, warnings, and the time of each step.
    All,
    /// Notes and warnings.
    #[default]
    Notes,
    /// Warnings.
    Warnings,
    /// Nothing but failures.
    Failures,
}

/// A voice on both streams. It may be used from anywhere.
pub struct Voice {
    out: Stream,
    err: Stream,
    level: Level,
}

struct Stream {
    style: Style,
    /// Gives the style as large as the screen is now.
    measured: fn(Style) -> Style,
    state: Mutex<State>,
}

struct State {
    printer: Printer,
    spoken: bool,
    failure: Option<Error>,
}

impl Voice {
    /// The voice of this process, with colours or without where that is said.
    pub fn new(json: bool, level: Level, color: Option<bool>) -> Self {
        let (out, err) = (Style::stdout(json, color), Style::stderr(json, color));
        let mut voice = Voice::over(
            (out, Printer::stdout(&out)),
            (err, Printer::stderr(&err)),
            level,
        );
        voice.out.measured = |style| style.measured(&stdout());
        voice.err.measured = |style| style.measured(&stderr());
        voice
    }

    /// A voice over any two printers, each with its style.
    pub fn over(out: (Style, Printer), err: (Style, Printer), level: Level) -> Self {
        Voice {
            out: Stream::new(out),
            err: Stream::new(err),
            level,
        }
    }

    /// How standard output wants its text now; a screen may change its size at any time.
    pub fn style(&self) -> Style {
        self.out.style()
    }

    /// How standard error wants its text now.
    pub fn error_style(&self) -> Style {
        self.err.style()
    }

    /// How much is said.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Whether every answer is a JSON document.
    pub fn is_json(&self) -> bool {
        self.out.style.json
    }

    /// Whether answers are shown with more than their plain text.
    pub fn is_detailed(&self) -> bool {
        self.out.style.json || self.out.style.terminal
    }

    /// Shows an answer.
    pub fn answer(&self, answer: &Answer) {
        self.out.print(&self.rendered(answer));
    }

    /// The text that an answer is shown as.
    pub fn rendered(&self, answer: &Answer) -> String {
        render(answer, &self.style())
    }

    /// Shows a line of text; nothing under `--json`.
    pub fn line(&self, line: &str) {
        if !self.out.style.json {
            self.out.print(line);
        }
    }

    /// Shows the summary of a run, set apart from what was shown before.
    pub fn summary(&self, text: &str, data: Value) {
        if !self.out.style.json && self.out.has_spoken() {
            self.out.print("---");
        }
        self.answer(&Answer::new("summary", text.trim_end(), data));
    }

    /// Tells something worth knowing.
    pub fn note(&self, note: &str) {
        if self.level <= Level::Notes && !self.err.style.json {
            self.err.print(note);
        }
    }

    /// Tells something odd that was taken as it is.
    pub fn warning(&self, message: &str, place: Option<&Place>) {
        if self.level <= Level::Warnings {
            self.err.print(&diagnostic::render_warning(
                message,
                place,
                &self.error_style(),
            ));
        }
    }

    /// What could not be shown, if standard output took no more.
    pub fn unsaid(&self) -> Option<Error> {
        let mut state = self
            .out
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        state.failure.take()
    }

    /// Tells a failure.
    pub fn error(&self, error: &Error) {
        self.err
            .print(&diagnostic::render_error(error, &self.error_style()));
    }
}

impl Stream {
    fn new((style, printer): (Style, Printer)) -> Self {
        let state = State {
            printer,
            spoken: false,
            failure: None,
        };
        Stream {
            style,
            measured: |style| style,
            state: Mutex::new(state),
        }
    }

    fn style(&self) -> Style {
        match self.style.terminal {
            true => (self.measured)(self.style),
            false => self.style,
        }
    }

    /// Prints in the alphabet of the stream. The first failure is kept for [`Voice::unsaid`]; a reader that has gone is none.
    fn print(&self, text: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.spoken = true;
        if let Err(error) = state.printer.print(&self.style.alphabet.spell(text)) {
            state.failure.get_or_insert(error);
        }
    }

    fn has_spoken(&self) -> bool {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .spoken
    }
}
