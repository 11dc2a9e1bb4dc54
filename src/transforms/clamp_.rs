//! `clamp_`: tensors kept between bounds, in place.
use super::limits::Limits;
use super::prelude::*;

pub(super) static CLAMP_: Transform = Transform {
    signature: Signature {
        name: "clamp_",
        group: Group::Arithmetic,
        summary: "Keep tensors, or parts of them, between bounds.",
        payload: Payload::Keys,
        params: &[TARGET, MIN, MAX],
        notes: "At least one bound must be given. The bounds of whole numbers are whole numbers or infinite; infinite means the end of the dtype.",
        examples: &[
            Example {
                about: "No weight of the first row below zero.",
                given: "w: float32 [2, 2] = -1, 2, -3, 4",
                line: "clamp_: target: w::[0], min: 0",
                then: Then::Leaves("w: float32 [2, 2] = 0, 2, -3, 4"),
            },
            Example {
                about: "Whole numbers stay whole numbers.",
                given: "ids: int64 [3] = -1, 5, 99",
                line: "clamp_: target: ids, min: 0, max: 50",
                then: Then::Leaves("ids: int64 [3] = 0, 5, 50"),
            },
            Example {
                about: "The bounds are in order.",
                given: "w: float32 [1] = 2",
                line: "clamp_: target: w, min: 3, max: 1",
                then: Then::Fails("min 3 is greater than max 1"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let limits = Limits::of(args)?;
    session
        .rewrite(args.reference("target"), |tensor| limits.keep(tensor))
        .map(|effect| effect.said("clamped"))
}
