//! `fill_`: tensors filled with numbers, in place.
use super::fill::filling::{self, Filling};
use super::prelude::*;
use super::rand::numbers;

pub(super) static FILL_: Transform = Transform {
    signature: Signature {
        name: "fill_",
        group: Group::Making,
        summary: "Fill tensors, or parts of them, with numbers.",
        payload: Payload::Keys,
        params: &[
            TARGET,
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
                about: "Clear a column.",
                given: "m: float32 [2, 2] = 1, 2, 3, 4",
                line: "fill_: target: 'm::[:, 0]', mode: constant, value: 0",
                then: Then::Leaves("m: float32 [2, 2] = 0, 2, 0, 4"),
            },
            Example {
                about: "Write the same numbers to every row, behind the first column.",
                given: "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5",
                line: "fill_: target: 'm::[:, 1:]', mode: tensor, values: [7, 8]",
                then: Then::Leaves("m: float32 [2, 3] = 0, 7, 8, 3, 7, 8"),
            },
            Example {
                about: "Start tensors anew with uniform numbers.",
                given: "v: float32 [3] = 1, 2, 3",
                line: "fill_: target: v, mode: rand, low: 0, high: 1, seed: 3",
                then: Then::Leaves(
                    "v: float32 [3] = 0.004263520240783691, 0.10556936264038086, 0.2858424782752991",
                ),
            },
            Example {
                about: "Start tensors anew with normal numbers.",
                given: "v: float32 [3] = 1, 2, 3",
                line: "fill_: target: v, mode: rand, distribution: normal, mean: 0, std: 0.02, seed: 3",
                then: Then::Leaves(
                    "v: float32 [3] = 0.01606552116572857, 0.0034966678358614445, 0.0017795618623495102",
                ),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn complete(args: Args, _session: &Session) -> Result<Args> {
    Ok(filling::complete(args, &FILL_.signature))
}

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let filling = Filling::read(args)?;
    session
        .rewrite(args.reference("target"), |tensor| {
            filling.like(tensor, args)
        })
        .map(|effect| effect.said("filled"))
}
