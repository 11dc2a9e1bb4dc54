//! The bounds `min` and `max` that `clamp` and `clamp_` take.

use super::prelude::*;
use crate::tensor::{Number, Tensor};

/// What every element is kept between; an infinity where no bound was given.
pub(super) struct Limits<'a> {
    min: Number,
    max: Number,
    args: &'a Args,
}

impl<'a> Limits<'a> {
    /// The bounds among the arguments.
    ///
    /// # Errors
    /// `payload` when there is none, or when `min` is greater than `max`.
    pub fn of(args: &'a Args) -> Result<Self> {
        let (min, max) = (args.exact("min"), args.exact("max"));
        if min.is_none() && max.is_none() {
            let error = Error::new(Fault::Payload, "no bound to clamp to");
            return Err(error.hint("give min, max, or both"));
        }
        let limits = Limits {
            min: min.unwrap_or(Number::Float(f64::NEG_INFINITY)),
            max: max.unwrap_or(Number::Float(f64::INFINITY)),
            args,
        };
        if limits.min.exceeds(limits.max) {
            let message = format!("min {} is greater than max {}", limits.min, limits.max);
            return Err(Error::new(Fault::Payload, message).at_some(args.place("min")));
        }
        Ok(limits)
    }

    /// A tensor kept between them.
    ///
    /// # Errors
    /// `dtype`; `value`, in the place of the bound that the dtype cannot hold.
    pub fn keep(&self, tensor: &Tensor) -> Result<Tensor> {
        let endless = Number::Float(f64::INFINITY);
        tensor.clamp(self.min, self.max).map_err(|error| {
            let above = tensor.clamp(self.min, endless).is_err();
            let key = if above { "min" } else { "max" };
            match error.kind() {
                Fault::Value => error.at_some(self.args.place(key)),
                _ => error,
            }
        })
    }
}
