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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use crate::report::{Table, table::Cell, table::Column};
    use serde_json::json;
    use std::io::{self, Write};
    use std::sync::Arc;

    /// A stream that keeps what was written.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Kept {
        fn text(&self) -> String {
            let bytes = self.0.lock().expect("no test panics with it");
            String::from_utf8(bytes.clone()).expect("text")
        }
    }

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no test panics with it").extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A stream that takes nothing.
    struct Full(io::ErrorKind);

    impl Write for Full {
        fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn style(json: bool) -> Style {
        Style {
            json,
            ..Style::plain()
        }
    }

    fn over(out: impl Write + Send + 'static, json: bool, level: Level) -> (Voice, Kept) {
        let err = Kept::default();
        let streams = [
            Printer::over(out, "standard output"),
            Printer::over(err.clone(), "standard error"),
        ];
        let [out, told] = streams.map(|printer| (style(json), printer));
        (Voice::over(out, told, level), err)
    }

    /// What both streams hold once all was said at this level.
    fn said(json: bool, level: Level) -> [String; 2] {
        let out = Kept::default();
        let (voice, err) = over(out.clone(), json, level);
        voice.line("a line");
        voice.note("a note");
        voice.warning("odd", None);
        voice.error(&Error::new(Kind::Payload, "wrong"));
        voice.answer(&Answer::new("dump", "text", json!({ "a": 1 })));
        [out.text(), err.text()]
    }

    #[test]
    fn each_level_says_less_on_standard_error() {
        for (level, told) in [
            (Level::All, "a note\nwarning: odd\nerror: wrong\n"),
            (Level::Notes, "a note\nwarning: odd\nerror: wrong\n"),
            (Level::Warnings, "warning: odd\nerror: wrong\n"),
            (Level::Failures, "error: wrong\n"),
        ] {
            assert_eq!(said(false, level), ["a line\ntext\n", told], "{level:?}");
        }
    }

    #[test]
    fn as_json_every_line_is_a_document() {
        let [out, err] = said(true, Level::All);
        assert!(!out.contains("a line") && !err.contains("a note"));
        let documents = |text: &str| -> Vec<Value> {
            let read = |line: &str| serde_json::from_str(line).expect(line);
            text.lines().map(read).collect()
        };
        assert_eq!(documents(&out).len(), 1);
        let told = documents(&err);
        assert_eq!(told.len(), 2, "{told:?}");
    }

    #[test]
    fn a_summary_is_set_apart_from_what_was_said_before() {
        for (json, before, expected) in [
            (false, "", "sum\n"),
            (false, "a line", "a line\n---\nsum\n"),
        ] {
            let out = Kept::default();
            let (voice, _) = over(out.clone(), json, Level::Notes);
            if !before.is_empty() {
                voice.line(before);
            }
            voice.summary("sum\n\n", json!({}));
            assert_eq!(out.text(), expected, "{before}");
        }
        let out = Kept::default();
        let (voice, _) = over(out.clone(), true, Level::Notes);
        voice.answer(&Answer::new("dump", "text", json!({})));
        voice.summary("sum", json!({}));
        assert!(!out.text().contains("---"), "{}", out.text());
    }

    #[test]
    fn what_standard_output_refuses_is_told_once_and_a_reader_that_left_never() {
        for (kind, failed) in [
            (io::ErrorKind::StorageFull, true),
            (io::ErrorKind::BrokenPipe, false),
        ] {
            let (voice, err) = over(Full(kind), false, Level::Notes);
            voice.line("one");
            voice.line("two");
            assert_eq!(voice.unsaid().is_some(), failed, "{kind:?}");
            assert!(voice.unsaid().is_none(), "it was taken");
            assert_eq!(err.text(), "");
        }
    }

    #[test]
    fn a_table_is_for_screens_and_text_for_pipes() {
        let mut table = Table::new([Column::left("name")]);
        table.push([Cell::name("w")]);
        let answer = Answer::new("dump", "plain", json!({})).with_table(table);
        let (voice, _) = over(Kept::default(), false, Level::Notes);
        assert!(!voice.is_detailed() && !voice.is_json());
        assert_eq!(voice.rendered(&answer), "plain");
        let (voice, _) = over(Kept::default(), true, Level::Notes);
        assert!(voice.is_detailed() && voice.is_json());
    }
}
