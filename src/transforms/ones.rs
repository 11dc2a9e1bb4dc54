//! `ones`: a tensor of ones.
use super::prelude::*;
use crate::tensor::{Dtype, Tensor};

pub(super) static ONES: Transform = Transform {
    signature: Signature {
        name: "ones",
        group: Group::Making,
        summary: "Make a float32 tensor of ones.",
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
            line: "ones: target: head.bias, shape: [3]",
            then: Then::Leaves("head.bias: float32 [3] = 1, 1, 1"),
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
        Tensor::constant(Dtype::F32, shape, 1.0)?,
    )
}
