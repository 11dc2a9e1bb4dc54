//! `reshape_`: tensors given other dimensions.
use super::prelude::*;

pub(super) static RESHAPE_: Transform = Transform {
    signature: Signature {
        name: "reshape_",
        group: Group::Shapes,
        summary: "Give tensors other dimensions.",
        payload: Payload::Keys,
        params: &[WHOLE_TARGET, NEW_SHAPE],
        notes: "Elements keep their row-major order.",
        examples: &[Example {
            about: "Make every bias a column.",
            given: "h.0.b: float32 [2] = 1, 2\nh.1.b: float32 [3] = 3, 4, 5",
            line: r"reshape_: target: h\..*\.b, shape: [-1, 1]",
            then: Then::Leaves("h.0.b: float32 [2, 1] = 1, 2\nh.1.b: float32 [3, 1] = 3, 4, 5"),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let shape = args.integers("shape");
    session
        .rewrite(args.reference("target"), |tensor| {
            let made = tensor.reshape(shape);
            made.map_err(|error| args.blame(error, Fault::Shape, "shape"))
        })
        .map(|effect| effect.said("reshaped"))
}
