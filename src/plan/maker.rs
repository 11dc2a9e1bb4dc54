//! The step that made a computation: it is to blame when the computation fails, whichever step finds out.

use crate::error::{Error, Place};
use crate::tensor::Origin;
use std::sync::Arc;

/// A step, as failures of what it made name it.
#[derive(Debug)]
pub(super) struct Step {
    /// Its number, counted from 0.
    pub number: usize,
    /// Its verb.
    pub verb: &'static str,
    /// Where it stands.
    pub place: Option<Place>,
}

/// A tensor and the step that made it.
#[derive(Debug)]
pub(super) struct Maker {
    pub step: Arc<Step>,
    pub alias: Arc<str>,
    pub name: Arc<str>,
}

impl Origin for Maker {
    fn blame(&self, error: Error) -> Error {
        let Step {
            number,
            verb,
            place,
        } = &*self.step;
        let named = error.message().starts_with('`');
        let error = match named {
            true => error,
            false => error.prefix(&format!("`{}::{}`", self.alias, self.name)),
        };
        error
            .prefix(verb)
            .at_some(place.as_ref())
            .in_step(*number)
            .settled()
    }
}

/// The failure with who needed the numbers that could not be computed, where that is not who made them.
pub(super) fn needed_by(error: Error, finder: &str) -> Error {
    match error.is_settled() {
        true => error.hint(format!("its numbers were first needed by {finder}")),
        false => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Kind, Text};

    fn maker() -> Maker {
        let text = Text::file("plan.yaml", "- matmul: {}");
        let step = Step {
            number: 1,
            verb: "matmul",
            place: Some(Place::new(&text, 2..8)),
        };
        Maker {
            step: Arc::new(step),
            alias: Arc::from("model"),
            name: Arc::from("y"),
        }
    }

    #[test]
    fn a_failure_names_the_step_the_verb_the_tensor_and_the_place() {
        let error = maker().blame(Error::new(Kind::Io, "no room"));
        assert_eq!(error.message(), "matmul: `model::y`: no room");
        let words = error.place().map(Place::words);
        assert_eq!((error.step(), words), (Some(1), Some("matmul")));
    }

    #[test]
    fn a_failure_that_names_its_tensor_is_not_told_another_and_is_blamed_once() {
        let error = maker().blame(Error::new(Kind::Numeric, "`model::w` holds a NaN"));
        let again = maker().blame(error);
        assert_eq!(again.message(), "matmul: `model::w` holds a NaN");
    }

    #[test]
    fn who_needed_the_numbers_is_told_of_them_alone() {
        let own = needed_by(Error::new(Kind::Io, "gone"), "`dump`");
        assert!(own.hints().is_empty());
        let made = needed_by(maker().blame(Error::new(Kind::Io, "gone")), "`dump`");
        assert_eq!(made.hints(), ["its numbers were first needed by `dump`"]);
    }
}
