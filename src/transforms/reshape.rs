//! `reshape`: tensors in other dimensions, under new names.
use super::prelude::*;

pub(super) static RESHAPE: Transform = Transform {
    signature: Signature {
        name: "reshape",
        group: Group::Shapes,
        summary: "Write tensors in other dimensions under new names.",
        payload: Payload::Keys,
        params: &[FROM, TO, NEW_SHAPE],
        notes: "Elements keep their row-major order.",
        examples: &[
            Example {
                about: "Fold a vector into rows.",
                given: "v: float32 [4] = 1, 2, 3, 4",
                line: "reshape: from: v, to: m, shape: [2, -1]",
                then: Then::Leaves("v: float32 [4] = 1, 2, 3, 4\nm: float32 [2, 2] = 1, 2, 3, 4"),
            },
            Example {
                about: "Elements are neither lost nor made up.",
                given: "v: float32 [4] = 1, 2, 3, 4",
                line: "reshape: from: v, to: m, shape: [3, -1]",
                then: Then::Fails("[4] holds 4 elements, which [3, -1] cannot hold"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let shape = args.integers("shape");
    session
        .derive(args.reference("from"), args.reference("to"), |tensor| {
            let made = tensor.reshape(shape);
            made.map_err(|error| args.blame(error, Fault::Shape, "shape"))
        })
        .map(|effect| effect.said("reshaped"))
}
