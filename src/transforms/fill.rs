//! `fill`: new tensors with the dtype and shape of others, filled with numbers.

pub(super) mod filling;

use super::prelude::*;
use super::rand::numbers;
use filling::Filling;

pub(super) static FILL: Transform = Transform {
    signature: Signature {
        name: "fill",
        group: Group::Making,
        summary: "Make tensors like others, filled with numbers.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "from",
                Kind::Reference(Slicing::Allowed),
                "the tensors whose dtype and shape to take",
            ),
            TO,
            filling::MODE,
            filling::VALUE,
            filling::VALUES,
            filling::DISTRIBUTION,
            numbers::LOW,
            numbers::HIGH,
            numbers::MEAN,
            numbers::STD,
            filling::SEED,
        ],
        notes: filling::NOTES,
        examples: &[
            Example {
                about: "Make a row of twos like the first row of a matrix.",
                given: "m: int32 [2, 2] = 1, 2, 3, 4",
                line: "fill: from: 'm::[0]', to: row, mode: constant, value: 2.7",
                then: Then::Leaves("m: int32 [2, 2] = 1, 2, 3, 4\nrow: int32 [2] = 2, 2"),
            },
            Example {
                about: "Number the rows of a new matrix.",
                given: "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5",
                line: "fill: from: m, to: rows, mode: tensor, values: [[1], [2]]",
                then: Then::Leaves(
                    "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5\nrows: float32 [2, 3] = 1, 1, 1, 2, 2, 2",
                ),
            },
            Example {
                about: "Make noise with a mean and a deviation.",
                given: "w: float16 [3] = 1, 2, 3",
                line: "fill: from: w, to: noise, mode: rand, distribution: normal, mean: 1, std: 0.5, seed: 3",
                then: Then::Leaves(
                    "w: float16 [3] = 1, 2, 3\nnoise: float16 [3] = 1.4013671875, 1.087890625, 1.044921875",
                ),
            },
            Example {
                about: "An interval must hold numbers.",
                given: "w: float16 [3] = 1, 2, 3",
                line: "fill: from: w, to: noise, mode: rand, low: 1, high: 0",
                then: Then::Fails("`low` must be below `high`"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn complete(args: Args, _session: &Session) -> Result<Args> {
    Ok(filling::complete(args, &FILL.signature))
}

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let filling = Filling::read(args)?;
    session
        .derive(args.reference("from"), args.reference("to"), |template| {
            filling.like(template, args)
        })
        .map(|effect| effect.said("made"))
}
