//! What reading a plan finds: every error that stands on its own, and every warning.

use crate::error::{Error, Place, Result};
use crate::syntax::Warning;

/// Errors and warnings in the order they were found.
#[derive(Default)]
pub(super) struct Findings {
    errors: Vec<Error>,
    warnings: Vec<Warning>,
}

impl Findings {
    /// Keeps the error, or gives back the value.
    pub(super) fn keep<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.errors.push(error)).ok()
    }

    /// As [`Findings::keep`], of what comes with warnings.
    pub(super) fn read<T>(&mut self, result: Result<(T, Vec<Warning>)>) -> Option<T> {
        let (value, warnings) = self.keep(result)?;
        self.warnings.extend(warnings);
        Some(value)
    }

    /// Keeps an error.
    pub(super) fn fail(&mut self, error: Error) {
        self.errors.push(error);
    }

    /// Keeps a warning.
    pub(super) fn warn(&mut self, message: impl Into<String>, place: Option<&Place>) {
        self.warnings.push(Warning::new(message, place.cloned()));
    }

    /// The errors, and the warnings.
    pub(super) fn apart(self) -> (Vec<Error>, Vec<Warning>) {
        (self.errors, self.warnings)
    }

    /// The value with all warnings, or all errors.
    pub(super) fn end<T>(self, value: T) -> Result<(T, Vec<Warning>), Vec<Error>> {
        match self.errors.is_empty() {
            true => Ok((value, self.warnings)),
            false => Err(self.errors),
        }
    }
}
