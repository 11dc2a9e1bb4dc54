//! `permute`: tensors with their dimensions in another order, under new names.
use super::prelude::*;

pub(super) static PERMUTE: Transform = Transform {
    signature: Signature {
        name: "permute",
        group: Group::Shapes,
        summary: "Write tensors with their dimensions in another order.",
        payload: Payload::Keys,
        params: &[
            FROM,
            TO,
            Param::required(
                "order",
                Kind::Dimensions,
                "for each new dimension, which one it was; each once, from 0",
            ),
        ],
        notes: "",
        examples: &[
            Example {
                about: "Transpose a matrix.",
                given: "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5",
                line: "permute: from: m, to: t, order: [1, 0]",
                then: Then::Leaves(
                    "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5\nt: float32 [3, 2] = 0, 3, 1, 4, 2, 5",
                ),
            },
            Example {
                about: "Every dimension has its place.",
                given: "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5",
                line: "permute: from: m, to: t, order: [1, 1]",
                then: Then::Fails("the order [1, 1] does not name each dimension of [2, 3] once"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let order = args.integers("order");
    session
        .derive(args.reference("from"), args.reference("to"), |tensor| {
            let made = tensor.permute(order);
            made.map_err(|error| args.blame(error, Fault::Shape, "order"))
        })
        .map(|effect| effect.said("permuted"))
}
