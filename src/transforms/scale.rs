//! `scale`: tensors times a number, under new names.
use super::prelude::*;

pub(super) static SCALE: Transform = Transform {
    signature: Signature {
        name: "scale",
        group: Group::Arithmetic,
        summary: "Write tensors multiplied by a number under new names.",
        payload: Payload::Keys,
        params: &[FROM, TO, FACTOR],
        notes: "Floating dtypes only; the result has the dtype of its source.",
        examples: &[Example {
            about: "Halve the final norm and keep the original.",
            given: "ln_f.weight: float32 [2] = 1, 3",
            line: "scale: from: ln_f.weight, to: half.weight, by: 0.5",
            then: Then::Leaves(
                "ln_f.weight: float32 [2] = 1, 3\nhalf.weight: float32 [2] = 0.5, 1.5",
            ),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let by = args.number("by");
    session
        .derive(args.reference("from"), args.reference("to"), |tensor| {
            tensor.scale(by)
        })
        .map(|effect| effect.said("scaled"))
}
