//! `scale_`: tensors times a number, in place.
use super::prelude::*;

pub(super) static SCALE_: Transform = Transform {
    signature: Signature {
        name: "scale_",
        group: Group::Arithmetic,
        summary: "Multiply tensors, or parts of them, by a number.",
        payload: Payload::Keys,
        params: &[TARGET, FACTOR],
        notes: "Floating dtypes only.",
        examples: &[
            Example {
                about: "Scale every query and key projection.",
                given: "h.0.q_proj: bfloat16 [2] = 1, 2\nh.0.v_proj: bfloat16 [2] = 1, 2",
                line: r"scale_: target: .*\.(q|k)_proj, by: 0.5",
                then: Then::Leaves(
                    "h.0.q_proj: bfloat16 [2] = 0.5, 1\nh.0.v_proj: bfloat16 [2] = 1, 2",
                ),
            },
            Example {
                about: "Whole numbers have no fraction to scale.",
                given: "step: int64 [] = 7",
                line: "scale_: target: step, by: 2",
                then: Then::Fails("int64"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let by = args.number("by");
    session
        .rewrite(args.reference("target"), |tensor| tensor.scale(by))
        .map(|effect| effect.said("scaled"))
}
