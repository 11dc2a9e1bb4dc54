//! What a recording holds, in a few words.

use super::recorded::{self, Entry};
use super::remark::Remark;
use crate::error::{Error, Result, Text};
use crate::syntax::{Node, Value};
use std::fs::{File, TryLockError};
use std::io::Read;
use std::path::Path;

/// A recording from afar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// When it began, as it says.
    pub began: Option<String>,
    /// The folder in which it began, as it says.
    pub folder: Option<String>,
    /// The checkpoints that were opened, as `alias::path`, each once.
    pub inputs: Vec<String>,
    /// How many lines are steps.
    pub steps: usize,
    /// How it stands.
    pub state: State,
    /// Its size.
    pub bytes: u64,
}

/// How a recording stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// A shell writes it now.
    Open,
    /// Its session was left.
    Closed,
    /// Its session ended otherwise: it was killed, or the terminal was closed.
    #[default]
    Crashed,
}

impl State {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Closed => "closed",
            State::Crashed => "crashed",
        }
    }
}

impl Outline {
    /// Reads a recording from afar; lines that are none, or were cut short, are passed over.
    ///
    /// # Errors
    /// `io`.
    pub fn read(path: &Path) -> Result<Self> {
        let failure = |cause| Error::io(path, "read", &cause);
        let mut file = File::open(path).map_err(failure)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failure)?;
        let mut outline = Outline::of(path, &bytes);
        if matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
            outline.state = State::Open;
        }
        Ok(outline)
    }

    /// What the whole lines of a recording say.
    fn of(path: &Path, bytes: &[u8]) -> Self {
        let whole = bytes.iter().rposition(|byte| *byte == b'\n');
        let whole = &bytes[..whole.map_or(0, |end| end + 1)];
        let text = Text::file(path.display().to_string(), String::from_utf8_lossy(whole));
        let mut outline = Outline {
            bytes: bytes.len() as u64,
            ..Outline::default()
        };
        recorded::understood(&text).for_each(|entry| outline.add(entry));
        outline
    }

    fn add(&mut self, entry: Entry) {
        match entry {
            Entry::Step(_) => self.steps += 1,
            Entry::Remark(Remark::Began(began)) if self.began.is_none() => {
                self.began = Some(began.time);
                self.folder = began.folder;
            }
            Entry::Remark(Remark::Left) => self.state = State::Closed,
            Entry::Remark(Remark::Resumed) => self.state = State::Crashed,
            Entry::Remark(Remark::Opened(opened)) => {
                self.input(format!("{}::{}", opened.alias, opened.path));
            }
            Entry::Inputs(payload) => match &payload.value {
                Value::List(items) => items.iter().for_each(|item| self.named(item)),
                _ => self.named(&payload),
            },
            _ => {}
        }
    }

    fn named(&mut self, input: &Node) {
        if let Some(input) = input.as_name() {
            self.input(input.to_string());
        }
    }

    fn input(&mut self, input: String) {
        if !self.inputs.contains(&input) {
            self.inputs.push(input);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Outline {
        Outline::of(Path::new("s.oly"), text.as_bytes())
    }

    const BEGUN: &str = "#: recording: version: 1, time: now, folder: /f\ninputs: [m::/f/a]\n\
        #: input: alias: m, path: /f/a, size: 1, mtime: 0, header: x\ndump\n";

    #[test]
    fn what_was_opened_later_is_told_too() {
        let more =
            "#: input: alias: b, path: /f/b, size: 1, mtime: 0, header: x\nnonsense [\nexit\n";
        let outline = outline(&format!("{BEGUN}{more}"));
        assert_eq!(outline.inputs, ["m::/f/a", "b::/f/b"]);
        assert_eq!(outline.steps, 2);
        assert_eq!(outline.began.as_deref(), Some("now"));
        assert_eq!(outline.folder.as_deref(), Some("/f"));
    }

    #[test]
    fn a_line_that_was_cut_short_is_no_step() {
        assert_eq!(outline("dump\ncopy: from: a, to").steps, 1);
        assert_eq!(outline("dump").steps, 0);
    }

    #[test]
    fn only_a_session_that_was_left_is_closed() {
        let left = "#: left: time: now\n#: saved: path: x, bytes: 1\n";
        let resumed = "#: resumed: time: now\n";
        for (more, state) in [
            (String::new(), State::Crashed),
            (left.to_string(), State::Closed),
            (format!("{left}{resumed}dump\n"), State::Crashed),
            (format!("{left}{resumed}{left}"), State::Closed),
        ] {
            assert_eq!(outline(&format!("{BEGUN}{more}")).state, state, "{more}");
        }
    }
}
