//! `multiply`: the product of two tensors into a third that is there.
use super::prelude::*;

pub(super) static MULTIPLY: Transform = Transform {
    signature: Signature {
        name: "multiply",
        group: Group::Arithmetic,
        summary: "Write the products of two tensors into tensors that are there.",
        payload: Payload::Keys,
        params: &[FIRST, SECOND, RESULT],
        notes: "Element by element. Shapes and dtypes must agree; nothing is broadcast. Integers wrap, bool is `and`. \
                Several tensors take their turn in the order of names, each after what the ones before did.",
        examples: &[
            Example {
                about: "Prune a weight by its mask.",
                given: "w: float32 [3] = 1, 2, 3\nmask: float32 [3] = 1, 0, 1",
                line: "multiply: from_a: w, from_b: mask, to: w",
                then: Then::Leaves("w: float32 [3] = 1, 0, 3\nmask: float32 [3] = 1, 0, 1"),
            },
            Example {
                about: "A mask of another dtype is cast first.",
                given: "w: float32 [2] = 1, 2\nmask: bool [2] = 1, 0",
                line: "multiply: from_a: w, from_b: mask, to: w",
                then: Then::Fails("the dtypes differ: bool, expected float32"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let (from_a, from_b) = (args.reference("from_a"), args.reference("from_b"));
    session
        .combine(from_a, from_b, args.reference("to"), |a, b| a.multiply(b))
        .map(|effect| effect.said("multiplied"))
}
