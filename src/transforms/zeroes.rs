//! `zeroes`: a tensor of zeros.
use super::prelude::*;
use crate::tensor::Tensor;

pub(super) static ZEROES: Transform = Transform {
    signature: Signature {
        name: "zeroes",
        group: Group::Making,
        summary: "Make a tensor of zeros.",
        payload: Payload::Keys,
        params: &[MADE, SHAPE, DTYPE],
        notes: "",
        examples: &[Example {
            about: "Make room for a bias in half precision.",
            given: "",
            line: "zeroes: target: head.bias, shape: [3], dtype: float16",
            then: Then::Leaves("head.bias: float16 [3] = 0, 0, 0"),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let (dtype, shape) = (args.dtype("dtype"), args.shape("shape").clone());
    let tensor = Tensor::constant(dtype, shape, 0.0)?;
    session
        .create(args.reference("target"), tensor)
        .map(|effect| effect.said("made"))
}
