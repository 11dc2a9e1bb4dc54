//! The settings of the terminal while nobody types.

use crate::report::Style;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};
use std::io::{Write, stderr, stdin};

/// Ends the marks around pasted text.
const PASTE_MARKS_OFF: &[u8] = b"\x1b[?2004l";

/// The settings of a terminal.
#[derive(Clone, Debug)]
pub(super) struct Terminal(Termios);

/// A terminal that does not show what is typed, until this is dropped. Keys would spoil the lines that
/// are drawn meanwhile; they are shown at the next prompt.
#[must_use = "keys are shown again when this is dropped"]
pub(super) struct Quiet(Option<Terminal>);

impl Terminal {
    /// The settings as they are, if standard input is a terminal.
    pub(super) fn now() -> Option<Self> {
        tcgetattr(stdin()).ok().map(Terminal)
    }

    /// Puts the settings back, in the middle of a line. A terminal that has gone needs none.
    pub(super) fn restore(&self) {
        self.set();
        let marks = match Style::stderr(false, None).moves {
            true => PASTE_MARKS_OFF,
            false => b"",
        };
        let end = [marks, b"\r\n"].concat();
        stderr().write_all(&end).unwrap_or_default();
    }

    fn set(&self) {
        tcsetattr(stdin(), OptionalActions::Now, &self.0).unwrap_or_default();
    }
}

/// The columns and the rows of the terminal, if it tells.
pub(super) fn size() -> Option<(usize, usize)> {
    let size = tcgetwinsize(stdin()).ok()?;
    let (columns, rows) = (usize::from(size.ws_col), usize::from(size.ws_row));
    (columns > 0 && rows > 0).then_some((columns, rows))
}

impl Quiet {
    /// Hides what is typed from now on.
    pub(super) fn begin() -> Self {
        let shown = Terminal::now();
        if let Some(Terminal(mut hidden)) = shown.clone() {
            hidden.local_modes.remove(LocalModes::ECHO);
            Terminal(hidden).set();
        }
        Quiet(shown)
    }
}

/// Lets another program have the terminal: what is typed is shown until it ends.
pub(super) fn lent<T>(work: impl FnOnce() -> T) -> T {
    let before = Terminal::now();
    if let Some(Terminal(mut shown)) = before.clone() {
        shown.local_modes.insert(LocalModes::ECHO);
        Terminal(shown).set();
    }
    let done = work();
    before.iter().for_each(Terminal::set);
    done
}

impl Drop for Quiet {
    fn drop(&mut self) {
        self.0.iter().for_each(Terminal::set);
    }
}
