//! The random numbers that `rand` and the mode `rand` of `fill` and `fill_` ask for.

use crate::error::{Error, Kind as Fault, Result};
use crate::signature::{Args, Kind, Param, Signature};
use crate::tensor::{Distribution, Dtype, Seed, Shape, Tensor};

pub(in crate::transforms) const DISTRIBUTION: Param = Param::default(
    "distribution",
    Kind::Choice(&["uniform", "normal"]),
    "uniform",
    "how random numbers are spread",
);

pub(in crate::transforms) const LOW: Param =
    Param::default("low", Kind::Number, "0", "the least uniform number")
        .under("distribution", &["uniform"]);

pub(in crate::transforms) const HIGH: Param =
    Param::default("high", Kind::Number, "1", "what uniform numbers stay below")
        .under("distribution", &["uniform"]);

pub(in crate::transforms) const MEAN: Param =
    Param::default("mean", Kind::Number, "0", "the mean of normal numbers")
        .under("distribution", &["normal"]);

pub(in crate::transforms) const STD: Param =
    Param::default("std", Kind::Number, "1", "their standard deviation")
        .under("distribution", &["normal"]);

pub(in crate::transforms) const SEED: Param = Param::optional(
    "seed",
    Kind::Seed,
    "what the generator starts from; drawn and recorded when left out",
);

/// The keys of all these parameters.
pub(in crate::transforms) const KEYS: [&str; 6] =
    ["distribution", "low", "high", "mean", "std", "seed"];

/// Leaves out what belongs to the other distribution, and draws a seed where none is given.
pub(in crate::transforms) fn complete(args: Args, signature: &'static Signature) -> Args {
    let others = match args.word("distribution") {
        "normal" => ["low", "high"],
        _ => ["mean", "std"],
    };
    args.without(&others).or_drawn(signature, "seed")
}

/// The numbers that completed arguments ask for.
///
/// # Errors
/// `payload` for an interval without numbers, and for a deviation that is not above 0.
pub(in crate::transforms) fn read(args: &Args) -> Result<(Distribution, Seed)> {
    let seed = args.seed("seed");
    if args.word("distribution") == "normal" {
        let (mean, std) = (args.number("mean"), args.number("std"));
        if std <= 0.0 {
            let message = format!("`std` must be above 0, found {std}");
            return Err(refused(args, "std", message));
        }
        return Ok((Distribution::Normal { mean, std }, seed));
    }
    let (low, high) = (args.number("low"), args.number("high"));
    if low >= high {
        let key = if args.place("low").is_some() {
            "low"
        } else {
            "high"
        };
        let message = format!("`low` must be below `high`, found {low} and {high}");
        return Err(refused(args, key, message));
    }
    Ok((Distribution::Uniform { low, high }, seed))
}

/// The failure of a distribution that the dtype does not suit, as one of the number at fault.
pub(in crate::transforms) fn blame(
    args: &Args,
    error: Error,
    distribution: Distribution,
    dtype: Dtype,
) -> Error {
    let (first, second) = match distribution {
        Distribution::Uniform { low, .. } if suits(dtype, low) => ("high", "low"),
        Distribution::Uniform { .. } => ("low", "high"),
        Distribution::Normal { .. } => ("std", "mean"),
    };
    let error = args.blame(error, Fault::Value, first);
    args.blame(error, Fault::Value, second)
}

/// Whether a dtype holds a number near `end`.
fn suits(dtype: Dtype, end: f64) -> bool {
    let alone = Distribution::Uniform {
        low: end,
        high: end,
    };
    let single = Shape::new(vec![1]);
    single.is_some_and(|single| Tensor::random(dtype, single, alone, Seed::drawn()).is_ok())
}

fn refused(args: &Args, key: &str, message: String) -> Error {
    let error = Error::new(Fault::Payload, message);
    error.for_key(key).at_some(args.place(key))
}
