//! Why a file cannot be taken, and what to try instead.

use super::recognise;
use crate::error::{Error, Kind};
use std::path::Path;

/// What is in the way, in words that begin with `it` or `its`, and what to try instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is in the way.
    pub fault: String,
    /// What to try instead.
    pub hints: Vec<String>,
}

impl Refusal {
    /// A refusal of something sound.
    pub fn new(fault: impl Into<String>) -> Self {
        Refusal {
            fault: fault.into(),
            hints: Vec::new(),
        }
    }

    /// Adds what to try instead.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Puts words in front of the fault, such as which of several arrays it is about.
    pub fn prefix(mut self, words: &str) -> Self {
        self.fault = format!("{words}: {}", self.fault);
        self
    }

    /// As the failure to read the file at `path` as this kind of file.
    pub fn of(self, path: &Path, kind: &str) -> Error {
        let (path, fault) = (path.display(), self.fault);
        let message = format!("cannot read `{path}` as a {kind} file: {fault}");
        let error = Error::new(Kind::Format, message);
        self.hints.into_iter().fold(error, Error::hint)
    }
}

/// A fault without more is that of a damaged file.
impl From<String> for Refusal {
    fn from(fault: String) -> Self {
        Refusal::new(fault).hint(recognise::AGAIN)
    }
}

impl From<&str> for Refusal {
    fn from(fault: &str) -> Self {
        fault.to_owned().into()
    }
}

/// A failure to read the file at all keeps its words and hints.
impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal {
            fault: error.message().to_owned(),
            hints: error.hints().to_vec(),
        }
    }
}

impl From<recognise::Guess> for Refusal {
    fn from(guess: recognise::Guess) -> Self {
        Refusal::new(format!("it is {}", guess.what)).hint(guess.hint)
    }
}
