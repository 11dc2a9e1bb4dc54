//! A remark on a text that was understood, but should be written otherwise.

use crate::error::Place;

/// Something a person should know that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What was found and what was made of it: lower case, no full stop, the user's words in backticks.
    pub message: String,
    /// Where it was written.
    pub place: Option<Place>,
}

impl Warning {
    /// A remark on what stands at `place`.
    pub fn new(message: impl Into<String>, place: Option<Place>) -> Self {
        Warning {
            message: message.into(),
            place,
        }
    }
}
