//! One error for the whole crate: what kind, what happened, where, and what to try next.
//!
//! Messages are lower case without a full stop; the user's own words stand in backticks.

mod cause;
mod kind;
mod place;

pub use kind::Kind;
pub use place::{BYTE_ORDER_MARK, Place, Text};

use std::fmt;

/// A result whose failure is an [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure a person can act on. Cheap to move: the parts live behind one pointer.
#[derive(Clone, Debug)]
pub struct Error(Box<Parts>);

#[derive(Clone, Debug)]
struct Parts {
    kind: Kind,
    message: String,
    place: Option<Place>,
    step: Option<usize>,
    key: Option<String>,
    hints: Vec<String>,
    writing: bool,
    settled: bool,
}

impl Error {
    /// An error of this kind; `message` says what was found and what was expected.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Error(Box::new(Parts {
            kind,
            message: message.into(),
            place: None,
            step: None,
            key: None,
            hints: Vec::new(),
            writing: false,
            settled: false,
        }))
    }

    /// A file system call on `path` that failed.
    pub fn io(path: &std::path::Path, doing: &str, cause: &std::io::Error) -> Self {
        Self::new(
            Kind::Io,
            format!(
                "cannot {doing} `{}`: {}",
                path.display(),
                cause::words(cause)
            ),
        )
    }

    /// The work was stopped by the person or the system.
    pub fn interrupted() -> Self {
        Self::new(Kind::Interrupted, "interrupted")
    }

    /// Says where in a text the fault lies. The first place given stays: it is the nearest.
    pub fn at(mut self, place: &Place) -> Self {
        if !self.0.settled {
            self.0.place.get_or_insert_with(|| place.clone());
        }
        self
    }

    /// As [`Error::at`], where the place may be unknown.
    pub fn at_some(self, place: Option<&Place>) -> Self {
        match place {
            Some(place) => self.at(place),
            None => self,
        }
    }

    /// Says which step failed, counted from 0 in `transforms`. The first step given stays.
    pub fn in_step(mut self, step: usize) -> Self {
        if !self.0.settled {
            self.0.step.get_or_insert(step);
        }
        self
    }

    /// Forgets which step failed: it stands alone, not in a plan.
    pub fn alone(mut self) -> Self {
        if !self.0.settled {
            self.0.step = None;
        }
        self
    }

    /// Says which key of a step is at fault. The first key given stays.
    pub fn for_key(mut self, key: impl Into<String>) -> Self {
        if !self.0.settled {
            self.0.key.get_or_insert_with(|| key.into());
        }
        self
    }

    /// Adds what to try next.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hints.push(hint.into());
        self
    }

    /// The same failure as one of another kind.
    pub fn with_kind(mut self, kind: Kind) -> Self {
        self.0.kind = kind;
        self
    }

    /// Puts words in front of the message, such as the name of a transform.
    pub fn prefix(mut self, words: &str) -> Self {
        if !self.0.settled {
            self.0.message = format!("{words}: {}", self.0.message);
        }
        self
    }

    /// Nothing said from now on changes what is to blame: the failure comes from elsewhere than where it is
    /// found. Hints may follow.
    pub fn settled(mut self) -> Self {
        self.0.settled = true;
        self
    }

    /// Whether it is known to come from elsewhere than where it is found.
    pub fn is_settled(&self) -> bool {
        self.0.settled
    }

    /// Marks a failure to write results, which has an exit code of its own.
    pub fn while_writing(mut self) -> Self {
        self.0.writing = true;
        self
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// What was found and what was expected.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where in the user's text the fault lies.
    pub fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }

    /// The step at fault, counted from 0.
    pub fn step(&self) -> Option<usize> {
        self.0.step
    }

    /// The key at fault.
    pub fn key(&self) -> Option<&str> {
        self.0.key.as_deref()
    }

    /// What to try next.
    pub fn hints(&self) -> &[String] {
        &self.0.hints
    }

    /// The exit code of a batch run that ends with this error: 1 an assertion said no, 2 the plan or
    /// its inputs are wrong, 3 writing failed, 130 interrupted.
    pub fn exit_code(&self) -> u8 {
        match self.0.kind {
            Kind::Interrupted => 130,
            _ if self.0.writing => 3,
            Kind::Assertion => 1,
            _ => 2,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_place_step_and_key_stay() {
        let text = Text::line("copy: from: a");
        let inner = Place::new(&text, 12..13);
        let outer = Place::new(&text, 0..13);
        let error = Error::new(Kind::NoMatch, "nothing")
            .at(&inner)
            .at(&outer)
            .in_step(2)
            .in_step(0)
            .for_key("from")
            .for_key("to");
        assert_eq!(error.place(), Some(&inner));
        assert_eq!((error.step(), error.key()), (Some(2), Some("from")));
    }

    #[test]
    fn what_is_settled_stays_whoever_finds_it() {
        let text = Text::line("dump");
        let settled = Error::new(Kind::Numeric, "a NaN").in_step(1).settled();
        let found = settled.prefix("dump").at(&Place::new(&text, 0..4));
        let found = found.for_key("target").alone().in_step(4).hint("look");
        assert_eq!((found.message(), found.step()), ("a NaN", Some(1)));
        assert_eq!((found.place(), found.key()), (None, None));
        assert_eq!(found.hints(), ["look"]);
        assert!(found.is_settled());
    }

    #[test]
    fn exit_codes_tell_who_said_no() {
        let code = |kind| Error::new(kind, "x").exit_code();
        assert_eq!(code(Kind::Assertion), 1);
        assert_eq!(code(Kind::Shape), 2);
        assert_eq!(code(Kind::Interrupted), 130);
        assert_eq!(Error::new(Kind::Io, "full").while_writing().exit_code(), 3);
    }
}
