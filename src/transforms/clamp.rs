//! `clamp`: tensors kept between bounds, under new names.
use super::limits::Limits;
use super::prelude::*;

pub(super) static CLAMP: Transform = Transform {
    signature: Signature {
        name: "clamp",
        group: Group::Arithmetic,
        summary: "Write tensors kept between bounds under new names.",
        payload: Payload::Keys,
        params: &[FROM, TO, MIN, MAX],
        notes: "At least one bound must be given, each within what the dtype can hold. The result has the dtype of its source. A NaN stays, and a NaN as a bound makes every element NaN.",
        examples: &[
            Example {
                about: "Keep a copy without outliers.",
                given: "w: float32 [3] = -3, 0.5, 7",
                line: "clamp: from: w, to: tame.w, min: -1, max: 1",
                then: Then::Leaves("w: float32 [3] = -3, 0.5, 7\ntame.w: float32 [3] = -1, 0.5, 1"),
            },
            Example {
                about: "A bound must fit the dtype.",
                given: "w: float16 [1] = 1",
                line: "clamp: from: w, to: y, max: 65510",
                then: Then::Fails("float16 cannot hold 65510"),
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
        .derive(args.reference("from"), args.reference("to"), |tensor| {
            limits.keep(tensor)
        })
        .map(|effect| effect.said("clamped"))
}
