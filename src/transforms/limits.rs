//! The bounds `min` and `max` that `clamp` and `clamp_` take.

use super::prelude::*;

/// What every element is kept between; an infinity where no bound was given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub min: f64,
    pub max: f64,
}

impl Limits {
    /// The bounds among the arguments.
    ///
    /// # Errors
    /// `payload` when there is none, or when `min` is greater than `max`.
    pub fn of(args: &Args) -> Result<Self> {
        let (min, max) = (args.optional_number("min"), args.optional_number("max"));
        if min.is_none() && max.is_none() {
            return Err(
                Error::new(Fault::Payload, "no bound to clamp to").hint("give min, max, or both")
            );
        }
        let limits = Limits {
            min: min.unwrap_or(f64::NEG_INFINITY),
            max: max.unwrap_or(f64::INFINITY),
        };
        if limits.min > limits.max {
            let message = format!("min {} is greater than max {}", limits.min, limits.max);
            return Err(Error::new(Fault::Payload, message).at_some(args.place("min")));
        }
        Ok(limits)
    }
}
