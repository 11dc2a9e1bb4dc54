//! `cast`: tensors with another dtype, under new names.
use super::prelude::*;

pub(super) static CAST: Transform = Transform {
    signature: Signature {
        name: "cast",
        group: Group::Arithmetic,
        summary: "Write tensors with another dtype under new names.",
        payload: Payload::Keys,
        params: &[
            FROM,
            TO,
            Param::required("dtype", Kind::Dtype, "the dtype of the result"),
        ],
        notes: "Values are converted as PyTorch converts them.",
        examples: &[Example {
            about: "Keep a half-precision copy.",
            given: "w: float32 [2] = 1, 2.5",
            line: "cast: from: w, to: half.w, dtype: float16",
            then: Then::Leaves("w: float32 [2] = 1, 2.5\nhalf.w: float16 [2] = 1, 2.5"),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let dtype = args.dtype("dtype");
    session
        .derive(args.reference("from"), args.reference("to"), |tensor| {
            tensor.cast(dtype)
        })
        .map(|effect| effect.said("cast"))
}
