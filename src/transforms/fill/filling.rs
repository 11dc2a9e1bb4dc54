//! What `fill` and `fill_` fill tensors with.

use crate::error::{Error, Kind as Fault, Result};
use crate::signature::{Args, Kind, Param, Signature};
use crate::tensor::{Distribution, Number, Seed, Tensor, Values};
use crate::transforms::rand::numbers;

pub(in crate::transforms) const MODE: Param = Param::required(
    "mode",
    Kind::Choice(&["constant", "tensor", "rand"]),
    "one number, numbers in lists, or random numbers",
);

pub(in crate::transforms) const VALUE: Param =
    Param::optional("value", Kind::Exact, "the number of mode `constant`")
        .under("mode", &["constant"]);

pub(in crate::transforms) const VALUES: Param = Param::optional(
    "values",
    Kind::Values,
    "those of mode `tensor`; repeated where the shape has more",
)
.under("mode", &["tensor"]);

/// How random numbers are spread, where there are any.
pub(in crate::transforms) const DISTRIBUTION: Param =
    numbers::DISTRIBUTION.under("mode", &["rand"]);

/// What they start from.
pub(in crate::transforms) const SEED: Param = numbers::SEED.under("mode", &["rand"]);

pub(in crate::transforms) const NOTES: &str = "Keys of the other modes are left aside. Floats are rounded, and truncated for integer dtypes, which refuse \
     what they cannot hold. A seed gives the numbers that it gives in PyTorch on a CPU, to the bit, and the same \
     ones to every tensor.";

/// What tensors are filled with.
pub(in crate::transforms) enum Filling<'a> {
    /// The same number everywhere.
    Constant(Number),
    /// Numbers written in the step.
    Values(&'a Values),
    /// Random numbers.
    Random(Distribution, Seed),
}

/// Leaves out what belongs to other modes, and draws a seed where one is needed and none is given.
pub(in crate::transforms) fn complete(args: Args, signature: &'static Signature) -> Args {
    match args.word("mode") {
        "constant" => args.without(&numbers::KEYS).without(&["values"]),
        "tensor" => args.without(&numbers::KEYS).without(&["value"]),
        _ => numbers::complete(args.without(&["value", "values"]), signature),
    }
}

impl Filling<'_> {
    /// What completed arguments ask for.
    ///
    /// # Errors
    /// `payload` when the mode lacks its key, and for random numbers that cannot be.
    pub fn read(args: &Args) -> Result<Filling<'_>> {
        match args.word("mode") {
            "constant" => {
                let value = args.exact("value");
                value
                    .map(Filling::Constant)
                    .ok_or_else(|| lacking(args, "constant", "value"))
            }
            "tensor" => {
                let values = args.values("values");
                values
                    .map(Filling::Values)
                    .ok_or_else(|| lacking(args, "tensor", "values"))
            }
            _ => {
                numbers::read(args).map(|(distribution, seed)| Filling::Random(distribution, seed))
            }
        }
    }

    /// A tensor of the dtype and shape of `template`.
    ///
    /// # Errors
    /// `value` and `shape`, in the place of the numbers; `dtype`.
    pub fn like(&self, template: &Tensor, args: &Args) -> Result<Tensor> {
        self.tensor(template).map_err(|error| match self {
            _ if error.kind() == Fault::Dtype => error,
            Filling::Constant(_) => error.at_some(args.place("value")),
            Filling::Values(_) => error.at_some(args.place("values")),
            Filling::Random(distribution, _) => {
                numbers::blame(args, error, *distribution, template.dtype())
            }
        })
    }

    fn tensor(&self, template: &Tensor) -> Result<Tensor> {
        let (dtype, shape) = (template.dtype(), template.shape().clone());
        match self {
            Filling::Constant(value) => Tensor::constant(dtype, shape, *value),
            Filling::Values(values) => Tensor::of_values(dtype, shape, values),
            Filling::Random(distribution, seed) => {
                Tensor::random(dtype, shape, *distribution, *seed)
            }
        }
    }
}

fn lacking(args: &Args, mode: &str, key: &str) -> Error {
    let error = Error::new(Fault::Payload, format!("mode `{mode}` needs `{key}`"));
    let error = error.for_key(key).at_some(args.place("mode"));
    error.hint(format!("write `mode: {mode}, {key}: ...`"))
}
