//! Why a line is not OLY: a category that programs can rely on, and words for a person.

use crate::error::{Error, Kind, Place};
use std::fmt;

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// The line holds nothing but blanks.
    EmptyInput,
    /// A name or a key was due, and something else stands there.
    InvalidIdentifier,
    /// No `:` behind the name of the transform.
    MissingColon,
    /// No `:` behind a key.
    MissingKeyColon,
    /// `::` where one `:` was due.
    UnexpectedToken,
    /// A value was due, and the line ends or a closing mark stands there.
    ExpectedValue,
    /// Something other than `,` or a closing mark behind a value.
    MissingComma,
    /// A `,` with nothing behind it.
    TrailingComma,
    /// Something behind a payload that was complete.
    TrailingContent,
    /// A key for the second time.
    DuplicateKey,
    /// A list without its `]`.
    UnclosedList,
    /// A mapping without its `}`.
    UnclosedMap,
    /// A string without its closing quote.
    UnclosedQuote,
    /// A bracket in a bare scalar that may swallow the text behind it.
    UnbalancedBracket,
    /// A `,` behind a mapping without braces: two levels could go on.
    AmbiguousNesting,
    /// A line break outside quotes.
    Newline,
    /// More than [`MOST_LEVELS`](super::MOST_LEVELS) levels.
    TooDeep,
}

impl Category {
    /// The stable name, as the grammar and its vectors use it.
    pub fn name(self) -> &'static str {
        match self {
            Category::EmptyInput => "empty-input",
            Category::InvalidIdentifier => "invalid-identifier",
            Category::MissingColon => "missing-colon",
            Category::MissingKeyColon => "missing-key-colon",
            Category::UnexpectedToken => "unexpected-token",
            Category::ExpectedValue => "expected-value",
            Category::MissingComma => "missing-comma",
            Category::TrailingComma => "trailing-comma",
            Category::TrailingContent => "trailing-content",
            Category::DuplicateKey => "duplicate-key",
            Category::UnclosedList => "unclosed-list",
            Category::UnclosedMap => "unclosed-map",
            Category::UnclosedQuote => "unclosed-quote",
            Category::UnbalancedBracket => "unbalanced-bracket",
            Category::AmbiguousNesting => "ambiguous-nesting",
            Category::Newline => "newline",
            Category::TooDeep => "too-deep",
        }
    }
}

/// A line that is not OLY.
#[derive(Clone, Debug, PartialEq)]
pub struct OlyError {
    /// What is wrong.
    pub category: Category,
    /// Where, in characters from the start of the line, counted from 0.
    pub offset: usize,
    /// What was found and what was expected.
    pub message: String,
    /// What to try next.
    pub hint: Option<String>,
    /// The offending word or character; it starts at `offset`.
    pub place: Place,
}

impl fmt::Display for OlyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for OlyError {}

impl From<OlyError> for Error {
    fn from(error: OlyError) -> Self {
        let placed = Error::new(Kind::Payload, error.message).at(&error.place);
        match error.hint {
            Some(hint) => placed.hint(hint),
            None => placed,
        }
    }
}
