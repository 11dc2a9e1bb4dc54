//! `rand`: a tensor of random numbers.

pub(super) mod numbers;

use super::prelude::*;
use crate::tensor::Tensor;

pub(super) static RAND: Transform = Transform {
    signature: Signature {
        name: "rand",
        group: Group::Making,
        summary: "Make a tensor of random numbers.",
        payload: Payload::Keys,
        params: &[
            MADE,
            SHAPE,
            Param::default(
                "dtype",
                Kind::Dtype,
                "float32",
                "float64, float32, float16 or bfloat16",
            ),
            numbers::DISTRIBUTION,
            numbers::LOW,
            numbers::HIGH,
            numbers::MEAN,
            numbers::STD,
            numbers::SEED,
        ],
        notes: "A seed gives the numbers that it gives in PyTorch on a CPU, to the bit; only its lowest 32 bits \
                count. Keys of the other distribution are left aside.",
        examples: &[
            Example {
                about: "Make four numbers below 1, the same ones each time.",
                given: "",
                line: "rand: target: y, shape: [4], low: -1, high: 1, seed: 0",
                then: Then::Leaves(
                    "y: float32 [4] = -0.007486820220947266, 0.5364435911178589, \
                     -0.8230451345443726, -0.7359390258789063",
                ),
            },
            Example {
                about: "Start a router in half precision near 0.",
                given: "",
                line: "rand: target: mlp.gate.weight, shape: [2], dtype: bfloat16, \
                       distribution: normal, mean: 0, std: 0.02, seed: 7",
                then: Then::Leaves(
                    "mlp.gate.weight: bfloat16 [2] = -0.0029296875, 0.0157470703125",
                ),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn complete(args: Args, _session: &Session) -> Result<Args> {
    Ok(numbers::complete(args, &RAND.signature))
}

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let (distribution, seed) = numbers::read(args)?;
    let shape = args.shape("shape").clone();
    let dtype = args.dtype("dtype");
    let tensor = Tensor::random(dtype, shape, distribution, seed).map_err(|error| {
        let error = args.blame(error, Fault::Dtype, "dtype");
        numbers::blame(args, error, distribution, dtype)
    })?;
    session
        .create(args.reference("target"), tensor)
        .map(|effect| effect.said("drawn"))
}
