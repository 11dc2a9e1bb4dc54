//! `zeroes`: a tensor of zeros.
use super::prelude::*;
use crate::tensor::{Dtype, Tensor};

pub(super) static ZEROES: Transform = Transform {
    signature: Signature {
        name: "zeroes",
        group: Group::Making,
        summary: "Make a float32 tensor of zeros.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "target",
                Kind::Name(Owner::Default),
                "the name to write, as it is; must not exist",
            ),
            Param::required("shape", Kind::Shape, "the sizes of its dimensions"),
        ],
        notes: "",
        examples: &[Example {
            about: "Make room for a bias.",
            given: "",
            line: "zeroes: target: head.bias, shape: [3]",
            then: Then::Leaves("head.bias: float32 [3] = 0, 0, 0"),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let shape = args.shape("shape").clone();
    session.create(
        args.reference("target"),
        Tensor::constant(Dtype::F32, shape, 0.0)?,
    )
}
