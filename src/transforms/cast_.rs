//! `cast_`: tensors with another dtype, in place.
use super::prelude::*;

pub(super) static CAST_: Transform = Transform {
    signature: Signature {
        name: "cast_",
        group: Group::Arithmetic,
        summary: "Give tensors another dtype.",
        payload: Payload::Keys,
        params: &[
            WHOLE_TARGET,
            Param::required("to", Kind::Dtype, "the dtype they get"),
        ],
        notes: "Values are converted as PyTorch converts them.",
        examples: &[
            Example {
                about: "Convert a whole checkpoint to bfloat16.",
                given: "a: float32 [1] = 1\nb: float32 [1] = 2",
                line: "cast_: target: .*, to: bfloat16",
                then: Then::Leaves("a: bfloat16 [1] = 1\nb: bfloat16 [1] = 2"),
            },
            Example {
                about: "A dtype has the name PyTorch gives it.",
                given: "a: float32 [1] = 1",
                line: "cast_: target: a, to: bfloat61",
                then: Then::Fails("unknown dtype `bfloat61`"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let dtype = args.dtype("to");
    session
        .rewrite(args.reference("target"), |tensor| tensor.cast(dtype))
        .map(|effect| effect.said("cast"))
}
