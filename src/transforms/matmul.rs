//! `matmul`: matrix products of two tensors, under new names.
use super::prelude::*;

pub(super) static MATMUL: Transform = Transform {
    signature: Signature {
        name: "matmul",
        group: Group::Arithmetic,
        summary: "Write the matrix products of two tensors under new names.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "from_a",
                Kind::Reference(Slicing::Allowed),
                "the left operands",
            ),
            Param::required(
                "from_b",
                Kind::Destination(Slicing::Allowed, Must::Exist),
                "the right operands, named by the match of the left",
            ),
            TO,
        ],
        notes: "Dtypes must agree. One dimension is a row on the left and a column on the right, and is gone \
                from the result; more than two are batches of matrices, whose leading dimensions are \
                broadcast. Integers wrap; float16 and bfloat16 are summed in float32 and rounded once.",
        examples: &[
            Example {
                about: "Multiply the factors of a weight.",
                given: "lora.b: float32 [2, 1] = 1, 2\nlora.a: float32 [1, 3] = 4, 5, 6",
                line: r"matmul: from_a: (.*)\.b, from_b: \1.a, to: \1.delta",
                then: Then::Leaves(
                    "lora.b: float32 [2, 1] = 1, 2\nlora.a: float32 [1, 3] = 4, 5, 6\n\
                     lora.delta: float32 [2, 3] = 4, 5, 6, 8, 10, 12",
                ),
            },
            Example {
                about: "A vector has no dimension left.",
                given: "v: float32 [2] = 1, 2\nw: float32 [2] = 3, 4",
                line: "matmul: from_a: v, from_b: w, to: dot",
                then: Then::Leaves(
                    "v: float32 [2] = 1, 2\nw: float32 [2] = 3, 4\ndot: float32 [] = 11",
                ),
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
        .derive_from_two(from_a, from_b, args.reference("to"), |a, b| a.matmul(b))
        .map(|effect| effect.said("multiplied"))
}
